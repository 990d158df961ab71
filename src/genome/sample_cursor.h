#pragma once

#include <array>
#include <cstdint>
#include <memory_resource>
#include <vector>

#include "genome/archive_contents.h"
#include "genome/contig_names.h"
#include "genome/zstd_frames.h"

namespace tare::genome {

// The samples of a batch, one after another: their contigs' names and segments (docs/agc-format.md, "Contig
// details"). A batch's streams are decompressed as they are read: what is held does not grow with it, but for
// 4 bytes a group.
class SampleCursor {
 public:
  // `contents` and `account` must outlive it.
  SampleCursor(const ArchiveContents& contents, uint32_t batch, Account& account);

  // Reads the streams' beginnings. First.
  Result<void> Open();
  // Replaces what is in `*sample`.
  Result<void> Next(Sample* sample);
  Result<void> Skip();

 private:
  enum StreamIndex : uint8_t { kCounts, kGroups, kMembers, kLengths, kReversed, kStreams };

  std::unexpected<Error> Damaged(std::string what) const;
  Result<void> TakeSegment(bool first, Segment* segment);
  bool TakeMember(size_t group, uint32_t* member);

  const ArchiveContents& contents_;
  const uint32_t batch_;
  uint64_t offset_ = Location::kUnknown;
  ContigNames names_;
  std::array<ZstdByteStream, kStreams> streams_;
  // The highest member that each group has had in this batch, or -1.
  std::pmr::vector<int32_t> last_members_;
};

}  // namespace tare::genome
