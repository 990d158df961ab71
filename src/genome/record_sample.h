#pragma once

// The sample that a FASTA record belongs to, where its name says so.

#include <string>
#include <string_view>

#include "genome/damage.h"
#include "tare/genome.h"

namespace tare::genome {

// "sample#haplotype" of a record "sample#haplotype#contig"; empty where it is named otherwise.
inline std::string_view SampleInPanSn(std::string_view header) {
  const std::string_view name = ShortName(header);
  const size_t sample_end = name.find('#');
  if (sample_end == std::string_view::npos) return {};
  const size_t haplotype_end = name.find('#', sample_end + 1);
  return haplotype_end == std::string_view::npos ? std::string_view() : name.substr(0, haplotype_end);
}

// The error does not say where.
inline Result<std::string_view> SampleOfRecord(std::string_view header, RecordNames names) {
  const std::string_view name = ShortName(header);
  if (names == RecordNames::kSample) return name;
  const std::string_view sample = SampleInPanSn(header);
  if (!sample.empty()) return sample;
  return Failure(
      ErrorCode::kMalformed,
      "the record \"" + std::string(name.substr(0, 80)) + "\" is not named sample#haplotype#contig", {});
}

}  // namespace tare::genome
