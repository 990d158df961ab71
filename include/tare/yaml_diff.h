#pragma once

// What makes one document another: operations in the order that applies them.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "tare/io.h"
#include "tare/memory.h"
#include "tare/yaml_emitter.h"
#include "tare/yaml_values.h"

namespace tare::yaml {

// What JSON Patch (RFC 6902) calls them. What moves inside a sequence is removed and added.
enum class OperationKind : uint8_t { kAdd, kRemove, kReplace };

// Valid during the call it is reported by.
struct Operation {
  OperationKind kind = OperationKind::kReplace;
  // A JSON Pointer (RFC 6901) into the first document as the operations before have left it; empty is the
  // whole document. Keys that are no strings stand as they are written, collections as one line of YAML.
  std::string_view path{};
  // The same place in the document as it was before any operation, for kRemove; in the second one for others.
  std::string_view place{};
  Node old_value{};  // missing for kAdd
  Node new_value{};  // missing for kRemove
};

struct DiffOptions {
  // Elements of sequences that are mappings with this key stand for the same thing where its values are
  // equal. Empty: elements are matched by what is in them.
  std::string key{};
  // Keys in another order are a difference: some of them are removed and added. (JSON Patch cannot say
  // where.)
  bool mind_order = false;
};

// Called for each operation; false ends the comparison.
using ReportOperation = std::function<bool(const Operation& operation)>;

// Returns true where the documents are equal: nothing was reported. Nodes are equal as operator== says; each
// key of a mapping stands in it once. Either may be missing: the other is then added or removed as a whole.
//
// Takes time in proportion to the documents: the longest common part of two sequences is found where few
// elements differ, and approximated beyond. Memory is that of the collections open at a time, in the worst
// case about 40 bytes an element. Throws MemoryLimitExceeded.
bool Diff(const Node& from, const Node& to, Account& account, const DiffOptions& options,
          const ReportOperation& report);

struct DiffText {
  bool colour = false;          // for terminals
  std::string_view document{};  // stands before each path
};

// Operations for people: "@ /path", then the old value behind "- " and the new one behind "+ ", as YAML.
// Returns what Diff does.
bool WriteDiff(const Node& from, const Node& to, Output& out, Account& account,
               const DiffOptions& options = {}, const DiffText& text = {});

// A document that is the JSON Patch, as events; the emitter's style says whether it becomes JSON.
// (kStreamStart and kStreamEnd are the caller's.) Returns what Diff does.
bool WriteJsonPatch(const Node& from, const Node& to, Emitter& emitter, Account& account,
                    const DiffOptions& options = {});

}  // namespace tare::yaml
