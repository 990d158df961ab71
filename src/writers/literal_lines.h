#pragma once

#include <cstddef>
#include <string_view>

#include "writers/block_lines.h"

namespace tare {

// Copies text that holds line ends, such as code, into the lines of a block. Line ends wait until something
// follows them, so that the caller decides on the last ones.
class LiteralLines {
 public:
  // `line_ends`: how many come before the text.
  void Begin(size_t line_ends = 0) { line_ends_ = line_ends; }
  // The line must be open.
  void Write(std::string_view text, BlockLines& lines);
  // Writes the line ends that wait. Without it they are left out.
  void WriteLineEnds(BlockLines& lines);

 private:
  size_t line_ends_ = 0;
};

}  // namespace tare
