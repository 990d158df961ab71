#include "yaml/merge_join_steps.h"

#include <algorithm>

namespace tare::yaml {

PathSteps::PathSteps(const Node& base, const Node& overlay, size_t target)
    : mapping_(base.is_mapping()),
      entry_(base.pairs().begin()),
      entries_end_(base.pairs().end()),
      item_(base.begin()),
      items_end_(base.end()),
      overlay_(overlay),
      left_(target) {}

bool PathSteps::Next(JoinStep* step) {
  if (mapping_ ? entry_ == entries_end_ : item_ == items_end_) return false;
  *step = {};
  if (mapping_) {
    const auto [key, value] = *entry_++;
    *step = {.key = key, .base = value};
  } else {
    step->base = *item_++;
  }
  if (!met_ && left_-- == 0) {
    step->overlay = overlay_;
    met_ = true;
  }
  return true;
}

MappingJoin::MappingJoin(const Node& base, const Node& overlay, bool null_deletes, Account& account)
    : base_(base.pairs()),
      overlay_(overlay.pairs()),
      base_entry_(base_.begin()),
      overlay_entry_(overlay_.begin()),
      null_deletes_(null_deletes),
      in_overlay_(overlay, account),
      taken_(overlay.size(), false, &account) {}

bool MappingJoin::Next(JoinStep* step) {
  while (base_entry_ != base_.end()) {
    const auto [key, value] = *base_entry_++;
    *step = {.key = key, .base = value};
    const EntryTable::Found found = in_overlay_.Find(key);
    if (found.index == kUnmatched) return true;
    taken_[found.index] = true;
    step->overlay = (*found.entry).second;
    if (!null_deletes_ || !step->overlay.is_null()) return true;
  }
  while (overlay_entry_ != overlay_.end()) {
    const auto [key, value] = *overlay_entry_++;
    if (taken_[overlay_index_++] || (null_deletes_ && value.is_null())) continue;
    *step = {.key = key, .overlay = value};
    return true;
  }
  return false;
}

ElementJoin::ElementJoin(const Node& base, const Node& overlay, std::string_view key, Account& account)
    : base_(base), overlay_(overlay), key_(key), slots_(&account), taken_(overlay.size(), false, &account) {
  if (key.empty()) return;
  slots_.reserve(overlay.size());
  for (size_t i = 0; i < overlay.size(); ++i) {
    if (const Node identity = overlay[i][key]; identity.exists()) slots_.push_back({identity.Hash(), i});
  }
  std::ranges::sort(slots_, [&](const Slot& a, const Slot& b) {
    if (a.hash != b.hash) return a.hash < b.hash;
    const int order = Node::Compare(overlay_[a.index][key_], overlay_[b.index][key_]);
    return order != 0 ? order < 0 : a.index < b.index;
  });
}

bool ElementJoin::Next(JoinStep* step) {
  *step = {};
  if (base_next_ < base_.size()) {
    step->base = base_[base_next_++];
    const Node identity = key_.empty() ? Node() : step->base[key_];
    const size_t found = identity.exists() ? Find(identity) : overlay_.size();
    if (found == overlay_.size()) return true;
    taken_[found] = true;
    step->overlay = overlay_[found];
    return true;
  }
  while (overlay_next_ < overlay_.size() && taken_[overlay_next_]) ++overlay_next_;
  if (overlay_next_ == overlay_.size()) return false;
  step->overlay = overlay_[overlay_next_++];
  return true;
}

// The first element with that value of the key, or the overlay's size.
size_t ElementJoin::Find(const Node& identity) const {
  const uint64_t hash = identity.Hash();
  const auto slot = std::ranges::partition_point(slots_, [&](const Slot& a) {
    return a.hash != hash ? a.hash < hash : overlay_[a.index][key_] < identity;
  });
  const bool found = slot != slots_.end() && slot->hash == hash && overlay_[slot->index][key_] == identity;
  return found ? slot->index : overlay_.size();
}

}  // namespace tare::yaml
