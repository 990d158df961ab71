#include "readers/markdown/block_emitter.h"

#include "readers/markdown/attributes.h"
#include "readers/markdown/characters.h"
#include "readers/markdown/table.h"
#include "readers/markdown/unescape.h"

namespace tare::markdown {

bool BlockEmitter::Take(const BlockRecords& records, bool complete, uint64_t offset) {
  blocks_ = &records;
  footnotes_.clear();
  EmitRecords(0, records.records().size(), complete);
  for (size_t i = 0; i < footnotes_.size(); ++i) {
    const uint32_t begin = footnotes_[i];
    EmitRecords(begin, records.records()[begin].number + 1, complete);
  }
  return document_.Advance(offset);
}

void BlockEmitter::EndAll() {
  while (depth_ > 1) End(open_[depth_ - 1]);
}

void BlockEmitter::EmitRecords(size_t begin, size_t end, bool complete) {
  for (size_t index = begin; index < end; ++index) {
    const BlockRecord& record = blocks_->records()[index];
    if (record.lines > 0) document_.SetPosition(warnings_, blocks_->lines()[record.first_line].begin);
    switch (record.type) {
      case RecordType::kLeaf:
        EmitLeaf(record);
        break;
      case RecordType::kEnd:
        if (record.kind == BlockKind::kFootnote && dissolved_ > 0) {
          --dissolved_;
        } else {
          End(record.kind);
        }
        break;
      case RecordType::kBegin:
        if (record.kind == BlockKind::kFootnote) {
          index = EmitFootnoteBegin(index, complete);
        } else {
          EmitContainerBegin(record);
        }
    }
  }
}

// Returns the record to go on after.
size_t BlockEmitter::EmitFootnoteBegin(size_t index, bool complete) {
  const BlockRecord& record = blocks_->records()[index];
  if (depth_ == 1) {
    Begin(Block::Footnote(blocks_->lines()[record.first_line].In(blocks_->source())));
  } else if (complete) {
    footnotes_.push_back(static_cast<uint32_t>(index));
    return record.number;
  } else {
    ++dissolved_;
  }
  return index;
}

void BlockEmitter::EmitContainerBegin(const BlockRecord& record) {
  const char marker = record.list_marker;
  if (record.kind == BlockKind::kListItem) {
    Begin(Block::Item(record.checked));
  } else if (record.kind != BlockKind::kList) {
    Begin(Block::Of(record.kind));
  } else if (marker == '.' || marker == ')') {
    Begin(Block::OrderedList(record.number, record.tight, marker));
  } else {
    Begin(Block::List(record.tight));
  }
}

void BlockEmitter::EmitLeaf(const BlockRecord& record) {
  switch (record.kind) {
    case BlockKind::kParagraph:
      EmitInlines(Block::Of(BlockKind::kParagraph), blocks_->Join(record.first_line, record.lines, buffer_));
      break;
    case BlockKind::kHeading:
      EmitHeading(record);
      break;
    case BlockKind::kCode:
      EmitCode(record);
      break;
    case BlockKind::kRaw:
      if (!record.continues_previous) Begin(Block::Raw("html"));
      EmitLines(record.first_line, record.first_line + record.lines);
      if (!record.continues_next) End(BlockKind::kRaw);
      break;
    case BlockKind::kTable:
      EmitTable(record);
      break;
    default:
      Begin(Block::Of(record.kind));
      End(record.kind);
  }
}

void BlockEmitter::EmitHeading(const BlockRecord& record) {
  const std::string_view whole = TrimEnd(blocks_->Join(record.first_line, record.lines, buffer_));
  const std::string_view text = extensions_.attributes ? WithoutAttributes(whole) : whole;
  if (!extensions_.heading_anchors) return EmitInlines(Block::Heading(record.level), text);
  Begin(Block::Heading(record.level));
  const std::string_view id = IdOf(whole.substr(text.size()));
  if (!IsReadableAnchorName(id)) {
    inlines_.ParseHeading(text, depth_, heading_names_);
  } else {
    heading_names_.Take(id);
    sink_.Anchor(id);
    inlines_.Parse(text, depth_);
  }
  End(BlockKind::kHeading);
}

void BlockEmitter::EmitInlines(const Block& block, std::string_view text) {
  Begin(block);
  inlines_.Parse(TrimEnd(text), depth_);
  End(block.kind);
}

void BlockEmitter::EmitCode(const BlockRecord& record) {
  uint32_t first = record.first_line;
  if (!record.continues_previous) {
    const std::string_view info = blocks_->lines()[first].In(blocks_->source());
    Begin(Block::Code(Unescape(extensions_.attributes ? CodeLanguageOf(info) : info, buffer_)));
    ++first;
  }
  EmitLines(first, record.first_line + record.lines);
  if (!record.continues_next) End(BlockKind::kCode);
}

// Lines as they stand, each with its line end.
void BlockEmitter::EmitLines(uint32_t first, uint32_t end) {
  constexpr std::string_view kSpaces = "   ";
  const std::string_view source = blocks_->source();
  for (uint32_t i = first; i < end; ++i) {
    const Line& line = blocks_->lines()[i];
    if (line.spaces > 0) sink_.Text(kSpaces.substr(0, line.spaces));
    const bool ends_in_place = line.end < source.size() && source[line.end] == '\n';
    const std::string_view text = source.substr(line.begin, line.end - line.begin + (ends_in_place ? 1 : 0));
    if (!text.empty()) sink_.Text(text);
    if (!ends_in_place) sink_.Text("\n");
  }
}

// Tables. The first two lines are the header and the delimiter row.

void BlockEmitter::EmitTable(const BlockRecord& record) {
  uint32_t at = record.first_line;
  const uint32_t end = at + record.lines;
  if (!record.continues_previous) {
    alignments_.clear();
    ParseDelimiterRow(blocks_->lines()[at + 1].In(blocks_->source()), &alignments_);
    padding_ = kFreePadding;
    table_broken_ = false;
    Begin(Block::Table(alignments_));
    EmitRow(blocks_->lines()[at], true);
    at += 2;
  }
  while (!table_broken_ && at < end && EmitRow(blocks_->lines()[at], false)) ++at;
  if (at < end && !table_broken_) {
    table_broken_ = true;
    warnings_.Add(Trouble::kTableTooSparse);
    End(BlockKind::kTable);
  }
  if (at < end) EmitInlines(Block::Of(BlockKind::kParagraph), blocks_->Join(at, end - at, buffer_));
  if (!record.continues_next && !table_broken_) End(BlockKind::kTable);
}

// False where the row lacks more cells than may be added; then it is not emitted.
bool BlockEmitter::EmitRow(const Line& line, bool header) {
  const std::string_view row = line.In(blocks_->source());
  const size_t columns = alignments_.size();
  padding_ += row.size() * kPaddingPerByte;
  if (padding_ < columns && CountCells(row) + padding_ < columns) return false;

  Begin(Block::Row(header));
  RowCells cells(row);
  for (size_t column = 0; column < columns; ++column) {
    std::string_view cell;
    if (!cells.Next(&cell)) --padding_;
    Begin(Block::Cell(header));
    if (!cell.empty()) {
      Begin(Block::Of(BlockKind::kParagraph));
      inlines_.Parse(cell, depth_, true);
      End(BlockKind::kParagraph);
    }
    End(BlockKind::kCell);
  }
  End(BlockKind::kRow);
  return true;
}

void BlockEmitter::Begin(const Block& block) {
  open_[depth_++] = block.kind;
  sink_.BeginBlock(block);
}

void BlockEmitter::End(BlockKind kind) {
  --depth_;
  sink_.EndBlock(kind);
}

}  // namespace tare::markdown
