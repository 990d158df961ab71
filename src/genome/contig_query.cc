// What is asked for on a command line: contig, contig@sample, with :from-to behind it or not.

#include <charconv>

#include "tare/genome.h"

namespace tare::genome {

namespace {

bool TakeNumber(std::string_view& text, uint64_t* number) {
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), *number);
  text.remove_prefix(static_cast<size_t>(end - text.data()));
  return failure == std::errc();
}

// "from-to", with `to` not below `from`, and nothing else. What is behind `to` is a number too.
std::optional<Range> ParseRange(std::string_view text) {
  uint64_t from = 0;
  uint64_t to = 0;
  if (!TakeNumber(text, &from) || !text.starts_with('-')) return std::nullopt;
  text.remove_prefix(1);
  if (!TakeNumber(text, &to) || !text.empty()) return std::nullopt;
  if (to < from || to == UINT64_MAX) return std::nullopt;
  return Range{.begin = from, .end = to + 1};
}

}  // namespace

ContigQuery ParseContigQuery(std::string_view text) {
  ContigQuery query;
  if (const size_t colon = text.rfind(':'); colon != std::string_view::npos && colon > 0) {
    query.range = ParseRange(text.substr(colon + 1));
    if (query.range) text = text.substr(0, colon);
  }
  const size_t at = text.rfind('@');
  if (at != std::string_view::npos && at > 0 && at + 1 < text.size()) {
    query.sample = text.substr(at + 1);
    text = text.substr(0, at);
  }
  query.contig = text;
  return query;
}

}  // namespace tare::genome
