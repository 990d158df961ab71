#pragma once

// The system's pages: address space first, memory behind it when it is touched.

#include <cstddef>
#include <cstdint>

namespace tare::pages {

inline constexpr size_t kSize = 4096;  // steps are multiples of it on every system we run on

constexpr size_t RoundUp(size_t bytes) { return (bytes + kSize - 1) & ~(kSize - 1); }

// Address space that may not be touched yet, or null. Sizes in bytes, multiples of kSize.
void* Reserve(size_t bytes) noexcept;
// Makes reserved pages usable (zeroed when first touched). False where the system refuses.
bool Commit(void* start, size_t bytes) noexcept;
// Gives the memory back; the pages must be committed again before use.
void Decommit(void* start, size_t bytes) noexcept;
void Release(void* start, size_t bytes) noexcept;

}  // namespace tare::pages
