// Lines and containers. What blocks a line begins is in block_parser_starts.cc, leaves in
// block_parser_leaves.cc.

#include "readers/markdown/block_parser.h"

#include <algorithm>

#include "text/scan.h"
#include "text/utf8.h"

namespace tare::markdown {

BlockParser::BlockParser(std::string_view source, const MarkdownExtensions& extensions,
                         const MarkdownLimits& limits, Definitions& definitions, Warnings& warnings,
                         BlockConsumer& consumer, Account& account)
    : source_(source),
      extensions_(extensions),
      limits_(limits),
      definitions_(definitions),
      warnings_(warnings),
      consumer_(consumer),
      blocks_(source, &account),
      buffer_(&account),
      containers_(&account),
      quotes_(&account) {}

bool BlockParser::Parse(size_t begin) {
  given_away_ = begin;
  for (size_t next = begin; next < source_.size() && !stopped_;) {
    next = FindLine(next);
    const size_t span = line_begin_ - given_away_;
    if (blocks_.bytes() > limits_.record_bytes || span > limits_.span_bytes) GiveAwayPart();
    ParseLine();
    paragraph_was_cut_ = false;
  }
  line_begin_ = source_.size();
  CloseLeaf();
  CloseContainers(0);
  if (!stopped_) GiveAway();
  return !stopped_;
}

// Returns where the line after the one at `begin` begins.
size_t BlockParser::FindLine(size_t begin) {
  static constexpr text::ByteSet kLineEnds("\n\r");
  line_begin_ = begin;
  const size_t limit = std::min(source_.size() - begin, limits_.line_bytes) + begin;
  line_end_ = text::FindFirstOf(source_.substr(0, limit), kLineEnds, begin);
  if (line_end_ < limit || limit == source_.size()) {
    return line_end_ + (source_.substr(line_end_).starts_with("\r\n") ? 2 : 1);
  }
  warnings_.Add(Trouble::kLineTooLong, begin);
  return line_end_ = text::CutBefore(source_, limit);
}

void BlockParser::ParseLine() {
  LineCursor line(source_.substr(line_begin_, line_end_ - line_begin_));
  matched_ = MatchContainers(line);
  if (matched_ == containers_.size() && ContinueLiteralLeaf(line)) return;
  if (line.blank()) return TakeBlankLine();
  Start start = Start::kContainer;
  while (start == Start::kContainer && !line.blank()) start = StartBlock(line);
  if (start != Start::kLeaf && !line.blank()) TakeText(line);
  after_blank_ = false;
}

// Containers.

size_t BlockParser::MatchContainers(LineCursor& line) {
  size_t count = 0;
  size_t quotes = 0;
  while (count < containers_.size() && !line.blank() && Continues(containers_[count], line)) {
    if (containers_[count++].kind == ContainerKind::kQuote) ++quotes;
  }
  return line.blank() ? MatchBlankLine(line, count, quotes) : count;
}

// A blank line goes on with everything up to the next quote. All in one step: blank lines are short and may
// be many.
size_t BlockParser::MatchBlankLine(LineCursor& line, size_t count, size_t quotes) {
  const size_t matched = quotes < quotes_.size() ? quotes_[quotes] : containers_.size();
  if (matched == count) return matched;
  Container& innermost = containers_[matched - 1];
  line.SkipColumns(innermost.total_indent - (count > 0 ? containers_[count - 1].total_indent : 0));
  if (!innermost.has_children) innermost.ended = true;
  return matched;
}

bool BlockParser::Continues(const Container& container, LineCursor& line) {
  if (container.kind == ContainerKind::kQuote) {
    if (line.indent() >= 4 || line.ahead() != '>') return false;
    line.SkipMarker(1);
    line.SkipColumns(1);
    return true;
  }
  if (container.ended) return false;
  if (line.indent() >= container.content_indent) {
    line.SkipColumns(container.content_indent);
    return true;
  }
  // A footnote whose marker stands alone goes on with the next line.
  return container.kind == ContainerKind::kFootnote && !container.has_children &&
         FootnoteDefinitionLabel(line.rest()).empty();
}

void BlockParser::CloseContainers(size_t keep) {
  while (containers_.size() > keep) {
    const Container& container = containers_.back();
    switch (container.kind) {
      case ContainerKind::kQuote:
        AddRecord(RecordType::kEnd, BlockKind::kQuote);
        quotes_.pop_back();
        break;
      case ContainerKind::kItem:
        AddRecord(RecordType::kEnd, BlockKind::kListItem);
        AddRecord(RecordType::kEnd, BlockKind::kList);
        break;
      case ContainerKind::kFootnote:
        if (container.record != kGivenAway) blocks_.records()[container.record].number = record_count();
        AddRecord(RecordType::kEnd, BlockKind::kFootnote);
        break;
    }
    containers_.pop_back();
  }
}

// After BeginBlock, in the innermost container.
void BlockParser::OpenContainer(Container container) {
  const size_t index = containers_.size();
  if (container.kind == ContainerKind::kQuote) quotes_.push_back(index);
  if (container.kind != ContainerKind::kItem) {
    container.blank_hidden_from = index + 1;
  } else if (index > 0) {
    container.blank_hidden_from = containers_.back().blank_hidden_from;
  }
  containers_.push_back(container);
  matched_ = containers_.size();
  Indent(0);
}

// Sets where the innermost container has its content.
void BlockParser::Indent(size_t columns) {
  Container& container = containers_.back();
  container.content_indent = columns;
  container.total_indent = columns;
  if (containers_.size() > 1) container.total_indent += containers_[containers_.size() - 2].total_indent;
}

bool BlockParser::HasRoomForContainer() {
  if (matched_ < kMaxContainers) return true;
  warnings_.Add(Trouble::kBlocksTooDeep, line_begin_);
  return false;
}

// Blank lines.

void BlockParser::TakeBlankLine() {
  if (matched_ < containers_.size() || leaf_ != Leaf::kNone) CloseLeaf();
  CloseContainers(matched_);
  NoteBlankLine();
}

void BlockParser::NoteBlankLine() {
  after_blank_ = true;
  blank_hidden_from_ = matched_ > 0 ? containers_[matched_ - 1].blank_hidden_from : 0;
}

void BlockParser::Loosen(const Container& item) {
  if (item.list_record != kGivenAway) blocks_.records()[item.list_record].tight = false;
}

// A list is loose where a blank line stands between two of its items or between two blocks of one of its
// items (CommonMark 5.3). It is enough to look at the line before a new block: blank lines at the end of
// what came before count, however deep in lists they were, but not those inside of a quote.
void BlockParser::BeginBlock() {
  CloseLeaf();
  CloseContainers(matched_);
  if (containers_.empty()) {
    GiveAway();
  } else {
    Container& parent = containers_.back();
    if (after_blank_ && parent.kind == ContainerKind::kItem && containers_.size() > blank_hidden_from_) {
      Loosen(parent);
    }
    parent.has_children = true;
  }
  after_blank_ = false;
}

// Records.

BlockRecord& BlockParser::AddRecord(RecordType type, BlockKind kind) {
  return blocks_.records().emplace_back(BlockRecord{.type = type, .kind = kind});
}

void BlockParser::GiveAway() {
  if (!blocks_.empty() && !consumer_.Take(blocks_, true, line_begin_)) stopped_ = true;
  blocks_.Clear();
  given_away_ = line_begin_;
}

// What is recorded so far, and of the open leaf what can be. A paragraph is kept, as its end may change what
// it is, and only split where it is too long by itself.
void BlockParser::GiveAwayPart() {
  if (leaf_ == Leaf::kParagraph && IsParagraphTooLong()) {
    CloseLeaf();
    paragraph_was_cut_ = true;
  } else if (leaf_ != Leaf::kNone && leaf_ != Leaf::kParagraph) {
    AddLeafRecord().continues_next = true;
    leaf_continues_ = true;
    leaf_first_line_ = line_count();
    code_lines_ = 0;
  }
  if (containers_.empty() && leaf_ == Leaf::kNone) return GiveAway();
  for (Container& container : containers_) {
    if (container.kind == ContainerKind::kItem && container.list_record != kGivenAway) {
      if (blocks_.records()[container.list_record].tight) warnings_.Add(Trouble::kBlockTooLong, line_begin_);
    }
    container.record = container.list_record = kGivenAway;
  }
  if (!consumer_.Take(blocks_, false, line_begin_)) stopped_ = true;
  blocks_.records().clear();
  std::pmr::vector<Line>& lines = blocks_.lines();
  lines.erase(lines.begin(), leaf_ == Leaf::kNone ? lines.end() : lines.begin() + leaf_first_line_);
  leaf_first_line_ = 0;
  given_away_ = line_begin_;
}

bool BlockParser::IsParagraphTooLong() const {
  const size_t span = line_begin_ - blocks_.lines()[leaf_first_line_].begin;
  const size_t bytes = (line_count() - leaf_first_line_) * sizeof(Line);
  return span > limits_.span_bytes || bytes > limits_.record_bytes;
}

}  // namespace tare::markdown
