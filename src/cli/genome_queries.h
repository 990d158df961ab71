#pragma once

// Contigs and ranges of them, as they are asked for on the command line.

#include <cstdint>
#include <string>
#include <vector>

#include "tare/genome.h"

namespace tare::cli {

// A contig that was asked for, or the beginning of the names of many, and the samples to look in.
struct AskedContig {
  genome::ContigQuery query;
  std::vector<uint32_t> samples;
};

// Errors: there is none of that name or more than one, what is behind the last ":" is no range. Where a
// sample or a beginning is named, whether it has the contig shows later: NoContig.
Result<AskedContig> FindContig(const genome::Archive& archive, const std::string& text);

Error NoContig(const genome::Archive& archive, const genome::ContigQuery& query);
// Of a range of which nothing is in the contig.
Error BehindTheEnd(const genome::Archive& archive, uint32_t sample, const genome::Contig& contig,
                   const genome::Range& range);
// Of a range that begins behind the end of all contigs that were asked for.
Error NoneReaches(const genome::Archive& archive, const genome::ContigQuery& query);
// As it was asked for.
std::string RangeText(const genome::Range& range);

}  // namespace tare::cli
