#pragma once

// The memory core: who may use how much, who uses how much, and what the process uses in all.
//
//   Budget   a limit in bytes. Budgets nest (process, batch, job); a charge counts in all of them.
//   Account  a named line that charges a budget, and a std::pmr::memory_resource.
//   Ledger   owns the accounts of an engine and sets them beside what the kernel says.

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <memory_resource>
#include <mutex>
#include <new>
#include <string>
#include <string_view>
#include <vector>

namespace tare {

class Account;

// Thrown where a charge does not fit. Caught once per public entry point and turned into an Error.
class MemoryLimitExceeded : public std::bad_alloc {
 public:
  MemoryLimitExceeded(std::string_view account, uint64_t request, uint64_t limit) noexcept;

  const char* what() const noexcept override { return text_; }
  uint64_t request() const { return request_; }  // bytes
  uint64_t limit() const { return limit_; }      // bytes

 private:
  uint64_t request_;
  uint64_t limit_;
  char text_[160];  // no allocation while out of memory
};

// A limit in bytes. Safe to use from any number of threads; the count is exact.
class Budget {
 public:
  static constexpr uint64_t kUnlimited = UINT64_MAX;

  // What a charge does that would fit if others released something.
  enum class WhenFull : uint8_t {
    kFail,  // throws at once
    kWait,  // as WaitCharge; throws where that gives up. Such a budget is used by one thread at a time
  };

  // `parent` must outlive this budget. A charge here is charged to the parent as well.
  explicit Budget(uint64_t limit = kUnlimited, Budget* parent = nullptr,
                  WhenFull when_full = WhenFull::kFail);
  ~Budget();
  Budget(const Budget&) = delete;
  Budget& operator=(const Budget&) = delete;

  bool TryCharge(uint64_t bytes) noexcept;
  // Charges by the budget's WhenFull rule, or throws MemoryLimitExceeded naming `account`.
  void Charge(uint64_t bytes, std::string_view account);
  // Blocks until the charge fits. False where it cannot: it is over a limit by itself, or every
  // WhenFull::kWait budget at or below the full one (or one above that) is waiting in that part of the tree,
  // so that nobody is left to release. (Where there are no such budgets, somebody else must release: a thread
  // that may be the only holder uses a kWait budget.)
  bool WaitCharge(uint64_t bytes) noexcept;
  void Release(uint64_t bytes) noexcept;

  uint64_t used() const { return used_.load(std::memory_order_relaxed); }
  uint64_t peak() const { return peak_.load(std::memory_order_relaxed); }
  uint64_t limit() const { return limit_; }
  uint64_t lowest_limit() const;  // of this budget and those above it

  // For tests of failure paths: the n-th charge from now fails (1 is the next), once. 0 turns it off.
  void FailChargeNumber(uint64_t n) { fail_at_.store(n, std::memory_order_relaxed); }
  // True while that failure has not come yet.
  bool ChargeFailurePending() const { return fail_at_.load(std::memory_order_relaxed) != 0; }

 private:
  bool AddHere(uint64_t bytes) noexcept;
  Budget* Refusing(uint64_t bytes) noexcept;
  Budget* Attempt(uint64_t bytes) noexcept;
  bool Block(bool participates) noexcept;
  void WakeWaiters() noexcept;
  bool InjectFault() noexcept;

  const uint64_t limit_;
  Budget* const parent_;
  Budget& root_;
  const WhenFull when_full_;
  std::atomic<uint64_t> used_{0};
  std::atomic<uint64_t> peak_{0};
  std::atomic<uint64_t> fail_at_{0};
  std::atomic<uint32_t> participants_{0};  // waiting budgets at or below this one: one a thread
  // Under the root's mutex: how many of them sleep at or below this one since that many releases.
  uint32_t blocked_ = 0;
  uint64_t blocked_since_ = 0;
  // Of the root alone, for the whole tree.
  std::atomic<uint32_t> waiters_{0};  // threads that wait or are about to
  std::mutex mutex_;                  // orders a waiter's last look with a releaser's notification
  std::condition_variable freed_;
  uint64_t releases_ = 0;  // that woke the waiters; under mutex_
};

// A named line of the books. Memory taken through it is charged to the budget first.
// As a memory_resource it hands out malloc'ed memory; Arena and BufferPool charge it for their pages.
// Safe to use from any number of threads.
class Account final : public std::pmr::memory_resource {
 public:
  // Every charge is counted in `total` too (not charged a second time), so that the lines of many
  // jobs add up to one line of the ledger. `budget` and `total` must outlive the account.
  Account(std::string_view name, Budget& budget, Account* total = nullptr);
  ~Account() override;
  Account(const Account&) = delete;
  Account& operator=(const Account&) = delete;

