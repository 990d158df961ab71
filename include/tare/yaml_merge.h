#pragma once

// Documents put together: what two sides made of a common one, or one laid over another. The result goes to
// an Emitter as it is found; no second tree is built.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tare/error.h"
#include "tare/memory.h"
#include "tare/yaml_emitter.h"
#include "tare/yaml_values.h"

namespace tare::yaml {

// Whose value stands in the result where both sides changed the same thing.
enum class Prefer : uint8_t {
  kNone,  // ours, but it is a conflict
  kOurs,
  kTheirs,
};

// What both sides changed, each in its way. Valid during the call it is reported by.
struct Conflict {
  std::string_view path{};  // a JSON Pointer (RFC 6901) into the result
  // Missing where there is no such value. Of elements that cannot be told apart one by one, the sequences
  // they stand in.
  Node base{}, ours{}, theirs{};
};

struct MergeOptions {
  Prefer prefer = Prefer::kNone;
  // Elements of sequences that are mappings with this key are the same thing where its values are equal.
  std::string key{};
};

// Three-way merge: what one side changed, added or removed is so in the result. Mappings are merged key by
// key, in our order with what they added behind it; sequences as diff3 merges lines. A value that one side
// removed and the other changed is a conflict. Nodes may be missing: a side that is removed its document.
//
// Writes one document (none where both sides removed it); kStreamStart and kStreamEnd are the caller's.
// Returns the number of conflicts, each of which is reported; with a side to prefer there are none. Time is
// in proportion to the documents, memory as Diff's. Throws MemoryLimitExceeded.
uint64_t Merge(const Node& base, const Node& ours, const Node& theirs, Emitter& emitter, Account& account,
               const MergeOptions& options, const std::function<void(const Conflict&)>& report);

// What becomes of a sequence where the overlay has one too.
enum class SequenceJoin : uint8_t {
  kReplace,  // it is the overlay's (RFC 7386)
  kAppend,   // the overlay's elements behind those of the base
  kByKey,    // mappings with the same value of a key are joined, other elements come behind
};

struct SequenceRule {
  SequenceJoin how = SequenceJoin::kReplace;
  std::string key{};  // kByKey
};

struct JoinOptions {
  SequenceRule sequences{};
  // For the sequences at a path, a JSON Pointer in which "*" stands for any one token. The first that fits
  // counts.
  struct PathRule {
    std::string path;
    SequenceRule rule;
  };
  std::vector<PathRule> rules{};
  // A null in the overlay removes the key (RFC 7386); otherwise it is a value.
  bool null_deletes = true;
  // Where in the base the overlay belongs, as a JSON Pointer; empty is the whole document.
  std::string at{};
};

// Strategic join: mappings are merged deeply, sequences by their rules, of everything else the overlay's
// value counts. Keys stay in the base's order, with those of the overlay behind. Writes one document, as
// Merge does. Errors, before anything is written: `at` is no pointer, or names nothing in the base. Throws
// MemoryLimitExceeded.
Result<void> Join(const Node& base, const Node& overlay, Emitter& emitter, Account& account,
                  const JoinOptions& options);

}  // namespace tare::yaml
