#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "tare/memory.h"

namespace tare::genome {

// Scratch memory that grows and is not initialised: what it held is lost when it does.
class Buffer {
 public:
  explicit Buffer(Account& account) : account_(account) {}
  ~Buffer() { Free(); }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  // Room for `size` bytes. Throws MemoryLimitExceeded; the buffer is empty then.
  std::span<char> Resize(size_t size) {
    if (size > capacity_) Grow(size);
    size_ = size;
    return {data_, size_};
  }
  void Free() {
    if (data_ != nullptr) account_.deallocate(data_, capacity_);
    data_ = nullptr;
    size_ = capacity_ = 0;
  }

  std::span<char> bytes() { return {data_, size_}; }
  std::string_view view() const { return {data_, size_}; }

 private:
  void Grow(size_t size) {
    Free();
    // An eighth more, so that a somewhat larger one does not move it again.
    const size_t capacity = size < kAmple ? size + size / 8 : size;
    data_ = static_cast<char*>(account_.allocate(capacity));
    capacity_ = capacity;
  }

  static constexpr size_t kAmple = size_t{16} << 20;

  Account& account_;
  char* data_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

}  // namespace tare::genome
