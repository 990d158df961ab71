#include "writers/text_table.h"

#include <algorithm>
#include <memory_resource>
#include <span>
#include <utility>
#include <vector>

#include "text/scan.h"
#include "writers/display_width.h"

namespace tare {
namespace {

constexpr size_t kMaxCellWidth = 72;
constexpr size_t kMaxCellLines = 16;  // a list beside another, which is read by itself
constexpr size_t kMaxTableWidth = 160;
constexpr size_t kColumnGap = 2;

constexpr text::ByteSet kCellBreaks("\n\v");
static_assert(kCellBreaks.Has(HeldTable::kParagraphEnd) && kCellBreaks.Has(HeldTable::kLineBreak));

using Widths = std::pmr::vector<size_t>;
using Cells = std::pmr::vector<HeldTable::Cell>;

// Takes the first line off `text`.
std::string_view TakeLine(std::string_view* text) {
  const size_t end = text::FindFirstOf(*text, kCellBreaks, 0);
  const std::string_view line = text->substr(0, end);
  text->remove_prefix(std::min(end + 1, text->size()));
  return line;
}

size_t LinesWidth(std::string_view text) {
  size_t width = 0;
  while (!text.empty()) width = std::max(width, DisplayWidth(TakeLine(&text)));
  return width;
}

bool HasManyLines(std::string_view text) {
  for (size_t lines = 0; !text.empty(); ++lines) {
    if (lines == kMaxCellLines) return true;
    TakeLine(&text);
  }
  return false;
}

Widths MeasureColumns(const HeldTable& table, std::pmr::memory_resource* memory) {
  Widths widths(table.column_count(), 1, memory);
  for (size_t i = 0; i < table.cell_count(); ++i) {
    const HeldTable::Cell cell = table.cell(i);
    if (cell.column_span != 1) continue;
    const size_t width = table.has_single_lines() ? DisplayWidth(cell.text) : LinesWidth(cell.text);
    widths[cell.column] = std::max(widths[cell.column], width);
  }
  return widths;
}

void Repeat(char c, size_t count, Output& out) {
  for (; count > 0; --count) out.Put(c);
}

// Writes a cell's text on one line.
void WriteFlat(std::string_view text, Output& out) {
  for (size_t begin = 0;;) {
    const size_t end = text::FindFirstOf(text, kCellBreaks, begin);
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

void WriteUnderline(const Widths& widths, Output& out) {
  for (size_t i = 0; i < widths.size(); ++i) {
    if (i > 0) Repeat(' ', kColumnGap, out);
    Repeat('-', widths[i], out);
  }
}

// Writes the first lines of a row's cells side by side, and takes them off.
void WriteAlignedLine(const HeldTable& table, const Widths& widths, std::span<HeldTable::Cell> cells,
                      Output& out) {
  size_t spaces = 0;  // written where something follows
  uint32_t column = 0;
  const auto skip_to = [&](uint32_t to) {
    for (; column < to; ++column) spaces += widths[column] + kColumnGap;
  };
  for (HeldTable::Cell& cell : cells) {
    const std::string_view line = TakeLine(&cell.text);
    if (line.empty()) continue;
    skip_to(cell.column);
    const size_t before = std::exchange(spaces, 0);
    skip_to(cell.column + cell.column_span);
    const size_t width = DisplayWidth(line);
    const size_t room = std::max(spaces - kColumnGap, width) - width;
    const bool spans = cell.column_span > 1;
    const size_t left = spans ? 0 : PaddingBefore(table.alignment(cell.column), room);
    Repeat(' ', before + left, out);
    out.Write(line);
    spaces = room - left + kColumnGap;
  }
}

void WriteAlignedRow(const HeldTable& table, size_t row, const Widths& widths, Cells& cells,
                     BlockLines& lines) {
  cells.clear();
  for (size_t i = table.first_cell(row); i < table.first_cell(row + 1); ++i) {
    cells.push_back(table.cell(i));
  }
  for (;;) {
    WriteAlignedLine(table, widths, cells, lines.out());
    std::erase_if(cells, [](const HeldTable::Cell& cell) { return cell.text.empty(); });
    if (cells.empty()) return;
    lines.Break();
  }
}

// Calls `write(row)` for each row with text, with the line ready for it.
template <typename WriteRow>
void ForEachRow(const HeldTable& table, BlockLines& lines, WriteRow&& write) {
  bool first = true;
  for (size_t row = 0; row < table.row_count(); ++row) {
    if (table.IsEmptyRow(row)) continue;
    first ? lines.Open() : lines.Break();
    first = false;
    write(row);
  }
}

}  // namespace

bool IsUnwieldyTable(const HeldTable& table) {
  for (size_t i = 0; i < table.cell_count() && !table.has_single_lines(); ++i) {
    if (HasManyLines(table.cell(i).text)) return true;
  }
  const Widths widths = MeasureColumns(table, table.memory());
  size_t total = 0;
  for (const size_t width : widths) {
    if (width > kMaxCellWidth) return true;
    total += width + kColumnGap;
  }
  return total > kMaxTableWidth;
}

void WriteAlignedTable(const HeldTable& table, BlockLines& lines) {
  const Widths widths = MeasureColumns(table, table.memory());
  Cells cells(table.memory());
  ForEachRow(table, lines, [&](size_t row) {
    WriteAlignedRow(table, row, widths, cells, lines);
    const bool last_header = table.is_header(row) && row + 1 < table.row_count() && !table.is_header(row + 1);
    if (!last_header) return;
    lines.Break();
    WriteUnderline(widths, lines.out());
  });
}

void WriteTableRows(const HeldTable& table, BlockLines& lines) {
  ForEachRow(table, lines, [&](size_t row) {
    for (size_t i = table.first_cell(row); i < table.first_cell(row + 1); ++i) {
      if (i > table.first_cell(row)) lines.out().Write(" | ");
      WriteFlat(table.cell(i).text, lines.out());
    }
  });
}

void WriteTableAsParagraphs(const HeldTable& table, BlockLines& lines) {
  bool first = true;
  for (size_t i = 0; i < table.cell_count(); ++i) {
    const std::string_view text = table.cell(i).text;
    if (text.empty()) continue;
    if (!std::exchange(first, false)) lines.SetGap(BlockLines::Gap::kBlankLine);
    lines.Open();
    for (size_t begin = 0;;) {
      const size_t end = text::FindFirstOf(text, kCellBreaks, begin);
      lines.out().Write(text.substr(begin, end - begin));
      if (end == text.size()) break;
      if (text[end] == HeldTable::kParagraphEnd) lines.BreakEmpty();
      lines.Break();
      begin = end + 1;
    }
  }
}

}  // namespace tare
