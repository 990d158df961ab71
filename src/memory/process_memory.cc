#include "memory/process_memory.h"

#include <malloc.h>

#include <cinttypes>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>

namespace tare {

namespace {

constexpr uint64_t kGuardPage = 4096;
constexpr uint64_t kMallocHeap = 64 << 20;  // glibc reserves this much for the heap of a thread, so aligned

struct Mapping {
  uint64_t start = 0;
  uint64_t end = 0;
  char permissions[5] = "";
  char name[256] = "";
  uint64_t resident = 0;
  uint64_t anonymous = 0;

  uint64_t size() const { return end - start; }
  bool unusable() const { return std::strncmp(permissions, "---", 3) == 0; }
  bool unnamed() const { return name[0] == '\0'; }
  bool has_file() const { return name[0] == '/'; }
};

using File = std::unique_ptr<FILE, int (*)(FILE*)>;

File OpenForReading(const char* path) { return {std::fopen(path, "r"), std::fclose}; }

// Adds up mappings one after the other; what one is can depend on its neighbours.
class MappingSums {
 public:
  explicit MappingSums(ProcessMemory& sums) : sums_(sums) {}

  // The program's own mapping, the first of all.
  void SetProgram(const char* name) { program_ = name; }

  void Add(const Mapping& mapping) {
    if (pending_.end != 0) Classify(pending_, mapping);
    before_ = pending_;
    pending_ = mapping;
  }
  void Finish() { Add({}); }

 private:
  void Classify(const Mapping& m, const Mapping& next) {
    sums_.resident += m.resident;
    sums_.anonymous += m.anonymous;
    const bool follows_file = before_.end == m.start && (before_.has_file() || follows_file_);
    follows_file_ = false;
    if (m.has_file()) {
      sums_.library_data += m.anonymous;
      (IsProgram(m) ? sums_.code : sums_.file_backed) += m.resident - m.anonymous;
    } else if (std::strcmp(m.name, "[heap]") == 0) {
      sums_.heap += m.anonymous;
    } else if (std::strcmp(m.name, "[stack]") == 0) {
      sums_.stacks += m.anonymous;
    } else if (m.unnamed() && follows_file) {
      sums_.library_data += m.anonymous;  // .bss behind .data
      follows_file_ = true;
    } else if (m.unnamed() && !m.unusable() && before_.end == m.start && before_.unusable() &&
               before_.size() == kGuardPage) {
      sums_.stacks += m.anonymous;  // a thread's: a guard page, then the stack
    } else if (m.unnamed() && !m.unusable()) {
      const bool is_reserved_behind = next.start == m.end && next.unusable();
      if (is_reserved_behind && m.start % kMallocHeap == 0 && next.end - m.start == kMallocHeap) {
        sums_.heap += m.anonymous;
      } else {
        sums_.untouched += m.size() - m.resident;  // an arena's pages, or blocks that malloc maps one by one
      }
    }
  }

  // Libraries lie in several mappings, one of them executable, with others beside it.
  bool IsProgram(const Mapping& m) {
    if (m.permissions[2] == 'x' || m.permissions[1] == 'w') return true;
    const char* base = std::strrchr(m.name, '/');
    return std::strstr(base, ".so") != nullptr || m.name == program_;
  }

  ProcessMemory& sums_;
  std::string program_;
  Mapping before_;
  Mapping pending_;
  bool follows_file_ = false;
};

void ReadMappings(ProcessMemory& sums) {
  const File file = OpenForReading("/proc/self/smaps");
  if (!file) return;
  MappingSums mappings(sums);
  char line[512];
  Mapping mapping;
  while (std::fgets(line, sizeof line, file.get()) != nullptr) {
    Mapping read;
    uint64_t kib = 0;
    const int fields = std::sscanf(line, "%" SCNx64 "-%" SCNx64 " %4s %*s %*s %*s %255[^\n]", &read.start,
                                   &read.end, read.permissions, read.name);
    if (fields >= 3) {
      if (mapping.end != 0) mappings.Add(mapping);
      if (mapping.end == 0) mappings.SetProgram(read.name);
      mapping = read;
    } else if (std::sscanf(line, "Rss: %" SCNu64, &kib) == 1) {
      mapping.resident = kib * 1024;
    } else if (std::sscanf(line, "Anonymous: %" SCNu64, &kib) == 1) {
      mapping.anonymous = kib * 1024;
    }
  }
  mappings.Add(mapping);
  mappings.Finish();
}

void ReadPeak(ProcessMemory& memory) {
  const File file = OpenForReading("/proc/self/status");
  char line[256];
  uint64_t kib = 0;
  while (file && std::fgets(line, sizeof line, file.get()) != nullptr) {
    if (std::sscanf(line, "VmHWM: %" SCNu64, &kib) == 1) memory.resident_peak = kib * 1024;
  }
}

}  // namespace

ProcessMemory ReadProcessMemory() {
  ProcessMemory memory;
  ReadMappings(memory);
  ReadPeak(memory);
  const struct mallinfo2 heap = mallinfo2();
  memory.heap_used = heap.uordblks;
  memory.heap += heap.hblkhd;  // blocks mapped one by one
  memory.heap_used += heap.hblkhd;
  return memory;
}

}  // namespace tare
