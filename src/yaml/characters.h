#pragma once

// The character classes of YAML 1.2.2, chapter 5, as far as single bytes tell them.

#include <array>
#include <cstdint>

#include "text/ascii.h"

namespace tare::yaml {

enum CharacterClass : uint8_t {
  kBlank = 1,          // space, tab
  kBreak = 2,          // line feed, carriage return
  kFlowIndicator = 4,  // , [ ] { }
  kIndicator = 8,      // what a plain scalar cannot begin with, but for - ? :
  kMayBegin = 16,      // - ? : begin a plain scalar where no white space follows
};

inline constexpr auto kCharacterClasses = [] {
  std::array<uint8_t, 256> classes{};
  const auto add = [&](const char* characters, uint8_t bits) {
    for (; *characters != 0; ++characters) classes[static_cast<unsigned char>(*characters)] |= bits;
  };
  add(" \t", kBlank);
  add("\n\r", kBreak);
  add(",[]{}", kFlowIndicator | kIndicator);
  add("#&*!|>'\"%@`", kIndicator);
  add("-?:", kMayBegin);
  return classes;
}();

constexpr bool Is(char c, uint8_t classes) {
  return (kCharacterClasses[static_cast<unsigned char>(c)] & classes) != 0;
}
constexpr bool IsBlank(char c) { return Is(c, kBlank); }
constexpr bool IsBreak(char c) { return Is(c, kBreak); }
constexpr bool IsWhite(char c) { return Is(c, kBlank | kBreak); }
// White space of decoded content, whose lines end with line feeds.
constexpr bool IsContentWhite(char c) { return IsBlank(c) || c == '\n'; }

// Bytes of the line break at `at`: 2 for a carriage return with a line feed, else 1.
constexpr int BreakSize(const char* at, const char* end) {
  return *at == '\r' && at + 1 != end && at[1] == '\n' ? 2 : 1;
}

using text::IsDigit;
constexpr bool IsHexDigit(char c) { return IsDigit(c) || ((c | 32) >= 'a' && (c | 32) <= 'f'); }
// Of a hexadecimal digit; some number below 16 of anything else.
constexpr uint32_t HexValue(char c) {
  return static_cast<uint32_t>(IsDigit(c) ? c - '0' : (c | 32) - 'a' + 10) & 15;
}
// ns-word-char (production 38).
constexpr bool IsWord(char c) { return text::IsAlphanumeric(c) || c == '-'; }

}  // namespace tare::yaml
