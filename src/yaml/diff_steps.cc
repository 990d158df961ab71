#include "yaml/diff_steps.h"

#include <algorithm>

namespace tare::yaml {

MappingSteps::MappingSteps(const Node& from, const Node& to, bool mind_order, Account& account)
    : from_(from.pairs()),
      to_(to.pairs()),
      entry_(from_.begin()),
      other_(to_.begin()),
      same_keys_(KeysAreTheSame()),
      matches_(&account),
      taken_(&account) {
  if (same_keys_) {
    phase_ = Phase::kBoth;
  } else {
    matches_.resize(from_.size());
    taken_.resize(to_.size());
    mind_order ? MatchByOrder(from, to, account) : MatchByKey(from, to, account);
  }
}

bool MappingSteps::KeysAreTheSame() const {
  if (from_.size() != to_.size()) return false;
  Entry other = to_.begin();
  for (Entry entry = from_.begin(); entry != from_.end(); ++entry, ++other) {
    if ((*entry).first != (*other).first) return false;
  }
  return true;
}

void MappingSteps::MatchByKey(const Node& from, const Node& to, Account& account) {
  const EntryTable table(to, account);
  size_t i = 0;
  for (const auto& [key, value] : from.pairs()) {
    const EntryTable::Found found = table.Find(key);
    matches_[i++] = found.entry;
    if (found.index != kUnmatched) taken_[found.index] = true;
  }
}

void MappingSteps::MatchByOrder(const Node& from, const Node& to, Account& account) {
  const auto hashes = [&](const Node& mapping) {
    std::pmr::vector<uint64_t> all(&account);
    all.reserve(mapping.size());
    for (const auto& [key, value] : mapping.pairs()) all.push_back(key.Hash());
    return all;
  };
  std::pmr::vector<uint32_t> indexes(&account);
  AlignHashes(hashes(from), hashes(to), account, &indexes);
  Entry entry = from_.begin();
  Entry other = to_.begin();
  uint32_t at = 0;
  for (size_t i = 0; i < indexes.size(); ++i, ++entry) {
    if (indexes[i] == kUnmatched) continue;
    for (; at < indexes[i]; ++at) ++other;
    if ((*entry).first != (*other).first) continue;
    matches_[i] = other;
    taken_[at] = true;
  }
}

bool MappingSteps::Next(DiffStep* step) {
  if (phase_ == Phase::kRemoved) {
    if (NextOld(false, step)) return true;
    phase_ = Phase::kBoth;
    entry_ = from_.begin();
    index_ = 0;
  }
  if (phase_ == Phase::kBoth) {
    if (NextOld(true, step)) return true;
    if (same_keys_) return false;
    phase_ = Phase::kAdded;
    entry_ = to_.begin();
    index_ = 0;
  }
  return NextAdded(step);
}

// The next entry of the first mapping that has its equal in the second, or that has none.
bool MappingSteps::NextOld(bool matched, DiffStep* step) {
  for (; entry_ != from_.end(); ++entry_, ++index_) {
    const Entry match = same_keys_ ? other_++ : matches_[index_];
    if ((match != Entry{}) != matched) continue;
    const auto [key, value] = *entry_++;
    ++index_;
    *step = {.old_value = value, .new_value = matched ? (*match).second : Node(), .key = key};
    return true;
  }
  return false;
}

bool MappingSteps::NextAdded(DiffStep* step) {
  for (; entry_ != to_.end(); ++entry_, ++index_) {
    if (taken_[index_]) continue;
    const auto [key, value] = *entry_++;
    ++index_;
    *step = {.new_value = value, .key = key};
    return true;
  }
  return false;
}

SequenceSteps::SequenceSteps(const Node& from, const Node& to, const std::string& key, Account& account)
    : from_(from), to_(to), key_(&key), matches_(&account) {
  AlignSequences(from, to, key, account, &same_, &matches_);
  FindGap();
}

// Goes on to the next elements that both have; behind the last of them, to the ends.
void SequenceSteps::FindGap() {
  old_end_ = old_;
  new_end_ = new_;
  if (old_ < same_) return;
  while (old_end_ < from_.size() && matches_[old_end_ - same_] == kUnmatched) ++old_end_;
  new_end_ = old_end_ < from_.size() ? same_ + matches_[old_end_ - same_] : to_.size();
}

bool SequenceSteps::Next(DiffStep* step) {
  if (old_ == from_.size() && new_ == to_.size()) return false;
  *step = {.old_index = old_, .new_index = new_};
  const bool in_gap = old_ < old_end_ || new_ < new_end_;
  const Takes takes = in_gap ? TakesInGap() : Takes::kBoth;
  if (takes != Takes::kNew) step->old_value = from_[old_++];
  if (takes != Takes::kOld) step->new_value = to_[new_++];
  if (!in_gap) FindGap();
  return true;
}

SequenceSteps::Takes SequenceSteps::TakesInGap() const {
  const size_t olds = old_end_ - old_;
  const size_t news = new_end_ - new_;
  if (olds == 0) return Takes::kNew;
  if (news == 0) return Takes::kOld;
  const Node from = from_[old_];
  const Node to = to_[new_];
  // Things with an identity are not each other.
  if (!key_->empty() && from.contains(*key_) && to.contains(*key_)) return Takes::kOld;
  const bool alike = from.is_mapping() == to.is_mapping() && from.is_sequence() == to.is_sequence();
  if (alike || olds == news) return Takes::kBoth;
  return olds > news ? Takes::kOld : Takes::kNew;
}

}  // namespace tare::yaml
