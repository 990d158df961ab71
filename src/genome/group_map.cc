#include "genome/group_map.h"

#include <algorithm>

namespace tare::genome {

void GroupMap::Add(GroupKey key, Group* group) {
  groups_.insert_or_assign(key, group);
  if (key.front == kNoSplitter || key.back == kNoSplitter) return;
  const auto add = [&](uint64_t splitter, uint64_t other) {
    std::pmr::vector<uint64_t>& others = neighbours_[splitter];
    others.insert(std::ranges::upper_bound(others, other), other);
  };
  add(key.front, key.back);
  if (key.front != key.back) add(key.back, key.front);
}

void GroupMap::Publish() {
  for (const auto& [key, group] : new_groups_) Add(key, group);
  new_groups_.clear();
}

std::pmr::vector<std::pair<GroupKey, Group*>> GroupMap::Sorted(Account& account) const {
  std::pmr::vector<std::pair<GroupKey, Group*>> sorted(groups_.begin(), groups_.end(), &account);
  std::ranges::sort(sorted, {}, [](const auto& entry) { return entry.first; });
  return sorted;
}

}  // namespace tare::genome
