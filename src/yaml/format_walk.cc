#include "yaml/format_walk.h"

#include "yaml/characters.h"

namespace tare::yaml {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr size_t kMarkerSize = 3;  // "---"

bool IsBlockStyle(ScalarStyle style) {
  return style == ScalarStyle::kLiteral || style == ScalarStyle::kFolded;
}

bool TakesNoRoom(const Event& event) { return event.begin == event.end; }

// Whether the last of a block scalar's lines is empty, and none of its content.
bool EndsInEmptyLine(const ScalarText& scalar) {
  std::string_view raw = scalar.raw;
  if (scalar.chomping == Chomping::kKeep || raw.empty() || !IsBreak(raw.back())) return false;
  raw.remove_suffix(raw.ends_with("\r\n") ? 2 : 1);
  size_t blanks = 0;
  for (; !raw.empty() && IsBlank(raw.back()); ++blanks) raw.remove_suffix(1);
  if (blanks > scalar.indentation) return false;
  return raw.empty() || IsBreak(raw.back());
}

std::string_view WithoutBlanksBehind(std::string_view text) {
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

void FormatWalk::Take(const Event& event, std::string_view tag) {
  comments_.Extend(text_.data() + event.begin);
  switch (event.kind) {
    case EventKind::kStreamStart:
      writer_.Write(event, tag);
      if (text_.starts_with(kByteOrderMark)) GoOnAt(kByteOrderMark.size(), true);
      break;
    case EventKind::kStreamEnd:
    case EventKind::kDocumentStart:
    case EventKind::kDocumentEnd:
      return TakeBoundary(event, tag);
    case EventKind::kSequenceStart:
    case EventKind::kMappingStart:
      return TakeStart(event, tag);
    case EventKind::kSequenceEnd:
    case EventKind::kMappingEnd:
      return TakeEnd(event, tag);
    case EventKind::kScalar:
    case EventKind::kAlias:
      return TakeLeaf(event, tag);
  }
}

void FormatWalk::TakeBoundary(const Event& event, std::string_view tag) {
  GiveAll();
  if (event.kind == EventKind::kDocumentStart) {
    GiveEmptyLine();
    if (event.end - event.begin > kMarkerSize)
      writer_.WriteDirectives(text_.substr(event.begin, event.end - event.begin - kMarkerSize));
  }
  writer_.Write(event, tag);
  if (TakesNoRoom(event)) {
    comments_.ForgetIndicator();
  } else {
    GoOnAt(event.end);
  }
}

void FormatWalk::TakeStart(const Event& event, std::string_view tag) {
  if (!AtValue()) {
    GiveBeforeIndicator();
    GiveEmptyLine();
  }
  if (finds_sequences_) TellIndentation(event);
  if (event.flow && !TakesNoRoom(event) && EndsLine(event.end)) writer_.WriteOnLines();
  writer_.Write(event, tag);
  while (Peek()) Give(/*before_content=*/true);
  levels_.push_back({.column = event.flow ? kFlow : ColumnOf(text_.data() + event.end),
                     .mapping = event.kind == EventKind::kMappingStart});
  if (TakesNoRoom(event)) {
    comments_.ForgetIndicator();
    return;
  }
  const uint64_t size = event.end - event.begin - (event.flow ? 1 : 0);
  const bool empty = GiveInside(text_.substr(event.begin, size), /*before_content=*/true, nullptr);
  GoOnAt(event.end, false, empty && !event.flow);
}

// Comments at the end of a block collection are in it where they are indented as its entries are.
void FormatWalk::TakeEnd(const Event& event, std::string_view tag) {
  const int64_t column = levels_.back().column;
  levels_.pop_back();
  const bool beside_key = column != kFlow && !levels_.empty() && levels_.back().column == column;
  while (Peek()) {
    if (column != kFlow && comment_.own_line &&
        ColumnOf(comment_.text.data()) < column + (beside_key ? 1 : 0))
      break;
    Give();
  }
  writer_.Write(event, tag);
  EndNode();
  if (!TakesNoRoom(event)) GoOnAt(event.end);
}

void FormatWalk::TakeLeaf(const Event& event, std::string_view tag) {
  if (finds_sequences_) TellIndentation(event);
  // An empty one of these has its place before the comments behind it.
  const bool has_place = AtValue() || levels_.empty();
  EndNode();
  if (!TakesNoRoom(event) || !has_place) {
    GiveBeforeIndicator();
    GiveEmptyLine();
  }
  if (TakesNoRoom(event)) {  // comments that are left come behind it
    Peek();
    writer_.Write(event, tag);
    comments_.ForgetIndicator();
    comment_.behind_indicator = false;
    return;
  }
  GiveAll();
  const bool block = event.kind == EventKind::kScalar && IsBlockStyle(event.scalar.style);
  if (event.kind == EventKind::kScalar && (block || !event.anchor.empty() || !event.tag.empty())) {
    const char* begin = text_.data() + event.begin;
    const char* content = event.scalar.raw.data();
    GiveInside({begin, static_cast<size_t>(content - begin)}, false, block ? content : nullptr);
  }
  writer_.Write(event, tag);
  GoOnAt(event.end, block, block && EndsInEmptyLine(event.scalar));
}

void FormatWalk::EndNode() {
  if (!levels_.empty() && levels_.back().mapping) levels_.back().at_value = !levels_.back().at_value;
}

// ---- Comments ----

bool FormatWalk::Peek() {
  if (!has_comment_) has_comment_ = comments_.Next(&comment_);
  return has_comment_;
}

void FormatWalk::Give(bool before_content) {
  has_comment_ = false;
  writer_.WriteComment({.text = WithoutBlanksBehind(comment_.text),
                        .place = comment_.own_line ? CommentPlace::kAbove : CommentPlace::kBehind,
                        .after_empty = comment_.after_empty && keep_empty_lines_,
                        .behind_indicator = comment_.behind_indicator,
                        .before_content = before_content});
}

void FormatWalk::GiveBeforeIndicator() {
  while (Peek() && !comment_.behind_indicator) Give();
}

void FormatWalk::GiveAll() {
  while (Peek()) Give();
}

void FormatWalk::GiveEmptyLine() {
  const bool below_comment = has_comment_ && !comment_.behind_indicator;
  if (!keep_empty_lines_ || below_comment || !comments_.entry_is_after_empty()) return;
  writer_.WriteEmptyLine();
  comments_.ForgetEmptyLine();
}

// Comments between a node's properties and its content, and that of a block scalar's header, which ends where
// `block_lines` begin. Returns whether an empty line is behind them.
bool FormatWalk::GiveInside(std::string_view properties, bool before_content, const char* block_lines) {
  CommentReader reader(properties, false);
  for (Comment comment; reader.Next(&comment);) {
    const char* behind = comment.text.data() + comment.text.size();
    if (behind != block_lines && *behind == '\r') ++behind;
    if (behind != block_lines && *behind == '\n') ++behind;
    const bool header = block_lines != nullptr && behind == block_lines;
    const CommentPlace beside = header ? CommentPlace::kHeader : CommentPlace::kBehind;
    writer_.WriteComment({.text = WithoutBlanksBehind(comment.text),
                          .place = comment.own_line ? CommentPlace::kAbove : beside,
                          .after_empty = comment.after_empty && keep_empty_lines_,
                          .behind_indicator = true,
                          .before_content = before_content});
  }
  return reader.ends_after_empty();
}

// Of the first block sequence behind a key.
void FormatWalk::TellIndentation(const Event& event) {
  if (levels_.empty() || !levels_.back().mapping || levels_.back().column == kFlow) return;
  Level& parent = levels_.back();
  const int64_t column = ColumnOf(text_.data() + event.begin);
  if (!parent.at_value) {
    const bool block =
        !event.flow && (event.kind == EventKind::kSequenceStart || event.kind == EventKind::kMappingStart);
    parent.explicit_key = block || column != parent.column;
  } else if (!event.flow && event.kind == EventKind::kSequenceStart) {
    // Behind ":" on its line, it tells nothing.
    if (!parent.explicit_key) writer_.SetIndentSequences(ColumnOf(text_.data() + event.end) > parent.column);
    finds_sequences_ = false;
  }
}

// Whether nothing but a comment follows on the line.
bool FormatWalk::EndsLine(uint64_t offset) const {
  while (offset < text_.size() && IsBlank(text_[offset])) ++offset;
  return offset < text_.size() && (IsBreak(text_[offset]) || text_[offset] == '#');
}

int64_t FormatWalk::ColumnOf(const char* at) const {
  const char* line = at;
  while (line != text_.data() && !IsBreak(line[-1])) --line;
  if (std::string_view(line, static_cast<size_t>(at - line)).starts_with(kByteOrderMark))
    line += kByteOrderMark.size();
  return at - line;
}

void FormatWalk::GoOnAt(uint64_t offset, bool line_start, bool after_empty) {
  comments_ = CommentReader(text_.substr(offset, 0), line_start, after_empty);
}

}  // namespace tare::yaml
