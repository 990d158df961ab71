#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "tare/memory.h"

namespace tare {

struct MemoryReport {
  const MemorySnapshot& now;
  std::span<const MemorySnapshot> marks;  // in order of time
  uint64_t limit;                         // of the budget, in bytes
  uint64_t peak;                          // of the budget, in bytes
};

// The snapshot with the most accounted memory among marks and now: what a report breaks down.
const MemorySnapshot& FullestSnapshot(const MemoryReport& report);

// Aligned text for a terminal.
std::string ReportAsText(const MemoryReport& report);
// One object: limit, peak, snapshots.
std::string ReportAsJson(const MemoryReport& report);
// One page without outside parts: a treemap of the components and a timeline of live bytes by phase.
std::string ReportAsHtml(const MemoryReport& report);

}  // namespace tare
