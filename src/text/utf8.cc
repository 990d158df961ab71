#include "text/utf8.h"

#include <algorithm>
#include <iterator>
#include <span>

namespace tare::text {
namespace {

struct CodePointRange {
  char32_t first;
  char32_t last;
};

// Every `step`-th code point from `first` to `last` folds to itself plus `delta`.
struct FoldRun {
  char32_t first;
  char32_t last;
  uint32_t step;
  int32_t delta;
};

// Folds to several code points; 0 fills up.
struct FoldExpansion {
  char32_t from;
  char16_t to[3];
};

#include "text/unicode_tables.inc"

// The entry that holds `c`, in a sorted table; null if none does.
template <typename Entry>
const Entry* FindRange(std::span<const Entry> table, CodePoint c) {
  const auto after = std::upper_bound(table.begin(), table.end(), c,
                                      [](CodePoint a, const Entry& b) { return a < b.first; });
  if (after == table.begin()) return nullptr;
  const Entry& entry = *std::prev(after);
  return c <= entry.last ? &entry : nullptr;
}

// How many bytes of an ill-formed sequence are one error: as many as begin a well-formed one, at least 1.
uint32_t MaximalSubpart(std::string_view text, size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0xC2 || first > 0xF4) return 1;
  // What the second byte may be, so that nothing is overlong, a surrogate or over U+10FFFF.
  unsigned lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  unsigned highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  uint32_t length = 1;
  while (at + length < text.size()) {
    const auto next = static_cast<unsigned char>(text[at + length]);
    if (next < lowest || next > highest) break;
    lowest = 0x80;
    highest = 0xBF;
    ++length;
  }
  return length;
}

}  // namespace

Decoded DecodeBeyondAscii(std::string_view text, size_t at) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data()) + at;
  const size_t left = text.size() - at;
  const auto continues = [&](size_t i) { return (bytes[i] & 0xC0) == 0x80; };
  const auto bits = [&](size_t i, int shift) { return static_cast<CodePoint>(bytes[i] & 0x3F) << shift; };
  if (bytes[0] < 0xE0) {
    if (bytes[0] >= 0xC2 && left >= 2 && continues(1)) {
      return {static_cast<CodePoint>(bytes[0] & 0x1F) << 6 | bits(1, 0), 2, true};
    }
  } else if (bytes[0] < 0xF0) {
    if (left >= 3 && continues(1) && continues(2)) {
      const CodePoint c = static_cast<CodePoint>(bytes[0] & 0x0F) << 12 | bits(1, 6) | bits(2, 0);
      if (c >= 0x800 && (c & 0xF800) != 0xD800) return {c, 3, true};
    }
  } else if (bytes[0] <= 0xF4 && left >= 4 && continues(1) && continues(2) && continues(3)) {
    const CodePoint c = static_cast<CodePoint>(bytes[0] & 0x07) << 18 | bits(1, 12) | bits(2, 6) | bits(3, 0);
    if (c >= 0x10000 && c <= 0x10FFFF) return {c, 4, true};
  }
  return {kReplacement, MaximalSubpart(text, at), false};
}

Decoded DecodeBefore(std::string_view text, size_t at) {
  const std::string_view before = text.substr(0, at);
  size_t start = at - 1;
  while (start > 0 && at - start < 4 && IsContinuationByte(text[start])) --start;
  const Decoded decoded = Decode(before, start);
  if (start + decoded.length == at) return decoded;
  return {kReplacement, 1, false};
}

bool IsPunctuationBeyondAscii(CodePoint c) { return FindRange<CodePointRange>(kPunctuation, c) != nullptr; }

bool IsWhitespaceBeyondAscii(CodePoint c) {
  return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

size_t FoldCase(CodePoint c, CodePoint out[3]) {
  out[0] = c;
  if (c < 0x80) {
    if (c >= 'A' && c <= 'Z') out[0] = c + ('a' - 'A');
    return 1;
  }
  if (const FoldRun* run = FindRange<FoldRun>(kFoldRuns, c)) {
    if ((c - run->first) % run->step == 0) {
      out[0] = static_cast<CodePoint>(static_cast<int32_t>(c) + run->delta);
      return 1;
    }
  }
  const auto expansion = std::lower_bound(std::begin(kFoldExpansions), std::end(kFoldExpansions), c,
                                          [](const FoldExpansion& a, CodePoint b) { return a.from < b; });
  if (expansion == std::end(kFoldExpansions) || expansion->from != c) return 1;
  size_t count = 0;
  while (count < 3 && expansion->to[count] != 0) {
    out[count] = expansion->to[count];
    ++count;
  }
  return count;
}

int DisplayWidth(CodePoint c) {
  if (c < 0x80) return c >= 0x20 && c != 0x7F ? 1 : 0;
  if (FindRange<CodePointRange>(kZeroWidth, c)) return 0;
  return FindRange<CodePointRange>(kWide, c) ? 2 : 1;
}

}  // namespace tare::text
