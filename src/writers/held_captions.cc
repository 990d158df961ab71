#include "writers/held_captions.h"

#include <utility>

#include "text/scan.h"

namespace tare {

bool HeldCaptions::Append(std::string_view text, bool new_line, size_t* size) {
  if (text.size() >= kMaxSize - *size) return false;
  if (new_line) text_.push_back('\n');
  text_.append(text);
  *size += text.size() + (new_line ? 1 : 0);
  return true;
}

void HeldCaptions::Write(size_t* size, BlockLines& lines) {
  const size_t before = text_.size() - std::exchange(*size, 0);
  std::string_view text = std::string_view(text_).substr(before);
  for (size_t end; (end = text::FindByte(text, '\n')) < text.size(); text.remove_prefix(end + 1)) {
    lines.out().Write(text.substr(0, end));
    lines.Break();
  }
  lines.out().Write(text);
  text_.resize(before);
}

}  // namespace tare
