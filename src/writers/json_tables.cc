#include "writers/json_tables.h"

#include <algorithm>

#include "text/scan.h"

namespace tare {

void JsonTables::BeginBlock(const Block& block) {
  if (block.kind == BlockKind::kTable) {
    if (held_ > 0) table_.Clear();
    table_.Begin(block);
    caption_.clear();
    truncated_ = false;
    held_ = ++nesting_;
    return;
  }
  if (held_ == 0) return;
  truncated_ |=
      table_.bytes() > kMaxTableBytes || (table_.row_count() + 1) * table_.column_count() > kMaxPositions;
  if (truncated_) return;
  switch (block.kind) {
    case BlockKind::kCaption:
      in_caption_ = table_.row_count() == 0;
      break;
    case BlockKind::kRow:
      table_.BeginRow(block.header);
      break;
    case BlockKind::kCell:
      table_.BeginCell(block);
      break;
    case BlockKind::kParagraph:
    case BlockKind::kHeading:
    case BlockKind::kCode:
    case BlockKind::kDefinitionTerm:
      table_.BeginParagraph();
      break;
    default:
      break;
  }
}

void JsonTables::EndBlock(BlockKind kind) {
  if (kind == BlockKind::kCaption) in_caption_ = false;
  if (kind != BlockKind::kTable || nesting_ == 0) return;
  if (held_ == nesting_) EndTable();
  --nesting_;
}

void JsonTables::Text(std::string_view text) {
  if (held_ == 0 || truncated_) return;
  const size_t room = kMaxTableBytes - std::min(kMaxTableBytes, table_.bytes() + caption_.size());
  if (text.size() > room) {
    truncated_ = true;
  } else if (in_caption_) {
    caption_.append(text);
  } else if (table_.cell_count() > 0) {
    table_.Append(text);
  }
}

void JsonTables::HardBreak() {
  if (held_ > 0 && !truncated_ && !in_caption_ && table_.cell_count() > 0) table_.LineBreak();
}

void JsonTables::EndTable() {
  JsonObject object = list_.Next();
  Output& out = list_.out();
  object.StringIfAny("caption", caption_);
  size_t header_rows = 0;
  while (header_rows < table_.row_count() && table_.is_header(header_rows)) ++header_rows;
  object.Number("columns", table_.column_count());
  object.Number("header_rows", header_rows);
  if (truncated_) object.Boolean("truncated", true);
  object.Name("rows");
  out.Put('[');
  for (size_t row = 0; row < table_.row_count(); ++row) {
    if (row > 0) out.Put(',');
    WriteRow(row, out);
  }
  out.Put(']');
  object.End();
  table_.Clear();
  held_ = 0;
}

// One value a column: a string, or null where a cell of a row above or of a column before reaches.
void JsonTables::WriteRow(size_t row, Output& out) {
  uint32_t column = 0;
  out.Put('[');
  const auto fill_to = [&](uint32_t to) {
    for (; column < to; ++column) out.Write(column == 0 ? "null" : ",null");
  };
  for (size_t i = table_.first_cell(row); i < table_.first_cell(row + 1); ++i) {
    const HeldTable::Cell cell = table_.cell(i);
    fill_to(cell.column);
    out.Write(column == 0 ? "\"" : ",\"");
    // Line and paragraph breaks are both line ends here.
    for (size_t begin = 0;;) {
      const size_t end = text::FindByte(cell.text, HeldTable::kLineBreak, begin);
      text::EscapeJson(cell.text.substr(begin, end - begin), out);
      if (end == cell.text.size()) break;
      out.Write("\\n");
      begin = end + 1;
    }
    out.Put('"');
    ++column;
    fill_to(cell.column + cell.column_span);
  }
  fill_to(table_.column_count());
  out.Put(']');
}

}  // namespace tare
