#pragma once

// Hashes of text for tables and values: 8 bytes a step, each a multiplication to 128 bits whose halves are
// folded (the mixing of Wang Yi's wyhash). Tables whose keys come from the input take a seed that the input
// cannot know.

#include <cstdint>
#include <cstring>
#include <string_view>

namespace tare::yaml {

inline uint64_t Mix(uint64_t a, uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a ^ 0x9E3779B97F4A7C15u) * (b ^ 0xD1B54A32D192ED03u);
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

inline uint64_t HashBytes(std::string_view bytes, uint64_t seed) {
  uint64_t hash = Mix(seed, bytes.size());
  const char* at = bytes.data();
  size_t left = bytes.size();
  for (; left >= 8; left -= 8, at += 8) {
    uint64_t word;
    std::memcpy(&word, at, 8);
    hash = Mix(hash ^ word, seed);
  }
  if (left == 0) return hash;
  uint64_t word = 0;
  if (bytes.size() >= 8) {
    std::memcpy(&word, at + left - 8, 8);  // overlaps the one before
  } else {
    std::memcpy(&word, at, left);
  }
  return Mix(hash ^ word, seed);
}

// A seed that differs from process to process, and from object to object.
inline uint64_t SeedFrom(const void* object) {
  static const char here = 0;
  return Mix(reinterpret_cast<uintptr_t>(object), reinterpret_cast<uintptr_t>(&here));
}

}  // namespace tare::yaml
