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
  KmerSequence(Account& account, const std::atomic<bool>* stop)
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
    BaseCode bases[kUnpacked];
    uint64_t position = 0;
    for (const PackedBases& chunk : chunks_) {
      for (uint64_t begin = 0; begin < chunk.size(); begin += kUnpacked) {
        if (stop_ != nullptr && stop_->load(std::memory_order_relaxed)) return;
        const size_t count = std::min<uint64_t>(kUnpacked, chunk.size() - begin);
        chunk.Unpack(begin, count, bases);
        for (size_t i = 0; i < count; ++i) visit(position++, bases[i]);
      }
    }
  }
  // Calls visit(position of the last base, canonical k-mer).
  template <typename Visit>
  void ForEachKmer(uint32_t k, Visit visit) const {
    RollingKmer rolling(k);
    ForEachBase([&](uint64_t position, BaseCode base) {
      if (rolling.Add(base)) visit(position, rolling.kmer().canonical());
    });
  }

  static constexpr BaseCode kContigEnd = 31;

 private:
  static constexpr size_t kChunkBases = size_t{4} << 20;
  static constexpr size_t kUnpacked = 4096;

  const std::atomic<bool>* stop_;
  Arena memory_;  // gives it all back at once
  std::pmr::deque<PackedBases> chunks_;
  uint64_t size_ = 0;
};

}  // namespace tare::genome
