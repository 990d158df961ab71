#pragma once

#include <cstdint>
#include <string_view>

#include "genome/archive_contents.h"
#include "genome/contig_name_decoder.h"
#include "genome/zstd_frames.h"

namespace tare::genome {

// The names of the contigs of a batch of samples, one after another.
class ContigNames {
 public:
  // `contents` and `account` must outlive it. A batch that cannot be read shows in the first call.
  ContigNames(const ArchiveContents& contents, uint32_t batch, Account& account);

  Result<void> BeginSample(uint32_t* contigs);
  // `*name` lives until the next call.
  Result<void> Next(std::string_view* name);
  // Instead of BeginSample.
  Result<void> SkipSample();

 private:
  std::unexpected<Error> Damaged() const;

  const ArchiveContents& contents_;
  uint64_t offset_ = Location::kUnknown;
  ZstdByteStream stream_;
  std::pmr::string encoded_;
  ContigNameDecoder decoder_;
};

}  // namespace tare::genome
