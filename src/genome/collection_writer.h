#pragma once

// Describes samples, contigs and segments, as batches of samples (docs/agc-format.md, "Contig details").

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "genome/archive_writer.h"
#include "genome/pack_writer.h"
#include "tare/genome.h"
#include "tare/memory.h"

namespace tare::genome {

// Holds the names of all samples, of one batch what is written of it (about 6 bytes a segment, and the names
// of the contigs) before compression, and 16 bytes a segment that is not described yet.
class CollectionWriter {
 public:
  // All must outlive it.
  CollectionWriter(const Parameters& parameters, ArchiveWriter& archive, Account& account);

  // A sample of a batch that is written (of an archive that is appended to). First.
  void AddStoredSample(std::string_view name);
  // False where the collection has a sample of that name.
  bool BeginSample(std::string_view name);
  // Whether a contig may have that name: the format writes what names share as bytes above 127, so that it
  // must have ASCII alone.
  static bool CanHoldContig(std::string_view name) {
    return std::ranges::none_of(name, [](char c) { return (c & 0x80) != 0; });
  }
  // The contig's index in the batch.
  uint32_t AddContig(std::string_view name);
  // A contig's segments come in their order, contigs in any (some are cut later than others), and long after
  // AddContig.
  void AddSegment(uint32_t contig, const Segment& segment) { segments_.push_back({contig, segment}); }
  // Describes the segments that have come: all there are of the contigs so far.
  void DescribeSegments();
  void EndSample();
  // A batch is full: all segments must have come, and then WriteBatch, before the next sample begins.
  bool BatchIsFull() const { return sample_ends_.size() == parameters_.pack_size; }
  void WriteBatch(ZstdEncoder& encoder);
  bool has_samples_in_batch() const { return !sample_ends_.empty(); }
  // Writes what is left. All segments must have come.
  void Finish(ZstdEncoder& encoder);

  uint32_t sample_count() const { return sample_count_; }

 private:
  using Bytes = std::pmr::vector<char>;
  struct ContigSegment {
    uint32_t contig;
    Segment segment;
  };

  void PutInOrder();
  void Describe(const Segment& segment);

  const Parameters& parameters_;
  ArchiveWriter& archive_;
  Account& account_;
  std::pmr::string sample_names_;  // each with a zero byte
  std::pmr::unordered_set<std::pmr::string> known_samples_;
  uint32_t sample_count_ = 0;

  // Of the batch:
  std::pmr::vector<uint32_t> sample_ends_;             // in segment_counts_
  std::pmr::vector<uint32_t> segment_counts_;          // of the contigs
  Bytes names_;                                        // of the contigs
  Bytes sample_contig_names_;                          // of the sample at work
  std::pmr::vector<std::pmr::string> previous_words_;  // of the contig before
  std::array<Bytes, 4> details_;                       // groups, members, lengths, orientations
  std::pmr::vector<uint32_t> last_members_;            // by group; 0 where there is none
  std::pmr::vector<ContigSegment> segments_;           // not described yet
  uint32_t described_contigs_ = 0;
};

}  // namespace tare::genome
