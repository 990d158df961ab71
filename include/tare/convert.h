#pragma once

// The main job: a document in any format that is read, into any format that is written.
//
//   tare::Engine engine({.memory_limit = 64 << 20});
//   tare::Result<tare::Conversion> done = tare::ConvertFile(engine, "page.html", "page.md", {});

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tare/document.h"
#include "tare/error.h"
#include "tare/io.h"
#include "tare/memory.h"
#include "tare/options.h"

namespace tare {

struct EngineOptions {
  uint64_t memory_limit = Budget::kUnlimited;  // bytes accounted at any time, over all jobs
};

class BufferPool;

// Owns the budget, the books and the scratch memory that jobs share. Safe to use from any number of threads.
class Engine {
 public:
  explicit Engine(EngineOptions options = {});
  ~Engine();

  Budget& budget() { return budget_; }
  Ledger& ledger() { return ledger_; }
  // Where outputs take their buffers. What a job has given back stays charged, for the next one.
  std::pmr::memory_resource& pool();
  // Gives back what the pool holds and no job uses.
  void Trim() noexcept;

 private:
  Budget budget_;
  Ledger ledger_;
  std::unique_ptr<BufferPool> pool_;
};

// A format that is read, written or both.
struct FormatInfo {
  std::string_view name;                         // as options take it: "markdown"
  std::string_view description;                  // "Markdown (CommonMark and GitHub extensions)"
  std::string_view media_type;                   // "text/markdown"
  std::span<const std::string_view> extensions;  // without the dot; the first is used for output
  bool reads = false;
  bool writes = false;
};

// All formats, by name.
std::span<const FormatInfo> Formats();
// By name or extension, case-insensitive; null where there is none.
const FormatInfo* FindFormat(std::string_view name);
// What a source is, by its content first, then by its name. The error says what it seems to be instead.
Result<const FormatInfo*> DetectFormat(const Source& source);

struct ConvertOptions {
  std::string from{};           // a format's name; empty: detected
  std::string to = "markdown";  // a format's name
  ReadOptions read{};
  WriteOptions write{};
  // What a job does at the engine's memory limit: fail, or wait for other jobs (one job a thread).
  Budget::WhenFull when_full = Budget::WhenFull::kFail;
};

struct WarningText {
  std::string message;
  Location where;
};

// What a finished conversion reports.
struct Conversion {
  std::string_view from;  // the format that was read
  uint64_t bytes_read = 0;
  uint64_t bytes_written = 0;
  std::vector<WarningText> warnings{};  // the first 100
  uint64_t warning_count = 0;
};

// Converts and commits `output`. `control`, where given, stops the job and tells its position.
Result<Conversion> Convert(Engine& engine, Source& source, Output& output, const ConvertOptions& options,
                           JobControl* control = nullptr);
// From file to file, not the same one. Gzip-compressed input is decompressed.
Result<Conversion> ConvertFile(Engine& engine, const std::string& input, const std::string& output,
                               const ConvertOptions& options, JobControl* control = nullptr);
// Reads into a sink of the caller's.
Result<Conversion> ReadDocument(Engine& engine, Source& source, Sink& sink, const ConvertOptions& options,
                                JobControl* control = nullptr);

}  // namespace tare
