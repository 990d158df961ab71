#pragma once

// Small things about ASCII that attribute values need (WHATWG Infra, section 4.7).

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "text/ascii.h"

namespace tare::html {

using text::EqualsIgnoringCase;
using text::StartsWithIgnoringCase;

inline bool IsAsciiWhitespace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

inline std::string_view TrimAscii(std::string_view text) {
  while (!text.empty() && IsAsciiWhitespace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsAsciiWhitespace(text.back())) text.remove_suffix(1);
  return text;
}

// `lower` is in lower case.
inline bool ContainsIgnoringCase(std::string_view text, std::string_view lower) {
  return !std::ranges::search(text, lower, {}, text::Lower).empty();
}

// Calls `see` with each word of a value that is a list of words, such as a class attribute. `see` returns
// false to end.
template <typename See>
void ForEachWord(std::string_view value, See see) {
  size_t at = 0;
  while (at < value.size()) {
    while (at < value.size() && IsAsciiWhitespace(value[at])) ++at;
    const size_t begin = at;
    while (at < value.size() && !IsAsciiWhitespace(value[at])) ++at;
    if (at > begin && !see(value.substr(begin, at - begin))) return;
  }
}

inline bool HasWord(std::string_view value, std::string_view wanted) {
  bool found = false;
  ForEachWord(value, [&](std::string_view word) { return !(found = word == wanted); });
  return found;
}

// Digits at the start of the text, after white space, as HTML's rules for parsing non-negative integers have
// it (2.3.4.2); values beyond `limit` become it.
inline std::optional<uint64_t> ParseNumber(std::string_view text, uint64_t limit) {
  text = TrimAscii(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') break;
    value = std::min(value * 10 + static_cast<uint64_t>(c - '0'), limit);
  }
  return value;
}

}  // namespace tare::html
