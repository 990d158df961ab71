#pragma once

// Numbers of a fixed size, the least significant byte first, as the directory's size and the streams of
// splitters have them (docs/agc-format.md).

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tare::genome {

template <size_t kBytes>
struct FixedNumber {
  explicit FixedNumber(uint64_t number) {
    for (size_t i = 0; i < kBytes; ++i) bytes[i] = static_cast<char>(number >> (8 * i) & 0xFF);
  }
  operator std::string_view() const { return {bytes, kBytes}; }  // NOLINT(google-explicit-constructor)

  char bytes[kBytes];
};

// Of at most 8 bytes.
inline uint64_t ReadFixedNumber(std::string_view bytes) {
  uint64_t number = 0;
  for (size_t i = bytes.size(); i-- > 0;) number = number << 8 | static_cast<uint8_t>(bytes[i]);
  return number;
}

}  // namespace tare::genome
