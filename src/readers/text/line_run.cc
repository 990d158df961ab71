#include "readers/text/line_run.h"

#include <algorithm>
#include <cstring>

#include "text/ascii.h"
#include "text/scan.h"
#include "text/utf8.h"

namespace tare {
namespace {

constexpr size_t kCodeIndent = 4;  // columns
constexpr size_t kTab = 4;         // columns; four or eight, it is enough for code

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

size_t IndentOf(std::string_view line) {
  size_t indent = 0;
  while (indent < line.size() && IsBlank(line[indent])) ++indent;
  return indent;
}

std::string_view FirstWordOf(std::string_view line) {
  line.remove_prefix(IndentOf(line));
  size_t end = 0;
  while (end < line.size() && !IsBlank(line[end])) ++end;
  return line.substr(0, end);
}

size_t ColumnsOf(std::string_view indent) {
  const auto tabs = static_cast<size_t>(std::ranges::count(indent, '\t'));
  return indent.size() + tabs * (kTab - 1);
}

// Code points, which is near enough to how wide a line is.
size_t WidthOf(std::string_view text) {
  if (text::AsciiPrefix(text) == text.size()) return text.size();
  return text.size() - static_cast<size_t>(std::ranges::count_if(text, text::IsContinuationByte));
}

bool IsSign(char c) { return static_cast<unsigned char>(c) < 0x80 && !text::IsAlphanumeric(c); }

// What tells records from prose and code.
struct Signs {
  size_t lines = 0;
  size_t least_columns = SIZE_MAX;  // of indentation
  size_t first_columns = 0;
  size_t longest = 0;     // width
  bool deeper = false;    // a line is indented deeper than the first
  bool digits = true;     // all lines begin with one
  bool same_sign = true;  // all lines begin with the same
  char first = 0;

  void Add(std::string_view line) {
    const size_t indent = IndentOf(line);
    const size_t columns = ColumnsOf(line.substr(0, indent));
    const char begin = line[indent];
    if (lines++ == 0) {
      first = begin;
      first_columns = columns;
    }
    least_columns = std::min(least_columns, columns);
    longest = std::max(longest, WidthOf(line));
    deeper |= columns > first_columns;
    digits &= text::IsDigit(begin);
    same_sign &= begin == first && IsSign(begin);
  }
};

}  // namespace

void LineRun::BeginLine(std::string_view indent) {
  if (form_ == Form::kUnknown) {
    constexpr size_t kCodePoint = 4;  // bytes; some content is held with its line
    if (line_count_ < kMaxLines && size_ + indent.size() + kCodePoint <= kJudged) {
      line_begin_[line_count_++] = static_cast<uint16_t>(size_);
      Hold(indent);
      return;
    }
    SendHeld();
  }
  SendLineBegin(indent);
}

void LineRun::Text(std::string_view text) {
  if (form_ == Form::kUnknown) {
    // Of a long line alone there is nothing to be held: it is prose.
    const bool alone = text.size() > kJudged && line_count_ == 1;
    if (!alone) text.remove_prefix(Hold(text));
    if (text.empty()) return;
    SendHeld();
  }
  sink_.Text(text);
}

void LineRun::End() {
  if (form_ == Form::kUnknown) {
    if (line_count_ == 0) return;
    SendHeld();
  }
  if (form_ == Form::kCode) {
    sink_.Text("\n");
    sink_.EndBlock(BlockKind::kCode);
  } else {
    sink_.EndBlock(BlockKind::kParagraph);
  }
  last_form_ = form_;
  form_ = Form::kUnknown;
}

// Returns how many bytes there was room for: whole code points.
size_t LineRun::Hold(std::string_view text) {
  const size_t room = text::CutBefore(text, std::min(text.size(), kJudged - size_));
  std::memcpy(held_.data() + size_, text.data(), room);
  size_ += room;
  return room;
}

std::string_view LineRun::Line(size_t index) const {
  const size_t begin = line_begin_[index];
  const size_t end = index + 1 < line_count_ ? line_begin_[index + 1] : size_;
  return {held_.data() + begin, end - begin};
}

// Lines that end although the next one's first word had room. Programs that balance the lines of prose leave
// up to a tenth of the width empty.
size_t LineRun::CountEarlyEnds(size_t longest) const {
  const size_t balanced = longest - longest / 10;
  size_t early = 0;
  for (size_t i = 1; i < line_count_; ++i) {
    const size_t width = WidthOf(Line(i - 1)) + 1;
    early += width < balanced && width + WidthOf(FirstWordOf(Line(i))) <= balanced;
  }
  return early;
}

LineRun::Form LineRun::Judge() const {
  Signs signs;
  for (size_t i = 0; i < line_count_; ++i) {
    if (const std::string_view line = Line(i); IndentOf(line) < line.size()) signs.Add(line);
  }
  if (signs.lines == 0) return Form::kProse;
  if (signs.least_columns >= kCodeIndent && (signs.lines > 1 || last_form_ != Form::kProse)) {
    return Form::kCode;
  }
  if (signs.lines == 1) return Form::kProse;
  if (signs.deeper || signs.digits || signs.same_sign) return Form::kRecords;
  return CountEarlyEnds(signs.longest) * 3 > signs.lines - 1 ? Form::kRecords : Form::kProse;
}

void LineRun::SendHeld() {
  form_ = Judge();
  first_line_ = true;
  common_indent_ = kMaxIndent;
  if (form_ == Form::kCode) {
    const std::string_view first = Line(0).substr(0, IndentOf(Line(0)));
    for (size_t i = 0; i < line_count_; ++i) {
      const std::string_view line = Line(i);
      const auto same = static_cast<size_t>(std::ranges::mismatch(line, first).in1 - line.begin());
      common_indent_ = std::min(common_indent_, same);
    }
    sink_.BeginBlock(Block::Code({}));
  } else {
    sink_.BeginBlock(Block::Of(BlockKind::kParagraph));
  }
  for (size_t i = 0; i < line_count_; ++i) {
    const std::string_view line = Line(i);
    const size_t indent = IndentOf(line);
    SendLineBegin(line.substr(0, indent));
    if (indent < line.size()) sink_.Text(line.substr(indent));
  }
  size_ = line_count_ = 0;
}

void LineRun::SendLineBegin(std::string_view indent) {
  const bool first = first_line_;
  first_line_ = false;
  if (form_ == Form::kCode) {
    if (!first) sink_.Text("\n");
    indent.remove_prefix(std::min(common_indent_, indent.size()));
    if (!indent.empty()) sink_.Text(indent);
  } else if (!first && form_ == Form::kRecords) {
    sink_.HardBreak();
    if (!indent.empty()) sink_.Text(indent);
  } else if (!first) {
    sink_.SoftBreak();
  }
}

}  // namespace tare
