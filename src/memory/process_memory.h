#pragma once

#include <cstdint>
#include <string_view>

namespace tare {

// What the kernel and malloc say about this process, in bytes.
struct ProcessMemory {
  uint64_t resident = 0;
  uint64_t resident_peak = 0;
  uint64_t anonymous = 0;     // resident, private, without a file behind it
  uint64_t file_backed = 0;   // resident pages of mapped files that hold no code
  uint64_t code = 0;          // resident pages of program and libraries, unchanged
  uint64_t stacks = 0;        // resident, all threads
  uint64_t library_data = 0;  // resident, anonymous: data of program and libraries
  uint64_t heap = 0;          // resident, malloc's
  uint64_t heap_used = 0;     // handed out by malloc, with its headers
  uint64_t untouched = 0;     // usable pages of arenas and large blocks that are not resident
};

// Reads /proc/self/smaps, /proc/self/status (proc(5)) and mallinfo2.
ProcessMemory ReadProcessMemory();

}  // namespace tare
