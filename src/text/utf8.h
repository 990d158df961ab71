#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tare::text {

using CodePoint = char32_t;
inline constexpr CodePoint kReplacement = 0xFFFD;

struct Decoded {
  CodePoint code_point;
  uint32_t length;   // bytes taken, at least 1
  bool well_formed;  // false where code_point is U+FFFD for ill-formed bytes
};

Decoded DecodeBeyondAscii(std::string_view text, size_t at);

// The code point at `text[at]`, at < text.size(). Ill-formed bytes give U+FFFD, one for each maximal
// subpart (Unicode 15, section 3.9, table 3-8).
inline Decoded Decode(std::string_view text, size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  return first < 0x80 ? Decoded{first, 1, true} : DecodeBeyondAscii(text, at);
}
// The code point that ends just before `text[at]`, at > 0; length is its size.
Decoded DecodeBefore(std::string_view text, size_t at);

// Writes 1 to 4 bytes to `out` and returns how many. Surrogates and values over U+10FFFF become U+FFFD.
inline size_t Encode(CodePoint c, char* out) {
  if (c < 0x80) {
    out[0] = static_cast<char>(c);
    return 1;
  }
  if (c < 0x800) {
    out[0] = static_cast<char>(0xC0 | (c >> 6));
    out[1] = static_cast<char>(0x80 | (c & 0x3F));
    return 2;
  }
  if ((c >= 0xD800 && c < 0xE000) || c > 0x10FFFF) c = kReplacement;
  if (c < 0x10000) {
    out[0] = static_cast<char>(0xE0 | (c >> 12));
    out[1] = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out[2] = static_cast<char>(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = static_cast<char>(0xF0 | (c >> 18));
  out[1] = static_cast<char>(0x80 | ((c >> 12) & 0x3F));
  out[2] = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
  out[3] = static_cast<char>(0x80 | (c & 0x3F));
  return 4;
}

inline bool IsContinuationByte(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
// `at`, or where the code point begins that it is inside of: where UTF-8 may be cut.
inline size_t CutBefore(std::string_view text, size_t at) {
  while (at > 0 && at < text.size() && IsContinuationByte(text[at])) --at;
  return at;
}

template <typename String>
void AppendUtf8(CodePoint c, String& to) {
  char bytes[4];
  to.append(bytes, Encode(c, bytes));
}

bool IsPunctuationBeyondAscii(CodePoint c);
bool IsWhitespaceBeyondAscii(CodePoint c);

// Unicode general categories P* and S*, and Zs with tab, line feed, form feed and carriage return, as
// CommonMark 0.31 defines punctuation and white space.
inline bool IsPunctuation(CodePoint c) {
  if (c >= 0x80) return IsPunctuationBeyondAscii(c);
  return (c > ' ' && c < '0') || (c > '9' && c < 'A') || (c > 'Z' && c < 'a') || (c > 'z' && c < 0x7F);
}
inline bool IsWhitespace(CodePoint c) {
  if (c >= 0x80) return IsWhitespaceBeyondAscii(c);
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}
// Case folding for matching labels (Unicode CaseFolding.txt, C and F): writes up to 3 code points and
// returns how many.
size_t FoldCase(CodePoint c, CodePoint out[3]);
// Columns on a terminal: 0 for combining marks and controls, 2 for East Asian wide, else 1.
int DisplayWidth(CodePoint c);

}  // namespace tare::text
