#include "memory/arena.h"

#include <algorithm>

#include "memory/pages.h"

namespace tare {

namespace {

constexpr size_t kFirstStep = 16 * 1024;
constexpr size_t kLastStep = 256 * 1024;
constexpr size_t kSmallestReservation = 256 * 1024;

}  // namespace

struct Arena::Region {
  Region* older;
  uintptr_t end;        // of the reservation
  uintptr_t committed;  // of usable memory, as of when a newer region was added

  uintptr_t start() const { return reinterpret_cast<uintptr_t>(this); }
  uintptr_t first() const { return start() + sizeof(Region); }
};

Arena::Arena(Account& account, size_t reservation)
    : account_(account), reservation_(pages::RoundUp(std::max(reservation, kSmallestReservation))) {}

Arena::~Arena() {
  while (region_ != nullptr) DropRegion();
}

// Charged and usable up to at least `end`, or false where the system has no memory. Throws at the limit, with
// nothing changed.
bool Arena::Commit(uintptr_t end) {
  const uintptr_t start = region_->start();
  const size_t step = std::clamp((committed_ - start) / 4, kFirstStep, kLastStep);
  const uintptr_t target = std::min(
      region_->end, std::max(start + pages::RoundUp(end - start), committed_ + pages::RoundUp(step)));
  const size_t bytes = target - committed_;
  account_.Charge(bytes);
  if (!pages::Commit(reinterpret_cast<void*>(committed_), bytes)) {
    account_.Release(bytes);
    return false;
  }
  charged_ += bytes;
  committed_ = target;
  return true;
}

// Opens a region with room for `bytes`. Where address space is scarce (a process limit), reserves less.
void Arena::AddRegion(size_t bytes) {
  const size_t least = pages::RoundUp(sizeof(Region) + bytes);
  size_t size = std::max(reservation_, least);
  void* start = pages::Reserve(size);
  while (start == nullptr && size > std::max(least, kSmallestReservation)) {
    size = std::max(pages::RoundUp(size / 2), least);
    start = pages::Reserve(size);
  }
  if (start == nullptr) throw MemoryLimitExceeded(account_.name(), bytes, account_.budget().limit());

  const size_t header = std::min(kFirstStep, size);
  try {
    account_.Charge(header);
  } catch (...) {
    pages::Release(start, size);
    throw;
  }
  if (!pages::Commit(start, header)) {
    account_.Release(header);
    pages::Release(start, size);
    throw MemoryLimitExceeded(account_.name(), bytes, account_.budget().limit());
  }
  charged_ += header;
  if (region_ != nullptr) region_->committed = committed_;
  region_ = new (start) Region{region_, reinterpret_cast<uintptr_t>(start) + size, 0};
  next_ = region_->first();
  committed_ = region_->start() + header;
}

void* Arena::AllocateSlow(size_t bytes, size_t alignment) {
  if (bytes > SIZE_MAX / 4) throw MemoryLimitExceeded(account_.name(), bytes, account_.budget().limit());
  for (;;) {
    const uintptr_t start = (next_ + (alignment - 1)) & ~(uintptr_t{alignment} - 1);
    if (region_ == nullptr || bytes > region_->end - std::min(start, region_->end)) {
      AddRegion(bytes + alignment);
      continue;
    }
    if (start + bytes > committed_ && !Commit(start + bytes)) {
      throw MemoryLimitExceeded(account_.name(), bytes, account_.budget().limit());
    }
    next_ = start + bytes;
    return reinterpret_cast<void*>(start);
  }
}

void Arena::DropRegion() noexcept {
  Region* region = region_;
  const size_t bytes = committed_ - region->start();
  const size_t reserved = region->end - region->start();
  region_ = region->older;
  committed_ = region_ == nullptr ? 0 : region_->committed;
  next_ = committed_;
  charged_ -= bytes;
  pages::Release(region, reserved);
  account_.Release(bytes);
}

void Arena::Rewind(Mark mark) noexcept {
  while (region_ != mark.region && region_->older != nullptr) DropRegion();
  // A mark from before the first allocation has no region: the first one is kept for reuse.
  next_ = mark.region == nullptr && region_ != nullptr ? region_->first() : mark.next;
}

void Arena::Reset(size_t keep) noexcept {
  if (region_ == nullptr) return;
  while (region_->older != nullptr) DropRegion();
  next_ = region_->first();
  const uintptr_t kept = region_->start() + pages::RoundUp(std::max(keep, kFirstStep));
  if (committed_ <= kept) return;
  const size_t bytes = committed_ - kept;
  pages::Decommit(reinterpret_cast<void*>(kept), bytes);
  committed_ = kept;
  charged_ -= bytes;
  account_.Release(bytes);
}

}  // namespace tare
