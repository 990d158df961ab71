// Tables. One that holds nothing but paragraphs is held until its columns' widths are known. Where another
// block turns up in a cell, the table is there for layout and its cells are written as blocks.

#include "writers/text_table.h"
#include "writers/text_writer.h"

namespace tare::to_text {
namespace {

using Gap = BlockLines::Gap;

constexpr size_t kMaxTableBytes = 1 << 20;  // of a table held to align its columns

}  // namespace

void TextWriter::BeginTable(const Block& block) {
  table_.Begin(block);
  table_depth_ = depth_ + 1;
}

void TextWriter::EndTable(size_t caption_size) {
  if (depth_ + 1 == table_depth_) {
    if (table_mode_ == TableMode::kCollect) WriteHeldTable();
    table_.Clear();
    table_mode_ = TableMode::kNone;
    table_depth_ = 0;
  }
  if (table_mode_ != TableMode::kNone) return;
  if (caption_size > 0) WriteCaption(caption_size);
  SetGapAfter(BlockKind::kTable);
}

void TextWriter::WriteHeldTable() {
  if (!IsUnwieldyTable(table_)) {
    WriteAlignedTable(table_, *lines_);
  } else if (ReadsAsRows()) {
    WriteTableRows(table_, *lines_);
  } else {
    WriteTableAsParagraphs(table_, *lines_);
  }
}

// A table's caption is held, and stands below it. One that is too long to be held stands above.
void TextWriter::BeginCaption() {
  BeginParagraph(BlockKind::kCaption);
  if (Top().kind == BlockKind::kTable) table_mode_ = TableMode::kCaption;
}

void TextWriter::HoldCaption(std::string_view text) {
  size_t* size = &levels_[depth_ - 1].caption_size;
  if (captions_.Append(text, /*new_line=*/breaks_ > 0 && *size > 0, size)) {
    breaks_ = 0;
    return;
  }
  table_mode_ = TableMode::kNone;
  wrote_ = *size > 0;
  if (wrote_) {
    lines_->Open();
    captions_.Write(size, *lines_);
  }
  Write(text);
}

void TextWriter::WriteCaption(size_t size) {
  lines_->SetGap(Gap::kBlankLine);
  lines_->Push(": ", "  ");
  lines_->Open();
  captions_.Write(&size, *lines_);
  lines_->Pop();
}

// Holds a block that begins in the table that is held. False where there is none, or none any more.
bool TextWriter::Hold(const Block& block) {
  if (table_mode_ != TableMode::kCollect) return false;
  breaks_ = 0;
  switch (block.kind) {
    case BlockKind::kRow:
      table_.BeginRow(block.header);
      return true;
    case BlockKind::kCell:
      ++Top().number;
      table_.BeginCell(block);
      return true;
    case BlockKind::kParagraph:
    case BlockKind::kHeading:
    case BlockKind::kRaw:
      table_.BeginParagraph();
      return true;
    default:
      WriteTableAsBlocks();
      lines_->SetGap(Gap::kBlankLine);
      return false;
  }
}

// Writes what is held; the rest of the table is written as if its cells' blocks stood by themselves.
void TextWriter::WriteTableAsBlocks() {
  WriteTableAsParagraphs(table_, *lines_);
  table_.Clear();
  table_mode_ = TableMode::kNone;
  table_depth_ = 0;
  wrote_ = true;
}

// Called inside of a paragraph, which goes on after what is held has been written.
void TextWriter::LimitHeldTable() {
  if (table_.bytes() <= kMaxTableBytes) return;
  if (!ReadsAsRows()) return WriteTableAsBlocks();
  WriteTableRows(table_, *lines_);
  table_mode_ = TableMode::kStream;
  rows_ = {};
}

// A part of a table that is too large to be held.
void TextWriter::BeginFlat(const Block& block) {
  if (block.kind == BlockKind::kRow && depth_ == table_depth_) {
    rows_.BeginRow();
  } else if (block.kind == BlockKind::kCell && depth_ == table_depth_ + 1) {
    rows_.BeginCell(Top().number++ == 0);
  } else {
    rows_.BeginBlock();
  }
}

}  // namespace tare::to_text
