#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "tare/error.h"

namespace tare::genome {

// Bytes that come one after another. For one thread at a time, but for Cancel and bytes_read.
class ByteInput {
 public:
  explicit ByteInput(std::string name) : name_(std::move(name)) {}
  virtual ~ByteInput() = default;
  ByteInput(const ByteInput&) = delete;
  ByteInput& operator=(const ByteInput&) = delete;

  // Reads into the front of `room`, which is not empty, and returns how many bytes: none at the end.
  Result<size_t> Read(std::span<char> room);
  // The first bytes, three where there are so many, which Read gives too. Before the first Read.
  Result<std::string_view> Peek();
  // Ends a Read that waits, now or later, with an error.
  virtual void Cancel() {}

  const std::string& name() const { return name_; }
  uint64_t bytes_read() const { return bytes_read_.load(std::memory_order_relaxed); }

 private:
  virtual Result<size_t> ReadMore(std::span<char> room) = 0;

  const std::string name_;
  std::array<char, 3> peeked_{};
  size_t peeked_size_ = 0;  // not read yet
  std::atomic<uint64_t> bytes_read_{0};
};

}  // namespace tare::genome
