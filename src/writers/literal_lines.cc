#include "writers/literal_lines.h"

#include "text/scan.h"

namespace tare {

void LiteralLines::Write(std::string_view text, BlockLines& lines) {
  if (lines.rest().empty()) {
    const size_t end = text.find_last_not_of('\n') + 1;
    if (end > 0) {
      WriteLineEnds(lines);
      lines.out().Write(text.substr(0, end));
    }
    line_ends_ += text.size() - end;
    return;
  }
  while (!text.empty()) {
    const size_t end = text::FindByte(text, '\n');
    if (end > 0) {
      WriteLineEnds(lines);
      lines.out().Write(text.substr(0, end));
    }
    if (end == text.size()) return;
    ++line_ends_;
    text.remove_prefix(end + 1);
  }
}

void LiteralLines::WriteLineEnds(BlockLines& lines) {
  for (; line_ends_ > 1; --line_ends_) lines.BreakEmpty();
  if (line_ends_ == 1) lines.Break();
  line_ends_ = 0;
}

}  // namespace tare
