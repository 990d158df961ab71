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
    : limit_(limit),
      parent_(parent),
      root_(parent == nullptr ? *this : parent->root_),
      when_full_(when_full) {
  if (when_full_ != WhenFull::kWait) return;
  for (Budget* b = this; b != nullptr; b = b->parent_) b->participants_.fetch_add(1);
}

Budget::~Budget() {
  if (when_full_ != WhenFull::kWait) return;
  for (Budget* b = this; b != nullptr; b = b->parent_) b->participants_.fetch_sub(1);
  WakeWaiters();  // those who are left may now all be waiting
}

uint64_t Budget::lowest_limit() const {
  uint64_t lowest = limit_;
  for (const Budget* b = parent_; b != nullptr; b = b->parent_) lowest = std::min(lowest, b->limit_);
  return lowest;
}

// Adds to this budget alone. The comparison and the addition are one atomic step, so the limit is exact.
bool Budget::AddHere(uint64_t bytes) noexcept {
  uint64_t used = used_.load();
  do {
    if (bytes > limit_ || used > limit_ - bytes) return false;
  } while (!used_.compare_exchange_weak(used, used + bytes));
  uint64_t peak = peak_.load(std::memory_order_relaxed);
  while (peak < used + bytes && !peak_.compare_exchange_weak(peak, used + bytes, std::memory_order_relaxed)) {
  }
  return true;
}

// Charges this budget and those above it. Null when all took it, else the one that refused, with nothing
// charged anywhere. What was charged for a moment may have turned others away: see Attempt.
Budget* Budget::Refusing(uint64_t bytes) noexcept {
  for (Budget* b = this; b != nullptr; b = b->parent_) {
    if (b->AddHere(bytes)) continue;
    for (Budget* charged = this; charged != b; charged = charged->parent_) charged->used_.fetch_sub(bytes);
    return b;
  }
  return nullptr;
}

// Refusing for a thread that does not hold the waiters' mutex.
Budget* Budget::Attempt(uint64_t bytes) noexcept {
  Budget* refusing = Refusing(bytes);
  if (refusing != nullptr && refusing != this) WakeWaiters();
  return refusing;
}

bool Budget::InjectFault() noexcept {
  for (Budget* b = this; b != nullptr; b = b->parent_) {
    if (b->fail_at_.load(std::memory_order_relaxed) != 0 && b->fail_at_.fetch_sub(1) == 1) return true;
  }
  return false;
}

bool Budget::TryCharge(uint64_t bytes) noexcept { return !InjectFault() && Attempt(bytes) == nullptr; }

void Budget::Charge(uint64_t bytes, std::string_view account) {
  if (InjectFault()) throw MemoryLimitExceeded(account, bytes, limit());
  Budget* refusing = Attempt(bytes);
  if (refusing == nullptr) return;
  if (when_full_ == WhenFull::kWait && WaitCharge(bytes)) return;
  throw MemoryLimitExceeded(account, bytes, refusing->limit());
}

// All waiters of a tree of budgets wait at its root, whichever budget is full: a charge needs room in several
// at once, and one mutex makes "everybody waits" a fact instead of a guess.
//
// Lost wake-ups cannot happen. A waiter is counted in waiters_ before its attempt, and holds mutex_ from the
// attempt until it sleeps. Who subtracts from any used_ (Release, Attempt) looks at waiters_ after that (both
// sequentially consistent), and where it is not 0 takes mutex_ and counts up releases_. So either the attempt
// sees the subtraction, or the subtracting thread sees the waiter and ends its sleep. The one subtraction
// that wakes nobody is that of an attempt in here, and no sleeper can have been turned away by what it held:
// the attempts of sleepers were made with mutex_ held too. Nobody takes mutex_ twice, nor a second mutex.
bool Budget::WaitCharge(uint64_t bytes) noexcept {
  if (Attempt(bytes) == nullptr) return true;
  std::unique_lock lock(root_.mutex_);
  root_.waiters_.fetch_add(1);
  Budget* full;
  while ((full = Refusing(bytes)) != nullptr) {
    if (bytes > full->limit_ || !full->Block(when_full_ == WhenFull::kWait)) break;
    const uint64_t seen = root_.releases_;
    root_.freed_.wait(lock, [&] { return root_.releases_ != seen; });
  }
  root_.waiters_.fetch_sub(1);
  return full == nullptr;
}

// Counts a thread that is about to sleep because this budget is full, until the next release. False, with
// nothing counted, where that would be for ever: all who could release sleep already. That thread gets the
// error instead, and its job gives back what it holds. Needs the root's mutex.
bool Budget::Block(bool participates) noexcept {
  const uint32_t count = participates ? 1 : 0;
  bool stuck = false;
  for (Budget* b = this; b != nullptr; b = b->parent_) {
    if (b->blocked_since_ != root_.releases_) b->blocked_ = 0;
    b->blocked_since_ = root_.releases_;
    b->blocked_ += count;
    const uint32_t participants = b->participants_.load();
    stuck |= participants != 0 && b->blocked_ >= participants;
  }
  for (Budget* b = this; stuck && b != nullptr; b = b->parent_) b->blocked_ -= count;
  return !stuck;
}

void Budget::WakeWaiters() noexcept {
  if (root_.waiters_.load() == 0) return;
  const std::lock_guard lock(root_.mutex_);
  ++root_.releases_;
  root_.freed_.notify_all();
}

void Budget::Release(uint64_t bytes) noexcept {
  for (Budget* b = this; b != nullptr; b = b->parent_) b->used_.fetch_sub(bytes);
  WakeWaiters();
}

}  // namespace tare
