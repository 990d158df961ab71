#pragma once

#include <array>
#include <cstddef>
#include <memory_resource>
#include <mutex>

#include "tare/memory.h"

namespace tare {

// Scratch memory (output buffers, parser stacks) kept for the next job of a batch instead of going back and
// forth. Sizes are rounded up to powers of two from 4 KiB to 1 MiB; larger ones pass through. What is idle
// stays charged, is bounded, and goes back when the account has no room for a request. Safe to use from any
// number of threads; outlives everything taken from it.
class BufferPool final : public std::pmr::memory_resource {
 public:
  static constexpr size_t kMaxIdle = 1 << 20;  // bytes

  explicit BufferPool(Account& account);
  ~BufferPool() override;
  BufferPool(const BufferPool&) = delete;
  BufferPool& operator=(const BufferPool&) = delete;

  // Gives all idle memory back.
  void Trim() noexcept;
  size_t idle() const;  // bytes

 private:
  static constexpr size_t kSmallest = 4 * 1024;
  static constexpr size_t kClasses = 9;  // 4 KiB << 8 is 1 MiB

  // An idle block holds the link to the next one of its class.
  struct Idle {
    Idle* next;
  };

  void* do_allocate(size_t bytes, size_t alignment) override;
  void do_deallocate(void* p, size_t bytes, size_t alignment) override;
  bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }

  void* Take(size_t bytes, size_t alignment);

  Account& account_;
  mutable std::mutex mutex_;
  std::array<Idle*, kClasses> idle_{};
  size_t idle_bytes_ = 0;
};

}  // namespace tare
