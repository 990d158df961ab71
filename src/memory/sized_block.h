#pragma once

#include <cstddef>

#include "tare/memory.h"

namespace tare {

// What allocator hooks of C libraries need, which do not tell sizes on release: each block keeps its own.
// Charged to `account`. Null where there is no room: an exception may not pass through C, whose libraries
// report an error of their own instead.
void* AllocateSizedBlock(Account& account, size_t bytes) noexcept;
// Null is nothing.
void FreeSizedBlock(Account& account, void* block) noexcept;

}  // namespace tare
