// What blocks a line begins.

#include "readers/markdown/attributes.h"
#include "readers/markdown/block_parser.h"
#include "readers/markdown/characters.h"
#include "readers/markdown/table.h"

namespace tare::markdown {

BlockParser::Start BlockParser::StartBlock(LineCursor& line) {
  if (line.indent() >= 4) return StartIndentedCode(line);
  switch (line.ahead()) {
    case '>':
      return StartQuote(line);
    case '#':
      return StartAtxHeading(line);
    case '`':
    case '~':
      return StartFencedCode(line);
    case '<':
      return StartHtml(line);
    case '=':
      return EndSetextHeading(line);
    case '-':
      return StartDashes(line);
    case '_':
      return StartThematicBreak(line);
    case '*':
      if (StartThematicBreak(line) == Start::kLeaf) return Start::kLeaf;
      return StartListItem(line);
    case '[':
      return StartFootnote(line);
    case ':':
      if (TakeDivisionFence(line) == Start::kLeaf) return Start::kLeaf;
      return StartTable(line);
    case '|':
      return StartTable(line);
    default:
      return line.ahead() == '+' || IsDigit(line.ahead()) ? StartListItem(line) : Start::kNothing;
  }
}

// A line of dashes may underline a heading or a table's header, be a thematic break, or begin an item.
BlockParser::Start BlockParser::StartDashes(LineCursor& line) {
  if (EndSetextHeading(line) == Start::kLeaf) return Start::kLeaf;
  if (StartThematicBreak(line) == Start::kLeaf) return Start::kLeaf;
  const Start start = StartListItem(line);
  return start == Start::kNothing ? StartTable(line) : start;
}

// Containers.

BlockParser::Start BlockParser::StartQuote(LineCursor& line) {
  if (HasRoomForContainer()) {
    BeginBlock();
    AddRecord(RecordType::kBegin, BlockKind::kQuote);
    OpenContainer({.kind = ContainerKind::kQuote});
  }
  line.SkipMarker(1);
  line.SkipColumns(1);
  return Start::kContainer;
}

BlockParser::Start BlockParser::StartFootnote(LineCursor& line) {
  if (!extensions_.footnotes) return Start::kNothing;
  const std::string_view label = FootnoteDefinitionLabel(line.rest());
  if (label.empty()) return Start::kNothing;
  if (!definitions_.sealed() && !definitions_.AddFootnote(label)) {
    warnings_.Add(Trouble::kTooManyDefinitions, line_begin_);
  }
  if (HasRoomForContainer()) {
    BeginBlock();
    OpenContainer({.kind = ContainerKind::kFootnote, .record = record_count()});
    Indent(4);
    BlockRecord& record = AddRecord(RecordType::kBegin, BlockKind::kFootnote);
    record.first_line = line_count();
    record.lines = 1;
    AddPiece(label);
  }
  line.SkipMarker(label.size() + kFootnoteMarkerExtra);
  line.SkipWhitespace();
  return Start::kContainer;
}

BlockParser::Start BlockParser::StartListItem(LineCursor& line) {
  const std::optional<ListMarker> marker = ParseListMarker(line.rest());
  if (!marker) return Start::kNothing;
  if (InOwnParagraph()) {
    const bool empty = line.rest().find_first_not_of(" \t", marker->length) == std::string_view::npos;
    if (empty || (marker->ordered && marker->number != 1)) return Start::kNothing;
  }
  const bool sibling = matched_ < containers_.size() && containers_[matched_].kind == ContainerKind::kItem &&
                       containers_[matched_].list_marker == marker->character;
  const size_t indent = line.indent() + marker->length;
  line.SkipMarker(marker->length);
  const size_t padding = line.blank() || line.indent() > 4 ? 1 : line.indent();
  line.SkipColumns(padding);
  if (sibling) {
    BeginSibling();
  } else if (HasRoomForContainer()) {
    BeginList(*marker);
  } else {
    return Start::kContainer;
  }
  Indent(indent + padding);
  return Start::kContainer;
}

void BlockParser::BeginList(const ListMarker& marker) {
  BeginBlock();
  const uint32_t list_record = record_count();
  BlockRecord& list = AddRecord(RecordType::kBegin, BlockKind::kList);
  list.list_marker = marker.character;
  list.number = marker.number;
  OpenContainer({.kind = ContainerKind::kItem,
                 .list_marker = marker.character,
                 .record = record_count(),
                 .list_record = list_record});
  AddRecord(RecordType::kBegin, BlockKind::kListItem);
}

void BlockParser::BeginSibling() {
  CloseLeaf();
  CloseContainers(matched_ + 1);
  Container& item = containers_.back();
  if (after_blank_ && matched_ >= blank_hidden_from_) Loosen(item);
  after_blank_ = false;
  AddRecord(RecordType::kEnd, BlockKind::kListItem);
  item.has_children = item.ended = false;
  item.record = record_count();
  AddRecord(RecordType::kBegin, BlockKind::kListItem);
  matched_ = containers_.size();
}

// Leaves.

BlockParser::Start BlockParser::StartIndentedCode(LineCursor& line) {
  if (leaf_ == Leaf::kParagraph) return Start::kNothing;  // goes on, if only lazily
  BeginLeaf(Leaf::kIndentedCode);
  AddPiece({});  // no info string
  ContinueLiteralLeaf(line);
  return Start::kLeaf;
}

BlockParser::Start BlockParser::StartAtxHeading(LineCursor& line) {
  const std::optional<AtxHeading> heading = ParseAtxHeading(line.rest());
  if (!heading) return Start::kNothing;
  BeginBlock();
  BlockRecord& record = AddRecord(RecordType::kLeaf, BlockKind::kHeading);
  record.level = static_cast<uint8_t>(heading->level);
  record.first_line = line_count();
  record.lines = 1;
  AddPiece(heading->text);
  return Start::kLeaf;
}

BlockParser::Start BlockParser::EndSetextHeading(LineCursor& line) {
  if (!InOwnParagraph()) return Start::kNothing;
  const int level = SetextLevel(line.rest());
  if (level == 0) return Start::kNothing;
  TakeDefinitions();
  if (leaf_ == Leaf::kNone) return Start::kNothing;
  BlockRecord& record = AddLeafRecord();
  record.kind = BlockKind::kHeading;
  record.level = static_cast<uint8_t>(level);
  leaf_ = Leaf::kNone;
  return Start::kLeaf;
}

BlockParser::Start BlockParser::StartThematicBreak(LineCursor& line) {
  // Items in items ("- - - x") look for one at each marker: what one look found out holds for the next.
  const size_t at = line_begin_ + line.rest_offset();
  if (at < thematic_mismatch_) return Start::kNothing;
  const size_t mismatch = ThematicBreakMismatch(line.rest());
  if (mismatch != std::string_view::npos) {
    thematic_mismatch_ = at + mismatch;
    return Start::kNothing;
  }
  BeginBlock();
  AddRecord(RecordType::kLeaf, BlockKind::kThematicBreak);
  return Start::kLeaf;
}

BlockParser::Start BlockParser::StartFencedCode(LineCursor& line) {
  const std::optional<Fence> fence = ParseFence(line.rest());
  if (!fence) return Start::kNothing;
  BeginLeaf(Leaf::kFencedCode);
  AddPiece(fence->info);
  fence_ = *fence;
  fence_indent_ = line.indent();
  return Start::kLeaf;
}

BlockParser::Start BlockParser::StartHtml(LineCursor& line) {
  const HtmlBlock kind = ParseHtmlBlockStart(line.rest());
  if (kind == HtmlBlock::kNone) return Start::kNothing;
  if (kind == HtmlBlock::kLoneTag && leaf_ == Leaf::kParagraph) return Start::kNothing;
  BeginLeaf(Leaf::kHtml);
  html_ = kind;
  ContinueLiteralLeaf(line);
  return Start::kLeaf;
}

BlockParser::Start BlockParser::StartTable(LineCursor& line) {
  if (!extensions_.tables || !InOwnParagraph() || paragraph_lines_ != 1) return Start::kNothing;
  const size_t columns = ParseDelimiterRow(line.rest(), nullptr);
  if (columns == 0 || CountCells(blocks_.lines().back().In(source_)) != columns) return Start::kNothing;
  leaf_ = Leaf::kTable;
  AddPiece(line.rest());
  return Start::kLeaf;
}

// Divisions leave nothing but the ends of what stands before their fences.
BlockParser::Start BlockParser::TakeDivisionFence(LineCursor& line) {
  if (!extensions_.attributes) return Start::kNothing;
  const DivisionFence fence = ParseDivisionFence(line.rest());
  if (fence == DivisionFence::kNone || (fence == DivisionFence::kClosing && divisions_ == 0)) {
    return Start::kNothing;
  }
  BeginBlock();
  fence == DivisionFence::kOpening ? ++divisions_ : --divisions_;
  return Start::kLeaf;
}

}  // namespace tare::markdown
