#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <deque>
#include <memory_resource>
#include <span>

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
      : stop_(stop), memory_(account), chunks_(&account) {}

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
    AddBases(kEnd);
  }
  // Bases and ends of contigs.
  uint64_t size() const { return size_; }

  // Calls visit(position, base), where ends of contigs are kContigEnd.
  template <typename Visit>
  void ForEachBase(Visit visit) const {
    ForEachPiece([&](uint64_t position, std::span<const BaseCode> bases) {
      for (const BaseCode base : bases) visit(position++, base);
    });
  }
  // Calls visit(position of the last base, canonical k-mer). Most of the time for finding splitters goes
  // here: all is inlined, and the k-mer stays in registers.
  template <typename Visit>
  [[gnu::flatten]] void ForEachKmer(uint32_t k, Visit visit) const {
    RollingKmer rolling(k);
    ForEachPiece([&](uint64_t position, std::span<const BaseCode> bases) {
      RollingKmer in_piece = rolling;
      for (const BaseCode base : bases) {
        if (in_piece.Add(base)) visit(position, in_piece.kmer().canonical());
        ++position;
      }
      rolling = in_piece;
    });
  }
  // The canonical k-mer whose last base is at `position`; there must be one.
  uint64_t KmerAt(uint32_t k, uint64_t position) const {
    RollingKmer rolling(k);
    BaseCode bases[32];
    for (uint64_t at = position + 1 - k; at <= position;) {
      const PackedBases& chunk = chunks_[at / kChunkBases];
      const uint64_t begin = at % kChunkBases;
      const auto count = static_cast<size_t>(std::min(position + 1 - at, kChunkBases - begin));
      chunk.Unpack(begin, count, bases);
      for (const BaseCode base : std::span(bases, count)) rolling.Add(base);
      at += count;
    }
    return rolling.kmer().canonical();
  }

  static constexpr BaseCode kContigEnd = 31;

 private:
  static constexpr uint64_t kChunkBases = uint64_t{4} << 20;
  static constexpr size_t kUnpacked = 4096;

  // Calls visit(position of the first, bases).
  template <typename Visit>
  void ForEachPiece(Visit visit) const {
    BaseCode bases[kUnpacked];
    uint64_t position = 0;
    for (const PackedBases& chunk : chunks_) {
      for (uint64_t begin = 0; begin < chunk.size(); begin += kUnpacked) {
        if (stop_ != nullptr && stop_->load(std::memory_order_relaxed)) return;
        const auto count = static_cast<size_t>(std::min<uint64_t>(kUnpacked, chunk.size() - begin));
        chunk.Unpack(begin, count, bases);
        visit(position, std::span<const BaseCode>(bases, count));
        position += count;
      }
    }
  }

  const std::atomic<bool>* stop_;
  Arena memory_;  // gives it all back at once
  std::pmr::deque<PackedBases> chunks_;
  uint64_t size_ = 0;
};

}  // namespace tare::genome
