// Plain (7.3.3) and quoted (7.3.1, 7.3.2) scalars: where they end, and that their escapes are escapes.

#include <algorithm>
#include <optional>
#include <string>

#include "yaml/find.h"
#include "yaml/parser_machine.h"

namespace tare::yaml {
namespace {

// The value of `count` hexadecimal digits, where they are there.
std::optional<uint32_t> HexNumber(const char* at, const char* end, int count) {
  if (end - at < count || !std::all_of(at, at + count, IsHexDigit)) return std::nullopt;
  uint32_t number = 0;
  for (int i = 0; i < count; ++i) number = number * 16 + HexValue(at[i]);
  return number;
}

bool IsHighSurrogate(uint32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool IsLowSurrogate(uint32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

}  // namespace

// A scalar or an alias, whichever is there.
bool Parser::Machine::ScanScalar(int64_t parent_indent, bool one_line, Event* event) {
  switch (*at_) {
    case '"':
    case '\'':
      return ScanQuoted(parent_indent, event);
    case '*':
      return ParseAlias(event);
    case '|':
    case '>':
      if (!one_line && !InFlow()) return ScanBlockScalar(parent_indent, event);
      break;
    default:
      break;
  }
  if (!CanBeginPlain()) return FailAtIndicator();
  return ScanPlain(parent_indent, one_line, event);
}

bool Parser::Machine::FailAtIndicator() {
  const std::string shown(1, *at_);
  switch (*at_) {
    case '@':
    case '`':
      return Fail(at_, "\"" + shown + "\" is reserved and cannot begin a plain scalar", "quote the text");
    case '%':
      return Fail(at_, "\"%\" cannot begin a plain scalar", "quote the text");
    case '#':
      return Fail(at_, "a comment needs white space before it");
    case '-':
      return Fail(at_, "a sequence entry where none may be");
    case ',':
    case ']':
    case '}':
      return Fail(at_, "\"" + shown + "\" where a value is expected");
    default:
      return Fail(at_, "\"" + shown + "\" cannot begin a scalar here", "quote the text");
  }
}

// Where a plain scalar's text ends on the line: at ": ", " #", a break or (in flow) an indicator.
const char* Parser::Machine::PlainLineEnd(const char* from) const {
  const bool flow = InFlow();
  for (const char* at = from;; ++at) {
    at = flow ? FindAnyOf<'\n', '\r', ':', '#', ',', '[', ']', '{', '}'>(at, end_)
              : FindAnyOfFar<'\n', '\r', ':', '#'>(at, end_);
    if (at == end_) return at;
    if (*at == ':') {
      if (WhiteAt(at + 1) || (flow && Is(at[1], kFlowIndicator))) return at;
    } else if (*at != '#' || (at != from && IsBlank(at[-1]))) {
      return at;
    }
  }
}

// With at_ behind the text of a line: whether the scalar goes on on a later line, where at_ is then.
bool Parser::Machine::ContinuePlain(int64_t parent_indent) {
  const char* line = BehindBreak(at_);
  const char* text = SkipSpaces(line, end_);
  ptrdiff_t spaces = text - line;
  while (text != end_ && IsWhite(*text)) {
    if (IsBlank(*text)) {
      ++text;
    } else {
      line = BehindBreak(text);
      text = SkipSpaces(line, end_);
      spaces = text - line;
    }
  }
  if (text == end_ || *text == '#' || spaces <= parent_indent || MarkerAt(line)) {
    // SkipToToken need not look at all this again.
    skipped_from_ = at_;
    skipped_line_ = line;
    skipped_to_ = text;
    return false;
  }
  line_ = line;
  at_ = text;
  return true;
}

bool Parser::Machine::ScanPlain(int64_t parent_indent, bool one_line, Event* event) {
  const char* const begin = at_;
  const char* text_end = begin;
  bool verbatim = true;
  for (;;) {
    const char* line_end = PlainLineEnd(at_);
    const bool at_break = line_end != end_ && IsBreak(*line_end);
    if (line_end != at_) {
      verbatim = text_end == begin;
      text_end = line_end;
      while (IsBlank(text_end[-1])) --text_end;
    }
    at_ = line_end;
    if (one_line || !at_break || !ContinuePlain(parent_indent)) break;
  }
  // A last line that held nothing of the scalar (it began with ": ") is where what is wrong or next stands.
  EndToken(line_ <= text_end ? text_end : at_);
  *event = Event{.kind = EventKind::kScalar, .begin = OffsetOf(begin), .end = OffsetOf(text_end)};
  event->scalar = {.raw = {begin, static_cast<size_t>(text_end - begin)}, .verbatim = verbatim};
  return true;
}

bool Parser::Machine::ScanQuoted(int64_t parent_indent, Event* event) {
  const char* const begin = at_;
  const char quote = *at_;
  bool verbatim = true;
  const char* at = begin + 1;
  for (;; ++at) {
    at = quote == '"' ? FindAnyOf<'"', '\\', '\n', '\r'>(at, end_) : FindAnyOf<'\'', '\n', '\r'>(at, end_);
    if (at == end_) return Fail(begin, "a quoted scalar without its closing quote");
    if (*at == quote) {
      if (quote == '"' || at + 1 == end_ || at[1] != '\'') break;
      verbatim = false;
      ++at;
    } else if (*at == '\\' && quote == '"') {
      verbatim = false;
      if (!CheckEscape(&at)) return false;
    }
    if (IsBreak(*at)) {
      verbatim = false;
      const char* line = BehindBreak(at);
      if (!CheckLineInQuotes(line, parent_indent)) return false;
      line_ = line;
      at = line - 1;
    }
  }
  EndToken(at + 1);
  *event = Event{.kind = EventKind::kScalar, .begin = OffsetOf(begin), .end = OffsetOf(at_)};
  event->scalar = {.raw = {begin + 1, static_cast<size_t>(at - begin - 1)},
                   .style = quote == '"' ? ScalarStyle::kDoubleQuoted : ScalarStyle::kSingleQuoted,
                   .verbatim = verbatim};
  return true;
}

// A line that a quoted scalar goes on in.
bool Parser::Machine::CheckLineInQuotes(const char* line, int64_t parent_indent) {
  const char* at = line;
  while (at != end_ && IsBlank(*at)) ++at;
  if (at == end_ || IsBreak(*at)) return true;  // an empty line
  if (SpacesOf(line) <= parent_indent) return Fail(at, "a line of a quoted scalar is not indented enough");
  if (MarkerAt(line)) return Fail(line, "a document ends inside a quoted scalar");
  return true;
}

// *at is at the backslash; at the last byte of the escape afterwards, or at the break that is escaped.
bool Parser::Machine::CheckEscape(const char** at) {
  const char* const begin = (*at)++;
  if (*at == end_) return Fail(begin, "a quoted scalar without its closing quote");
  switch (**at) {
    case 'x':
      return CheckUnicodeEscape(at, 2);
    case 'u':
      return CheckUnicodeEscape(at, 4);
    case 'U':
      return CheckUnicodeEscape(at, 8);
    default:
      break;
  }
  constexpr std::string_view kEscapes = "0abt\tnvfre \"/\\N_LP\n\r";
  if (kEscapes.find(**at) != std::string_view::npos) return true;
  return Fail(begin, "an escape that YAML does not know: \\" + std::string(1, **at),
              "write a backslash as \\\\, or use single quotes");
}

bool Parser::Machine::CheckUnicodeEscape(const char** at, int digits) {
  const char* const begin = *at - 1;
  const std::optional<uint32_t> code_point = HexNumber(*at + 1, end_, digits);
  if (!code_point) return Fail(begin, "an escape without its hexadecimal digits");
  *at += digits;
  // JSON writes what is beyond the basic plane as two escapes.
  if (digits == 4 && IsHighSurrogate(*code_point) && end_ - *at > 2 && (*at)[1] == '\\' && (*at)[2] == 'u' &&
      IsLowSurrogate(HexNumber(*at + 3, end_, 4).value_or(0))) {
    *at += 6;
    return true;
  }
  if (*code_point > 0x10FFFF || IsHighSurrogate(*code_point) || IsLowSurrogate(*code_point))
    return Fail(begin, "an escape that is no Unicode character");
  return true;
}

}  // namespace tare::yaml
