#include "yaml/edit_lines.h"

#include <algorithm>

#include "yaml/characters.h"

namespace tare::yaml {

std::string_view EditLines::Newline() const {
  const size_t first = text_.find_first_of("\r\n");
  if (first == std::string_view::npos) return "\n";
  return text_.substr(first, BehindBreak(first) - first);
}

uint64_t EditLines::BehindBreak(uint64_t line_end) const {
  if (line_end >= text_.size()) return text_.size();
  return line_end + static_cast<uint64_t>(BreakSize(text_.data() + line_end, text_.data() + text_.size()));
}

uint64_t EditLines::BreakAbove(uint64_t line) const {
  const bool both = line > 1 && text_[line - 1] == '\n' && text_[line - 2] == '\r';
  return line - (both ? 2 : 1);
}

uint64_t EditLines::BlanksBefore(uint64_t offset) const {
  while (offset > 0 && IsBlank(text_[offset - 1])) --offset;
  return offset;
}

std::optional<uint64_t> EditLines::OwnLine(uint64_t offset) const {
  const uint64_t begin = BlanksBefore(offset);
  if (begin == 0 || IsBreak(text_[begin - 1])) return begin;
  return std::nullopt;
}

uint64_t EditLines::Text(uint64_t from) const {
  while (from < text_.size() && IsBlank(text_[from])) ++from;
  return from;
}

bool EditLines::RestIsBlank(uint64_t offset) const {
  const uint64_t at = Text(offset);
  return at == text_.size() || IsBreak(text_[at]) || text_[at] == '#';
}

uint64_t EditLines::LastLineEnd(uint64_t end, const ScalarText& last) const {
  if (!IsBlockScalar(last)) return LineEnd(end);
  if (last.chomping == Chomping::kKeep) {
    if (end > 0 && text_[end - 1] == '\n') --end;
    if (end > 0 && text_[end - 1] == '\r') --end;
    return end;
  }
  while (end > 0 && IsWhite(text_[end - 1])) --end;
  return LineEnd(end);
}

bool EditLines::CommentAt(uint64_t line, uint64_t column) const {
  for (; line < text_.size(); line = BehindBreak(LineEnd(line))) {
    const uint64_t at = Text(line);
    const bool comment = at < text_.size() && text_[at] == '#';
    if (!comment && at < text_.size() && !IsBreak(text_[at])) return false;
    if (at - line > column) return true;
    if (comment) return false;
  }
  return false;
}

uint64_t EditLines::SkipTakenIn(uint64_t line, const ScalarText& before) const {
  if (!IsBlockScalar(before)) return line;
  uint64_t behind = line;
  for (uint64_t next = line; next < text_.size();) {
    const uint64_t at = Text(next);
    const uint64_t end = LineEnd(at);
    const bool empty = at == end;
    if (!empty && (text_[at] != '#' || at - next < before.indentation)) break;
    const bool spaces = at - next > before.indentation;  // more than an empty line has
    next = BehindBreak(end);
    if (!empty || spaces || before.chomping == Chomping::kKeep) behind = next;
  }
  return behind;
}

uint64_t EditLines::CommentsAbove(uint64_t line, uint64_t limit, std::optional<uint64_t> column) const {
  while (line > limit) {
    uint64_t begin = BreakAbove(line);
    while (begin > limit && !IsBreak(text_[begin - 1])) --begin;
    const bool whole = begin == 0 || IsBreak(text_[begin - 1]);
    const uint64_t text = Text(begin);
    if (!whole || begin < limit || text_[std::min(text, text_.size() - 1)] != '#') break;
    if (column && text - begin != *column) break;
    line = begin;
  }
  return line;
}

}  // namespace tare::yaml
