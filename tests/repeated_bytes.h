#pragma once

// Input of gigabytes that takes a few megabytes: one block of memory, mapped again and again.

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace tare {

// head, filled up with `filling` to a whole block; then blocks of `filling`; then a block that ends with
// tail.
class RepeatedBytes {
 public:
  static constexpr size_t kBlock = size_t{1} << 20;

  // `filling` is of a length that divides kBlock; head and tail are shorter than kBlock. `size`, in bytes, is
  // rounded down to blocks, but to three at least.
  RepeatedBytes(std::string_view head, std::string_view filling, std::string_view tail, size_t size)
      : size_(std::max(size / kBlock, size_t{3}) * kBlock), file_(memfd_create("repeated", MFD_CLOEXEC)) {
    if (file_ < 0 || ftruncate(file_, 3 * kBlock) != 0) std::abort();
    bytes_ = static_cast<char*>(
        mmap(nullptr, size_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
    if (bytes_ == MAP_FAILED) std::abort();
    char* const first = Map(0, 0);
    for (size_t at = kBlock; at < size_ - kBlock; at += kBlock) Map(at, 1);
    char* const last = Map(size_ - kBlock, 2);
    for (char* block : {first, first + kBlock, last}) {
      for (size_t at = 0; at < kBlock; at += filling.size())
        std::memcpy(block + at, filling.data(), filling.size());
    }
    std::memcpy(first, head.data(), head.size());
    std::memcpy(last + kBlock - tail.size(), tail.data(), tail.size());
  }
  ~RepeatedBytes() {
    munmap(bytes_, size_);
    close(file_);
  }
  RepeatedBytes(const RepeatedBytes&) = delete;
  RepeatedBytes& operator=(const RepeatedBytes&) = delete;

  std::string_view bytes() const { return {bytes_, size_}; }

 private:
  // Block `number` of the file, `at` that place of the region.
  char* Map(size_t at, int number) {
    void* const block = mmap(bytes_ + at, kBlock, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file_,
                             static_cast<off_t>(number) * static_cast<off_t>(kBlock));
    if (block == MAP_FAILED) std::abort();
    return static_cast<char*>(block);
  }

  const size_t size_;
  const int file_;
  char* bytes_;
};

}  // namespace tare
