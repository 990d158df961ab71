#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "text/ascii.h"
#include "text/utf8.h"

namespace tare::to_markdown {

// What CommonMark (6.2, "left-flanking") asks of the characters beside a delimiter. The beginning and the end
// of a line count as space.
enum class CharacterClass : uint8_t { kSpace, kPunctuation, kWord };

constexpr bool IsAsciiPunctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}
using text::IsAlphanumeric;
using text::IsDigit;
using text::IsLetter;

inline constexpr auto kAsciiClasses = [] {
  std::array<CharacterClass, 128> classes{};  // white space, and nothing: 0
  for (size_t i = 1; i < 127; ++i) {
    const char c = static_cast<char>(i);
    if (IsAsciiPunctuation(c)) {
      classes[i] = CharacterClass::kPunctuation;
    } else if (!std::string_view(" \t\n\f\r").contains(c)) {
      classes[i] = CharacterClass::kWord;
    }
  }
  classes[127] = CharacterClass::kWord;
  return classes;
}();

inline CharacterClass ClassOf(text::CodePoint c) {
  if (c < 0x80) return kAsciiClasses[c];
  if (text::IsWhitespace(c)) return CharacterClass::kSpace;
  return text::IsPunctuation(c) ? CharacterClass::kPunctuation : CharacterClass::kWord;
}

inline text::Decoded LastCharacter(std::string_view text) {
  const auto byte = static_cast<unsigned char>(text.back());
  return byte < 0x80 ? text::Decoded{byte, 1, true} : text::DecodeBefore(text, text.size());
}

// A delimiter run between two characters.
struct Flanking {
  Flanking(CharacterClass before, CharacterClass after)
      : left(after != CharacterClass::kSpace &&
             (after == CharacterClass::kWord || before != CharacterClass::kWord)),
        right(before != CharacterClass::kSpace &&
              (before == CharacterClass::kWord || after != CharacterClass::kWord)),
        before_is_punctuation(before == CharacterClass::kPunctuation),
        after_is_punctuation(after == CharacterClass::kPunctuation) {}

  // `_` has stricter rules than the other delimiters.
  bool CanOpen(char delimiter) const { return left && (delimiter != '_' || !right || before_is_punctuation); }
  bool CanClose(char delimiter) const { return right && (delimiter != '_' || !left || after_is_punctuation); }

  bool left;
  bool right;
  bool before_is_punctuation;
  bool after_is_punctuation;
};

}  // namespace tare::to_markdown
