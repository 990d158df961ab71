#pragma once

#include <cstdint>
#include <optional>

#include "tare/genome.h"

namespace tare::genome {

// What a range of a contig takes of one segment.
struct ContigPiece {
  Segment segment;
  uint64_t begin = 0;  // bases of the segment that come before
  uint64_t size = 0;   // bases that are taken
};

// Goes through the segments that a range of a contig needs. The views of `contig` must outlive it.
class ContigPieces {
 public:
  ContigPieces(const Contig& contig, Range range, uint32_t kmer_length)
      : contig_(contig), range_(range), kmer_length_(kmer_length) {}

  // Nothing at the end. Pieces are not empty.
  std::optional<ContigPiece> Next() {
    for (; next_ < contig_.segments.size() && place_ < range_.end; ++next_) {
      const Segment& segment = contig_.segments[next_];
      // The bases that it shares with the segment before are taken from that one.
      const uint64_t shared = next_ == 0 ? 0 : kmer_length_;
      const uint64_t begin = place_;
      place_ += segment.length - shared;
      if (place_ <= range_.begin) continue;
      const uint64_t from = begin < range_.begin ? range_.begin - begin : 0;
      const uint64_t to = (place_ < range_.end ? place_ : range_.end) - begin;
      if (from >= to) continue;
      ++next_;
      return ContigPiece{.segment = segment, .begin = shared + from, .size = to - from};
    }
    return std::nullopt;
  }

 private:
  const Contig contig_;
  const Range range_;
  const uint64_t kmer_length_;
  size_t next_ = 0;
  uint64_t place_ = 0;  // where the next segment's own bases begin, in the contig
};

}  // namespace tare::genome
