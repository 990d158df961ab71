#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "tare/error.h"

namespace tare::genome {

// Where in a text that comes in pieces one is. Lines end in LF, CR LF or CR.
class TextPosition {
 public:
  void Advance(std::string_view text) {
    if (text.empty()) return;
    // A CR ends a line once it is known that no LF comes behind it.
    char last = after_return_ ? '\r' : ' ';
    if (!after_return_ && text.find('\r') == std::string_view::npos) {
      line_ += static_cast<uint64_t>(std::ranges::count(text, '\n'));
    } else {
      for (const char c : text) {
        line_ += c == '\n' || (last == '\r' && c != '\n');
        last = c;
      }
    }
    after_return_ = text.back() == '\r';
    const size_t line_end = text.find_last_of("\r\n");
    column_ = line_end == std::string_view::npos ? column_ + text.size() : text.size() - line_end - 1;
  }
  // What was passed belongs to no line.
  void Restart() { *this = {}; }

  bool at_line_start() const { return column_ == 0; }
  // Of what comes next, in a file of that name.
  Location Where(const std::string& file) const {
    static constexpr uint64_t kMost = UINT32_MAX;
    Location where{.file = file};
    where.line = static_cast<uint32_t>(std::min(line_ + (after_return_ ? 1 : 0), kMost));
    where.column = static_cast<uint32_t>(std::min(column_ + 1, kMost));
    return where;
  }

 private:
  uint64_t line_ = 1;
  uint64_t column_ = 0;
  bool after_return_ = false;
};

}  // namespace tare::genome
