#pragma once

// 16 bytes at a time, with the vectors that every 64-bit machine and WebAssembly have, in the notation of GCC
// and clang.

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tare::html {

using Bytes16 = int8_t __attribute__((vector_size(16)));

inline Bytes16 LoadBytes16(const char* p) {
  Bytes16 bytes;
  std::memcpy(&bytes, p, sizeof(bytes));
  return bytes;
}

inline constexpr int kNone = 16;

// Index of the first lane that is set (all ones), or kNone.
inline int FirstSet(Bytes16 lanes) {
#if defined(__SSE2__)
  return std::countr_zero(static_cast<uint32_t>(_mm_movemask_epi8(std::bit_cast<__m128i>(lanes))) | 0x10000u);
#else
  static_assert(std::endian::native == std::endian::little);
  const auto words = std::bit_cast<std::array<uint64_t, 2> >(lanes);
  return (words[0] ? std::countr_zero(words[0]) : 64 + std::countr_zero(words[1])) / 8;
#endif
}

}  // namespace tare::html
