#pragma once

// The sample that a FASTA record belongs to, where its name says so.

#include <string>
#include <string_view>

#include "genome/damage.h"
#include "tare/genome.h"

namespace tare::genome {

// The error does not say where.
inline Result<std::string_view> SampleOfRecord(std::string_view header, RecordNames names) {
  const std::string_view name = ShortName(header);
  if (names == RecordNames::kSample) return name;
  const size_t sample_end = name.find('#');
  const size_t haplotype_end =
      sample_end == std::string_view::npos ? sample_end : name.find('#', sample_end + 1);
  if (haplotype_end != std::string_view::npos) return name.substr(0, haplotype_end);
  return Failure(
      ErrorCode::kMalformed,
      "the record \"" + std::string(name.substr(0, 80)) + "\" is not named sample#haplotype#contig", {});
}

}  // namespace tare::genome
