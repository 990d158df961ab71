#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "genome/bases.h"
#include "genome/kmer.h"

namespace tare::genome {

// What is made of a letter that stands for no base.
enum class OtherLetters : uint8_t {
  kError,   // an error that names the record and the line
  kAsInAgc  // left out below "A" (digits, "-", "*"), else kUnknownCode, as C++ AGC does
};

// What a byte of a FASTA file's sequence stands for, where it is no base.
inline constexpr BaseCode kLeftOut = 0x40;
inline constexpr BaseCode kNoBase = 0x80;

using CodesOfLetters = std::array<BaseCode, 256>;

// The code of each letter, in both cases. White space is left out in either way of reading.
inline constexpr CodesOfLetters MakeCodesOfLetters(OtherLetters other) {
  CodesOfLetters codes{};
  for (size_t byte = 0; byte < codes.size(); ++byte)
    codes[byte] = other == OtherLetters::kError ? kNoBase : byte < 'A' ? kLeftOut : kUnknownCode;
  for (const char space : {' ', '\t', '\r', '\n', '\v', '\f'}) codes[static_cast<uint8_t>(space)] = kLeftOut;
  for (size_t code = 0; code < kLetters.size(); ++code) {
    const auto letter = static_cast<uint8_t>(kLetters[code]);
    codes[letter] = codes[letter | 0x20] = static_cast<BaseCode>(code);
  }
  return codes;
}

inline constexpr CodesOfLetters kCodeOfLetter = MakeCodesOfLetters(OtherLetters::kError);
inline constexpr CodesOfLetters kCodeOfLetterInAgc = MakeCodesOfLetters(OtherLetters::kAsInAgc);

// False where one is no base.
inline bool ToBases(std::string_view letters, BaseCode* out) {
  BaseCode seen = 0;
  for (const char letter : letters) {
    const BaseCode code = kCodeOfLetter[static_cast<uint8_t>(letter)];
    seen |= code;
    *out++ = code;
  }
  return (seen & (kNoBase | kLeftOut)) == 0;
}

}  // namespace tare::genome
