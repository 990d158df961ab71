#include "genome/byte_input.h"

#include <algorithm>

namespace tare::genome {

Result<size_t> ByteInput::Read(std::span<char> room) {
  Result<size_t> size = 0;
  if (peeked_size_ > 0) {
    size = std::min(peeked_size_, room.size());
    std::copy_n(peeked_.begin(), *size, room.begin());
    std::shift_left(peeked_.begin(), peeked_.end(), static_cast<std::ptrdiff_t>(*size));
    peeked_size_ -= *size;
  } else {
    size = ReadMore(room);
  }
  if (size) bytes_read_.fetch_add(*size, std::memory_order_relaxed);
  return size;
}

Result<std::string_view> ByteInput::Peek() {
  while (peeked_size_ < peeked_.size()) {
    const Result<size_t> size = ReadMore(std::span(peeked_).subspan(peeked_size_));
    if (!size) return std::unexpected(size.error());
    if (*size == 0) break;
    peeked_size_ += *size;
  }
  return std::string_view(peeked_.data(), peeked_size_);
}

}  // namespace tare::genome
