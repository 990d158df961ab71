#pragma once

// Tables as GitHub Flavored Markdown 4.10 has them, with md4c's rules where the two differ: a table does not
// interrupt a paragraph, its delimiter row has a pipe, and a pipe in a code span does not end a cell.

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "readers/markdown/backticks.h"
#include "tare/document.h"

namespace tare::markdown {

inline constexpr size_t kMaxTableColumns = 4096;

// Columns of a delimiter row ("| --- | :-: |"); 0 where `row` is none. Their alignments go to `alignments`,
// which may be null.
size_t ParseDelimiterRow(std::string_view row, std::pmr::vector<Alignment>* alignments);

// Goes through a row's cells.
class RowCells {
 public:
  explicit RowCells(std::string_view row);

  // The next cell, trimmed. False at the row's end.
  bool Next(std::string_view* cell);

 private:
  size_t FindCellEnd();

  std::string_view row_;
  size_t at_ = 0;
  Backticks backticks_;
};

size_t CountCells(std::string_view row);

}  // namespace tare::markdown
