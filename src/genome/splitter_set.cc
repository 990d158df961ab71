#include "genome/splitter_set.h"

#include <algorithm>
#include <utility>

namespace tare::genome {

void SplitterSet::Place(uint64_t kmer) {
  const uint64_t hash = MixBits(kmer);
  uint64_t slot = hash & mask_;
  while (slots_[slot] != kEmpty) slot = (slot + 1) & mask_;
  slots_[slot] = kmer;
  filter_.Add(kmer);
}

void SplitterSet::Grow() {
  const size_t capacity = std::max<size_t>(64, slots_.size() * 2);
  std::pmr::vector<uint64_t> before(capacity, kEmpty, slots_.get_allocator());
  std::swap(before, slots_);
  mask_ = capacity - 1;
  filter_.Reset(capacity * 32);
  for (const uint64_t kmer : before)
    if (kmer != kEmpty) Place(kmer);
}

void SplitterSet::Insert(uint64_t kmer) {
  if (size_ != 0 && FindSlot(MixBits(kmer), kmer)) return;
  if ((size_ + 1) * 2 > slots_.size()) Grow();
  Place(kmer);
  ++size_;
}

std::pmr::vector<uint64_t> SplitterSet::Sorted(Account& account) const {
  std::pmr::vector<uint64_t> sorted(&account);
  sorted.reserve(size_);
  for (const uint64_t kmer : slots_)
    if (kmer != kEmpty) sorted.push_back(kmer);
  std::ranges::sort(sorted);
  return sorted;
}

}  // namespace tare::genome
