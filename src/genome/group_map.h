#pragma once

#include <cstdint>
#include <memory_resource>
#include <unordered_map>
#include <utility>
#include <vector>

#include "genome/group_store.h"
#include "genome/kmer.h"
#include "memory/arena.h"
#include "tare/memory.h"

namespace tare::genome {

// The splitters at both ends of a group's segments, the lower first: segments are turned so that it is. An
// end without a splitter is kNoSplitter.
struct GroupKey {
  uint64_t front;
  uint64_t back;

  auto operator<=>(const GroupKey&) const = default;
};
inline constexpr uint64_t kNoSplitter = UINT64_MAX;
inline constexpr GroupKey kRawKey{.front = kNoSplitter, .back = kNoSplitter};

// Which group segments between two splitters belong to. Groups of the sample at work are not found before it
// ends: each segment of a sample is placed by what was there before, whatever the order and the threads.
class GroupMap {
 public:
  explicit GroupMap(Account& account)
      : memory_(account), groups_(&memory_), new_groups_(&account), neighbours_(&memory_) {}

  // Among the groups of earlier samples; null where there is none. Safe to call from any number of threads
  // while nothing else is.
  Group* Find(GroupKey key) const {
    const auto found = groups_.find(key);
    return found == groups_.end() ? nullptr : found->second;
  }
  // The splitters that are at the other end of some group, in ascending order; none where there is no group.
  const std::pmr::vector<uint64_t>* Neighbours(uint64_t splitter) const {
    const auto found = neighbours_.find(splitter);
    return found == neighbours_.end() ? nullptr : &found->second;
  }

  // Among those of this sample too.
  Group* FindNew(GroupKey key) const {
    const auto found = new_groups_.find(key);
    return found == new_groups_.end() ? Find(key) : found->second;
  }
  // A group of this sample.
  void AddNew(GroupKey key, Group* group) { new_groups_.emplace(key, group); }
  // The sample ends: its groups are found from now on.
  void Publish();
  // A group of an earlier sample.
  void Add(GroupKey key, Group* group);

  // By key.
  std::pmr::vector<std::pair<GroupKey, Group*>> Sorted(Account& account) const;

 private:
  struct Hash {
    size_t operator()(const GroupKey& key) const { return MixBits(MixBits(key.front) ^ key.back); }
  };
  using Groups = std::pmr::unordered_map<GroupKey, Group*, Hash>;

  Arena memory_;  // of what stays, in many small blocks
  Groups groups_;
  Groups new_groups_;
  std::pmr::unordered_map<uint64_t, std::pmr::vector<uint64_t>> neighbours_;
};

}  // namespace tare::genome
