#include "genome/kmer_uniqueness.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>

#include "genome/kmer_part_search.h"

namespace tare::genome {

namespace {

constexpr uint64_t kWorthAThread = uint64_t{1} << 20;  // bases
constexpr uint64_t kThreadMemory = uint64_t{1} << 20;  // at least
constexpr uint64_t kLeastCounters = uint64_t{64} << 10;

// The searches of all parts, by as many threads as there are.
class PartSearches {
 public:
  PartSearches(const KmerPartSearch::Task& task, uint64_t parts, Account& account)
      : task_(task), parts_(parts), account_(account) {}

  void Run(uint64_t threads) {
    {
      std::vector<std::jthread> others;
      while (others.size() + 1 < threads && StartOne(others)) continue;
      Work();
    }
    if (thrown_) std::rethrow_exception(thrown_);
  }

 private:
  // False where the system has no thread to give: those that there are do the work.
  bool StartOne(std::vector<std::jthread>& others) {
    try {
      others.emplace_back([this] { Work(); });
      return true;
    } catch (const std::system_error&) {
      return false;
    }
  }

  void Work() {
    try {
      KmerPartSearch search(task_, account_);
      for (uint64_t part = 0; (part = next_.fetch_add(1)) < parts_;) search.Find(part, parts_);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!thrown_) thrown_ = std::current_exception();
      next_ = parts_;
    }
  }

  const KmerPartSearch::Task& task_;
  const uint64_t parts_;
  Account& account_;
  std::atomic<uint64_t> next_{0};
  std::mutex mutex_;
  std::exception_ptr thrown_;
};

}  // namespace

KmerUniqueness::KmerUniqueness(const KmerSequence& sequence, uint32_t k, const KmerSearchLimits& limits,
                               Account& account, Ledger* ledger)
    : memory_(account), unique_((sequence.size() + 63) / 64, 0, &memory_) {
  const uint64_t threads = sequence.size() < kWorthAThread
                               ? 1
                               : std::clamp<uint64_t>(limits.memory / kThreadMemory, 1, limits.threads);
  const uint64_t memory = limits.memory / threads;
  // Up to half the memory for the counters, four a byte; the rest for what they leave open, at eight bytes.
  // With seven counters a k-mer that is one in seven, and those that occur more often.
  static constexpr uint64_t kCountersOfKmer = 7;
  const uint64_t all_counters = sequence.size() / kKmersOfASplitter * kCountersOfKmer / 4;  // in bytes
  const uint64_t wanted = std::max(std::bit_ceil(all_counters / threads + 1), kLeastCounters);
  const uint64_t counters = std::clamp(std::bit_floor(memory / 2 + 1), kLeastCounters, wanted);
  const uint64_t parts = (all_counters / counters / threads + 1) * threads;
  const KmerPartSearch::Task task{.sequence = sequence,
                                  .k = k,
                                  .counter_bytes = counters,
                                  .open_bytes = memory - std::min(memory, counters),
                                  .unique = unique_,
                                  .ledger = ledger};
  PartSearches(task, parts, account).Run(threads);
}

}  // namespace tare::genome
