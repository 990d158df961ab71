#include "memory/interner.h"

#include <functional>
#include <utility>

namespace tare {

namespace {

constexpr size_t kFirstSlots = 256;

uint32_t HashOf(std::string_view text) {
  const size_t hash = std::hash<std::string_view>{}(text);
  return static_cast<uint32_t>(hash ^ (hash >> 32));
}

}  // namespace

Interner::Interner(Account& account, size_t max_entries, size_t max_bytes)
    : arena_(account), slots_(&account), max_entries_(max_entries), max_bytes_(max_bytes) {}

// The slot that holds `text`, or the free one where it belongs.
Interner::Slot& Interner::Find(std::string_view text, uint32_t hash) {
  const size_t mask = slots_.size() - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    Slot& slot = slots_[i];
    if (slot.text == nullptr || (slot.hash == hash && text == std::string_view(slot.text, slot.size)))
      return slot;
  }
}

void Interner::Grow() {
  std::pmr::vector<Slot> old(slots_.empty() ? kFirstSlots : slots_.size() * 2, slots_.get_allocator());
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.text != nullptr) Find({slot.text, slot.size}, slot.hash) = slot;
  }
}

std::string_view Interner::Intern(std::string_view text) {
  const uint32_t hash = HashOf(text);
  if (slots_.empty()) Grow();
  if (const Slot& found = Find(text, hash); found.text != nullptr) return {found.text, found.size};
  if (entries_ == max_entries_ || bytes_ + text.size() > max_bytes_) StartGeneration();
  if ((entries_ + 1) * 2 > slots_.size()) Grow();
  const std::string_view copy = arena_.Copy(text);
  Find(text, hash) = {copy.data(), static_cast<uint32_t>(copy.size()), hash};
  ++entries_;
  bytes_ += text.size();
  return copy;
}

void Interner::StartGeneration() {
  slots_.assign(slots_.size(), Slot{});
  arena_.Reset();
  entries_ = 0;
  bytes_ = 0;
  ++generation_;
}

}  // namespace tare
