#include "writers/markdown_table.h"

#include <charconv>

#include "text/scan.h"

namespace tare::to_markdown {
namespace {

constexpr std::string_view kBreak = "<br>";

}  // namespace

// Rows and cells.

void TableWriter::BeginTable(const Block& table) {
  columns_.BeginTable(table);
  has_rows_ = false;
  depth_ = 0;
}

void TableWriter::EndTable() { columns_.EndTable(); }

void TableWriter::BeginBlock(const Block& block) {
  if (depth_ > 0) {
    BeginInCell(block);
  } else if (block.kind == BlockKind::kRow) {
    BeginRow(block.header);
  } else if (block.kind == BlockKind::kCell) {
    BeginCell(block);
  }
}

void TableWriter::EndBlock(BlockKind kind) {
  if (depth_ > 1) {
    EndInCell(kind);
  } else if (depth_ == 1) {
    EndCell();
  } else if (kind == BlockKind::kRow) {
    EndRow();
  }
}

void TableWriter::BeginRow(bool header) {
  if (!has_rows_ && !header) {
    WriteEmptyRow();
    WriteDelimiterRow();
    has_rows_ = true;
  }
  has_rows_ ? lines_.Break() : lines_.Open();
  columns_.BeginRow();
  filled_ = 0;
}

void TableWriter::EndRow() {
  FillTo(columns_.count());
  lines_.out().Put('|');
  if (!has_rows_) WriteDelimiterRow();
  has_rows_ = true;
}

void TableWriter::BeginCell(const Block& cell) {
  FillTo(columns_.Place(cell));
  lines_.out().Put('|');
  ++filled_;
  levels_[0] = {.kind = BlockKind::kCell};
  depth_ = 1;
  cell_wrote_ = false;
  lead_ = " ";
}

void TableWriter::EndCell() {
  lines_.out().Write(cell_wrote_ ? " " : "  ");
  depth_ = 0;
}

// Columns that no cell begins in.
void TableWriter::FillTo(uint32_t column) {
  for (; filled_ < column; ++filled_) lines_.out().Write("|  ");
}

void TableWriter::WriteEmptyRow() {
  lines_.Open();
  filled_ = 0;
  FillTo(columns_.count());
  lines_.out().Put('|');
}

void TableWriter::WriteDelimiterRow() {
  lines_.Break();
  for (uint32_t i = 0; i < columns_.count(); ++i) {
    switch (columns_.alignment(i)) {
      case Alignment::kDefault:
        lines_.out().Write("| --- ");
        break;
      case Alignment::kLeft:
        lines_.out().Write("| :--- ");
        break;
      case Alignment::kCenter:
        lines_.out().Write("| :---: ");
        break;
      case Alignment::kRight:
        lines_.out().Write("| ---: ");
        break;
    }
  }
  lines_.out().Put('|');
}

// Inside of a cell.

void TableWriter::BeginInCell(const Block& block) {
  if (depth_ == levels_.size()) return;
  Level& parent = levels_[depth_ - 1];
  levels_[depth_++] = {.kind = block.kind,
                       .ordered = block.ordered,
                       .delimiter = block.delimiter,
                       .number = block.kind == BlockKind::kList ? block.start : 0};
  switch (block.kind) {
    case BlockKind::kHeading:
    case BlockKind::kParagraph:
    case BlockKind::kCaption:
    case BlockKind::kDefinitionTerm:
    case BlockKind::kCode:
      inline_.Begin(InlineWriter::Place::kCell, lead_);
      break;
    case BlockKind::kRaw:
      inline_.Begin(InlineWriter::Place::kCell, lead_);
      inline_.BeginSpan({.kind = SpanKind::kRaw, .target = block.label});
      break;
    case BlockKind::kListItem:
      AppendItemMarker(parent, block.checked);
      break;
    case BlockKind::kCell:
      if (parent.number++ > 0 && lead_ == kBreak) lead_ = " ";
      break;
    default:
      break;
  }
}

void TableWriter::EndInCell(BlockKind kind) {
  --depth_;
  switch (kind) {
    case BlockKind::kRaw:
      inline_.EndSpan(SpanKind::kRaw);
      [[fallthrough]];
    case BlockKind::kHeading:
    case BlockKind::kParagraph:
    case BlockKind::kCaption:
    case BlockKind::kDefinitionTerm:
    case BlockKind::kCode:
      inline_.End();
      if (!inline_.wrote()) break;
      lead_ = kBreak;
      cell_wrote_ = true;
      break;
    default:
      break;
  }
}

void TableWriter::AppendItemMarker(Level& list, Checked checked) {
  if (list.ordered) {
    char digits[20];
    lead_.append(digits, std::to_chars(digits, digits + sizeof digits, list.number++).ptr);
    lead_.push_back(list.delimiter);
  } else {
    lead_.push_back('-');
  }
  lead_.append(checked == Checked::kNone ? " " : checked == Checked::kYes ? " [x] " : " [ ] ");
}

void TableWriter::Code(std::string_view text) {
  while (!text.empty()) {
    const size_t end = text::FindByte(text, '\n');
    if (end > 0) {
      inline_.BeginSpan(Span::Of(SpanKind::kCode));
      inline_.Text(text.substr(0, end));
      inline_.EndSpan(SpanKind::kCode);
    }
    if (end == text.size()) return;
    inline_.HardBreak();
    text.remove_prefix(end + 1);
  }
}

}  // namespace tare::to_markdown
