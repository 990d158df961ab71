#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <vector>

#include "genome/kmer_filter.h"
#include "tare/memory.h"

namespace tare::genome {

// How often some k-mers occur: none, once, or more. They are asked for first, then counted, both by an owner:
// a k-mer of one owner is another than that of the next.
class KmerCounts {
 public:
  // Room for so many k-mers.
  KmerCounts(size_t capacity, Account& account);

  // How many k-mers there is room for in so many bytes, at least a few.
  static size_t CapacityOf(uint64_t bytes);

  void Ask(uint64_t kmer, uint32_t owner);
  // These are safe to call from any number of threads. What was not asked for is not counted; owner_of() is
  // asked only of what may have been.
  template <typename OwnerOf>
  void Count(uint64_t kmer, OwnerOf owner_of) {
    if (filter_.MayHave(kmer)) CountSlot(FindSlot(kmer, owner_of()));
  }
  // As if it occurred more than once, whoever owns it.
  void Exclude(uint64_t kmer) {
    if (filter_.MayHave(kmer)) ExcludeSlots(kmer);
  }
  bool OccursOnce(uint64_t kmer, uint32_t owner) const;

 private:
  // No canonical k-mer is all ones: it would be T only, whose reverse complement is lower.
  static constexpr uint64_t kEmpty = UINT64_MAX;
  static constexpr size_t kFilterBitsOfSlot = 16;
  static constexpr size_t kBytesOfSlot = 8 + 4 + 1 + kFilterBitsOfSlot / 8;

  // Where it is, or the empty slot where it would be.
  size_t FindSlot(uint64_t kmer, uint32_t owner) const;
  void CountSlot(size_t slot);
  void ExcludeSlots(uint64_t kmer);

  const size_t mask_;
  std::pmr::vector<uint64_t> kmers_;
  std::pmr::vector<uint32_t> owners_;
  std::pmr::vector<uint8_t> counts_;
  KmerFilter filter_;
};

}  // namespace tare::genome
