#include "memory/pages.h"

#include <sys/mman.h>

namespace tare::pages {

void* Reserve(size_t bytes) noexcept {
  void* start = mmap(nullptr, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (start == MAP_FAILED) return nullptr;
  // A huge page would make 2 MiB resident at the first touch.
  madvise(start, bytes, MADV_NOHUGEPAGE);
  return start;
}

bool Commit(void* start, size_t bytes) noexcept {
  return mprotect(start, bytes, PROT_READ | PROT_WRITE) == 0;
}

void Decommit(void* start, size_t bytes) noexcept {
  madvise(start, bytes, MADV_DONTNEED);
  mprotect(start, bytes, PROT_NONE);
}

void Release(void* start, size_t bytes) noexcept { munmap(start, bytes); }

}  // namespace tare::pages
