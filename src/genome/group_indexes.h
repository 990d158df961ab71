#pragma once

#include <cstdint>
#include <iterator>
#include <list>
#include <memory_resource>

#include "genome/group_store.h"
#include "genome/lz_index.h"
#include "genome/stored_groups.h"
#include "tare/memory.h"

namespace tare::genome {

// The references of groups with their indexes, for one thread: those used last. The others are built again
// when they are needed, which takes less than encoding a segment does.
class GroupIndexes {
 public:
  // `memory` is how many bytes indexes may take beside the one in use. `stored`, which is null where no
  // archive is appended to, must outlive it.
  GroupIndexes(uint32_t min_match_length, uint64_t memory, StoredGroupReader* stored, Account& account)
      : min_match_length_(min_match_length),
        memory_(memory),
        stored_(stored),
        account_(account),
        entries_(&account) {}

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
    if (group.reference_is_stored())
      stored_->BuildIndex(group.number(), &entries_.front().index);
    else
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
  StoredGroupReader* const stored_;
  Account& account_;
  std::pmr::list<Entry> entries_;
};

}  // namespace tare::genome
