#pragma once

// White space in the text of a page, which is mostly the indentation of its source.

#include <array>
#include <cstdint>
#include <cstring>
#include <memory_resource>
#include <string>
#include <string_view>

namespace tare::html {

// Bytes that end a run of words: white space, and NUL, which the standard drops from text (13.2.6.4.7).
inline constexpr std::array<bool, 256> kEndsWords = [] {
  std::array<bool, 256> ends{};
  for (const char c : {'\0', '\t', '\n', '\f', '\r', ' '}) ends[static_cast<unsigned char>(c)] = true;
  return ends;
}();

inline bool EndsWords(char c) { return kEndsWords[static_cast<unsigned char>(c)]; }

// The first byte from `p` on that is neither white space nor NUL. `*space` is set if there was white space.
inline const char* SkipWhitespace(const char* p, const char* end, bool* space) {
  constexpr uint64_t kEightSpaces = 0x2020202020202020;
  while (p < end && EndsWords(*p)) {
    if (*p != '\0') *space = true;
    ++p;
    for (uint64_t eight = 0; end - p >= 8; p += 8) {
      std::memcpy(&eight, p, 8);
      if (eight != kEightSpaces) break;
    }
  }
  return p;
}

// The end of the words that begin at `p`, with single spaces between them.
inline const char* EndOfWords(const char* p, const char* end) {
  for (; p < end; ++p) {
    if (!EndsWords(*p)) [[likely]]
      continue;
    if (*p != ' ' || p + 1 == end || EndsWords(p[1])) return p;
  }
  return end;
}

// Appends text with white space collapsed and none at the start of `*to`, which gets at most `limit` bytes:
// what is too long is cut between words, and gives false.
bool AppendCollapsed(std::string_view text, size_t limit, std::pmr::string* to);

}  // namespace tare::html
