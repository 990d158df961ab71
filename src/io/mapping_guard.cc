#include "io/mapping_guard.h"

#include <signal.h>
#include <sys/mman.h>

#include <array>
#include <mutex>

#include "memory/pages.h"

namespace tare {

struct MappingGuardSignal {
  static constexpr size_t kSlots = 512;
  static constinit inline std::array<MappingGuard, kSlots> slots{};
  static constinit inline struct sigaction previous{};
  static constinit inline std::once_flag installed{};

  // The guarded range that holds `address`.
  static MappingGuard* Find(uintptr_t address) {
    for (MappingGuard& slot : slots) {
      const uintptr_t start = slot.start_.load(std::memory_order_acquire);
      if (start > 1 && address >= start && address < slot.end_.load(std::memory_order_relaxed)) return &slot;
    }
    return nullptr;
  }

  // Async-signal-safe: atomics and mmap only.
  static void Handle(int number, siginfo_t* info, void* context) {
    const uintptr_t address = reinterpret_cast<uintptr_t>(info->si_addr);
    if (MappingGuard* slot = Find(address)) {
      const uintptr_t page = address & ~(uintptr_t{pages::kSize} - 1);
      const size_t rest = pages::RoundUp(slot->end_.load(std::memory_order_relaxed) - page);
      void* zeros = mmap(reinterpret_cast<void*>(page), rest, PROT_READ,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0);
      if (zeros != MAP_FAILED) {
        slot->faulted_.store(true, std::memory_order_relaxed);
        return;
      }
    }
    if ((previous.sa_flags & SA_SIGINFO) != 0) return previous.sa_sigaction(number, info, context);
    if (previous.sa_handler != SIG_DFL && previous.sa_handler != SIG_IGN) return previous.sa_handler(number);
    signal(number, SIG_DFL);  // returning raises it again, now to the default end
  }

  static void Install() {
    struct sigaction action{};
    action.sa_sigaction = Handle;
    action.sa_flags = SA_SIGINFO | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, &previous);
  }
};

MappingGuard* MappingGuard::Acquire(const void* start, size_t bytes) {
  std::call_once(MappingGuardSignal::installed, MappingGuardSignal::Install);
  for (MappingGuard& slot : MappingGuardSignal::slots) {
    uintptr_t free = 0;
    if (!slot.start_.compare_exchange_strong(free, 1, std::memory_order_acquire)) continue;
    slot.faulted_.store(false, std::memory_order_relaxed);
    slot.end_.store(reinterpret_cast<uintptr_t>(start) + bytes, std::memory_order_relaxed);
    slot.start_.store(reinterpret_cast<uintptr_t>(start), std::memory_order_release);
    return &slot;
  }
  return nullptr;
}

void MappingGuard::Release() { start_.store(0, std::memory_order_release); }

}  // namespace tare
