#include "cli/genome_queries.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "cli/genome_run.h"
#include "cli/print.h"

namespace tare::cli {
namespace {

Error NotFound(const genome::Archive& archive, std::string message, std::string hint) {
  return {.code = ErrorCode::kNotFound,
          .message = std::move(message),
          .where = {.file = archive.name()},
          .hint = std::move(hint)};
}

// `samples` has one for each of the contigs, in order.
Error Ambiguous(const genome::Archive& archive, const std::string& contig,
                std::span<const uint32_t> samples) {
  if (samples.front() == samples.back()) {
    const std::string sample(archive.sample_name(samples.front()));
    return NotFound(archive,
                    "sample " + sample + " has " + std::to_string(samples.size()) + " contigs " + contig,
                    contig + "@" + sample + " is the first of them");
  }
  const std::set<uint32_t> different(samples.begin(), samples.end());
  return NotFound(archive, std::to_string(different.size()) + " samples have a contig " + contig,
                  "ask for " + contig + "@SAMPLE");
}

bool IsNumber(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Of what is no range, why.
std::string FaultOf(std::string_view range) {
  const size_t dash = std::min(range.find('-'), range.size() - 1);
  const std::string_view numbers[] = {range.substr(0, dash), range.substr(dash + 1)};
  if (!std::ranges::all_of(numbers, IsNumber)) return "is not understood";
  const bool too_large = std::ranges::any_of(numbers, [](std::string_view digits) {
    uint64_t number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return read.ec != std::errc() || number == UINT64_MAX;
  });
  return too_large ? "has a number that is too large" : "ends before it begins";
}

Error NoRange(const genome::Archive& archive, const std::string& range, const std::string& of) {
  return NotFound(archive, "the range \"" + range + "\" of " + of + " " + FaultOf(range),
                  "a range is FROM-TO, such as 0-99: whole numbers, counted from 0, both ends included");
}

// Those to look in; without a sample or a beginning one for each contig of the name.
Result<std::vector<uint32_t>> SamplesOf(const genome::Archive& archive, const genome::ContigQuery& query) {
  if (!query.sample.empty()) return FindSamples(archive, query.sample);
  std::vector<uint32_t> samples;
  if (BeginningIn(query.contig)) {
    samples.resize(archive.sample_count());
    std::iota(samples.begin(), samples.end(), 0U);
    return samples;
  }
  const auto with_contig = archive.SamplesWithContig(query.contig);
  if (!with_contig) return std::unexpected(with_contig.error());
  samples.assign(with_contig->begin(), with_contig->end());
  return samples;
}

bool IsThere(const Result<std::vector<uint32_t>>& samples) { return samples && !samples->empty(); }

}  // namespace

Result<AskedContig> FindContig(const genome::Archive& archive, const std::string& text) {
  genome::ContigQuery query = genome::ParseContigQuery(text);
  Result<std::vector<uint32_t>> samples = SamplesOf(archive, query);
  const size_t colon = text.rfind(':');
  if (!IsThere(samples) && !query.range && colon != std::string::npos) {
    // Names may have colons. What is in front of the last one tells whether a range was meant.
    const std::string whole = text.substr(0, colon);
    if (IsThere(SamplesOf(archive, genome::ParseContigQuery(whole))))
      return std::unexpected(NoRange(archive, text.substr(colon + 1), whole));
  }
  if (!samples) return std::unexpected(std::move(samples.error()));
  if (samples->empty()) return std::unexpected(NoContig(archive, query));
  if (samples->size() > 1 && query.sample.empty() && !BeginningIn(query.contig))
    return std::unexpected(Ambiguous(archive, query.contig, *samples));
  return AskedContig{.query = std::move(query), .samples = std::move(*samples)};
}

Error NoContig(const genome::Archive& archive, const genome::ContigQuery& query) {
  return NotFound(
      archive,
      "there is no contig " + query.contig + (query.sample.empty() ? "" : " in sample " + query.sample),
      "tare genome listctg shows those of a sample");
}

Error BehindTheEnd(const genome::Archive& archive, uint32_t sample, const genome::Contig& contig,
                   const genome::Range& range) {
  return NotFound(archive,
                  "contig " + std::string(genome::ShortName(contig.name)) + " of sample " +
                      std::string(archive.sample_name(sample)) + " has " + Counted(contig.length, "base") +
                      ": the range " + RangeText(range) + " begins behind its end",
                  "bases are counted from 0");
}

Error NoneReaches(const genome::Archive& archive, const genome::ContigQuery& query) {
  return NotFound(archive, "no contig " + query.contig + " reaches the range " + RangeText(*query.range),
                  "bases are counted from 0");
}

std::string RangeText(const genome::Range& range) {
  return std::to_string(range.begin) + "-" + std::to_string(range.end - 1);
}

}  // namespace tare::cli
