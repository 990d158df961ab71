#include "writers/text_table.h"

#include <algorithm>

#include "text/scan.h"
#include "writers/display_width.h"

namespace tare {
namespace {

constexpr size_t kMaxCellWidth = 72;
constexpr size_t kMaxTableWidth = 160;
constexpr size_t kColumnGap = 2;

void Repeat(char c, size_t count, Output& out) {
  for (; count > 0; --count) out.Put(c);
}

// Writes a cell's text on one line.
void WriteFlat(std::string_view text, Output& out) {
  static constexpr text::ByteSet kBreaks("\n\v");
  for (size_t begin = 0;;) {
    const size_t end = text::FindFirstOf(text, kBreaks, begin);
    out.Write(text.substr(begin, end - begin));
    if (end == text.size()) return;
    out.Put(' ');
    begin = end + 1;
  }
}

size_t PaddingBefore(Alignment alignment, size_t room) {
  if (alignment == Alignment::kRight) return room;
  return alignment == Alignment::kCenter ? room / 2 : 0;
}

}  // namespace

void TextTable::Begin(const Block& table) {
  columns_.BeginTable(table);
  columns_count_ = columns_.count();
}

void TextTable::BeginRow(bool header) {
  rows_.push_back({.first_cell = cells_.size(), .header = header});
  columns_.BeginRow();
}

void TextTable::BeginCell(const Block& cell) {
  const uint32_t column = columns_.Place(cell);
  cells_.push_back({.begin = text_.size(), .column = column, .column_span = columns_.next() - column});
}

void TextTable::BeginParagraph() {
  if (text_.size() == cells_.back().begin) return;
  text_.push_back(kParagraphEnd);
  has_paragraphs_ = true;
}

void TextTable::Clear() {
  columns_.EndTable();
  text_.clear();
  cells_.clear();
  rows_.clear();
  has_paragraphs_ = false;
}

std::string_view TextTable::TextOf(size_t cell) const {
  const size_t begin = cells_[cell].begin;
  const size_t end = cell + 1 < cells_.size() ? cells_[cell + 1].begin : text_.size();
  return std::string_view(text_).substr(begin, end - begin);
}

std::string_view TextTable::TextOfRow(size_t row) const {
  const size_t first = rows_[row].first_cell, end = EndOf(row);
  if (first == end) return {};
  const char* const last = TextOf(end - 1).data() + TextOf(end - 1).size();
  return {TextOf(first).data(), last};
}

TextTable::Widths TextTable::MeasureColumns() const {
  Widths widths(columns_count_, 0, text_.get_allocator());
  for (size_t i = 0; i < cells_.size(); ++i) {
    if (cells_[i].column_span == 1) {
      widths[cells_[i].column] = std::max(widths[cells_[i].column], DisplayWidth(TextOf(i)));
    }
  }
  return widths;
}

bool TextTable::IsWide() const {
  const Widths widths = MeasureColumns();
  size_t total = 0;
  for (const size_t width : widths) {
    if (width > kMaxCellWidth) return true;
    total += width + kColumnGap;
  }
  return total > kMaxTableWidth;
}

void TextTable::WriteAligned(BlockLines& lines) const {
  const Widths widths = MeasureColumns();
  bool first = true;
  for (size_t row = 0; row < rows_.size(); ++row) {
    if (TextOfRow(row).empty()) continue;
    first ? lines.Open() : lines.Break();
    first = false;
    WriteAlignedRow(row, widths, lines.out());
    if (!rows_[row].header || (row + 1 < rows_.size() && rows_[row + 1].header)) continue;
    lines.Break();
    for (size_t i = 0; i < widths.size(); ++i) {
      if (i > 0) Repeat(' ', kColumnGap, lines.out());
      Repeat('-', std::max<size_t>(widths[i], 1), lines.out());
    }
  }
}

void TextTable::WriteAlignedRow(size_t row, const Widths& widths, Output& out) const {
  size_t pending = 0;  // spaces, written where something follows
  uint32_t column = 0;
  const auto skip_to = [&](uint32_t to) {
    for (; column < to; ++column) pending += std::max<size_t>(widths[column], 1) + kColumnGap;
  };
  for (size_t i = rows_[row].first_cell; i < EndOf(row); ++i) {
    skip_to(cells_[i].column);
    const std::string_view text = TextOf(i);
    if (text.empty()) continue;
    const size_t width = DisplayWidth(text);
    const size_t before = pending;
    pending = 0;
    skip_to(column + cells_[i].column_span);
    const size_t available = std::max(pending - kColumnGap, width);
    const Alignment alignment =
        cells_[i].column_span == 1 ? columns_.alignment(cells_[i].column) : Alignment::kDefault;
    const size_t left = PaddingBefore(alignment, available - width);
    Repeat(' ', before + left, out);
    WriteFlat(text, out);
    pending = available + kColumnGap - width - left;
  }
}

void TextTable::WriteRows(BlockLines& lines) const {
  bool first_row = true;
  for (size_t row = 0; row < rows_.size(); ++row) {
    if (TextOfRow(row).empty()) continue;
    first_row ? lines.Open() : lines.Break();
    first_row = false;
    for (size_t i = rows_[row].first_cell; i < EndOf(row); ++i) {
      if (i > rows_[row].first_cell) lines.out().Write(" | ");
      WriteFlat(TextOf(i), lines.out());
    }
  }
}

void TextTable::WriteParagraphs(BlockLines& lines) const {
  static constexpr text::ByteSet kBreaks("\n\v");
  for (size_t i = 0; i < cells_.size(); ++i) {
    const std::string_view text = TextOf(i);
    if (text.empty()) continue;
    lines.Open();
    for (size_t begin = 0;;) {
      const size_t end = text::FindFirstOf(text, kBreaks, begin);
      lines.out().Write(text.substr(begin, end - begin));
      if (end == text.size()) break;
      if (text[end] == kLineBreak) {
        lines.Break();
      } else {
        lines.SetGap(BlockLines::Gap::kBlankLine);
        lines.Open();
      }
      begin = end + 1;
    }
    lines.SetGap(BlockLines::Gap::kBlankLine);
  }
}

}  // namespace tare
