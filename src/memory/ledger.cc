#include <algorithm>
#include <array>
#include <chrono>
#include <numeric>

#include "memory/process_memory.h"
#include "memory/report.h"
#include "tare/memory.h"

namespace tare {

namespace {

uint64_t Nanoseconds() {
  return static_cast<uint64_t>(std::chrono::steady_clock::now().time_since_epoch() /
                               std::chrono::nanoseconds(1));
}

// The kernel's figures take a while to read, in which other threads go on: they are read again, a few times,
// where what is accounted has changed by much.
ProcessMemory ReadProcessMemoryBeside(const Budget& budget) {
  static constexpr int kAttempts = 4;
  static constexpr uint64_t kMuch = uint64_t{64} << 10;
  for (int attempt = 1;; ++attempt) {
    const uint64_t before = budget.used();
    ProcessMemory process = ReadProcessMemory();
    const uint64_t after = budget.used();
    if (std::max(before, after) - std::min(before, after) <= kMuch || attempt == kAttempts) return process;
  }
}

}  // namespace

Ledger::Ledger(Budget& budget)
    : budget_(budget),
      own_("memory/ledger", budget),
      start_(Nanoseconds()),
      accounts_(&own_),
      marks_(&own_),
      phases_(&own_) {}

Ledger::~Ledger() = default;

Account& Ledger::Open(std::string_view name) {
  const std::lock_guard lock(mutex_);
  const auto found = accounts_.find(name);
  if (found != accounts_.end()) return found->second;
  return accounts_.try_emplace(std::pmr::string(name, &own_), name, budget_).first->second;
}

MemorySnapshot Ledger::Snapshot(std::string_view phase) const {
  const ProcessMemory process = ReadProcessMemoryBeside(budget_);
  MemorySnapshot snapshot;
  snapshot.phase = phase;
  snapshot.seconds = static_cast<double>(Nanoseconds() - start_) / 1e9;

  const std::lock_guard lock(mutex_);
  const auto add = [&](const Account& account) {
    snapshot.components.push_back({account.name(), account.live(), account.peak(), account.allocations()});
    snapshot.accounted += account.live();
  };
  add(own_);
  for (const auto& [name, account] : accounts_) add(account);
  std::ranges::sort(snapshot.components, {}, &MemoryLine::name);

  snapshot.resident = process.resident;
  snapshot.resident_peak = std::max(process.resident_peak, process.resident);
  snapshot.anonymous = process.anonymous;
  snapshot.file_backed = process.file_backed;
  snapshot.code = process.code;
  snapshot.stacks = process.stacks;
  snapshot.library_data = process.library_data;
  // What malloc holds beyond what it handed out is slack; what it handed out beyond what it holds was never
  // written.
  snapshot.allocator_slack = process.heap > process.heap_used ? process.heap - process.heap_used : 0;
  const uint64_t unwritten = process.heap_used > process.heap ? process.heap_used - process.heap : 0;
  snapshot.untouched = std::min(snapshot.accounted, process.untouched + unwritten);
  const uint64_t explained = snapshot.accounted - snapshot.untouched + snapshot.stacks +
                             snapshot.library_data + snapshot.allocator_slack;
  snapshot.unaccounted = static_cast<int64_t>(snapshot.anonymous) - static_cast<int64_t>(explained);
  return snapshot;
}

void Ledger::Mark(std::string_view phase) {
  if (!tracing_.load(std::memory_order_relaxed)) return;
  MemorySnapshot measured = Snapshot(phase);
  const std::lock_guard lock(mutex_);
  if (marks_.size() >= kMaxMarks) ThinMarks();
  Phase* const marked = PhaseNamed(phase);
  measured.phase = marked->name;
  if (phase_ != nullptr) phase_->seconds += measured.seconds - marked_;
  phase_ = marked;
  marked_ = measured.seconds;
  if (phases_.size() <= kMaxMarks &&
      (marked->fullest.phase.empty() || measured.accounted > marked->fullest.accounted))
    marked->fullest = measured;
  marks_.push_back(std::move(measured));
}

Ledger::Phase* Ledger::PhaseNamed(std::string_view name) {
  const auto known = std::ranges::find(phases_, name, &Phase::name);
  if (known != phases_.end()) return &*known;
  return &phases_.emplace_back(Phase{.name = std::pmr::string(name, &own_)});
}

std::vector<MemoryPhase> Ledger::Phases() const {
  const std::lock_guard lock(mutex_);
  std::vector<MemoryPhase> phases;
  for (const Phase& phase : phases_) {
    if (phase.fullest.phase.empty()) break;
    phases.push_back({.name = phase.name, .seconds = phase.seconds, .fullest = phase.fullest});
  }
  return phases;
}

// Drops every second mark of each phase, so that what begins and what ends stay in step. The fullest stays
// and the newest, whose end is yet to come, both with those of the other phases that go with them.
void Ledger::ThinMarks() {
  const auto fullest = std::ranges::max_element(marks_, {}, &MemorySnapshot::accounted) - marks_.begin();
  std::array<size_t, kMaxMarks> occurrence;  // how many earlier marks are of the same phase
  for (size_t i = 0; i < kMaxMarks; ++i) {
    occurrence[i] = static_cast<size_t>(std::ranges::count(marks_.begin(),
                                                           marks_.begin() + static_cast<std::ptrdiff_t>(i),
                                                           marks_[i].phase, &MemorySnapshot::phase));
  }
  // Where no phase comes twice, they are thinned by their place.
  if (std::ranges::max(occurrence) == 0) std::iota(occurrence.begin(), occurrence.end(), size_t{0});
  const size_t of_fullest = occurrence[static_cast<size_t>(fullest)];
  const size_t of_newest = occurrence.back();
  size_t kept = 0;
  for (size_t i = 0; i < kMaxMarks; ++i) {
    if (occurrence[i] % 2 != 0 && occurrence[i] != of_fullest && occurrence[i] != of_newest) continue;
    if (kept != i) marks_[kept] = std::move(marks_[i]);
    ++kept;
  }
  marks_.resize(kept);
}

std::string Ledger::Report(ReportFormat format) const {
  const MemorySnapshot now = Snapshot("report");
  const std::lock_guard lock(mutex_);
  const MemoryReport report{now, marks_, budget_.limit(), budget_.peak()};
  switch (format) {
    case ReportFormat::kText:
      return ReportAsText(report);
    case ReportFormat::kJson:
      return ReportAsJson(report);
    case ReportFormat::kHtml:
      return ReportAsHtml(report);
  }
  return {};
}

}  // namespace tare
