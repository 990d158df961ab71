#pragma once

// What two collections of the same kind have in common, entry by entry, in the order of a patch.

#include <cstdint>
#include <memory_resource>
#include <string>
#include <vector>

#include "tare/memory.h"
#include "tare/yaml_diff.h"
#include "tare/yaml_values.h"
#include "yaml/diff_alignment.h"

namespace tare::yaml {

// Values that belong together, or one that has no other: that is missing.
struct DiffStep {
  Node old_value{};
  Node new_value{};
  Node key{};            // of a mapping; missing in a sequence
  size_t old_index = 0;  // of old_value in a sequence
  size_t new_index = 0;  // in a sequence where all that comes before has become new
};

// Entries that are removed, then those that both have, then those that are added.
class MappingSteps {
 public:
  MappingSteps(const Node& from, const Node& to, bool mind_order, Account& account);

  // False at the end.
  bool Next(DiffStep* step);

 private:
  enum class Phase : uint8_t { kRemoved, kBoth, kAdded };

  bool KeysAreTheSame() const;
  void MatchByKey(const Node& from, const Node& to, Account& account);
  void MatchByOrder(const Node& from, const Node& to, Account& account);
  bool NextOld(bool matched, DiffStep* step);
  bool NextAdded(DiffStep* step);

  PairRange from_, to_;
  Phase phase_ = Phase::kRemoved;
  Entry entry_;                      // of from_, then of to_
  size_t index_ = 0;                 // its number
  Entry other_;                      // of to_, where the keys are the same
  bool same_keys_;                   // and in the same order
  std::pmr::vector<Entry> matches_;  // of from_'s entries in to_; empty with same_keys_
  std::pmr::vector<bool> taken_;     // to_'s entries that are one of these
};

// From the first element to the last. Between those that both have, what stands at the same place belongs
// together, unless a key says otherwise, or it is not even alike and there is something left over.
class SequenceSteps {
 public:
  SequenceSteps(const Node& from, const Node& to, const std::string& key, Account& account);

  // False at the end.
  bool Next(DiffStep* step);

 private:
  enum class Takes : uint8_t { kOld, kNew, kBoth };

  void FindGap();
  Takes TakesInGap() const;

  Node from_, to_;
  const std::string* key_;
  size_t same_ = 0;                     // elements at the beginning
  std::pmr::vector<uint32_t> matches_;  // of from_'s elements behind these, in to_'s behind these
  size_t old_ = 0, new_ = 0;            // the next ones
  size_t old_end_ = 0, new_end_ = 0;    // where the next elements that both have stand
};

}  // namespace tare::yaml
