#include "readers/markdown/link_syntax.h"

#include "readers/markdown/characters.h"
#include "text/scan.h"
#include "text/utf8.h"

namespace tare::markdown {
namespace {

constexpr size_t kNone = std::string_view::npos;
constexpr int kMaxParentheses = 32;  // open at once in a destination; the specification asks for three

bool IsEscape(std::string_view text, size_t at) {
  return text[at] == '\\' && at + 1 < text.size() && IsAsciiPunctuation(text[at + 1]);
}

// Where the unescaped `closing` byte is. Any other byte of `stops` comes to nothing before it.
size_t FindUnescaped(std::string_view text, size_t at, char closing, const text::ByteSet& stops) {
  for (at = text::FindFirstOf(text, stops, at); at < text.size(); at = text::FindFirstOf(text, stops, at)) {
    if (text[at] == closing) return at;
    if (text[at] != '\\') return kNone;
    at += IsEscape(text, at) ? 2 : 1;
  }
  return kNone;
}

constexpr text::ByteSet MakeBareStops() {
  text::ByteSet stops("\\() \x7F");
  stops.AddRange(0, 0x1F);
  return stops;
}

size_t ScanBareDestination(std::string_view text, size_t at) {
  static constexpr text::ByteSet kStops = MakeBareStops();
  int open = 0;
  for (; (at = text::FindFirstOf(text, kStops, at)) < text.size(); ++at) {
    const char c = text[at];
    if (c == '\\') {
      if (IsEscape(text, at)) ++at;
    } else if (c == '(') {
      if (++open > kMaxParentheses) return kNone;
    } else if (c != ')' || open-- == 0) {
      break;
    }
  }
  return open > 0 ? kNone : at;
}

}  // namespace

size_t SkipSpace(std::string_view text, size_t at) {
  while (at < text.size() && (IsBlank(text[at]) || text[at] == '\n')) ++at;
  return at;
}

size_t ScanLabel(std::string_view text, size_t at, std::string_view* label) {
  if (at >= text.size() || text[at] != '[') return kNone;
  const size_t begin = ++at;
  bool blank = true;
  for (size_t characters = 0; at < text.size() && text[at] != ']'; ++at) {
    if (text[at] == '[') return kNone;
    if (IsEscape(text, at)) ++at, ++characters;
    if (!IsSpace(text[at])) blank = false;
    if (!text::IsContinuationByte(text[at]) && ++characters > kMaxLabel) return kNone;
  }
  if (at >= text.size() || blank) return kNone;
  *label = text.substr(begin, at - begin);
  return at + 1;
}

size_t ScanDestination(std::string_view text, size_t at, std::string_view* destination) {
  static constexpr text::ByteSet kAngleStops("<>\\\n");
  size_t end;
  if (at < text.size() && text[at] == '<') {
    end = FindUnescaped(text, ++at, '>', kAngleStops);
    if (end == kNone) return kNone;
    *destination = text.substr(at, end - at);
    return end + 1;
  }
  end = ScanBareDestination(text, at);
  if (end != kNone) *destination = text.substr(at, end - at);
  return end;
}

size_t ScanTitle(std::string_view text, size_t at, std::string_view* title) {
  static constexpr text::ByteSet kDouble("\"\\");
  static constexpr text::ByteSet kSingle("'\\");
  static constexpr text::ByteSet kParentheses("()\\");
  if (at >= text.size()) return kNone;
  const size_t begin = at + 1;
  size_t end = kNone;
  if (text[at] == '"') end = FindUnescaped(text, begin, '"', kDouble);
  if (text[at] == '\'') end = FindUnescaped(text, begin, '\'', kSingle);
  if (text[at] == '(') end = FindUnescaped(text, begin, ')', kParentheses);
  if (end == kNone) return kNone;
  *title = text.substr(begin, end - begin);
  return end + 1;
}

size_t ScanLinkTail(std::string_view text, size_t at, std::string_view* destination,
                    std::string_view* title) {
  *title = {};
  at = ScanDestination(text, SkipSpace(text, at + 1), destination);
  if (at == kNone) return kNone;
  const size_t after_space = SkipSpace(text, at);
  if (after_space > at && after_space < text.size() && text[after_space] != ')') {
    at = ScanTitle(text, after_space, title);
    if (at == kNone) return kNone;
  }
  at = SkipSpace(text, at);
  return at < text.size() && text[at] == ')' ? at + 1 : kNone;
}

}  // namespace tare::markdown
