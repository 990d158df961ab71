#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "genome/kmer_array.h"
#include "genome/kmer_sequence.h"
#include "memory/arena.h"
#include "tare/memory.h"

namespace tare::genome {

// Which of `parts` equal parts of all hashes one is in.
inline uint64_t PartOf(uint64_t hash, uint64_t parts) { return (hash & UINT32_MAX) * parts >> 32; }

// One thread's tables for finding which of the k-mers that may become splitters occur once.
//
// Of a part of them, two-bit counters (by hash) tell most of those that are alone in their slot, so
// occur once; the others are sorted by another hash, in as many turns as fit. The answer is exact, and
// depends neither on the memory there is nor on how k-mers are divided.
class KmerPartSearch {
 public:
  struct Task {
    const KmerSequence& sequence;
    uint32_t k;
    uint64_t counter_bytes;      // a power of two
    uint64_t open_bytes;         // for what the counters leave open
    std::span<uint64_t> unique;  // the answer, a bit a position; other threads set theirs at the same time
    Ledger* ledger;              // or null
  };

  // The task must outlive the search.
  KmerPartSearch(const Task& task, Account& account);

  void Find(uint64_t part, uint64_t parts);

 private:
  // The k-mers of one turn of one part.
  struct Share {
    uint64_t part;
    uint64_t parts;
    uint64_t turn;
    uint64_t turns;
    bool first;  // turn of the part
  };
  // A position below, as much of a hash as there is room for above: 8 bytes.
  using Occurrence = uint64_t;

  template <typename Use>
  void ForEachKmerOf(uint64_t part, uint64_t parts, Use use) const;
  void Count(uint64_t part, uint64_t parts);
  bool SortOpen(const Share& share);
  bool CollectOpen(const Share& share);
  bool ThinOpen();
  template <typename Visit>
  void ForEachDistinct(Visit visit);
  uint64_t PositionOf(Occurrence occurrence) const { return occurrence & position_mask_; }

  const Task& task_;
  const uint64_t position_mask_;
  Arena memory_;                         // given back at once
  std::pmr::vector<uint64_t> counters_;  // 32 in each
  GrowingArray<Occurrence> open_;
};

}  // namespace tare::genome
