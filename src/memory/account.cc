#include <cstdlib>

#include "tare/memory.h"

namespace tare {

Account::Account(std::string_view name, Budget& budget, Account* total)
    : name_(name), budget_(budget), total_(total) {}

Account::~Account() = default;

void Account::Count(uint64_t bytes) noexcept {
  const uint64_t live = live_.fetch_add(bytes, std::memory_order_relaxed) + bytes;
  uint64_t peak = peak_.load(std::memory_order_relaxed);
  while (peak < live && !peak_.compare_exchange_weak(peak, live, std::memory_order_relaxed)) {
  }
  allocations_.fetch_add(1, std::memory_order_relaxed);
}

void Account::Charge(uint64_t bytes) {
  budget_.Charge(bytes, name_);
  for (Account* a = this; a != nullptr; a = a->total_) a->Count(bytes);
}

void Account::Release(uint64_t bytes) noexcept {
  for (Account* a = this; a != nullptr; a = a->total_) a->live_.fetch_sub(bytes, std::memory_order_relaxed);
  budget_.Release(bytes);
}

void* Account::do_allocate(size_t bytes, size_t alignment) {
  Charge(bytes);
  void* p = alignment <= alignof(std::max_align_t)
                ? std::malloc(bytes)
                : std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment);
  if (p == nullptr && bytes != 0) {
    Release(bytes);
    throw MemoryLimitExceeded(name_, bytes, budget_.limit());
  }
  return p;
}

void Account::do_deallocate(void* p, size_t bytes, size_t) {
  std::free(p);
  Release(bytes);
}

}  // namespace tare
