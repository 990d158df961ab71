#include "memory/report.h"

#include <algorithm>
#include <cstdarg>
#include <cstdio>

namespace tare {

namespace {

void Append(std::string& to, const char* format, ...) __attribute__((format(printf, 2, 3)));
void Append(std::string& to, const char* format, ...) {
  char line[512];
  va_list arguments;
  va_start(arguments, format);
  const int size = std::vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  to.append(line, static_cast<size_t>(std::clamp(size, 0, static_cast<int>(sizeof line) - 1)));
}

unsigned long long Number(uint64_t value) { return value; }

void AppendKib(std::string& to, std::string_view name, double bytes) {
  Append(to, "  %-28.*s %12.1f\n", static_cast<int>(name.size()), name.data(), bytes / 1024);
}

void AppendKib(std::string& to, std::string_view name, uint64_t bytes) {
  AppendKib(to, name, static_cast<double>(bytes));
}

std::string JsonText(std::string_view text) {
  std::string escaped = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') escaped += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      Append(escaped, "\\u%04x", c);
    } else {
      escaped += c;
    }
  }
  return escaped + "\"";
}

void AppendSnapshot(std::string& to, const MemorySnapshot& s) {
  Append(to, "{\"phase\": %s, \"seconds\": %.6f,\n   \"components\": [", JsonText(s.phase).c_str(),
         s.seconds);
  const char* separator = "";
  for (const MemoryLine& line : s.components) {
    Append(to, "%s\n    {\"name\": %s, \"live\": %llu, \"peak\": %llu, \"allocations\": %llu}", separator,
           JsonText(line.name).c_str(), Number(line.live), Number(line.peak), Number(line.allocations));
    separator = ",";
  }
  Append(to, "],\n   \"accounted\": %llu, \"resident\": %llu, \"resident_peak\": %llu, \"anonymous\": %llu,",
         Number(s.accounted), Number(s.resident), Number(s.resident_peak), Number(s.anonymous));
  Append(to, "\n   \"file_backed\": %llu, \"code\": %llu, \"stacks\": %llu, \"library_data\": %llu,",
         Number(s.file_backed), Number(s.code), Number(s.stacks), Number(s.library_data));
  Append(to, "\n   \"allocator_slack\": %llu, \"untouched\": %llu, \"unaccounted\": %lld}",
         Number(s.allocator_slack), Number(s.untouched), static_cast<long long>(s.unaccounted));
}

}  // namespace

const MemorySnapshot& FullestSnapshot(const MemoryReport& report) {
  const MemorySnapshot* fullest = &report.now;
  for (const MemorySnapshot& mark : report.marks) {
    if (mark.accounted > fullest->accounted) fullest = &mark;
  }
  return *fullest;
}

std::string ReportAsText(const MemoryReport& report) {
  const MemorySnapshot& s = FullestSnapshot(report);
  std::string text = "tare memory report";
  if (report.limit != Budget::kUnlimited)
    Append(text, ", limit %.1f KiB", static_cast<double>(report.limit) / 1024);
  Append(text, ", peak %.1f KiB accounted, %.1f KiB resident\n\n", static_cast<double>(report.peak) / 1024,
         static_cast<double>(report.now.resident_peak) / 1024);
  Append(text, "  %-28s %12s %12s %12s\n", "component", "live KiB", "peak KiB", "allocations");
  // Live at the fullest moment, the rest of the whole run.
  for (const MemoryLine& line : report.now.components) {
    const auto then = std::ranges::find(s.components, line.name, &MemoryLine::name);
    const uint64_t live = then == s.components.end() ? 0 : then->live;
    Append(text, "  %-28.*s %12.1f %12.1f %12llu\n", static_cast<int>(line.name.size()), line.name.data(),
           static_cast<double>(live) / 1024, static_cast<double>(line.peak) / 1024, Number(line.allocations));
  }
  Append(text, "\n  at its fullest, %.3f s after the start (%.*s)%*sKiB\n", s.seconds,
         static_cast<int>(s.phase.size()), s.phase.data(), 2, "");
  AppendKib(text, "resident", s.resident);
  AppendKib(text, "  code", s.code);
  AppendKib(text, "  input and other files", s.file_backed);
  AppendKib(text, "  anonymous", s.anonymous);
  AppendKib(text, "    accounted and touched", s.accounted - s.untouched);
  AppendKib(text, "    stacks", s.stacks);
  AppendKib(text, "    library data", s.library_data);
  AppendKib(text, "    allocator slack", s.allocator_slack);
  AppendKib(text, "    unaccounted", static_cast<double>(s.unaccounted));
  AppendKib(text, "accounted, not yet touched", s.untouched);
  return text;
}

std::string ReportAsJson(const MemoryReport& report) {
  std::string json = "{\"report\": \"tare memory report\", \"unit\": \"byte\",\n \"limit\": ";
  if (report.limit == Budget::kUnlimited) {
    json += "null";
  } else {
    Append(json, "%llu", Number(report.limit));
  }
  Append(json, ", \"peak\": %llu,\n \"now\": ", Number(report.peak));
  AppendSnapshot(json, report.now);
  json += ",\n \"fullest\": ";
  AppendSnapshot(json, FullestSnapshot(report));
  json += ",\n \"timeline\": [";
  const char* separator = "\n  ";
  for (const MemorySnapshot& mark : report.marks) {
    json += separator;
    AppendSnapshot(json, mark);
    separator = ",\n  ";
  }
  return json + "]}\n";
}

}  // namespace tare
