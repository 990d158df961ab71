#include "convert/batch.h"

#include <unistd.h>

#include <exception>
#include <filesystem>
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <vector>

#include "io/inside_limit.h"
#include "io/make_folder.h"

namespace tare {

namespace {

class BatchRun {
 public:
  BatchRun(Engine& engine, const Batch& batch, BatchCounts& counts)
      : engine_(engine), batch_(batch), counts_(counts) {}

  // What each thread does.
  void Work() noexcept {
    try {
      WorkToTheEnd();
    } catch (...) {
      const std::lock_guard lock(done_mutex_);
      if (!thrown_) thrown_ = std::current_exception();
      ended_.store(true);
    }
  }

  void ThrowOn() const {
    if (thrown_) std::rethrow_exception(thrown_);
  }

 private:
  void WorkToTheEnd() {
    while (!stopped()) {
      std::optional<BatchItem> item = Next();
      if (!item) return;
      Result<Conversion> result = ConvertOne(*item);
      Finish(*item, result);
    }
  }

  bool stopped() const {
    return ended_.load(std::memory_order_relaxed) ||
           (batch_.stop != nullptr && batch_.stop->load(std::memory_order_relaxed));
  }

  std::optional<BatchItem> Next() {
    const std::lock_guard lock(next_mutex_);
    std::unique_lock by_itself(alone_, std::defer_lock);
    for (;;) {
      try {
        return batch_.next();
      } catch (const MemoryLimitExceeded&) {
        if (!by_itself) by_itself.lock();
        engine_.Trim();
      }
    }
  }

  Result<Conversion> ConvertOne(const BatchItem& item) {
    if (item.input != "-") {  // which cannot be read again
      const std::shared_lock among_others(alone_);
      Result<Conversion> result = Attempt(item, Budget::WhenFull::kWait);
      if (result || result.error().code != ErrorCode::kMemoryLimit) return result;
    }
    const std::unique_lock by_itself(alone_);
    if (item.input != "-") counts_.retried.fetch_add(1);
    engine_.Trim();  // what earlier jobs left in the pool would count against this one
    return Attempt(item, Budget::WhenFull::kFail);
  }

  Result<Conversion> Attempt(const BatchItem& item, Budget::WhenFull when_full) {
    JobControl control;
    control.stop_all = batch_.stop;
    ConvertOptions options = batch_.options;
    options.when_full = when_full;
    const std::string folder = std::filesystem::path(item.output).parent_path();
    if (Result<void> made = MakeFolder(folder); !made) return std::unexpected(std::move(made.error()));
    if (item.input == "-") return ConvertStandardInput(item.output, options, control);
    return ConvertFile(engine_, item.input, item.output, options, &control);
  }

  Result<Conversion> ConvertStandardInput(const std::string& output, const ConvertOptions& options,
                                          JobControl& control) {
    return InsideLimit("standard input", [&]() -> Result<Conversion> {
      Result<std::unique_ptr<Source>> source =
          Source::FromDescriptor(STDIN_FILENO, "standard input", engine_.ledger().Open("io"), batch_.stop);
      if (!source) return std::unexpected(std::move(source.error()));
      Result<std::unique_ptr<Output>> target = Output::ToFile(output, engine_.pool());
      if (!target) return std::unexpected(std::move(target.error()));
      return Convert(engine_, **source, **target, options, &control);
    });
  }

  void Finish(const BatchItem& item, const Result<Conversion>& result) {
    if (result) {
      counts_.bytes_read.fetch_add(result->bytes_read);
      counts_.bytes_written.fetch_add(result->bytes_written);
      counts_.converted.fetch_add(1);
    } else if (result.error().code != ErrorCode::kCancelled) {
      counts_.failed.fetch_add(1);
    }
    const std::lock_guard lock(done_mutex_);
    batch_.done(item, result);
  }

  Engine& engine_;
  const Batch& batch_;
  BatchCounts& counts_;
  std::mutex next_mutex_;
  std::mutex done_mutex_;
  std::shared_mutex alone_;  // shared by running jobs; exclusive for one that must be alone
  std::atomic<bool> ended_{false};
  std::exception_ptr thrown_;  // the first
};

// False where the system has no thread to give: those that have started do the work.
bool StartWorker(BatchRun& run, std::vector<std::jthread>& threads) {
  try {
    threads.emplace_back([&run] { run.Work(); });
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace

void RunBatch(Engine& engine, const Batch& batch, BatchCounts& counts) {
  BatchRun run(engine, batch, counts);
  {
    std::vector<std::jthread> threads;
    for (int started = 1; started < batch.jobs && StartWorker(run, threads); ++started) continue;
    run.Work();
  }
  run.ThrowOn();
}

}  // namespace tare
