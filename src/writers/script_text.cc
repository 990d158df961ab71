#include "writers/script_text.h"

#include <algorithm>
#include <cstring>

#include "text/utf8.h"

namespace tare {
namespace {

// The raised or lowered form, or 0.
text::CodePoint Convert(char c, bool raised) {
  constexpr std::string_view kSigns = "+-=()";  // U+207A and U+208A onwards
  if (c == ' ') return ' ';
  if (raised) {
    if (c == '1') return 0xB9;
    if (c == '2') return 0xB2;
    if (c == '3') return 0xB3;
  }
  const text::CodePoint zero = raised ? 0x2070 : 0x2080;
  if (c >= '0' && c <= '9') return zero + static_cast<text::CodePoint>(c - '0');
  const size_t sign = kSigns.find(c);
  return sign == std::string_view::npos ? 0 : zero + 10 + static_cast<text::CodePoint>(sign);
}

}  // namespace

void ScriptText::Begin(bool raised) {
  active_ = true;
  raised_ = raised;
  size_ = 0;
}

bool ScriptText::Append(std::string_view text) {
  if (text.size() > kMaxSize - size_) return false;
  if (!std::ranges::all_of(text, [this](char c) { return Convert(c, raised_) != 0; })) return false;
  std::memcpy(plain_.data() + size_, text.data(), text.size());
  size_ += text.size();
  return true;
}

std::string_view ScriptText::TakePlain() {
  active_ = false;
  return {plain_.data(), size_};
}

std::string_view ScriptText::TakeConverted() {
  active_ = false;
  size_t size = 0;
  for (size_t i = 0; i < size_; ++i)
    size += text::Encode(Convert(plain_[i], raised_), converted_.data() + size);
  return {converted_.data(), size};
}

}  // namespace tare
