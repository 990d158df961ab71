#pragma once

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <vector>

#include "genome/fallback_map.h"
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
// splitter names several groups: the one against which the delta is shortest is taken. Where all that names
// none, and there is a fallback, it is the one of those whose references share k-mers with the segment. This
// is C++ AGC's rule.
class GroupChoice {
 public:
  struct Options {
    uint32_t kmer_length;
    // How long a delta may be that the fallback leads to, for each base: a group of its own is better else.
    double fallback_cost = 1;
  };

  // `fallback` may be null. All must outlive it.
  GroupChoice(const Options& options, const GroupMap& map, const FallbackMap* fallback, GroupIndexes& indexes,
              Account& account)
      : options_(options), map_(map), fallback_(fallback), indexes_(indexes), account_(account) {}

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

  PlacedSegment PlaceBetweenSplitters(Bases bases, uint64_t front, uint64_t back) const;
  PlacedSegment PlaceAtSplitter(CutSegment segment) const;
  PlacedSegment PlaceWithoutSplitter(Bases bases) const;
  Decision ByOneSplitter(const Kmer& kmer, std::span<const BaseCode> bases,
                         std::span<const BaseCode> reversed) const;
  std::optional<PlacedSegment> ByFallback(Bases& bases, Bases& reversed, uint32_t least_shared) const;
  std::optional<Division> DivisionOf(const CutSegment& segment) const;
  std::optional<Division> FindDivision(const Kmer& front, const Kmer& back, std::span<const BaseCode> bases,
                                       std::span<const BaseCode> reversed) const;
  std::optional<uint64_t> SharedNeighbour(uint64_t front, uint64_t back) const;
  std::pmr::vector<PlacedSegment> Divide(CutSegment segment, const Division& division);
  PlacedSegment Turned(Bases bases, uint64_t front, uint64_t back) const;
  const LzIndex& IndexOf(uint64_t one, uint64_t other) const;

  const Options options_;
  const GroupMap& map_;
  const FallbackMap* const fallback_;
  GroupIndexes& indexes_;
  Account& account_;
};

}  // namespace tare::genome
