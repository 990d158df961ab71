#include "failing_new.h"

#include <cstdlib>
#include <new>

namespace tare {

namespace {

thread_local uint64_t fail_at = 0;

}  // namespace

void FailNewNumber(uint64_t n) { fail_at = n; }

bool NewFailurePending() { return fail_at != 0; }

}  // namespace tare

void* operator new(size_t bytes) {
  if (tare::fail_at != 0 && --tare::fail_at == 0) throw std::bad_alloc();
  void* p = std::malloc(bytes == 0 ? 1 : bytes);
  if (p == nullptr) throw std::bad_alloc();
  return p;
}

void* operator new[](size_t bytes) { return operator new(bytes); }
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, size_t) noexcept { std::free(p); }
void operator delete[](void* p) noexcept { std::free(p); }
void operator delete[](void* p, size_t) noexcept { std::free(p); }
