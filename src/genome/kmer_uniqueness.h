#pragma once

#include <cstdint>
#include <memory_resource>
#include <vector>

#include "genome/kmer_array.h"
#include "genome/kmer_sequence.h"
#include "memory/arena.h"
#include "tare/memory.h"

namespace tare::genome {

// Finds which k-mers occur once in a sequence: one bit a position.
//
// The space of k-mers is done in parts. Of each, a table of two-bit counters (by hash) tells most of those
// that are alone in their slot, so occur once; the others are sorted, in as many turns as fit. The answer is
// exact, and depends neither on the memory there is nor on how it is divided.
class KmerUniqueness {
 public:
  // `memory` is how many bytes the tables may take. The ledger, where there is one, is told of the fullest
  // moments.
  KmerUniqueness(const KmerSequence& sequence, uint32_t k, uint64_t memory, Account& account,
                 Ledger* ledger = nullptr);

  // Takes away the k-mers that occur in `other`.
  void Exclude(const KmerSequence& other, uint64_t memory);

  // Whether the k-mer that ends at `position` occurs once.
  bool IsUnique(uint64_t position) const { return (unique_[position / 64] >> (position % 64) & 1) != 0; }

 private:
  void Clear(uint64_t position) { unique_[position / 64] &= ~(uint64_t{1} << (position % 64)); }

  struct Occurrence {
    uint64_t kmer;
    uint64_t position;
  };

  void FindPart(uint64_t part, uint64_t parts, GrowingArray<Occurrence>* open);
  // The k-mers of one turn of one part.
  struct Share {
    uint64_t part;
    uint64_t parts;
    uint64_t turn;
    uint64_t turns;
    bool first;  // turn of the part
  };
  bool SortOpen(const Share& share, GrowingArray<Occurrence>* open);
  static bool Thin(GrowingArray<Occurrence>* occurrences);
  void Set(uint64_t position) { unique_[position / 64] |= uint64_t{1} << (position % 64); }

  const KmerSequence& sequence_;
  const uint32_t k_;
  Account& account_;
  Ledger* ledger_;
  Arena tables_;  // large ones, given back at once
  std::pmr::vector<uint64_t> unique_;
  std::pmr::vector<uint64_t> counters_;  // 32 in each
};

}  // namespace tare::genome
