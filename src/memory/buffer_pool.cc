#include "memory/buffer_pool.h"

#include <bit>
#include <new>

namespace tare {

namespace {

constexpr size_t kAlignment = alignof(std::max_align_t);

}  // namespace

BufferPool::BufferPool(Account& account) : account_(account) {}

BufferPool::~BufferPool() { Trim(); }

void* BufferPool::do_allocate(size_t bytes, size_t alignment) {
  const size_t size = std::bit_ceil(std::max(bytes, kSmallest));
  const size_t size_class = static_cast<size_t>(std::countr_zero(size / kSmallest));
  if (alignment > kAlignment || size_class >= kClasses) return Take(bytes, alignment);
  {
    const std::lock_guard lock(mutex_);
    if (Idle* block = idle_[size_class]; block != nullptr) {
      idle_[size_class] = block->next;
      idle_bytes_ -= size;
      return block;
    }
  }
  return Take(size, kAlignment);
}

// What lies idle here must not be what the account lacks.
void* BufferPool::Take(size_t bytes, size_t alignment) {
  try {
    return account_.allocate(bytes, alignment);
  } catch (const MemoryLimitExceeded&) {
    if (idle() == 0) throw;
  }
  Trim();
  return account_.allocate(bytes, alignment);
}

void BufferPool::do_deallocate(void* p, size_t bytes, size_t alignment) {
  const size_t size = std::bit_ceil(std::max(bytes, kSmallest));
  const size_t size_class = static_cast<size_t>(std::countr_zero(size / kSmallest));
  if (alignment > kAlignment || size_class >= kClasses) return account_.deallocate(p, bytes, alignment);
  {
    const std::lock_guard lock(mutex_);
    if (idle_bytes_ + size <= kMaxIdle) {
      idle_[size_class] = new (p) Idle{idle_[size_class]};
      idle_bytes_ += size;
      return;
    }
  }
  account_.deallocate(p, size, kAlignment);
}

void BufferPool::Trim() noexcept {
  const std::lock_guard lock(mutex_);
  for (size_t size_class = 0; size_class < kClasses; ++size_class) {
    while (Idle* block = idle_[size_class]) {
      idle_[size_class] = block->next;
      account_.deallocate(block, kSmallest << size_class, kAlignment);
    }
  }
  idle_bytes_ = 0;
}

size_t BufferPool::idle() const {
  const std::lock_guard lock(mutex_);
  return idle_bytes_;
}

}  // namespace tare
