#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <vector>

#include "genome/kmer.h"
#include "tare/memory.h"

namespace tare::genome {

// In front of a table that is asked at every base: tells of nearly all k-mers that they are not in it.
class KmerFilter {
 public:
  explicit KmerFilter(Account& account) : bits_(&account) {}

  // Empties it. `bits` is a power of two, 64 at least.
  void Reset(size_t bits) {
    bits_.assign(bits / 64, 0);
    shift_ = static_cast<uint32_t>(64 - std::countr_zero(bits));
  }
  // Not before Reset.
  void Add(uint64_t kmer) {
    const uint64_t bit = BitOf(kmer);
    bits_[bit >> 6] |= uint64_t{1} << (bit & 63);
  }
  bool MayHave(uint64_t kmer) const {
    const uint64_t bit = BitOf(kmer);
    return (bits_[bit >> 6] >> (bit & 63) & 1) != 0;
  }

 private:
  uint64_t BitOf(uint64_t kmer) const { return SpreadBits(kmer) >> shift_; }

  std::pmr::vector<uint64_t> bits_;
  uint32_t shift_ = 0;
};

}  // namespace tare::genome
