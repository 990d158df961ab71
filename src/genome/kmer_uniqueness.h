#pragma once

#include <cstdint>
#include <memory_resource>
#include <vector>

#include "genome/kmer_sequence.h"
#include "memory/arena.h"
#include "tare/memory.h"

namespace tare::genome {

// What a search for k-mers may use. Its answer depends on none of it.
struct KmerSearchLimits {
  uint64_t memory;  // bytes, for the tables of all threads
  unsigned threads = 1;
};

// Finds which of the k-mers that may become splitters occur once in a sequence: one bit a position. The space
// of k-mers is divided into parts, which several threads search (KmerPartSearch).
class KmerUniqueness {
 public:
  // The ledger, where there is one, is told of the fullest moments.
  KmerUniqueness(const KmerSequence& sequence, uint32_t k, const KmerSearchLimits& limits, Account& account,
                 Ledger* ledger = nullptr);

  // Whether the k-mer that ends at `position` occurs once, and may be a splitter.
  bool IsUnique(uint64_t position) const { return (unique_[position / 64] >> (position % 64) & 1) != 0; }

 private:
  Arena memory_;  // given back at once
  std::pmr::vector<uint64_t> unique_;
};

}  // namespace tare::genome
