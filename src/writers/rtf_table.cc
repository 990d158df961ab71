#include "writers/rtf_table.h"

#include <algorithm>

#include "writers/rtf_text.h"

namespace tare::rtf_writer {
namespace {

// The left border of a cell is the right one of the cell before.
constexpr std::string_view kLeftBorder = "\\clbrdrl\\brdrs\\brdrw10";
constexpr std::string_view kOtherBorders =
    "\\clbrdrt\\brdrs\\brdrw10\\clbrdrb\\brdrs\\brdrw10\\clbrdrr\\brdrs\\brdrw10";
constexpr std::string_view kHeaderShading = "\\clcbpat4";

}  // namespace

Table::Table(std::span<const Alignment> alignments, int left, int width, Account& account)
    : alignments_(alignments.begin(), alignments.end(), &account),
      covered_(&account),
      cells_(&account),
      left_(left),
      width_(width) {
  if (alignments_.empty()) alignments_.push_back(Alignment::kDefault);
}

void Table::BeginRow(bool header) {
  header_ = header;
  cell_begin_ = cell_end_ = 0;
  cells_.clear();
}

bool Table::TakeCovered() {
  if (!IsCovered(cell_end_)) return false;
  cell_begin_ = cell_end_;
  do {
    Covered& covered = covered_[cell_end_];
    --covered.rows;
    cell_end_ += covered.columns;
  } while (!merges_rows() && IsCovered(cell_end_));
  cells_.push_back({.end = cell_end_, .merge = merges_rows() ? Merge::kContinued : Merge::kNone});
  return true;
}

void Table::AddCell(uint32_t row_span, uint32_t column_span) {
  cell_begin_ = std::min(cell_end_, columns() - 1);
  column_span = std::min(column_span, columns() - cell_begin_);
  cell_end_ = cell_begin_ + column_span;
  if (row_span > 1) {
    covered_.resize(columns());
    covered_[cell_begin_] = {.rows = row_span - 1, .columns = column_span};
  }
  cells_.push_back({.end = cell_end_, .merge = row_span > 1 && merges_rows() ? Merge::kFirst : Merge::kNone});
}

int Table::Edge(uint32_t column) const {
  // Strictly growing, whatever the number of columns.
  constexpr int64_t kMinWidth = 20;
  const int64_t width = std::max(int64_t{width_}, kMinWidth * columns());
  return left_ + static_cast<int>(width * column / columns());
}

void Table::WriteDefinition(Output& out) const {
  out.Write("\\trowd\\trgaph108\\trleft");
  WriteNumber(left_, out);
  if (header_) out.Write("\\trhdr");
  for (const Cell& cell : cells_) {
    if (cell.merge != Merge::kNone) out.Write(cell.merge == Merge::kFirst ? "\\clvmgf" : "\\clvmrg");
    if (&cell == &cells_.front()) out.Write(kLeftBorder);
    out.Write(kOtherBorders);
    if (header_) out.Write(kHeaderShading);
    out.Write("\\cellx");
    WriteNumber(Edge(cell.end), out);
  }
}

}  // namespace tare::rtf_writer
