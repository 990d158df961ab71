#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>

#include "tare/document.h"
#include "tare/memory.h"
#include "writers/block_lines.h"
#include "writers/markdown_inline.h"
#include "writers/table_columns.h"

namespace tare::to_markdown {

// Writes a table as GitHub Flavored Markdown has it (4.10), row by row. It begins with a header row, an empty
// one if need be. Where a cell reaches into other columns or rows, there are empty cells. Blocks in a cell
// are divided by <br>; items keep their markers, lines of code are code spans, a nested table's rows follow
// each other like blocks.
class TableWriter {
 public:
  TableWriter(BlockLines& lines, InlineWriter& inline_writer, Account& account)
      : lines_(lines), inline_(inline_writer), columns_(account), lead_(&account) {}

  bool in_table() const { return columns_.in_table(); }
  bool in_cell() const { return depth_ > 0; }

  void BeginTable(const Block& table);
  void EndTable();
  // Rows, cells, and everything in cells. Inline content of blocks goes to the inline writer.
  void BeginBlock(const Block& block);
  void EndBlock(BlockKind kind);
  // Text of a code block in a cell.
  void Code(std::string_view text);

 private:
  struct Level {
    BlockKind kind;
    bool ordered = false;  // of a list
    char delimiter = '.';
    uint64_t number = 0;  // a list's: of the next item; a nested row's: of cells that began
  };

  void BeginRow(bool header);
  void EndRow();
  void BeginCell(const Block& cell);
  void EndCell();
  void FillTo(uint32_t column);
  void WriteEmptyRow();
  void WriteDelimiterRow();

  void BeginInCell(const Block& block);
  void EndInCell(BlockKind kind);
  void AppendItemMarker(Level& list, Checked checked);

  BlockLines& lines_;
  InlineWriter& inline_;
  TableColumns columns_;
  bool has_rows_ = false;
  uint32_t filled_ = 0;  // columns of the row that were written

  std::array<Level, kMaxDepth> levels_;  // the cell and what is open in it
  size_t depth_ = 0;
  bool cell_wrote_ = false;
  std::pmr::string lead_;  // stands before the cell's next content
};

}  // namespace tare::to_markdown
