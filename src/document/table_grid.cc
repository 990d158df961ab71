#include "document/table_grid.h"

#include <algorithm>

namespace tare {

uint32_t RowSpans::FindCovered(uint32_t begin, uint32_t end) const {
  if (last_end_ <= row_) return end;
  const uint32_t known = std::min(end, static_cast<uint32_t>(end_rows_.size()));
  while (begin < known && end_rows_[begin] <= row_) ++begin;
  return begin < known ? begin : end;
}

uint32_t RowSpans::FindFree(uint32_t begin, uint32_t end) const {
  if (last_end_ <= row_) return begin;
  const uint32_t known = std::min(end, static_cast<uint32_t>(end_rows_.size()));
  while (begin < known && end_rows_[begin] > row_) ++begin;
  return begin;
}

void RowSpans::Cover(uint32_t begin, uint32_t end, uint32_t rows) {
  if (rows == 1) return;
  if (end > end_rows_.size()) end_rows_.resize(end);
  const uint32_t end_row = row_ + rows;
  for (uint32_t i = begin; i < end; ++i) end_rows_[i] = std::max(end_rows_[i], end_row);
  last_end_ = std::max(last_end_, end_row);
}

TableGrid::Place TableGrid::Add(uint32_t row_span, uint32_t column_span) {
  const uint32_t begin = spans_.FindFree(column_, kMaxColumns);
  if (begin == kMaxColumns) return {.column = kMaxColumns, .column_span = 0, .row_span = 0};

  const uint32_t end = begin + std::clamp(column_span, 1u, kMaxColumns - begin);
  row_span = row_span == 0 ? kMaxRowSpan : std::min(row_span, kMaxRowSpan);
  if (end == kMaxColumns) row_span = 1;  // keeps one slot free in every row

  const uint32_t covered = spans_.FindCovered(begin, end);
  spans_.Cover(begin, end, row_span);
  column_ = end;
  return {.column = begin, .column_span = covered - begin, .row_span = row_span};
}

}  // namespace tare
