#pragma once

// Short searches, inline: what they look for is mostly within 16 bytes, which a call of text/scan.h would
// outlast. In the compilers' own vectors, which they turn into SSE2, NEON or WebAssembly's.

#include <bit>
#include <cstdint>
#include <cstring>

namespace tare::yaml {

using ByteBlock = uint8_t __attribute__((vector_size(16)));
using ByteMask = int8_t __attribute__((vector_size(16)));  // all bits of a byte, or none

inline ByteBlock LoadBlock(const char* at) {
  ByteBlock block;
  std::memcpy(&block, at, sizeof block);
  return block;
}

// Index of the first byte that is set; 16 where none is.
inline int FirstSet(ByteMask mask) {
  static_assert(std::endian::native == std::endian::little);
  uint64_t halves[2];
  std::memcpy(halves, &mask, sizeof halves);
  if (halves[0] != 0) return std::countr_zero(halves[0]) / 8;
  return halves[1] != 0 ? 8 + std::countr_zero(halves[1]) / 8 : 16;
}

// Where the first of the characters is, or `end`.
template <char... kCharacters>
inline const char* FindAnyOf(const char* at, const char* end) {
  for (; end - at >= 16; at += 16) {
    const ByteBlock block = LoadBlock(at);
    const ByteMask found = ((block == static_cast<uint8_t>(kCharacters)) | ...);
    if (const int first = FirstSet(found); first < 16) return at + first;
  }
  for (; at != end; ++at) {
    if (((*at == kCharacters) || ...)) return at;
  }
  return end;
}

// Where the first character is that is not a space, or `end`.
inline const char* SkipSpaces(const char* at, const char* end) {
  for (; end - at >= 16; at += 16) {
    const ByteMask other = LoadBlock(at) != uint8_t{' '};
    if (const int first = FirstSet(other); first < 16) return at + first;
  }
  while (at != end && *at == ' ') ++at;
  return at;
}

}  // namespace tare::yaml
