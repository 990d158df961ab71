#pragma once

#include <cstdint>
#include <memory_resource>
#include <vector>

namespace tare {

// Which columns of a table's open row are covered by cells of rows above. Rows without row spans cost
// nothing.
class RowSpans {
 public:
  explicit RowSpans(std::pmr::memory_resource* memory) : end_rows_(memory) {}

  // The first column of [begin, end) that is covered (is free), or `end`.
  uint32_t FindCovered(uint32_t begin, uint32_t end) const;
  uint32_t FindFree(uint32_t begin, uint32_t end) const;
  // A cell of the open row covers the columns [begin, end) for `rows` rows, the open one included.
  void Cover(uint32_t begin, uint32_t end, uint32_t rows);
  void EndRow() { ++row_; }

 private:
  uint32_t row_ = 0;
  uint32_t last_end_ = 0;                // the greatest of end_rows_
  std::pmr::vector<uint32_t> end_rows_;  // by column: the row in which it is free again
};

// Where the cells of one table stand, row by row, after HTML's "forming a table" (WHATWG HTML, 4.9.12.1): a
// cell takes the first slot of its row that no row span from above covers. Where its column span runs into
// such a row span, HTML lets cells overlap; here the cell ends before, and the slots behind stay free.
class TableGrid {
 public:
  static constexpr uint32_t kMaxColumns = 4096;
  static constexpr uint32_t kMaxRowSpan = 65534;  // as HTML

  struct Place {
    uint32_t column;  // kMaxColumns where the row has no room left
    uint32_t column_span;
    uint32_t row_span;
  };

  explicit TableGrid(std::pmr::memory_resource* memory) : spans_(memory) {}

  void BeginRow() { column_ = 0; }
  // Places the row's next cell. A row span of 0 reaches to the table's end, as in HTML.
  // The first cell of a row always finds room.
  Place Add(uint32_t row_span, uint32_t column_span);
  void EndRow() { spans_.EndRow(); }

 private:
  uint32_t column_ = 0;  // first slot of the row that may be free
  RowSpans spans_;
};

}  // namespace tare
