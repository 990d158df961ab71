#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory_resource>
#include <string_view>

#include "tare/memory.h"

namespace tare {

// Monotonic memory: allocation moves a pointer, deallocation does nothing, all goes at once.
//
// Address space is reserved, and committed (made usable and charged to the account) in steps as it is
// needed; what is not used is not resident. For one thread at a time.
class Arena final : public std::pmr::memory_resource {
 public:
  static constexpr size_t kDefaultReservation = size_t{1} << 30;  // bytes of address space a region

  explicit Arena(Account& account, size_t reservation = kDefaultReservation);
  ~Arena() override;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Never null; throws MemoryLimitExceeded. Not initialised. `alignment` is a power of two up to 4096.
  void* Allocate(size_t bytes, size_t alignment = alignof(std::max_align_t)) {
    const uintptr_t start = (next_ + (alignment - 1)) & ~(uintptr_t{alignment} - 1);
    // Whether it fits with the most padding there may be: known before `start` is, which the next call waits
    // for.
    if (start + bytes < committed_ && bytes <= PTRDIFF_MAX) [[likely]] {
      next_ = start + bytes;
      return reinterpret_cast<void*>(start);
    }
    return AllocateSlow(bytes, alignment);
  }
  template <typename T>
  T* AllocateArray(size_t count) {
    return static_cast<T*>(Allocate(count * sizeof(T), alignof(T)));
  }
  std::string_view Copy(std::string_view text) {
    if (text.empty()) return {};
    char* copy = static_cast<char*>(Allocate(text.size(), 1));
    std::memcpy(copy, text.data(), text.size());
    return {copy, text.size()};
  }

  // A point to return to. Everything allocated after it is gone on Rewind.
  struct Mark {
    void* region;
    uintptr_t next;
  };
  Mark GetMark() const { return {region_, next_}; }
  void Rewind(Mark mark) noexcept;
  // Forgets everything; gives memory beyond `keep` bytes back to the system and the budget.
  void Reset(size_t keep = 64 * 1024) noexcept;

  // Bytes charged to the account: what is committed in all regions.
  uint64_t charged() const { return charged_; }
  // Of them, those up to the next allocation: what may be resident.
  uint64_t used() const { return charged_ - (committed_ - next_); }

 private:
  struct Region;  // a reservation; its header lives at its own start

  void* do_allocate(size_t bytes, size_t alignment) override { return Allocate(bytes, alignment); }
  void do_deallocate(void*, size_t, size_t) override {}
  bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }

  // Rare: its calls are kept out of the way of those that fit.
  [[gnu::cold]] void* AllocateSlow(size_t bytes, size_t alignment);
  void AddRegion(size_t bytes);
  bool Commit(uintptr_t end);
  void DropRegion() noexcept;

  Account& account_;
  const size_t reservation_;
  Region* region_ = nullptr;  // the newest; older ones hang behind it
  uintptr_t next_ = 0;
  uintptr_t committed_ = 0;  // end of usable memory in the newest region
  uint64_t charged_ = 0;
};

}  // namespace tare
