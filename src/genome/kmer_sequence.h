#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <deque>
#include <memory_resource>
#include <span>
#include <vector>

#include "genome/kmer.h"
#include "genome/segment_bases.h"
#include "memory/arena.h"
#include "tare/memory.h"

namespace tare::genome {

// Many contigs one after another, at two bits a base, to be walked as often as it takes.
class KmerSequence {
 public:
  // Walks end early once `*stop` is set: what comes of them is of no use then.
  explicit KmerSequence(Account& account, const std::atomic<bool>* stop = nullptr)
      : stop_(stop), memory_(account), chunks_(&account), contig_ends_(&account) {}

  void AddBases(std::span<const BaseCode> bases) {
    while (!bases.empty()) {
      if (chunks_.empty() || chunks_.back().size() == kChunkBases) {
        chunks_.emplace_back(memory_);
        chunks_.back().Reserve(kChunkBases);
      }
      const std::span<const BaseCode> fitting =
          bases.first(std::min<size_t>(bases.size(), kChunkBases - chunks_.back().size()));
      chunks_.back().Append(fitting);
      size_ += fitting.size();
      bases = bases.subspan(fitting.size());
    }
  }
  void EndContig() {
    static constexpr BaseCode kEnd[] = {kContigEnd};
    contig_ends_.push_back(size_);
    AddBases(kEnd);
  }
  // Bases and ends of contigs.
  uint64_t size() const { return size_; }

  // Contigs that have ended, and the positions of their first base and of their end.
  uint32_t contig_count() const { return static_cast<uint32_t>(contig_ends_.size()); }
  uint64_t contig_begin(uint32_t contig) const { return contig == 0 ? 0 : contig_ends_[contig - 1] + 1; }
  uint64_t contig_end(uint32_t contig) const { return contig_ends_[contig]; }
  uint32_t ContigAt(uint64_t position) const {
    return static_cast<uint32_t>(std::ranges::lower_bound(contig_ends_, position) - contig_ends_.begin());
  }

  // Calls visit(position of the first, bases), where ends of contigs are kContigEnd, for all from `begin` to
  // before `end`.
  template <typename Visit>
  void ForEachPiece(uint64_t begin, uint64_t end, Visit visit) const {
    BaseCode bases[kUnpacked];
    while (begin < end) {
      if (stop_ != nullptr && stop_->load(std::memory_order_relaxed)) return;
      const PackedBases& chunk = chunks_[begin / kChunkBases];
      const uint64_t in_chunk = begin % kChunkBases;
      const auto count =
          static_cast<size_t>(std::min({uint64_t{kUnpacked}, chunk.size() - in_chunk, end - begin}));
      chunk.Unpack(in_chunk, count, bases);
      visit(begin, std::span<const BaseCode>(bases, count));
      begin += count;
    }
  }
  // Calls visit(position of the last base, canonical k-mer) for those whose last base is from `begin` to
  // before `end`. Most of the time for finding splitters goes here: all is inlined, and the k-mer stays in
  // registers.
  template <typename Visit>
  [[gnu::flatten]] void ForEachKmer(uint32_t k, uint64_t begin, uint64_t end, Visit visit) const {
    RollingKmer rolling(k);
    ForEachPiece(begin - std::min<uint64_t>(begin, k - 1), end,
                 [&](uint64_t position, std::span<const BaseCode> bases) {
                   RollingKmer in_piece = rolling;
                   for (const BaseCode base : bases) {
                     if (in_piece.Add(base) && position >= begin)
                       visit(position, in_piece.kmer().canonical());
                     ++position;
                   }
                   rolling = in_piece;
                 });
  }

  static constexpr BaseCode kContigEnd = 31;

 private:
  static constexpr uint64_t kChunkBases = uint64_t{1} << 20;
  static constexpr size_t kUnpacked = 4096;

  const std::atomic<bool>* stop_;
  Arena memory_;  // gives it all back at once
  std::pmr::deque<PackedBases> chunks_;
  std::pmr::vector<uint64_t> contig_ends_;
  uint64_t size_ = 0;
};

}  // namespace tare::genome
