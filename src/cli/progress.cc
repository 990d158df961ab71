#include "cli/progress.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <system_error>
#include <utility>

namespace tare::cli {

namespace {

uint64_t Now() {
  return static_cast<uint64_t>(std::chrono::steady_clock::now().time_since_epoch() /
                               std::chrono::nanoseconds(1));
}

std::string TimeText(double seconds) {
  char text[32];
  const auto whole = static_cast<unsigned long long>(std::llround(seconds));
  if (whole >= 3600) {
    std::snprintf(text, sizeof text, "%llu:%02llu:%02llu", whole / 3600, whole / 60 % 60, whole % 60);
  } else {
    std::snprintf(text, sizeof text, "%llu:%02llu", whole / 60, whole % 60);
  }
  return text;
}

}  // namespace

std::string BytesText(double bytes) {
  constexpr const char* kUnits[] = {"B", "kB", "MB", "GB", "TB"};
  size_t unit = 0;
  while (bytes >= 1000 && unit + 1 < std::size(kUnits)) {
    bytes /= 1000;
    ++unit;
  }
  char text[32];
  std::snprintf(text, sizeof text, "%.*f %s", unit == 0 ? 0 : bytes < 10 ? 2 : 1, bytes, kUnits[unit]);
  return text;
}

bool IsTerminal(int descriptor) { return isatty(descriptor) == 1; }

bool ShowsProgress(const CommonOptions& options) {
  return options.progress || (!options.quiet && IsTerminal(STDERR_FILENO));
}

Progress::Progress(bool shown, uint64_t total_files, uint64_t total_bytes,
                   std::function<ProgressState()> state)
    : total_files_(total_files), total_bytes_(total_bytes), state_(std::move(state)), start_(Now()) {
  if (!shown) return;
  try {
    thread_ = std::jthread([this] { Run(); });
  } catch (const std::system_error& error) {
    std::fprintf(stderr, "tare: progress is not shown: %s\n", error.what());
  }
}

Progress::~Progress() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  ended_condition_.notify_one();
  if (thread_.joinable()) thread_.join();
  Clear();
}

void Progress::Run() {
  using std::chrono::milliseconds;
  std::unique_lock lock(mutex_);
  if (ended_condition_.wait_for(lock, milliseconds(500), [this] { return ended_; })) return;
  do Show();
  while (!ended_condition_.wait_for(lock, milliseconds(100), [this] { return ended_; }));
}

void Progress::Show() {
  const ProgressState now = state_();
  const double seconds = static_cast<double>(Now() - start_) / 1e9;
  const double rate = static_cast<double>(now.bytes) / seconds;
  std::string line = kClearedLine;
  if (total_bytes_ != 0) {
    constexpr size_t kWidth = 24;
    const double share = std::min(1.0, static_cast<double>(now.bytes) / static_cast<double>(total_bytes_));
    const auto filled = static_cast<size_t>(share * kWidth);
    char percent[16];
    std::snprintf(percent, sizeof percent, "] %3.0f %%  ", share * 100);
    line += "[" + std::string(filled, '#') + std::string(kWidth - filled, '.') + percent;
  }
  if (total_files_ > 1)
    line += std::to_string(now.files) + " of " + std::to_string(total_files_) + " files  ";
  line += BytesText(static_cast<double>(now.bytes)) + "  " + BytesText(rate) + "/s";
  if (total_bytes_ > now.bytes && rate > 0) {
    line += "  " + TimeText(static_cast<double>(total_bytes_ - now.bytes) / rate) + " left";
  }
  std::fputs(line.c_str(), stderr);
  visible_ = true;
}

void Progress::Clear() {
  if (visible_) std::fputs(kClearedLine, stderr);
  visible_ = false;
}

void Progress::Pause(const std::function<void()>& print) {
  const std::lock_guard lock(mutex_);
  Clear();
  print();
}

}  // namespace tare::cli
