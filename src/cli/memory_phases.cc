#include "cli/memory_phases.h"

#include <algorithm>
#include <cinttypes>
#include <string>
#include <string_view>
#include <vector>

#include "cli/print.h"

namespace tare::cli {
namespace {

constexpr std::string_view kShown = "genome/";  // components with a column of their own

uint64_t LiveOf(const MemorySnapshot& snapshot, std::string_view component) {
  const auto line = std::ranges::find(snapshot.components, component, &MemoryLine::name);
  return line == snapshot.components.end() ? 0 : line->live;
}

const MemoryPhase* Fullest(const std::vector<MemoryPhase>& phases) {
  const auto accounted = [](const MemoryPhase& phase) { return phase.fullest.accounted; };
  const auto fullest = std::ranges::max_element(phases, {}, accounted);
  return fullest == phases.end() ? nullptr : &*fullest;
}

// Text in front, then numbers below their headings.
class Table {
 public:
  explicit Table(Output& out) : out_(out) {}

  void AddHeading(std::string_view heading) {
    widths_.push_back(static_cast<int>(std::max<size_t>(heading.size(), 7)));
    Print(out_, "  %*.*s", widths_.back(), static_cast<int>(heading.size()), heading.data());
  }
  void BeginLine(std::string_view text) {
    if (!widths_.empty()) out_.Put('\n');
    Print(out_, "%-32.*s", static_cast<int>(text.size()), text.data());
    next_ = 0;
  }
  void AddNumber(double number) { Print(out_, "  %*.2f", widths_[next_++], number); }
  void AddBytes(uint64_t bytes) {
    if (bytes == 0) return AddNothing();
    AddNumber(static_cast<double>(bytes) / (1 << 20));
  }
  void AddNothing() { Print(out_, "  %*s", widths_[next_++], "-"); }

 private:
  Output& out_;
  std::vector<int> widths_;
  size_t next_ = 0;
};

}  // namespace

void WritePhases(const Ledger& ledger, Output& out) {
  const std::vector<MemoryPhase> phases = ledger.Phases();
  const MemoryPhase* const fullest = Fullest(phases);
  const MemorySnapshot now = ledger.Snapshot("now");
  std::vector<MemoryLine> columns;
  for (const MemoryLine& line : now.components)
    if (line.name.starts_with(kShown) && line.peak > 0) columns.push_back(line);

  Table table(out);
  table.BeginLine("MiB, at a phase's fullest mark");
  table.AddHeading("seconds");
  for (const MemoryLine& column : columns) table.AddHeading(column.name.substr(kShown.size()));
  uint64_t resident_peak = now.resident_peak;  // the kernel's two ways to count may differ a little
  for (const MemoryPhase& phase : phases) resident_peak = std::max(resident_peak, phase.fullest.resident);
  for (const char* heading : {"others", "accounted", "resident"}) table.AddHeading(heading);
  for (const MemoryPhase& phase : phases) {
    table.BeginLine(std::string(phase.name) + (&phase == fullest ? " *" : ""));
    table.AddNumber(phase.seconds);
    uint64_t others = phase.fullest.accounted;
    for (const MemoryLine& column : columns) {
      const uint64_t live = LiveOf(phase.fullest, column.name);
      others -= live;
      table.AddBytes(live);
    }
    for (const uint64_t bytes : {others, phase.fullest.accounted, phase.fullest.resident})
      table.AddBytes(bytes);
  }
  table.BeginLine("most at any time");
  table.AddNumber(now.seconds);
  for (const MemoryLine& column : columns) table.AddBytes(column.peak);
  table.AddNothing();
  table.AddBytes(ledger.budget().peak());
  table.AddBytes(resident_peak);
  out.Write("\n* the fullest\n");
}

void WritePhasesAsJson(const Ledger& ledger, Output& out) {
  const std::vector<MemoryPhase> phases = ledger.Phases();
  const MemoryPhase* const fullest = Fullest(phases);
  const MemorySnapshot now = ledger.Snapshot("now");
  // Names of phases and components are ours: nothing in them is escaped.
  const auto components = [&](const MemorySnapshot& snapshot, uint64_t MemoryLine::* bytes) {
    out.Write(", \"components\": {");
    const char* separator = "";
    for (const MemoryLine& line : snapshot.components) {
      Print(out, "%s\"%.*s\": %" PRIu64, separator, static_cast<int>(line.name.size()), line.name.data(),
            line.*bytes);
      separator = ", ";
    }
    out.Write("}");
  };
  out.Write("{\"unit\": \"byte\", \"phases\": [");
  const char* separator = "\n";
  for (const MemoryPhase& phase : phases) {
    Print(out, "%s  {\"phase\": \"%.*s\", \"fullest\": %s, \"seconds\": %.6f", separator,
          static_cast<int>(phase.name.size()), phase.name.data(), &phase == fullest ? "true" : "false",
          phase.seconds);
    components(phase.fullest, &MemoryLine::live);
    Print(out, ", \"accounted\": %" PRIu64 ", \"resident\": %" PRIu64 "}", phase.fullest.accounted,
          phase.fullest.resident);
    separator = ",\n";
  }
  Print(out, "\n ],\n \"peak\": {\"seconds\": %.6f", now.seconds);
  components(now, &MemoryLine::peak);
  Print(out, ", \"accounted\": %" PRIu64 ", \"resident\": %" PRIu64 "}}\n", ledger.budget().peak(),
        now.resident_peak);
}

}  // namespace tare::cli
