#pragma once

// Bases as letters and as AGC's codes: A 0, C 1, G 2, T 3, N 4, then R Y S W K M B D H V U.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace tare::genome {

inline constexpr std::string_view kLetters = "ACGTNRYSWKMBDHVU";
// What C++ AGC makes of letters that stand for no base (E, F, ..., *): a code that it writes as a space.
inline constexpr uint8_t kUnknownCode = 30;
inline constexpr char kUnknownLetter = ' ';

// The letter of each code; 0 for codes that there are not.
inline constexpr std::array<char, 256> kLetterOfCode = [] {
  std::array<char, 256> letters{};
  for (size_t i = 0; i < kLetters.size(); ++i) letters[i] = kLetters[i];
  letters[kUnknownCode] = kUnknownLetter;
  return letters;
}();

// Letters in the opposite order, each base's complement. Letters other than A, C, G and T stay as they are,
// as AGC has it.
void ReverseComplement(std::span<char> bases);

// Turns codes into letters in place of `out`, which has their size. False where a code is none.
bool ToLetters(std::string_view codes, std::span<char> out);

}  // namespace tare::genome
