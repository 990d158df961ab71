#pragma once

// Short searches, inline: what they look for is mostly within 64 bytes, which a call of text/scan.h would
// outlast. In the compilers' own vectors, which they turn into SSE2, NEON or WebAssembly's.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tare::yaml {

using ByteBlock = uint8_t __attribute__((vector_size(16)));
using ByteMask = int8_t __attribute__((vector_size(16)));  // all bits of a byte, or none

inline ByteBlock LoadBlock(const char* at) {
  ByteBlock block;
  std::memcpy(&block, at, sizeof block);
  return block;
}

// A bit for each byte, the lowest for the first.
inline uint32_t BitsOf(ByteMask mask) {
#if defined(__SSE2__)
  return static_cast<uint32_t>(_mm_movemask_epi8(std::bit_cast<__m128i>(mask)));
#else
  static_assert(std::endian::native == std::endian::little);
  const auto halves = std::bit_cast<std::array<uint64_t, 2> >(mask);
  const auto bits = [](uint64_t half) {
    return static_cast<uint32_t>((half & 0x8040201008040201u) * 0x0101010101010101u >> 56);
  };
  return bits(halves[0]) | bits(halves[1]) << 8;
#endif
}

// A bit for each of the 64 bytes at `at`: whether `matches` holds, which is given blocks.
template <typename Matches>
inline uint64_t BitsOf64(const char* at, Matches matches) {
  const auto bits = [&](int block) { return uint64_t{BitsOf(matches(LoadBlock(at + 16 * block)))}; };
  return bits(0) | bits(1) << 16 | bits(2) << 32 | bits(3) << 48;
}

// The same where the text may end before: as if zeros came behind it.
template <typename Matches>
inline uint64_t BitsOf64(const char* at, const char* end, Matches matches) {
  if (end - at >= 64) [[likely]]
    return BitsOf64(at, matches);
  char padded[64] = {};
  std::copy(at, end, padded);
  return BitsOf64(padded, matches);
}

// Where the first of the characters is, or `end`.
template <char... kCharacters>
inline const char* FindAnyOf(const char* at, const char* end) {
  for (; end - at >= 16; at += 16) {
    const ByteBlock block = LoadBlock(at);
    const uint32_t found = BitsOf(((block == static_cast<uint8_t>(kCharacters)) | ...));
    if (found != 0) return at + std::countr_zero(found);
  }
  for (; at != end; ++at) {
    if (((*at == kCharacters) || ...)) return at;
  }
  return end;
}

// The same, for what is mostly further away.
template <char... kCharacters>
inline const char* FindAnyOfFar(const char* at, const char* end) {
  for (; end - at >= 64; at += 64) {
    const uint64_t found = BitsOf64(
        at, [](ByteBlock block) -> ByteMask { return ((block == static_cast<uint8_t>(kCharacters)) | ...); });
    if (found != 0) return at + std::countr_zero(found);
  }
  return FindAnyOf<kCharacters...>(at, end);
}

// Behind the 64 byte blocks that are nothing but printable ASCII characters and line feeds.
inline const char* SkipPrintable(const char* at, const char* end) {
  const auto others = [](const char* from) -> ByteMask {
    const ByteBlock block = LoadBlock(from);
    // As signed numbers, the bytes beyond ASCII are below those of the control characters.
    return (std::bit_cast<ByteMask>(block) < int8_t{0x20}) & (block != uint8_t{'\n'});
  };
  for (; end - at >= 64; at += 64) {
    if (BitsOf(others(at) | others(at + 16) | others(at + 32) | others(at + 48)) != 0) break;
  }
  return at;
}

// Where the first character is that is not a space, or `end`.
inline const char* SkipSpaces(const char* at, const char* end) {
  const auto others = [](const char* from) { return BitsOf(LoadBlock(from) != uint8_t{' '}); };
  for (; end - at >= 32; at += 32) {
    const uint32_t found = others(at) | others(at + 16) << 16;
    if (found != 0) return at + std::countr_zero(found);
  }
  while (at != end && *at == ' ') ++at;
  return at;
}

}  // namespace tare::yaml
