#pragma once

// The character classes of YAML 1.2.2, chapter 5, as far as single bytes tell them.

#include <array>
#include <cstdint>

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

inline bool Is(char c, uint8_t classes) {
  return (kCharacterClasses[static_cast<unsigned char>(c)] & classes) != 0;
}
inline bool IsBlank(char c) { return Is(c, kBlank); }
inline bool IsBreak(char c) { return Is(c, kBreak); }
inline bool IsWhite(char c) { return Is(c, kBlank | kBreak); }

inline bool IsDigit(char c) { return c >= '0' && c <= '9'; }
inline bool IsHexDigit(char c) { return IsDigit(c) || ((c | 32) >= 'a' && (c | 32) <= 'f'); }
// ns-word-char (production 38).
inline bool IsWord(char c) { return IsDigit(c) || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '-'; }

}  // namespace tare::yaml
