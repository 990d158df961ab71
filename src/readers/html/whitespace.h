#pragma once

// White space in the text of a page, which is mostly the indentation of its source.

#include <array>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>

#include "readers/html/bytes16.h"

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
  while (p < end && EndsWords(*p)) {
    if (*p != '\0') *space = true;
    ++p;
    while (end - p >= 16) {
      const int spaces = FirstSet(LoadBytes16(p) != ' ');
      p += spaces;
      if (spaces != kNone) break;
    }
  }
  return p;
}

// The end of the words that begin at `p`, with single spaces between them.
inline const char* EndOfWords(const char* p, const char* end) {
  while (p < end) {
    // Ahead to the first control character, or space before another of them.
    while (end - p > 16) {
      const Bytes16 bytes = LoadBytes16(p);
      const Bytes16 next = LoadBytes16(p + 1);
      const int stop =
          FirstSet(((bytes >= 0) & (bytes < ' ')) | ((bytes == ' ') & (next >= 0) & (next <= ' ')));
      p += stop;
      if (stop != kNone) break;
    }
    if (EndsWords(*p) && (*p != ' ' || p + 1 == end || EndsWords(p[1]))) return p;
    ++p;
  }
  return end;
}

// Appends text with white space collapsed and none at the start of `*to`, which gets at most `limit` bytes:
// what is too long is cut between words, and gives false.
bool AppendCollapsed(std::string_view text, size_t limit, std::pmr::string* to);

}  // namespace tare::html
