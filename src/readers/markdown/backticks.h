#pragma once

#include <cstddef>
#include <string_view>

namespace tare::markdown {

// Finds the ends of code spans in one text, from its start on. Once a run is found unclosed, it remembers
// where runs of every length stand last, so that any number of unclosed runs costs one search.
class Backticks {
 public:
  static constexpr size_t kMaxRun = 255;  // longer runs are text

  explicit Backticks(std::string_view text = {}) : text_(text) {}
  void Reset(std::string_view text) {
    text_ = text;
    remembers_ = false;
  }

  // Length of the run that begins at `at`.
  size_t RunLength(size_t at) const;
  // Where the next run of exactly `length` from `from` on begins; npos if there is none. `from` never moves
  // back.
  size_t FindRun(size_t length, size_t from);

 private:
  void RememberRuns(size_t from);

  std::string_view text_;
  bool remembers_ = false;
  size_t last_[kMaxRun + 1];  // by length, where remembers_: the last run's begin, or npos
};

}  // namespace tare::markdown
