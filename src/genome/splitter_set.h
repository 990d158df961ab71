#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "genome/kmer.h"
#include "genome/kmer_filter.h"
#include "tare/memory.h"

namespace tare::genome {

// The canonical k-mers at which contigs are cut. Asked for at every base: a filter of at least 64 bits a
// splitter tells nearly all others at once.
class SplitterSet {
 public:
  explicit SplitterSet(Account& account) : slots_(&account), filter_(account) {}

  void Insert(uint64_t kmer);
  bool Contains(uint64_t kmer) const {
    return size_ != 0 && filter_.MayHave(kmer) && FindSlot(MixBits(kmer), kmer);
  }
  size_t size() const { return size_; }

  // All of them, in ascending order.
  std::pmr::vector<uint64_t> Sorted(Account& account) const;

 private:
  // No canonical k-mer is all ones: it would be T only, whose reverse complement is lower.
  static constexpr uint64_t kEmpty = UINT64_MAX;

  bool FindSlot(uint64_t hash, uint64_t kmer) const {
    for (uint64_t slot = hash & mask_;; slot = (slot + 1) & mask_) {
      if (slots_[slot] == kmer) return true;
      if (slots_[slot] == kEmpty) return false;
    }
  }
  void Grow();
  void Place(uint64_t kmer);

  std::pmr::vector<uint64_t> slots_;
  KmerFilter filter_;
  uint64_t mask_ = 0;
  size_t size_ = 0;
};

}  // namespace tare::genome
