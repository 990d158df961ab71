#pragma once

#include <cstdint>
#include <iterator>
#include <list>
#include <memory_resource>

#include "genome/group_store.h"
#include "genome/lz_index.h"
#include "tare/memory.h"

namespace tare::genome {

// The references of groups with their indexes, for one thread: those used last. The others are built again
// when they are needed, which takes less than encoding a segment does.
class GroupIndexes {
 public:
  // `memory` is how many bytes indexes may take beside the one in use.
  GroupIndexes(uint32_t min_match_length, uint64_t memory, Account& account)
      : min_match_length_(min_match_length), memory_(memory), account_(account), entries_(&account) {}

  // Lives until the next call. `group` has a reference, which does not change.
  const LzIndex& Get(const Group& group) {
    uint64_t used = 0;
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
      used += entry->index.memory();
      if (entry->group != &group) continue;
      entries_.splice(entries_.begin(), entries_, entry);
      return entries_.front().index;
    }
    for (; !entries_.empty() && used > memory_; entries_.pop_back()) used -= entries_.back().index.memory();
    entries_.emplace_front(min_match_length_, account_);
    entries_.front().index.Build(group.reference());
    entries_.front().group = &group;
    return entries_.front().index;
  }

 private:
  struct Entry {
    Entry(uint32_t min_match_length, Account& account) : index(min_match_length, account) {}

    const Group* group = nullptr;
    LzIndex index;
  };

  const uint32_t min_match_length_;
  const uint64_t memory_;
  Account& account_;
  std::pmr::list<Entry> entries_;
};

}  // namespace tare::genome
