#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "genome/kmer.h"
#include "genome/segment_bases.h"
#include "genome/splitter_set.h"
#include "tare/memory.h"

namespace tare::genome {

// A piece of a contig, with the splitters at its ends: none at the ends of the contig.
struct CutSegment {
  Bases bases;
  std::optional<Kmer> front = {};
  std::optional<Kmer> back = {};
};

// Cuts a contig behind each splitter as its bases come. Neighbouring segments share the splitter's k bases.
class SegmentCutter {
 public:
  using Consume = std::function<void(CutSegment segment)>;

  // All must outlive the cutter.
  SegmentCutter(uint32_t kmer_length, const SplitterSet& splitters, Account& account)
      : kmer_length_(kmer_length),
        splitters_(splitters),
        account_(account),
        rolling_(kmer_length),
        current_(&account) {}

  void Add(std::span<const BaseCode> bases, const Consume& consume);
  // The last segment. A contig without bases has none.
  void EndContig(const Consume& consume);
  // Whether the contig so far has no splitter.
  bool uncut() const { return !front_.has_value(); }
  // What there is of the current segment: of an uncut contig, all.
  const Bases& current() const { return current_; }
  // Forgets the contig.
  void DropContig();

 private:
  void Emit(std::optional<Kmer> back, const Consume& consume);

  const uint32_t kmer_length_;
  const SplitterSet& splitters_;
  Account& account_;
  RollingKmer rolling_;
  std::optional<Kmer> front_;
  Bases current_;
};

}  // namespace tare::genome
