#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "genome/bases.h"
#include "genome/kmer.h"

namespace tare::genome {

// What a byte of a FASTA file's sequence stands for, where it is no base.
inline constexpr BaseCode kWhiteSpace = 0x40;
inline constexpr BaseCode kNoBase = 0x80;

// The code of each letter, in both cases.
inline constexpr std::array<BaseCode, 256> kCodeOfLetter = [] {
  std::array<BaseCode, 256> codes{};
  codes.fill(kNoBase);
  for (const char space : {' ', '\t', '\r', '\n', '\v', '\f'})
    codes[static_cast<uint8_t>(space)] = kWhiteSpace;
  for (size_t code = 0; code < kLetters.size(); ++code) {
    const auto letter = static_cast<uint8_t>(kLetters[code]);
    codes[letter] = codes[letter | 0x20] = static_cast<BaseCode>(code);
  }
  return codes;
}();

// False where one is no base.
inline bool ToBases(std::string_view letters, BaseCode* out) {
  BaseCode seen = 0;
  for (const char letter : letters) {
    const BaseCode code = kCodeOfLetter[static_cast<uint8_t>(letter)];
    seen |= code;
    *out++ = code;
  }
  return (seen & (kNoBase | kWhiteSpace)) == 0;
}

}  // namespace tare::genome
