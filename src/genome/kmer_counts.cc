#include "genome/kmer_counts.h"

#include <algorithm>
#include <atomic>
#include <bit>

namespace tare::genome {

namespace {

constexpr size_t kLeastSlots = 1024;
constexpr uint8_t kMore = 2;  // than once

// So that a quarter is empty at least.
size_t SlotsFor(size_t capacity) { return std::max(std::bit_ceil(capacity / 3 * 4 + 4), kLeastSlots); }

}  // namespace

size_t KmerCounts::CapacityOf(uint64_t bytes) {
  return std::max<size_t>(std::bit_floor(bytes / kBytesOfSlot), kLeastSlots) / 4 * 3 - 3;
}

KmerCounts::KmerCounts(size_t capacity, Account& account)
    : mask_(SlotsFor(capacity) - 1),
      kmers_(mask_ + 1, kEmpty, &account),
      owners_(mask_ + 1, 0, &account),
      counts_(mask_ + 1, 0, &account),
      filter_(account) {
  filter_.Reset((mask_ + 1) * kFilterBitsOfSlot);
}

size_t KmerCounts::FindSlot(uint64_t kmer, uint32_t owner) const {
  size_t slot = MixBits(kmer) & mask_;
  while (kmers_[slot] != kEmpty && (kmers_[slot] != kmer || owners_[slot] != owner))
    slot = (slot + 1) & mask_;
  return slot;
}

void KmerCounts::Ask(uint64_t kmer, uint32_t owner) {
  const size_t slot = FindSlot(kmer, owner);
  kmers_[slot] = kmer;
  owners_[slot] = owner;
  filter_.Add(kmer);
}

// Beyond kMore nothing is written: many threads may meet at what occurs everywhere.
void KmerCounts::CountSlot(size_t slot) {
  if (kmers_[slot] == kEmpty) return;
  const std::atomic_ref count(counts_[slot]);
  uint8_t before = count.load(std::memory_order_relaxed);
  if (before == kMore) return;
  if (before != 0 || !count.compare_exchange_strong(before, 1, std::memory_order_relaxed))
    count.store(kMore, std::memory_order_relaxed);
}

void KmerCounts::ExcludeSlots(uint64_t kmer) {
  for (size_t slot = MixBits(kmer) & mask_; kmers_[slot] != kEmpty; slot = (slot + 1) & mask_) {
    if (kmers_[slot] == kmer) std::atomic_ref(counts_[slot]).store(kMore, std::memory_order_relaxed);
  }
}

bool KmerCounts::OccursOnce(uint64_t kmer, uint32_t owner) const {
  const size_t slot = FindSlot(kmer, owner);
  return kmers_[slot] != kEmpty && counts_[slot] == 1;
}

}  // namespace tare::genome