  // Throws MemoryLimitExceeded.
  void Charge(uint64_t bytes);
  void Release(uint64_t bytes) noexcept;

  std::string_view name() const { return name_; }
  Budget& budget() const { return budget_; }
  uint64_t live() const { return live_.load(std::memory_order_relaxed); }
  uint64_t peak() const { return peak_.load(std::memory_order_relaxed); }
  uint64_t allocations() const { return allocations_.load(std::memory_order_relaxed); }

 private:
  void* do_allocate(size_t bytes, size_t alignment) override;
  void do_deallocate(void* p, size_t bytes, size_t alignment) override;
  bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }
  void Count(uint64_t bytes) noexcept;

  const std::string name_;
  Budget& budget_;
  Account* const total_;
  std::atomic<uint64_t> live_{0};
  std::atomic<uint64_t> peak_{0};
  std::atomic<uint64_t> allocations_{0};
};

// One line of a memory report. Sizes in bytes.
struct MemoryLine {
  std::string_view name;  // "readers/html"; a slash makes a subtree. Lives as long as the ledger.
  uint64_t live = 0;
  uint64_t peak = 0;
  uint64_t allocations = 0;
};

// The books and what the kernel says, at one moment. Sizes in bytes; resident ones unless said otherwise.
struct MemorySnapshot {
  std::string_view phase;
  double seconds = 0;                       // since the ledger was made
  std::pmr::vector<MemoryLine> components;  // by name
  uint64_t accounted = 0;                   // sum of live over the components; need not be resident
  uint64_t resident = 0;                    // of the whole process
  uint64_t resident_peak = 0;               // the highest it ever was
  uint64_t anonymous = 0;                   // private memory without a file behind it
  uint64_t file_backed = 0;                 // mapped input
  uint64_t code = 0;                        // program and libraries, file-backed
  uint64_t stacks = 0;                      // of all threads
  uint64_t library_data = 0;                // writable data of program and libraries
  uint64_t allocator_slack = 0;             // held by malloc and not handed out
  uint64_t untouched = 0;                   // of the accounted: never written, so not resident
  int64_t unaccounted = 0;                  // anonymous that none of the above explains
};

// All marks of one name.
struct MemoryPhase {
  std::string_view name;   // lives as long as the ledger
  double seconds = 0;      // from its marks to those that came next
  MemorySnapshot fullest;  // the one of its marks with the most accounted memory
};

enum class ReportFormat : uint8_t { kText, kJson, kHtml };

// Owns the accounts of an engine, and keeps its books in the same budget: Open, Mark and Report throw
// MemoryLimitExceeded (or another std::bad_alloc) where there is no room. Safe to use from any number of
// threads.
class Ledger {
 public:
  static constexpr size_t kMaxMarks = 256;

  explicit Ledger(Budget& budget);
  ~Ledger();
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;

  // The account of that name, made at first use. It lives as long as the ledger.
  Account& Open(std::string_view name);
  Budget& budget() const { return budget_; }

  // Measures now. `phase` names what the program was doing.
  MemorySnapshot Snapshot(std::string_view phase) const;
  // With tracing on, Mark measures and keeps the result for the report's timeline; off (the default), it does
  // nothing. At kMaxMarks every second mark of each phase is dropped, but never the fullest.
  void Trace(bool on) { tracing_.store(on, std::memory_order_relaxed); }
  bool tracing() const { return tracing_.load(std::memory_order_relaxed); }
  void Mark(std::string_view phase);
  // What was marked, in the order in which each name came first; those behind the first kMaxMarks are left
  // out.
  std::vector<MemoryPhase> Phases() const;

  // All marks and a snapshot of now as aligned text, JSON, or one self-contained HTML page.
  std::string Report(ReportFormat format) const;

 private:
  struct Phase {
    std::pmr::string name;
    double seconds = 0;
    MemorySnapshot fullest = {};
  };

  void ThinMarks();
  Phase* PhaseNamed(std::string_view name);

  Budget& budget_;
  Account own_;
  const uint64_t start_;  // nanoseconds
  std::atomic<bool> tracing_{false};
  mutable std::mutex mutex_;
  std::pmr::map<std::pmr::string, Account, std::less<>> accounts_;
  std::pmr::vector<MemorySnapshot> marks_;
  std::pmr::list<Phase> phases_;
  Phase* phase_ = nullptr;  // of the last mark
  double marked_ = 0;       // when that was, in seconds
};

}  // namespace tare
