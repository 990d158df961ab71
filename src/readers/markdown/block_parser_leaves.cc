// Leaves: their lines, and what becomes of a paragraph when it ends.

#include "readers/markdown/block_parser.h"
#include "readers/markdown/characters.h"

namespace tare::markdown {

void BlockParser::BeginLeaf(Leaf leaf) {
  BeginBlock();
  leaf_ = leaf;
  leaf_continues_ = false;
  leaf_first_line_ = line_count();
  code_lines_ = 0;
}

// Code and HTML take their lines whatever is on them.
bool BlockParser::ContinueLiteralLeaf(LineCursor& line) {
  switch (leaf_) {
    case Leaf::kFencedCode:
      if (line.indent() < 4 && !line.blank() && IsClosingFence(line.rest(), fence_)) {
        CloseLeaf();
      } else {
        line.SkipColumns(fence_indent_);
        AddLine(line);
      }
      after_blank_ = false;
      return true;
    case Leaf::kIndentedCode:
      if (line.indent() < 4 && !line.blank()) return false;
      line.SkipColumns(4);
      AddLine(line);
      if (line.blank()) {
        NoteBlankLine();
      } else {
        code_lines_ = line_count() - leaf_first_line_;
        code_end_ = line_end_;
        after_blank_ = false;
      }
      return true;
    case Leaf::kHtml:
      if (line.blank() && EndsAtBlankLine(html_)) return false;
      AddLine(line);
      if (!line.blank() && EndsHtmlBlock(html_, line.rest())) CloseLeaf();
      after_blank_ = false;
      return true;
    default:
      return false;
  }
}

void BlockParser::TakeText(LineCursor& line) {
  if (leaf_ == Leaf::kTable && matched_ == containers_.size() && line.indent() < 4) {
    AddPiece(line.rest());
    return;
  }
  if (leaf_ != Leaf::kParagraph) {
    if (paragraph_was_cut_) warnings_.Add(Trouble::kParagraphTooLong, line_begin_);
    BeginLeaf(Leaf::kParagraph);
    paragraph_lines_ = 0;
    MarkTask(line);
    if (line.blank()) {
      leaf_ = Leaf::kNone;
      return;
    }
  }
  line.SkipWhitespace();
  AddLine(line);
  ++paragraph_lines_;
}

// "[ ]" or "[x]" before an item's first words.
void BlockParser::MarkTask(LineCursor& line) {
  if (!extensions_.task_items || containers_.empty()) return;
  const Container& item = containers_.back();
  if (item.kind != ContainerKind::kItem || item.record == kGivenAway) return;
  if (item.record + 1 != record_count()) return;
  const TaskMark mark = ParseTaskMark(line.rest());
  if (mark == TaskMark::kNone) return;
  blocks_.records()[item.record].checked = mark == TaskMark::kDone ? Checked::kYes : Checked::kNo;
  line.SkipMarker(3);
}

// What is left of the line. Where it follows the leaf's last line in the source, that one is made longer.
void BlockParser::AddLine(const LineCursor& line) {
  const LineCursor::Remainder remainder = line.remainder();
  const size_t begin = line_begin_ + remainder.offset;
  const size_t own_lines = leaf_ == Leaf::kParagraph || leaf_ == Leaf::kHtml ? 0 : 1;
  std::pmr::vector<Line>& lines = blocks_.lines();
  if (remainder.spaces == 0 && lines.size() > leaf_first_line_ + own_lines) {
    Line& last = lines.back();
    if (last.end + 1 == begin && source_[last.end] == '\n') {
      last.end = line_end_;
      return;
    }
  }
  lines.push_back({.begin = begin, .end = line_end_, .spaces = static_cast<uint8_t>(remainder.spaces)});
}

void BlockParser::AddPiece(std::string_view text) {
  const size_t begin = text.empty() ? line_begin_ : static_cast<size_t>(text.data() - source_.data());
  blocks_.lines().push_back({.begin = begin, .end = begin + text.size()});
}

void BlockParser::CloseLeaf() {
  if (leaf_ == Leaf::kParagraph) TakeDefinitions();
  if (leaf_ == Leaf::kIndentedCode) DropTrailingBlankLines();
  if (leaf_ != Leaf::kNone) AddLeafRecord();
  leaf_ = Leaf::kNone;
}

BlockRecord& BlockParser::AddLeafRecord() {
  static constexpr BlockKind kKinds[] = {BlockKind::kParagraph, BlockKind::kParagraph, BlockKind::kCode,
                                         BlockKind::kCode,      BlockKind::kRaw,       BlockKind::kTable};
  BlockRecord& record = AddRecord(RecordType::kLeaf, kKinds[static_cast<int>(leaf_)]);
  record.continues_previous = leaf_continues_;
  record.first_line = leaf_first_line_;
  record.lines = line_count() - leaf_first_line_;
  return record;
}

void BlockParser::DropTrailingBlankLines() {
  std::pmr::vector<Line>& lines = blocks_.lines();
  lines.resize(leaf_first_line_ + code_lines_);
  if (code_lines_ > 0) lines.back().end = code_end_;
}

// Takes link reference definitions off the paragraph's start. No leaf is left if there is nothing else.
void BlockParser::TakeDefinitions() {
  const uint32_t count = line_count() - leaf_first_line_;
  if (source_[blocks_.lines()[leaf_first_line_].begin] != '[') return;
  const std::string_view text = blocks_.Join(leaf_first_line_, count, buffer_);
  size_t taken = 0;
  LinkDefinition definition;
  while (taken < text.size() && text[taken] == '[') {
    const size_t end = ScanLinkDefinition(text, taken, &definition);
    if (end == std::string_view::npos) break;
    if (!definitions_.sealed() && !definitions_.AddLink(definition)) {
      warnings_.Add(Trouble::kTooManyDefinitions, line_begin_);
    }
    taken = end;
  }
  if (taken == text.size()) leaf_ = Leaf::kNone;
  DropText(taken);
}

// Takes the first `bytes` of the leaf's text away: whole lines.
void BlockParser::DropText(size_t bytes) {
  std::pmr::vector<Line>& lines = blocks_.lines();
  const auto first = lines.begin() + leaf_first_line_;
  auto line = first;
  while (bytes > 0) {
    const size_t size = line->end - line->begin;
    if (bytes < size) {
      line->begin += bytes;
      break;
    }
    bytes -= std::min(bytes, size + 1);
    ++line;
  }
  lines.erase(first, line);
}

}  // namespace tare::markdown
