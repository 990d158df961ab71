#pragma once

// What becomes of the entries of three collections of the same kind, in the order of the result.

#include <cstdint>
#include <memory_resource>
#include <string>
#include <vector>

#include "tare/memory.h"
#include "tare/yaml_merge.h"
#include "tare/yaml_values.h"
#include "yaml/diff_alignment.h"

namespace tare::yaml {

// Values that belong together; missing where a side has none.
struct MergeStep {
  Node key{};  // of a mapping; missing in a sequence
  Node base{}, ours{}, theirs{};
  bool conflict = false;  // these are the whole sequences, which both sides changed at one place
};

// Our entries, and behind them what only they have.
class MappingMerge {
 public:
  // `base` may be missing.
  MappingMerge(const Node& base, const Node& ours, const Node& theirs, Account& account);

  // False at the end.
  bool Next(MergeStep* step);

 private:
  PairRange ours_, theirs_;
  Entry our_entry_, their_entry_;
  size_t their_index_ = 0;
  EntryTable in_base_, in_theirs_;
  std::pmr::vector<bool> taken_;  // their entries that we have too
};

// As diff3 does (Khanna, Kunal, Pierce, "A Formal Investigation of Diff3", 2007): elements that all three
// have in common divide the sequences into pieces, of which one side's is taken, or all are joined element by
// element where they are of one size.
class SequenceMerge {
 public:
  // `base` may be missing.
  SequenceMerge(const Node& base, const Node& ours, const Node& theirs, const MergeOptions& options,
                Account& account);

  // False at the end.
  bool Next(MergeStep* step);

 private:
  enum class Takes : uint8_t { kAll, kOurs, kTheirs, kConflict };

  // One of the three, and how far it has been merged.
  struct Side {
    Node sequence;
    size_t next = 0;
    size_t end = 0;  // of the piece

    size_t count() const { return end - next; }
    Node Take() { return sequence[next++]; }
  };
  // Where the base's elements are in a side.
  struct Alignment {
    size_t same = 0;
    std::pmr::vector<uint32_t> matches;

    bool Has(size_t i) const { return i < same || matches[i - same] != kUnmatched; }
    size_t At(size_t i) const { return i < same ? i : same + matches[i - same]; }
  };

  void FindPiece();
  Takes Decide() const;
  bool HasIdentities(const Side& side) const;

  const MergeOptions* options_;
  Side base_, ours_, theirs_;
  Alignment to_ours_, to_theirs_;
  Takes takes_ = Takes::kAll;
};

}  // namespace tare::yaml
