#pragma once

// What becomes of the entries of a collection and of the one laid over it, in the order of the result.

#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "tare/memory.h"
#include "tare/yaml_merge.h"
#include "tare/yaml_values.h"
#include "yaml/diff_alignment.h"

namespace tare::yaml {

// Values that are to be joined; missing where there is none.
struct JoinStep {
  Node key{};  // of a mapping; missing in a sequence
  Node base{}, overlay{};
};

// The way to where the overlay belongs: everything stays, but for one entry.
class PathSteps {
 public:
  // `target` is the number of that entry.
  PathSteps(const Node& base, const Node& overlay, size_t target);

  // False at the end. The overlay is there for the target alone.
  bool Next(JoinStep* step);

 private:
  bool mapping_;
  Entry entry_, entries_end_;
  Node::Iterator item_, items_end_;
  Node overlay_;
  size_t left_;  // entries before the target
  bool met_ = false;
};

// The base's entries, and behind them what only the overlay has.
class MappingJoin {
 public:
  // `base` may be missing.
  MappingJoin(const Node& base, const Node& overlay, bool null_deletes, Account& account);

  // False at the end.
  bool Next(JoinStep* step);

 private:
  PairRange base_, overlay_;
  Entry base_entry_, overlay_entry_;
  size_t overlay_index_ = 0;
  const bool null_deletes_;
  EntryTable in_overlay_;
  std::pmr::vector<bool> taken_;  // the overlay's entries that the base has too
};

// The base's elements, each joined with that of the same key, and behind them the overlay's others.
class ElementJoin {
 public:
  // Without a key no elements are joined.
  ElementJoin(const Node& base, const Node& overlay, std::string_view key, Account& account);

  // False at the end.
  bool Next(JoinStep* step);

 private:
  // An element of the overlay.
  struct Slot {
    uint64_t hash;  // of its key's value
    size_t index;
  };

  size_t Find(const Node& identity) const;

  Node base_, overlay_;
  std::string_view key_;
  size_t base_next_ = 0, overlay_next_ = 0;
  std::pmr::vector<Slot> slots_;  // by hash, then by the value, then by index
  std::pmr::vector<bool> taken_;  // the overlay's elements that the base has too
};

}  // namespace tare::yaml
