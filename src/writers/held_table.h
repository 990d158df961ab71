#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "tare/document.h"
#include "tare/memory.h"
#include "writers/table_columns.h"

namespace tare {

// A table as the plain text of its cells, held for writers that need the whole of it.
class HeldTable {
 public:
  // In the text of cells.
  static constexpr char kParagraphEnd = '\n';
  static constexpr char kLineBreak = '\v';

  struct Cell {
    std::string_view text;
    uint32_t column;
    uint32_t column_span;
  };

  explicit HeldTable(Account& account)
      : columns_(account), text_(&account), cells_(&account), rows_(&account) {}

  // What comes, in order. Text goes into the cell that was begun last.
  void Begin(const Block& table);
  void BeginRow(bool header);
  void BeginCell(const Block& cell);
  void BeginParagraph();
  void Append(std::string_view text) { text_.append(text); }
  void LineBreak() {
    text_.push_back(kLineBreak);
    has_line_breaks_ = true;
  }
  void Clear();

  // Memory that the content takes.
  size_t bytes() const {
    return text_.size() + cells_.size() * sizeof(CellStart) + rows_.size() * sizeof(Row);
  }
  // Whether some cell holds more than one paragraph.
  bool has_paragraphs() const { return has_paragraphs_; }
  // Whether every cell is a single line.
  bool has_single_lines() const { return !has_paragraphs_ && !has_line_breaks_; }

  std::pmr::memory_resource* memory() const { return text_.get_allocator().resource(); }
  uint32_t column_count() const { return columns_.count(); }
  Alignment alignment(uint32_t column) const { return columns_.alignment(column); }
  size_t row_count() const { return rows_.size(); }
  bool is_header(size_t row) const { return rows_[row].header; }
  // The cells of a row are those from its first to before the next row's first.
  size_t first_cell(size_t row) const { return row < rows_.size() ? rows_[row].first_cell : cells_.size(); }
  size_t cell_count() const { return cells_.size(); }
  Cell cell(size_t index) const;
  bool IsEmptyRow(size_t row) const;

 private:
  struct CellStart {
    size_t begin;  // in text_
    uint32_t column;
    uint32_t column_span;
  };
  struct Row {
    size_t first_cell;
    bool header;
  };

  size_t TextBegin(size_t cell) const { return cell < cells_.size() ? cells_[cell].begin : text_.size(); }

  TableColumns columns_;
  std::pmr::string text_;  // of all cells
  std::pmr::vector<CellStart> cells_;
  std::pmr::vector<Row> rows_;
  bool has_paragraphs_ = false;
  bool has_line_breaks_ = false;
};

}  // namespace tare
