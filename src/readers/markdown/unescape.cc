#include "readers/markdown/unescape.h"

#include <charconv>

#include "readers/markdown/characters.h"
#include "text/entities.h"
#include "text/scan.h"
#include "text/utf8.h"

namespace tare::markdown {
namespace {

constexpr size_t kLongestName = 31;  // CounterClockwiseContourIntegral

constexpr bool IsHexDigit(char c) { return IsDigit(c) || (Lower(c) >= 'a' && Lower(c) <= 'f'); }

template <typename Predicate>
size_t RunLength(std::string_view text, Predicate belongs) {
  size_t length = 0;
  while (length < text.size() && belongs(text[length])) ++length;
  return length;
}

}  // namespace

CharacterReference::CharacterReference(std::string_view text, size_t at) {
  const std::string_view rest = text.substr(at + 1, kLongestName + 1);
  if (rest.starts_with('#')) {
    ParseNumber(rest.substr(1));
    return;
  }
  const size_t end = RunLength(rest, IsAlphanumeric);
  if (end == 0 || end == rest.size() || rest[end] != ';') return;
  named_ = text::EntityByName(rest.substr(0, end));
  if (!named_.empty()) length_ = end + 2;
}

// Up to seven decimal or six hexadecimal digits.
void CharacterReference::ParseNumber(std::string_view rest) {
  const bool hexadecimal = rest.starts_with('x') || rest.starts_with('X');
  if (hexadecimal) rest.remove_prefix(1);
  const size_t digits = hexadecimal ? RunLength(rest, IsHexDigit) : RunLength(rest, IsDigit);
  if (digits == 0 || digits > (hexadecimal ? 6 : 7) || digits == rest.size() || rest[digits] != ';') return;
  uint32_t number = 0;
  std::from_chars(rest.data(), rest.data() + digits, number, hexadecimal ? 16 : 10);
  size_ = text::Encode(number == 0 ? text::kReplacement : number, bytes_);
  length_ = digits + (hexadecimal ? 4 : 3);
}

std::string_view Unescape(std::string_view raw, std::pmr::string& buffer) {
  static constexpr text::ByteSet kSpecial{"\\&"};
  if (raw.size() > kMaxUnescaped) return raw;
  size_t at = text::FindFirstOf(raw, kSpecial);
  if (at == raw.size()) return raw;
  buffer.clear();
  size_t copied = 0;
  while (at < raw.size()) {
    if (raw[at] == '\\' && at + 1 < raw.size() && IsAsciiPunctuation(raw[at + 1])) {
      buffer.append(raw, copied, at - copied);
      copied = at + 1;
      at += 2;
    } else if (const CharacterReference reference(raw, at); raw[at] == '&' && reference.length() > 0) {
      buffer.append(raw, copied, at - copied).append(reference.utf8());
      at = copied = at + reference.length();
    } else {
      ++at;
    }
    at = text::FindFirstOf(raw, kSpecial, at);
  }
  return buffer.append(raw, copied, raw.size() - copied);
}

}  // namespace tare::markdown
