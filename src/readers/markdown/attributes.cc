#include "readers/markdown/attributes.h"

#include <algorithm>

#include "readers/markdown/characters.h"

namespace tare::markdown {
namespace {

constexpr size_t kNone = std::string_view::npos;
constexpr size_t kMinFence = 3;  // colons

constexpr bool IsNameByte(char c) {
  return IsAlphanumeric(c) || c == '_' || c == '-' || c == ':' || c == '.' ||
         static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool IsValueByte(char c) {
  return !IsSpace(c) && c != '"' && c != '\'' && c != '{' && c != '}' && c != '=' && c != '<' && c != '>' &&
         c != '`';
}

size_t SkipName(std::string_view text, size_t at) {
  while (at < text.size() && IsNameByte(text[at])) ++at;
  return at;
}

size_t FindValueEnd(std::string_view text, size_t at) {
  if (at == text.size()) return kNone;
  if (const char quote = text[at]; quote == '"' || quote == '\'') {
    const size_t end = text.find(quote, at + 1);
    return end == kNone ? kNone : end + 1;
  }
  const size_t begin = at;
  while (at < text.size() && IsValueByte(text[at])) ++at;
  return at == begin ? kNone : at;
}

// "#name", ".class", "key=value", or "-" for a heading without number.
size_t FindAttributeEnd(std::string_view text, size_t at) {
  const char first = text[at];
  if (first == '-') return at + 1;
  if (first == '#' || first == '.') {
    const size_t end = SkipName(text, at + 1);
    return end == at + 1 ? kNone : end;
  }
  if (!IsLetter(first) && first != '_') return kNone;
  const size_t end = SkipName(text, at);
  return end < text.size() && text[end] == '=' ? FindValueEnd(text, end + 1) : kNone;
}

size_t SkipSpaces(std::string_view text, size_t at) {
  while (at < text.size() && IsSpace(text[at])) ++at;
  return at;
}

bool IsEscaped(std::string_view text, size_t at) {
  size_t backslashes = 0;
  while (backslashes < at && text[at - 1 - backslashes] == '\\') ++backslashes;
  return backslashes % 2 == 1;
}

// One word that names a division, or "{word}".
size_t SkipDivisionName(std::string_view rest, size_t at) {
  const bool braces = at < rest.size() && rest[at] == '{';
  const size_t begin = at + (braces ? 1 : 0);
  const size_t end = SkipName(rest, begin);
  if (end == begin || !IsLetter(rest[begin])) return at;
  if (!braces) return end;
  return end < rest.size() && rest[end] == '}' ? end + 1 : at;
}

}  // namespace

size_t FindAttributesEnd(std::string_view text, size_t at) {
  text = text.substr(0, at + kMaxAttributes);
  size_t next = at + 1;
  if (next < text.size() && text[next] == ':') ++next;
  next = SkipSpaces(text, next);
  for (bool empty = true;; empty = false) {
    if (next == text.size()) return kNone;
    if (text[next] == '}') return empty ? kNone : next + 1;
    const size_t end = FindAttributeEnd(text, next);
    if (end == kNone) return kNone;
    next = SkipSpaces(text, end);
    // White space is between two of them; a closing brace needs none.
    if (next == end && next < text.size() && text[next] != '}') return kNone;
  }
}

std::string_view WithoutAttributes(std::string_view heading) {
  if (!heading.ends_with('}')) return heading;
  const size_t brace = heading.rfind('{');
  if (brace == kNone || IsEscaped(heading, brace)) return heading;
  if (brace > 0 && !IsSpace(heading[brace - 1])) return heading;
  if (FindAttributesEnd(heading, brace) != heading.size()) return heading;
  return TrimEnd(heading.substr(0, brace));
}

std::string_view IdOf(std::string_view attributes) {
  size_t at = std::min(attributes.find('{'), attributes.size());
  while (at < attributes.size()) {
    at = std::min(attributes.find_first_not_of("{: \t\n", at), attributes.size());
    if (at == attributes.size()) break;
    const size_t end = FindAttributeEnd(attributes, at);
    if (end == kNone) break;
    if (attributes[at] == '#') return attributes.substr(at + 1, end - at - 1);
    at = end;
  }
  return {};
}

std::string_view CodeLanguageOf(std::string_view info) {
  const std::string_view whole = info;
  if (!info.starts_with('{') || !info.ends_with('}') || info.size() > kMaxAttributes) return whole;
  info = info.substr(1, info.size() - 2);
  std::string_view language;
  for (size_t at = 0; (at = info.find_first_not_of(" \t,", at)) != kNone;) {
    const size_t end = std::min(info.find_first_of(" \t,", at), info.size());
    const std::string_view word = info.substr(at, end - at);
    if (word.starts_with('.') && word.size() > 1) return word.substr(1);
    if (language.empty() && IsAlphanumeric(word.front()) && SkipName(word, 0) == word.size()) language = word;
    at = end;
  }
  return language.empty() ? whole : language;
}

DivisionFence ParseDivisionFence(std::string_view rest) {
  rest = TrimEnd(rest);
  size_t at = std::min(rest.find_first_not_of(':'), rest.size());
  if (at < kMinFence) return DivisionFence::kNone;
  at = SkipSpaces(rest, at);
  if (at == rest.size()) return DivisionFence::kClosing;
  size_t end = SkipSpaces(rest, SkipDivisionName(rest, at));
  if (end < rest.size() && rest[end] == '{') {
    end = FindAttributesEnd(rest, end);
    if (end == kNone) return DivisionFence::kNone;
  }
  if (end == at) return DivisionFence::kNone;
  return rest.find_first_not_of(": ", end) == kNone ? DivisionFence::kOpening : DivisionFence::kNone;
}

}  // namespace tare::markdown
