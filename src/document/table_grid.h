#pragma once

#include <cstdint>
#include <memory_resource>
#include <vector>

namespace tare {

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

  explicit TableGrid(std::pmr::memory_resource* memory) : rows_left_(memory) {}

  void BeginRow() { column_ = 0; }
  // Places the row's next cell. A row span of 0 reaches to the table's end, as in HTML.
  // The first cell of a row always finds room.
  Place Add(uint32_t row_span, uint32_t column_span);
  void EndRow();

 private:
  uint32_t column_ = 0;                   // first slot of the row that may be free
  std::pmr::vector<uint16_t> rows_left_;  // by column: rows still covered by a cell, with the open row
};

}  // namespace tare
