#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

#include "genome/byte_input.h"

namespace tare::genome {

// Bytes in memory that come a few at a time, as through a pipe.
class PiecedInput final : public ByteInput {
 public:
  // `bytes` must outlive it.
  PiecedInput(std::string_view bytes, size_t piece_size)
      : ByteInput("pieced.fa"), rest_(bytes), piece_size_(piece_size) {}

 private:
  Result<size_t> ReadMore(std::span<char> room) override {
    const size_t size = rest_.copy(room.data(), std::min(room.size(), piece_size_));
    rest_.remove_prefix(size);
    return size;
  }

  std::string_view rest_;
  const size_t piece_size_;
};

}  // namespace tare::genome
