#include "writers/text_streamed_rows.h"

#include <utility>

#include "text/scan.h"

namespace tare {

void StreamedRows::Write(std::string_view text, BlockLines& lines) {
  while (!text.empty()) {
    const size_t end = text::FindByte(text, '\n');
    if (end > 0) {
      Start(lines);
      lines.out().Write(text.substr(0, end));
    }
    if (end == text.size()) return;
    space_ = true;
    text.remove_prefix(end + 1);
  }
}

void StreamedRows::Start(BlockLines& lines) {
  const bool first_in_cell = row_ || cells_ > 0;
  if (std::exchange(row_, false)) lines.Break();
  for (; cells_ > 0; --cells_) lines.out().Write(" | ");
  if (std::exchange(space_, false) && !first_in_cell) lines.out().Put(' ');
}

}  // namespace tare
