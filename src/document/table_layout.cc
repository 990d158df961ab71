#include "document/table_layout.h"

#include <algorithm>

namespace tare {

void TableLayout::BeginBlock(const Block& block) {
  switch (block.kind) {
    case BlockKind::kTable:
      return BeginTable();
    case BlockKind::kRow:
      return BeginRow(block);
    case BlockKind::kCell:
      return BeginCell(block);
    case BlockKind::kCaption:
      if (!tables_.empty() && tables_.back().columns == 0) {
        return next_.BeginBlock(Block::Of(BlockKind::kParagraph));
      }
      break;
    default:
      break;
  }
  next_.BeginBlock(block);
}

void TableLayout::EndBlock(BlockKind kind) {
  switch (kind) {
    case BlockKind::kTable:
      return EndTable();
    case BlockKind::kRow:
      return EndRow();
    case BlockKind::kCell:
      return;  // kept open: the next one may be joined to it
    case BlockKind::kCaption:
      if (!tables_.empty() && tables_.back().columns == 0) return next_.EndBlock(BlockKind::kParagraph);
      break;
    default:
      break;
  }
  next_.EndBlock(kind);
}

void TableLayout::BeginTable() {
  const TableShape& shape = shapes_.front();
  shapes_ = shapes_.subspan(1);
  Table& table = tables_.emplace_back(&account_);
  table.columns = shape.columns;
  table.shaped_rows = shape.rows;
  if (shape.columns == 0) return;  // no cells: the table is not sent on, its caption is a paragraph

  std::pmr::vector<Alignment> alignments(shape.alignments, &account_);
  alignments.resize(shape.columns);
  next_.BeginBlock(Block::Table(alignments));
}

void TableLayout::EndTable() {
  if (tables_.back().columns != 0) {
    if (tables_.back().row == 0) {
      BeginRow(Block::Row(false));
      EndRow();
    }
    next_.EndBlock(BlockKind::kTable);
  }
  tables_.pop_back();
}

void TableLayout::BeginRow(const Block& row) {
  Table& table = tables_.back();
  if (table.columns == 0) return;
  table.column = 0;
  table.in_header = row.header;
  table.grid.BeginRow();
  next_.BeginBlock(row);
}

void TableLayout::EndRow() {
  Table& table = tables_.back();
  if (table.columns == 0) return;
  EndOpenCell(table);
  FillTo(table, table.columns);
  table.covered.EndRow();
  table.grid.EndRow();
  ++table.row;
  next_.EndBlock(BlockKind::kRow);
}

void TableLayout::BeginCell(const Block& cell) {
  Table& table = tables_.back();
  TableGrid::Place place = table.grid.Add(cell.row_span, cell.column_span);
  if (place.column >= table.columns) {
    if (table.cell_open) return;  // joined to the last cell
    // Only in rows beyond the shaped ones, into which no cell from above reaches.
    place = {.column = 0, .column_span = 1, .row_span = 1};
  }
  EndOpenCell(table);
  FillTo(table, place.column);

  Block placed = cell;
  placed.alignment = Alignment::kDefault;
  placed.column_span = std::min(place.column_span, table.columns - place.column);
  placed.row_span =
      table.row < table.shaped_rows ? std::min(place.row_span, table.shaped_rows - table.row) : 1;
  table.column += placed.column_span;
  table.covered.Cover(place.column, table.column, placed.row_span);
  table.cell_open = true;
  next_.BeginBlock(placed);
}

void TableLayout::EndOpenCell(Table& table) {
  if (!table.cell_open) return;
  table.cell_open = false;
  next_.EndBlock(BlockKind::kCell);
}

void TableLayout::FillTo(Table& table, uint32_t column) {
  for (;;) {
    const uint32_t begin = table.covered.FindFree(table.column, column);
    if (begin == column) break;
    table.column = table.covered.FindCovered(begin, column);
    const uint32_t gap = table.column - begin;
    const uint32_t span = gap <= kMaxSingleCells ? 1 : gap;
    for (uint32_t filled = 0; filled < gap; filled += span) {
      next_.BeginBlock(Block::Cell(table.in_header, 1, span));
      next_.EndBlock(BlockKind::kCell);
    }
  }
  table.column = column;
}

}  // namespace tare
