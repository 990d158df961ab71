#include "writers/table_columns.h"

#include <algorithm>

namespace tare {

void TableColumns::BeginTable(const Block& table) {
  // A document that is not well-formed may declare none, or other alignments than columns.
  const uint32_t count = std::clamp<uint32_t>(table.columns, 1, kMaxColumns);
  tables_.push_back({.first = columns_.size(), .count = count, .row = 0, .next = 0});
  for (uint32_t i = 0; i < count; ++i) {
    const Alignment alignment = i < table.alignments.size() ? table.alignments[i] : Alignment::kDefault;
    columns_.push_back({.alignment = alignment, .filled_until = 0});
  }
}

void TableColumns::BeginRow() {
  ++tables_.back().row;
  tables_.back().next = 0;
}

uint32_t TableColumns::Place(const Block& cell) {
  Table& table = tables_.back();
  SkipFilled();
  const uint32_t column = std::min(table.next, table.count - 1);
  const uint32_t end = column + std::clamp<uint32_t>(cell.column_span, 1, table.count - column);
  for (uint32_t i = column; i < end; ++i) columns_[table.first + i].filled_until = table.row + cell.row_span;
  table.next = end;
  return column;
}

void TableColumns::EndRow() { SkipFilled(); }

void TableColumns::EndTable() {
  columns_.resize(tables_.back().first);
  tables_.pop_back();
}

void TableColumns::SkipFilled() {
  Table& table = tables_.back();
  while (table.next < table.count && At(table.next).filled_until > table.row) ++table.next;
}

}  // namespace tare
