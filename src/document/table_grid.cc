#include "document/table_grid.h"

#include <algorithm>

namespace tare {

TableGrid::Place TableGrid::Add(uint32_t row_span, uint32_t column_span) {
  while (column_ < rows_left_.size() && rows_left_[column_] != 0) ++column_;
  if (column_ >= kMaxColumns) return {.column = kMaxColumns, .column_span = 0, .row_span = 0};

  const uint32_t begin = column_;
  const uint32_t end = begin + std::clamp(column_span, 1u, kMaxColumns - begin);
  if (end > rows_left_.size()) rows_left_.resize(end);
  row_span = row_span == 0 ? kMaxRowSpan : std::min(row_span, kMaxRowSpan);
  if (end == kMaxColumns) row_span = 1;  // keeps one slot free in every row

  uint32_t covered = begin;
  while (covered < end && rows_left_[covered] == 0) ++covered;
  for (uint32_t i = begin; i < end; ++i) {
    rows_left_[i] = std::max(rows_left_[i], static_cast<uint16_t>(row_span));
  }
  column_ = end;
  return {.column = begin, .column_span = covered - begin, .row_span = row_span};
}

void TableGrid::EndRow() {
  for (uint16_t& left : rows_left_) left = static_cast<uint16_t>(left - (left != 0));
}

}  // namespace tare
