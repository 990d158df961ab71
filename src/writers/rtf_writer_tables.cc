#include <algorithm>
#include <string_view>

#include "writers/rtf_text.h"
#include "writers/rtf_writer.h"

namespace tare::rtf_writer {
namespace {

constexpr int kCellMargins = 216;  // left and right of a cell's content, twips
constexpr int kMinWidth = 20;      // of a table, twips

}  // namespace

void RtfWriter::BeginTable(const Block& block) {
  constexpr char kLetters[] = {'d', 'l', 'c', 'r'};
  ShowLabelAlone();
  EndMergedParagraph();
  // Tables that touch would be one.
  if (after_table_) WriteEmptyParagraph("\\sb0\\sa0\\fs12 ");
  BeginMark("table ");
  for (const Alignment alignment : block.alignments) out_.Put(kLetters[static_cast<size_t>(alignment)]);
  out_.Put('}');
  const Frame& here = frame();
  tables_.emplace_back(block.alignments, here.indent, std::max(here.width - here.indent, kMinWidth),
                       account_);
  frames_.push_back(Frame(here));
}

void RtfWriter::EndTable() {
  tables_.pop_back();
  EndContainer(BlockKind::kTable);
  out_.Put('\n');
  after_table_ = true;
}

void RtfWriter::BeginRow(const Block& block) {
  EndMergedParagraph();  // a caption inside a cell
  out_.Write(block.header ? "{\\*\\tarebegin row header}" : "{\\*\\tarebegin row}");
  tables_.back().BeginRow(block.header);
  empty_cell_.reset();
  if (tables_.size() == 1) row_gap_ = out_.Open("");
}

void RtfWriter::EndRow() {
  WriteCoveredCells();
  const std::string_view definition = Compose([&](Output& out) { tables_.back().WriteDefinition(out); });
  if (tables_.size() > 1) {
    out_.Write("{\\*\\nesttableprops");
    out_.Write(definition);
    out_.Write("\\nestrow}{\\nonesttables\\par}\n");
    return;
  }
  if (out_.IsOpen(row_gap_)) {
    out_.Fill(row_gap_, definition);
  } else {
    out_.Write(definition);
  }
  out_.Write("\\row\n");
}

void RtfWriter::BeginCell(const Block& block) {
  WriteCoveredCells();
  Table& table = tables_.back();
  table.AddCell(block.row_span, block.column_span);
  if (block.row_span != 1 || block.column_span != 1 || block.header != table.is_header_row()) {
    out_.Write("{\\*\\tarecell");
    const auto write_span = [&](std::string_view name, uint32_t span) {
      if (span == 1) return;
      out_.Write(name);
      WriteNumber(span, out_);
    };
    write_span(" rows=", block.row_span);
    write_span(" columns=", block.column_span);
    if (block.header != table.is_header_row()) out_.Write(block.header ? " header=yes" : " header=no");
    out_.Put('}');
  }
  frames_.push_back({.style = block.header ? ParagraphStyle::kTableHeading : ParagraphStyle::kTableContents,
                     .alignment = table.alignment(),
                     .last_is_merged = true,
                     .nesting = static_cast<int>(tables_.size()),
                     .width = std::max(table.cell_width() - kCellMargins, kMinWidth)});
  after_table_ = false;
}

void RtfWriter::EndCell() {
  if (!merged_paragraph_open_) OpenEmptyCell();
  merged_paragraph_open_ = false;
  frames_.pop_back();
  WriteCellEnd();
}

// Formatting holds until it is changed: of empty cells beside each other, the first says it for all.
void RtfWriter::OpenEmptyCell() {
  const EmptyCell cell = {.style = frame().style, .alignment = frame().alignment, .nesting = frame().nesting};
  if (empty_cell_ == cell) return;
  OpenParagraph(cell.style);
  empty_cell_ = cell;
}

// The cells that row spans from above cover.
void RtfWriter::WriteCoveredCells() {
  if (!tables_.back().TakeCovered()) return;
  out_.Write(kHide);
  frames_.push_back({.style = ParagraphStyle::kTableContents, .nesting = static_cast<int>(tables_.size())});
  do {
    OpenEmptyCell();
    WriteCellEnd();
  } while (tables_.back().TakeCovered());
  frames_.pop_back();
  out_.Write(kShow);
}

void RtfWriter::WriteCellEnd() {
  out_.Write(tables_.size() > 1 ? "\\nestcell{\\nonesttables\\par}" : "\\cell");
}

}  // namespace tare::rtf_writer
