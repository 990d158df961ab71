#include <algorithm>
#include <cstdio>

#include "tare/memory.h"

namespace tare {

MemoryLimitExceeded::MemoryLimitExceeded(std::string_view account, uint64_t request, uint64_t limit) noexcept
    : request_(request), limit_(limit) {
  std::snprintf(text_, sizeof text_, "memory limit of %llu bytes reached: %.*s asked for %llu more",
                static_cast<unsigned long long>(limit),
                static_cast<int>(std::min<size_t>(account.size(), 60)), account.data(),
                static_cast<unsigned long long>(request));
}

Budget::Budget(uint64_t limit, Budget* parent, WhenFull when_full)
    : limit_(limit), parent_(parent), when_full_(when_full) {
  if (when_full_ == WhenFull::kWait) {
    for (Budget* b = parent_; b != nullptr; b = b->parent_) b->participants_.fetch_add(1);
  }
}

Budget::~Budget() {
  if (when_full_ != WhenFull::kWait) return;
  for (Budget* b = parent_; b != nullptr; b = b->parent_) {
    b->participants_.fetch_sub(1);
    b->WakeWaiters();  // those who are left may now all be waiting
  }
}

// Adds to this budget alone. The comparison and the addition are one atomic step, so the limit is exact.
bool Budget::AddHere(uint64_t bytes) noexcept {
  uint64_t used = used_.load(std::memory_order_relaxed);
  do {
    if (bytes > limit_ || used > limit_ - bytes) return false;
  } while (!used_.compare_exchange_weak(used, used + bytes));
  uint64_t peak = peak_.load(std::memory_order_relaxed);
  while (peak < used + bytes && !peak_.compare_exchange_weak(peak, used + bytes, std::memory_order_relaxed)) {
  }
  return true;
}

// Charges this budget and those above it. Null when all took it, else the one that refused, with nothing
// charged anywhere.
Budget* Budget::Refusing(uint64_t bytes) noexcept {
  for (Budget* b = this; b != nullptr; b = b->parent_) {
    if (b->AddHere(bytes)) continue;
    for (Budget* charged = this; charged != b; charged = charged->parent_) charged->ReleaseHere(bytes);
    return b;
  }
  return nullptr;
}

bool Budget::InjectFault() noexcept {
  for (Budget* b = this; b != nullptr; b = b->parent_) {
    if (b->fail_at_.load(std::memory_order_relaxed) != 0 && b->fail_at_.fetch_sub(1) == 1) return true;
  }
  return false;
}

bool Budget::TryCharge(uint64_t bytes) noexcept { return !InjectFault() && Refusing(bytes) == nullptr; }

void Budget::Charge(uint64_t bytes, std::string_view account) {
  if (InjectFault()) throw MemoryLimitExceeded(account, bytes, limit());
  Budget* refusing = Refusing(bytes);
  if (refusing == nullptr) return;
  if (when_full_ == WhenFull::kWait && WaitCharge(bytes)) return;
  throw MemoryLimitExceeded(account, bytes, refusing->limit());
}

// Lost wake-ups cannot happen: a waiter is counted in waiters_ before its last attempt, and makes that
// attempt with mutex_ held until it sleeps; a releaser subtracts first, then looks at waiters_ (both
// sequentially consistent), and notifies with mutex_ taken. So either the attempt sees the release or the
// releaser sees the waiter.
bool Budget::WaitCharge(uint64_t bytes) noexcept {
  for (;;) {
    Budget* full = Refusing(bytes);
    if (full == nullptr) return true;
    if (bytes > full->limit_) return false;
    std::unique_lock lock(full->mutex_);
    full->waiters_.fetch_add(1);
    Budget* refusing = Refusing(bytes);
    // The last participant to wait would sleep for ever: it gets the error instead, and its job gives back
    // what it holds.
    const uint32_t participants = full->participants_.load();
    const bool last = participants != 0 && full->waiters_.load() >= participants;
    if (refusing == full && !last) full->freed_.wait(lock);
    full->waiters_.fetch_sub(1);
    if (refusing == nullptr) return true;
    if (refusing == full && last) return false;
  }
}

void Budget::ReleaseHere(uint64_t bytes) noexcept {
  used_.fetch_sub(bytes);
  WakeWaiters();
}

void Budget::WakeWaiters() noexcept {
  if (waiters_.load() == 0) return;
  {
    const std::lock_guard lock(mutex_);
  }
  freed_.notify_all();
}

void Budget::Release(uint64_t bytes) noexcept {
  for (Budget* b = this; b != nullptr; b = b->parent_) b->ReleaseHere(bytes);
}

}  // namespace tare
