#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "genome/archive_contents.h"
#include "genome/buffer.h"
#include "genome/zstd_frames.h"

namespace tare::genome {

// Decodes segments, for one thread. Keeps the reference and the pack it used last: segments of one group may
// follow each other.
class SegmentDecoder {
 public:
  // `contents` and `account` must outlive it.
  SegmentDecoder(const ArchiveContents& contents, Account& account);

  // The segment as it stands in its contig, as letters in `bases`.
  Result<void> Decode(const Segment& segment, Buffer& bases);

  // The same steps for those who go through all that there is. Views live until the next call.
  Result<std::string_view> Reference(size_t group_index);
  // A pack's members, each with a separator behind it.
  Result<std::string_view> Pack(size_t group_index, uint64_t pack);

 private:
  static constexpr size_t kNoGroup = SIZE_MAX;

  Result<void> DecodeStored(const Segment& segment, size_t group_index, Buffer& bases);
  Result<std::string_view> Member(const Segment& segment, size_t group_index, uint64_t index);
  Result<void> UnpackReference(const Part& part, uint32_t group);
  std::unexpected<Error> Damaged(uint32_t group, std::string what, uint64_t offset) const;
  void Count(const Part& part);

  const ArchiveContents& contents_;
  ZstdDecoder zstd_;
  Buffer tuples_;
  Buffer reference_;  // letters
  size_t reference_group_ = kNoGroup;
  Buffer pack_;
  size_t pack_group_ = kNoGroup;
  uint64_t pack_number_ = 0;
  uint64_t pack_offset_ = 0;  // in the file
  uint64_t read_ = 0;         // bytes of parts, since pages were given back
};

}  // namespace tare::genome
