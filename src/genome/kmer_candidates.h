#pragma once

#include <atomic>
#include <cstdint>
#include <memory_resource>
#include <vector>

#include "genome/kmer_sequence.h"
#include "genome/kmer_uniqueness.h"
#include "genome/segment_bases.h"
#include "tare/memory.h"

namespace tare::genome {

// K-mers of contigs that may become splitters: those that occur once in their contig, and nowhere in another
// sequence.
class KmerCandidates {
 public:
  // Walks end early once `*stop` is set: what comes of them is of no use then.
  KmerCandidates(uint32_t k, Account& account, const std::atomic<bool>* stop = nullptr)
      : k_(k), account_(account), stop_(stop), sequence_(account, stop), bits_(&account) {}

  // All k-mers that occur once in it, whatever the other contigs have.
  void AddContig(const PackedBases& contig, const KmerSearchLimits& limits, Ledger* ledger);
  // Takes away those that occur in `other`, which is walked once where they fit into `memory` bytes.
  void Exclude(const KmerSequence& other, uint64_t memory);

  // All contigs.
  const KmerSequence& sequence() const { return sequence_; }
  // Whether the k-mer that ends at `position` of sequence() is one.
  bool Has(uint64_t position) const { return (bits_[position / 64] >> (position % 64) & 1) != 0; }

 private:
  void Clear(uint64_t position) { bits_[position / 64] &= ~(uint64_t{1} << (position % 64)); }

  const uint32_t k_;
  Account& account_;
  const std::atomic<bool>* const stop_;
  KmerSequence sequence_;
  std::pmr::vector<uint64_t> bits_;
};

}  // namespace tare::genome
