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
  table.covered.resize(shape.columns);

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
  for (uint16_t& rows : table.covered) --rows;
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
  Cover(table, placed.column_span, placed.row_span);
  table.cell_open = true;
  next_.BeginBlock(placed);
}

void TableLayout::EndOpenCell(Table& table) {
  if (!table.cell_open) return;
  table.cell_open = false;
  next_.EndBlock(BlockKind::kCell);
}

void TableLayout::Cover(Table& table, uint32_t column_span, uint32_t row_span) {
  std::fill_n(table.covered.begin() + table.column, column_span, static_cast<uint16_t>(row_span));
  table.column += column_span;
}

void TableLayout::FillTo(Table& table, uint32_t column) {
  while (table.column < column) {
    if (table.covered[table.column] != 0) {
      ++table.column;
      continue;
    }
    const auto begin = table.covered.begin() + table.column;
    const auto end =
        std::find_if(begin, table.covered.begin() + column, [](uint16_t rows) { return rows != 0; });
    const auto gap = static_cast<uint32_t>(end - begin);
    const uint32_t span = gap <= kMaxSingleCells ? 1 : gap;
    for (uint32_t filled = 0; filled < gap; filled += span) {
      next_.BeginBlock(Block::Cell(table.in_header, 1, span));
      next_.EndBlock(BlockKind::kCell);
    }
    Cover(table, gap, 1);
  }
}

}  // namespace tare
