#include "writers/held_table.h"

namespace tare {

void HeldTable::Begin(const Block& table) { columns_.BeginTable(table); }

void HeldTable::BeginRow(bool header) {
  rows_.push_back({.first_cell = cells_.size(), .header = header});
  columns_.BeginRow();
}

void HeldTable::BeginCell(const Block& cell) {
  const uint32_t column = columns_.Place(cell);
  cells_.push_back({.begin = text_.size(), .column = column, .column_span = columns_.next() - column});
}

void HeldTable::BeginParagraph() {
  if (text_.size() == TextBegin(cells_.size() - 1)) return;
  text_.push_back(kParagraphEnd);
  has_paragraphs_ = true;
}

void HeldTable::Clear() {
  columns_.EndTable();
  text_.clear();
  cells_.clear();
  rows_.clear();
  has_paragraphs_ = false;
  has_line_breaks_ = false;
}

HeldTable::Cell HeldTable::cell(size_t index) const {
  const size_t begin = TextBegin(index);
  return {.text = std::string_view(text_).substr(begin, TextBegin(index + 1) - begin),
          .column = cells_[index].column,
          .column_span = cells_[index].column_span};
}

bool HeldTable::IsEmptyRow(size_t row) const {
  return TextBegin(first_cell(row)) == TextBegin(first_cell(row + 1));
}

}  // namespace tare
