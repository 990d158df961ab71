#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "genome/kmer.h"
#include "tare/memory.h"

namespace tare::genome {

// The bases of one segment, a byte each.
using Bases = std::pmr::vector<BaseCode>;

void ReverseComplement(std::span<const BaseCode> bases, Bases* out);

// Bases at two bits each; what is not A, C, G or T is kept aside in runs of 16 bytes.
class PackedBases {
 public:
  explicit PackedBases(std::pmr::memory_resource& memory) : packed_(&memory), runs_(&memory) {}

  // Room for so many in all, so that appending does not move them.
  void Reserve(size_t bases) { packed_.reserve((bases + 3) / 4); }
  void Append(std::span<const BaseCode> bases);
  uint64_t size() const { return size_; }
  uint64_t memory() const { return packed_.capacity() + runs_.capacity() * sizeof(Run); }

  // `count` bases from `begin` on, which must be there.
  void Unpack(uint64_t begin, size_t count, BaseCode* out) const;

 private:
  struct Run {
    uint64_t begin;
    uint32_t length;
    BaseCode code;
  };

  void AddIrregular(BaseCode code);

  std::pmr::vector<uint8_t> packed_;  // the first base in the highest bits
  std::pmr::vector<Run> runs_;
  uint64_t size_ = 0;
};

}  // namespace tare::genome
