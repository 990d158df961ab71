#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace tare {

// Keeps a mapped file that another program cuts short from ending the process: touching pages past the new
// end raises SIGBUS, which is answered by putting zeros there. Other SIGBUSes go to the handler that was
// there before.
//
// A signal handler is a process's own, so the table of guarded ranges is the one mutable global of the
// library.
class MappingGuard {
 public:
  // Null where all slots are taken: read the file instead of mapping it.
  static MappingGuard* Acquire(const void* start, size_t bytes);
  void Release();

  // True when pages of the range could not be read.
  bool faulted() const { return faulted_.load(std::memory_order_relaxed); }

 private:
  friend struct MappingGuardSignal;

  std::atomic<uintptr_t> start_{0};  // 0 is a free slot, 1 one being set up
  std::atomic<uintptr_t> end_{0};
  std::atomic<bool> faulted_{false};
};

}  // namespace tare
