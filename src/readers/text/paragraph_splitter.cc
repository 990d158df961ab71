#include "readers/text/paragraph_splitter.h"

#include <algorithm>
#include <cstring>

#include "text/scan.h"

namespace tare {
namespace {

constexpr text::ByteSet ControlCharacters() {
  text::ByteSet set("\x7F");
  for (unsigned char c = 0; c < 0x20; ++c) {
    if (c != '\t') set.Add(c);
  }
  return set;
}

constexpr text::ByteSet kControls = ControlCharacters();

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

}  // namespace

void ParagraphSplitter::Add(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const size_t end = text::FindFirstOf(text, kControls, at);
    if (end > at) AddRun(text.substr(at, end - at));
    if (end == text.size()) return;
    AddControl(text[end]);
    at = end + 1;
  }
}

void ParagraphSplitter::EndParagraph() {
  lines_.End();
  in_line_ = false;
  held_ = 0;
}

void ParagraphSplitter::AddRun(std::string_view run) {
  previous_ = 0;
  size_t begin = 0;
  if (!in_line_) {
    while (begin < run.size() && IsBlank(run[begin])) ++begin;
    Hold(run.substr(0, begin));
    if (begin == run.size()) return;
  }
  size_t end = run.size();
  while (end > begin && IsBlank(run[end - 1])) --end;
  if (end > begin) {
    BeginLine();
    lines_.Text(run.substr(begin, end - begin));
  }
  if (end < run.size()) Hold(run.substr(end));
}

void ParagraphSplitter::AddControl(char c) {
  const char previous = previous_;
  previous_ = c;
  switch (c) {
    case '\n':
      if (previous != '\r') EndLine();
      return;
    case '\r':
    case '\v':
      return EndLine();
    case '\f':
      return EndParagraph();
    case '\0':
      AddRun("\uFFFD");
      break;
    default:
      break;
  }
  ++control_characters_;
}

// Before content of a line: starts it where that has not been done.
void ParagraphSplitter::BeginLine() {
  const std::string_view blanks(held_blanks_, held_);
  if (!in_line_) {
    lines_.BeginLine(blanks);
  } else if (!blanks.empty()) {
    lines_.Text(blanks);
  }
  in_line_ = true;
  held_ = 0;
}

void ParagraphSplitter::EndLine() {
  if (!in_line_) return EndParagraph();
  in_line_ = false;
  held_ = 0;
}

void ParagraphSplitter::Hold(std::string_view blanks) {
  const size_t size = std::min(blanks.size(), kMaxHeld - held_);
  std::memcpy(held_blanks_ + held_, blanks.data(), size);
  held_ += size;
}

}  // namespace tare
