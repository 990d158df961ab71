#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "cli/command_line.h"

namespace tare::cli {

struct ProgressState {
  uint64_t files = 0;  // done
  uint64_t bytes = 0;  // of input read
};

// A line on standard error that is rewritten ten times a second from a thread of its own: bar, share, rate,
// time left. Shown after half a second, so that short runs print nothing; cleared at the end.
class Progress {
 public:
  // `state` is called from the progress thread. Totals of 0 are unknown.
  Progress(bool shown, uint64_t total_files, uint64_t total_bytes, std::function<ProgressState()> state);
  ~Progress();

  // Clears the line so that a message can be printed; it comes back by itself.
  void Pause(const std::function<void()>& print);

 private:
  void Run();
  void Show();
  void Clear();

  const uint64_t total_files_;
  const uint64_t total_bytes_;
  const std::function<ProgressState()> state_;
  const uint64_t start_;  // nanoseconds
  std::mutex mutex_;
  std::condition_variable ended_condition_;
  bool ended_ = false;
  bool visible_ = false;
  std::jthread thread_;
};

// Goes to the line's begin, and clears it.
inline constexpr const char* kClearedLine = "\r\033[K";
// "12.3 MB", "1.50 GB".
std::string BytesText(double bytes);
bool IsTerminal(int descriptor);
// By itself on a terminal.
bool ShowsProgress(const CommonOptions& options);

}  // namespace tare::cli
