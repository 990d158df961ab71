#pragma once

#include <algorithm>
#include <cstdint>

namespace tare::genome {

// One byte a base: A 0, C 1, G 2, T 3, then the other letters (bases.h).
using BaseCode = uint8_t;
inline constexpr BaseCode kLastRegularBase = 3;

inline BaseCode Complement(BaseCode base) {
  return base <= kLastRegularBase ? static_cast<BaseCode>(kLastRegularBase - base) : base;
}

// k bases, two bits each, the first in the highest bits; and their reverse complement. Archives hold k-mers
// as the lower of the two (docs/agc-format.md, "What appending needs").
struct Kmer {
  uint64_t forward = 0;
  uint64_t reverse = 0;

  uint64_t canonical() const { return std::min(forward, reverse); }
  bool forward_is_canonical() const { return forward <= reverse; }
  Kmer reversed() const { return {.forward = reverse, .reverse = forward}; }
};

// The k-mers of a sequence, as its bases come.
class RollingKmer {
 public:
  explicit RollingKmer(uint32_t k) : k_(k), shift_(64 - 2 * k), mask_(~uint64_t{0} << shift_) {}

  // True where the last k bases were regular ones: kmer() is theirs.
  bool Add(BaseCode base) {
    if (base > kLastRegularBase) {
      length_ = 0;
      return false;
    }
    kmer_.forward = kmer_.forward << 2 | uint64_t{base} << shift_;
    kmer_.reverse = (kmer_.reverse >> 2 | uint64_t{3U - base} << 62) & mask_;
    if (length_ < k_) ++length_;
    return length_ == k_;
  }
  // The next k-mer has no base of those before.
  void Reset() { length_ = 0; }

  const Kmer& kmer() const { return kmer_; }

 private:
  uint32_t k_;
  uint32_t shift_;
  uint64_t mask_;
  uint32_t length_ = 0;
  Kmer kmer_;
};

// MurmurHash3's finalizer (Austin Appleby, public domain): every bit of the result depends on all of `x`.
inline uint64_t MixBits(uint64_t x) {
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdULL;
  x ^= x >> 33;
  x *= 0xc4ceb9fe1a85ec53ULL;
  return x ^ x >> 33;
}

// The bits from about the 20th on are worth looking at: quick, for filters and tables asked at every base.
inline uint64_t SpreadBits(uint64_t x) { return (x ^ x >> 32) * 0x9e3779b97f4a7c15ULL; }

}  // namespace tare::genome
