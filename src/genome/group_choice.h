#pragma once

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <vector>

#include "genome/group_indexes.h"
#include "genome/group_map.h"
#include "genome/group_store.h"
#include "genome/segment_bases.h"
#include "genome/segment_cutter.h"
#include "tare/memory.h"

namespace tare::genome {

// A segment, or one of the two it was divided into, as it goes into a group.
struct PlacedSegment {
  GroupKey key = kRawKey;
  bool reversed = false;
  Bases bases;  // turned
};

// Finds the group of a segment.
//
// Two splitters name the group. Where there is no such group, but there are two with a splitter between them
// in common (which this contig has lost), the segment is divided where that makes the deltas shortest. One
// splitter names several groups: the one against which the delta is shortest is taken. This is C++ AGC's
// rule.
class GroupChoice {
 public:
  // `divides` is false for concatenated genomes. All must outlive it.
  GroupChoice(uint32_t kmer_length, bool divides, const GroupMap& map, GroupIndexes& indexes,
              Account& account)
      : kmer_length_(kmer_length), divides_(divides), map_(map), indexes_(indexes), account_(account) {}

  // One or two segments.
  std::pmr::vector<PlacedSegment> Place(CutSegment segment);

 private:
  struct Decision {
    GroupKey key;
    bool reversed;
  };
  struct Division {
    uint64_t middle;    // the splitter
    uint32_t position;  // bases before it; 0 or all: one side is empty
  };

  Decision ByOneSplitter(const Kmer& kmer, std::span<const BaseCode> bases,
                         std::span<const BaseCode> reversed) const;
  std::optional<Division> FindDivision(const Kmer& front, const Kmer& back, std::span<const BaseCode> bases,
                                       std::span<const BaseCode> reversed) const;
  std::optional<uint64_t> SharedNeighbour(uint64_t front, uint64_t back) const;
  std::pmr::vector<PlacedSegment> Divide(CutSegment segment, const Division& division);
  PlacedSegment Turned(Bases bases, uint64_t front, uint64_t back) const;
  const LzIndex& IndexOf(uint64_t one, uint64_t other) const;

  const uint32_t kmer_length_;
  const bool divides_;
  const GroupMap& map_;
  GroupIndexes& indexes_;
  Account& account_;
};

}  // namespace tare::genome
