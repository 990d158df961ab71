#pragma once

#include <cstddef>
#include <string_view>

#include "writers/block_lines.h"

namespace tare {

// The rows of a table that is too large to be held, written as they come: a line a row, cells divided by
// " | ", whatever the cells hold. Nothing is written for a row before it has text.
class StreamedRows {
 public:
  void BeginRow() {
    row_ = true;
    cells_ = 0;
  }
  void BeginCell(bool first) {
    if (!first) ++cells_;
    space_ = false;
  }
  // Of what is in a cell.
  void BeginBlock() { space_ = true; }
  // What would end the line becomes a space.
  void Write(std::string_view text, BlockLines& lines);

 private:
  void Start(BlockLines& lines);

  // What is written next begins a row; it stands that many cells further; a space divides it from what is in
  // its cell.
  bool row_ = false;
  size_t cells_ = 0;
  bool space_ = false;
};

}  // namespace tare
