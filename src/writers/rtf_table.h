#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "tare/document.h"
#include "tare/io.h"
#include "tare/memory.h"

namespace tare::rtf_writer {

// The geometry of one table: where the cells of its current row are, and which columns spans from above
// cover.
class Table {
 public:
  // `left` and `width` in twips; columns share the width equally.
  Table(std::span<const Alignment> alignments, int left, int width, Account& account);

  void BeginRow(bool header);
  bool is_header_row() const { return header_; }
  // Where a cell from above covers the next columns: takes them as one cell and says true. In a wide table
  // that is all covered columns up to the next cell.
  bool TakeCovered();
  void AddCell(uint32_t row_span, uint32_t column_span);

  // Of the cell added last.
  Alignment alignment() const { return alignments_[cell_begin_]; }
  int cell_width() const { return Edge(cell_end_) - Edge(cell_begin_); }

  // \trowd ... \cellx of the current row, whose cells are complete.
  void WriteDefinition(Output& out) const;

 private:
  enum class Merge : uint8_t { kNone, kFirst, kContinued };
  struct Cell {
    uint32_t end;  // column behind it
    Merge merge;
  };
  struct Covered {
    uint32_t rows = 0;  // to come
    uint32_t columns = 0;
  };

  // The most columns that Word allows. In wider tables, cells are not merged with those below: thousands of
  // columns with row spans would take megabytes for every row.
  static constexpr uint32_t kMostMergedColumns = 63;

  uint32_t columns() const { return static_cast<uint32_t>(alignments_.size()); }
  bool merges_rows() const { return columns() <= kMostMergedColumns; }
  bool IsCovered(uint32_t column) const { return column < covered_.size() && covered_[column].rows > 0; }
  int Edge(uint32_t column) const;

  std::pmr::vector<Alignment> alignments_;
  std::pmr::vector<Covered> covered_;  // by the first column covered; empty until there is a row span
  std::pmr::vector<Cell> cells_;       // of the current row
  int left_;
  int width_;
  uint32_t cell_begin_ = 0;
  uint32_t cell_end_ = 0;
  bool header_ = false;
};

}  // namespace tare::rtf_writer
