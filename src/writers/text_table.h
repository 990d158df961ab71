#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "tare/document.h"
#include "tare/memory.h"
#include "writers/block_lines.h"
#include "writers/table_columns.h"

namespace tare {

// A table of plain cells, held until it is known how wide its columns are.
class TextTable {
 public:
  explicit TextTable(Account& account)
      : columns_(account), text_(&account), cells_(&account), rows_(&account) {}

  // The events of a table, in order. Row and cell hold what is appended after their begin.
  void Begin(const Block& table);
  void BeginRow(bool header);
  void BeginCell(const Block& cell);
  void BeginParagraph();
  void Append(std::string_view text) { text_.append(text); }
  void LineBreak() { text_.push_back(kLineBreak); }
  void Clear();

  // Memory that the content takes.
  size_t bytes() const { return text_.size() + cells_.size() * sizeof(Cell) + rows_.size() * sizeof(Row); }
  // Whether columns side by side would be too wide to read.
  bool IsWide() const;
  // Whether cells read as columns at all: none of several paragraphs, nor a single column.
  bool IsTabular() const { return columns_count_ > 1 && !has_paragraphs_; }

  // Columns padded to the width of their cells, header rows underlined.
  void WriteAligned(BlockLines& lines) const;
  // One line a row, cells separated by " | ".
  void WriteRows(BlockLines& lines) const;
  // Each cell a paragraph, or several.
  void WriteParagraphs(BlockLines& lines) const;

 private:
  static constexpr char kLineBreak = '\v';
  static constexpr char kParagraphEnd = '\n';

  struct Cell {
    size_t begin;  // in text_
    uint32_t column;
    uint32_t column_span;
  };
  struct Row {
    size_t first_cell;
    bool header;
  };
  using Widths = std::pmr::vector<size_t>;

  std::string_view TextOf(size_t cell) const;
  std::string_view TextOfRow(size_t row) const;
  size_t EndOf(size_t row) const {
    return row + 1 < rows_.size() ? rows_[row + 1].first_cell : cells_.size();
  }
  Widths MeasureColumns() const;
  void WriteAlignedRow(size_t row, const Widths& widths, Output& out) const;

  TableColumns columns_;
  std::pmr::string text_;  // of all cells, with the marks above
  std::pmr::vector<Cell> cells_;
  std::pmr::vector<Row> rows_;
  uint32_t columns_count_ = 0;
  bool has_paragraphs_ = false;  // more than one in some cell
};

}  // namespace tare
