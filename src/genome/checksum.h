#pragma once

#include <zlib.h>

#include <cstdint>
#include <string_view>

namespace tare::genome {

// CRC-32 (that of gzip) of what has the checksum `before`, followed by `bytes`.
inline uint32_t Checksum(std::string_view bytes, uint32_t before = 0) {
  return static_cast<uint32_t>(crc32_z(before, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

// What archives written here have besides AGC's streams (docs/agc-format.md, "Checksums"): a stream with one
// part of 12 bytes, the offset from which on parts have checksums behind them, and the directory's checksum.
inline constexpr std::string_view kChecksumStream = "tare-checksums";
inline constexpr size_t kChecksumBytes = 4;

}  // namespace tare::genome
