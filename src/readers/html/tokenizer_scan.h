#pragma once

// How the tokenizer's parts move through the input; for them alone.
//
// A run of text and an attribute's value are some twenty bytes, for which a call through run-time dispatch
// (text/scan.h) costs more than the scan. These scans inline.

#include <array>
#include <cstdint>
#include <cstring>

#include "readers/html/bytes16.h"
#include "readers/html/tokenizer.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace tare::html {

using text::IsContinuationByte;

// The first of the bytes in [p, end), or `end`.
template <char... kBytes>
inline const char* FindAny(const char* p, const char* end) {
  const auto first_in = [](const char* at) {
    const Bytes16 bytes = LoadBytes16(at);
    return FirstSet(((bytes == static_cast<int8_t>(kBytes)) | ...));
  };
  for (; end - p >= 16; p += 16) {
    if (const int found = first_in(p); found != kNone) return p + found;
  }
  while (p < end && ((*p != kBytes) && ...)) ++p;
  return p;
}

// How many of the next 16 bytes are lower-case letters and hyphens, up to the first that is not: most names.
inline int PlainNamePrefix(const char* p) {
  const Bytes16 bytes = LoadBytes16(p);
  return FirstSet(~(((bytes >= 'a') & (bytes <= 'z')) | (bytes == '-')));
}

// How many of the next 16 bytes are white space, up to the first that is not.
inline int SpacePrefix(const char* p) {
  const Bytes16 bytes = LoadBytes16(p);
  return FirstSet(~((bytes == ' ') | (bytes == '\n') | (bytes == '\t') | (bytes == '\r') | (bytes == '\f')));
}

// A byte that may begin a character the input stream should not have (13.2.3.5): a control, a surrogate, a
// noncharacter. NUL and form feed are let through too, as rare.
inline bool IsSuspect(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0xED || byte == 0xC2 || byte == 0x7F ||
         (byte < ' ' && byte != '\t' && byte != '\n' && byte != '\r');
}

// The first such byte in [p, end), or `end`.
inline const char* FindSuspect(const char* p, const char* end) {
  constexpr int8_t kC2 = static_cast<int8_t>(0xC2);
  constexpr int8_t kED = static_cast<int8_t>(0xED);
  const auto suspects = [](Bytes16 bytes) {
    // Signed: 0xED to 0xFF lie just below the controls, what leads the common scripts below those.
    const Bytes16 low = (bytes < ' ') & (bytes >= kED);
    const Bytes16 line = (bytes == '\t') | (bytes == '\n') | (bytes == '\r');
    return (low & ~line) | (bytes == kC2) | (bytes == 0x7F);
  };
  while (end - p >= 32 && FirstSet(suspects(LoadBytes16(p)) | suspects(LoadBytes16(p + 16))) == kNone)
    p += 32;
  while (p < end && !IsSuspect(*p)) ++p;
  return p;
}

// What a byte can mean inside a tag.
enum CharacterClass : uint8_t {
  kSpace = 1,  // tab, line feed, form feed, carriage return, space
  kGreaterThan = 2,
  kSolidus = 4,
  kEquals = 8,
  kUpperCase = 16,
  kNull = 32,
  kQuoteOrLess = 64,  // " ' <
  kAmpersand = 128,   // & and `
};

inline constexpr std::array<uint8_t, 256> kClasses = [] {
  std::array<uint8_t, 256> classes{};
  for (const char c : {'\t', '\n', '\f', '\r', ' '}) classes[static_cast<unsigned char>(c)] = kSpace;
  for (const char c : {'"', '\'', '<'}) classes[static_cast<unsigned char>(c)] = kQuoteOrLess;
  for (const char c : {'&', '`'}) classes[static_cast<unsigned char>(c)] = kAmpersand;
  for (int c = 'A'; c <= 'Z'; ++c) classes[static_cast<size_t>(c)] = kUpperCase;
  classes['>'] = kGreaterThan;
  classes['/'] = kSolidus;
  classes['='] = kEquals;
  classes[0] = kNull;
  return classes;
}();

inline uint8_t ClassOf(char c) { return kClasses[static_cast<unsigned char>(c)]; }
inline bool IsSpace(char c) { return ClassOf(c) == kSpace; }
inline char LowerCased(char c) { return ClassOf(c) == kUpperCase ? static_cast<char>(c | 0x20) : c; }

inline void Tokenizer::SkipWhitespace() {
  do {
    if (next_ < window_ && !IsSpace(*next_)) return;
    while (window_ - next_ >= 16) {
      const int spaces = SpacePrefix(next_);
      next_ += spaces;
      if (spaces < 16) return;
    }
    while (next_ < window_ && IsSpace(*next_)) ++next_;
  } while (next_ >= window_ && AdvanceWindow(next_));
}

// Moves to the first byte of a class in `stops`, or the end, and returns the classes passed over.
inline uint8_t Tokenizer::SkipNameUntil(uint8_t stops) {
  if (window_ - next_ >= 16) next_ += PlainNamePrefix(next_);
  return next_ < window_ && (ClassOf(*next_) & stops) ? 0 : SkipUntil(stops);
}

// The first of the bytes from `from` on, or the end of the input.
template <char... kStops>
const char* Tokenizer::Find(const char* from) {
  for (;;) {
    if (from < window_) {
      from = FindAny<kStops...>(from, window_);
      if (from < window_) return from;
    }
    if (!AdvanceWindow(from)) return from;
  }
}

// Moves to the first of the bytes. False at the end of the input, with all text delivered.
template <char... kStops>
bool Tokenizer::FindInText() {
  for (;;) {
    if (next_ < window_) {
      next_ = FindAny<kStops...>(next_, window_);
      if (next_ < window_) return true;
    }
    FlushWholeCharacters();
    if (!AdvanceWindow(next_)) return false;
  }
}

}  // namespace tare::html
