#pragma once

// Many files under one budget. A job that finds the memory used up waits for the others; one that cannot go
// on while others hold memory is tried again alone, so a file fails for lack of memory only if it does so by
// itself.

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "tare/convert.h"

namespace tare {

struct BatchItem {
  std::string input;  // "-" is standard input
  std::string output;
};

// What the batch has done so far; read by a progress display while it runs.
struct BatchCounts {
  std::atomic<uint64_t> converted{0};
  std::atomic<uint64_t> failed{0};
  std::atomic<uint64_t> retried{0};  // for lack of memory
  std::atomic<uint64_t> bytes_read{0};
  std::atomic<uint64_t> bytes_written{0};
};

struct Batch {
  // The next file to convert; empty at the end. Called by one thread at a time. Where it throws
  // MemoryLimitExceeded, it is called again when no job runs; it must give a file up at the second time.
  std::function<std::optional<BatchItem>()> next;
  // Called by one thread at a time, in the order in which jobs end.
  std::function<void(const BatchItem& item, const Result<Conversion>& result)> done;
  ConvertOptions options;
  int jobs = 1;                             // threads
  const std::atomic<bool>* stop = nullptr;  // true ends the batch; files under way leave nothing behind
};

// An exception from `next` or `done` ends the batch and is thrown on. Goes on with fewer threads where the
// system gives no more.
void RunBatch(Engine& engine, const Batch& batch, BatchCounts& counts);

}  // namespace tare
