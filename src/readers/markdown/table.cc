#include "readers/markdown/table.h"

#include <algorithm>

#include "readers/markdown/characters.h"
#include "text/scan.h"

namespace tare::markdown {
namespace {

// "---", ":--", "--:" or ":-:".
bool ParseDelimiterCell(std::string_view cell, Alignment* alignment) {
  const bool left = cell.starts_with(':');
  if (left) cell.remove_prefix(1);
  const bool right = cell.ends_with(':');
  if (right) cell.remove_suffix(1);
  if (cell.empty() || cell.find_first_not_of('-') != std::string_view::npos) return false;
  *alignment = left && right ? Alignment::kCenter
               : left        ? Alignment::kLeft
               : right       ? Alignment::kRight
                             : Alignment::kDefault;
  return true;
}

constexpr bool IsDelimiterRowByte(char c) { return c == '|' || c == ':' || c == '-' || IsBlank(c); }

// A row without the pipes at its ends, which may be left out.
std::string_view WithoutOuterPipes(std::string_view row) {
  row = Trim(row);
  if (row.starts_with('|')) row.remove_prefix(1);
  if (!row.ends_with('|')) return row;
  size_t backslashes = 0;
  while (backslashes + 1 < row.size() && row[row.size() - 2 - backslashes] == '\\') ++backslashes;
  if (backslashes % 2 == 0) row.remove_suffix(1);
  return row;
}

}  // namespace

size_t ParseDelimiterRow(std::string_view row, std::pmr::vector<Alignment>* alignments) {
  static constexpr text::ByteSet kPipe("|");
  if (!std::ranges::all_of(row, IsDelimiterRowByte) || row.find('|') == std::string_view::npos) return 0;
  row = WithoutOuterPipes(row);
  size_t columns = 0;
  for (size_t at = 0; at <= row.size();) {
    const size_t end = text::FindFirstOf(row, kPipe, at);
    Alignment alignment;
    if (columns == kMaxTableColumns || !ParseDelimiterCell(Trim(row.substr(at, end - at)), &alignment))
      return 0;
    if (alignments) alignments->push_back(alignment);
    ++columns;
    at = end + 1;
  }
  return columns;
}

RowCells::RowCells(std::string_view row) : row_(WithoutOuterPipes(row)), backticks_(row_) {}

bool RowCells::Next(std::string_view* cell) {
  if (at_ > row_.size()) return false;
  const size_t end = FindCellEnd();
  *cell = Trim(row_.substr(at_, end - at_));
  at_ = end + 1;
  return true;
}

size_t RowCells::FindCellEnd() {
  static constexpr text::ByteSet kSpecial("|\\`");
  size_t at = text::FindFirstOf(row_, kSpecial, at_);
  while (at < row_.size() && row_[at] != '|') {
    if (row_[at] == '\\') {
      at = at + 2 < row_.size() ? at + 2 : row_.size();
    } else {
      const size_t length = backticks_.RunLength(at);
      at += length;
      const size_t closing = backticks_.FindRun(length, at);
      if (closing != std::string_view::npos) at = closing + length;
    }
    at = text::FindFirstOf(row_, kSpecial, at);
  }
  return at;
}

size_t CountCells(std::string_view row) {
  size_t count = 0;
  std::string_view cell;
  for (RowCells cells(row); cells.Next(&cell) && count <= kMaxTableColumns;) ++count;
  return count;
}

}  // namespace tare::markdown
