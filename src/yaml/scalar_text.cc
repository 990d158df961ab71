// The content of scalars, from the way they are written (YAML 1.2.2: 5.7, 6.5, 7.3, 8.1). Text is copied in
// runs: from line to line, and from escape to escape.

#include <algorithm>
#include <cstring>
#include <utility>

#include "tare/yaml_events.h"
#include "text/scan.h"
#include "text/utf8.h"
#include "yaml/characters.h"

namespace tare::yaml {
namespace {

// The index behind the line break at `at`.
size_t AfterBreak(std::string_view text, size_t at) {
  return at + static_cast<size_t>(BreakSize(text.data() + at, text.data() + text.size()));
}

size_t SkipBlanks(std::string_view text, size_t at) {
  while (at < text.size() && IsBlank(text[at])) ++at;
  return at;
}

std::string_view TrimmedRight(std::string_view run) {
  while (!run.empty() && IsBlank(run.back())) run.remove_suffix(1);
  return run;
}

// ---- Plain and quoted: flow folding (6.5) ----

struct Breaks {
  size_t count;
  size_t end;  // of the white space behind the last of them
};

// The line breaks from `at` on with the white space between and behind them.
Breaks SkipBreaks(std::string_view raw, size_t at) {
  size_t count = 0;
  while (at < raw.size() && IsBreak(raw[at])) {
    ++count;
    at = SkipBlanks(raw, AfterBreak(raw, at));
  }
  return {count, at};
}

// One break is a space, more are one less.
size_t FoldBreaks(std::string_view raw, size_t at, std::pmr::string& out) {
  const Breaks breaks = SkipBreaks(raw, at);
  if (breaks.count == 1) {
    out.push_back(' ');
  } else {
    out.append(breaks.count - 1, '\n');
  }
  return breaks.end;
}

constexpr text::ByteSet kPlainSpecials("\n\r");
constexpr text::ByteSet kSingleQuotedSpecials("\n\r'");
constexpr text::ByteSet kDoubleQuotedSpecials("\n\r\\");

void DecodePlain(std::string_view raw, std::pmr::string& out) {
  for (size_t at = 0; at < raw.size();) {
    const size_t special = text::FindFirstOf(raw, kPlainSpecials, at);
    const std::string_view run = raw.substr(at, special - at);
    if (special == raw.size()) {
      out.append(run);
      return;
    }
    out.append(TrimmedRight(run));
    at = FoldBreaks(raw, special, out);
  }
}

void DecodeSingleQuoted(std::string_view raw, std::pmr::string& out) {
  for (size_t at = 0; at < raw.size();) {
    const size_t special = text::FindFirstOf(raw, kSingleQuotedSpecials, at);
    const std::string_view run = raw.substr(at, special - at);
    if (special == raw.size()) {
      out.append(run);
      return;
    }
    if (raw[special] == '\'') {
      out.append(run).push_back('\'');
      at = special + 2;
    } else {
      out.append(TrimmedRight(run));
      at = FoldBreaks(raw, special, out);
    }
  }
}

// ---- Escapes (5.7) ----

text::CodePoint HexNumber(std::string_view digits) {
  uint32_t value = 0;
  for (const char c : digits) value = value << 4 | HexValue(c);
  return value;
}

// The number behind "\x", "\u" or "\U" at `*at`. JSON writes what is beyond U+FFFF as two surrogates.
text::CodePoint NumberedCharacter(std::string_view raw, size_t* at, size_t digits) {
  text::CodePoint c = HexNumber(raw.substr(*at + 2, digits));
  *at = std::min(*at + 2 + digits, raw.size());
  if (c >= 0xD800 && c < 0xDC00 && raw.substr(*at, 2) == "\\u") {
    const text::CodePoint low = HexNumber(raw.substr(*at + 2, 4));
    if (low >= 0xDC00 && low < 0xE000) {
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      *at = std::min(*at + 6, raw.size());
    }
  }
  return c;
}

// What "\c" stands for.
text::CodePoint NamedCharacter(char c) {
  switch (c) {
    case '0':
      return 0;
    case 'a':
      return 7;
    case 'b':
      return 8;
    case 't':
      return 9;
    case 'n':
      return 10;
    case 'v':
      return 11;
    case 'f':
      return 12;
    case 'r':
      return 13;
    case 'e':
      return 27;
    case 'N':
      return 0x85;
    case '_':
      return 0xA0;
    case 'L':
      return 0x2028;
    case 'P':
      return 0x2029;
    default:  // itself: space, tab, quote, slash, backslash
      return static_cast<unsigned char>(c);
  }
}

// Writes what the escape at `at` stands for; returns the index behind it.
size_t DecodeEscape(std::string_view raw, size_t at, std::pmr::string& out) {
  if (at + 1 >= raw.size()) return raw.size();
  const char c = raw[at + 1];
  if (IsBreak(c)) {  // joins the lines; empty ones between are breaks
    const Breaks breaks = SkipBreaks(raw, at + 1);
    out.append(breaks.count - 1, '\n');
    return breaks.end;
  }
  const size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
  if (digits != 0) {
    text::AppendUtf8(NumberedCharacter(raw, &at, digits), out);
    return at;
  }
  text::AppendUtf8(NamedCharacter(c), out);
  return at + 2;
}

void DecodeDoubleQuoted(std::string_view raw, std::pmr::string& out) {
  for (size_t at = 0; at < raw.size();) {
    const size_t special = text::FindFirstOf(raw, kDoubleQuotedSpecials, at);
    const std::string_view run = raw.substr(at, special - at);
    if (special == raw.size()) {
      out.append(run);
      return;
    }
    if (raw[special] == '\\') {
      out.append(run);
      at = DecodeEscape(raw, special, out);
    } else {
      out.append(TrimmedRight(run));  // not into an escape: white space that is escaped stays
      at = FoldBreaks(raw, special, out);
    }
  }
}

// ---- Literal and folded (8.1) ----

// The lines of a block scalar without indentation and breaks. A last one without a break counts as one with.
class BlockLines {
 public:
  BlockLines(std::string_view raw, size_t indentation)
      : raw_(raw), indentation_(indentation), has_return_(raw.find('\r') != raw.npos) {}

  bool AtEnd() const { return at_ == raw_.size(); }
  std::string_view Next() {
    const size_t end =
        has_return_ ? text::FindFirstOf(raw_, kPlainSpecials, at_) : text::FindByte(raw_, '\n', at_);
    const std::string_view line = raw_.substr(at_, end - at_);
    at_ = end == raw_.size() ? end : AfterBreak(raw_, end);
    return line.size() > indentation_ ? line.substr(indentation_) : std::string_view();
  }

 private:
  const std::string_view raw_;
  const size_t indentation_;
  const bool has_return_;
  size_t at_ = 0;
};

// A block scalar's lines: those with content (and empty ones between), and the empty ones behind.
struct BlockParts {
  std::string_view content;  // without the break of its last line
  size_t empty_lines;        // behind it
};

BlockParts SplitBlock(const ScalarText& text) {
  const std::string_view raw = text.raw;
  // A line of more spaces than the indentation is content.
  size_t end = raw.size();
  while (end > 0 && (raw[end - 1] == ' ' || IsBreak(raw[end - 1]))) --end;
  size_t content = end == 0 ? 0 : std::min(raw.find_first_of("\n\r", end), raw.size());
  size_t empty_lines = 0;
  bool has_content = content > 0;
  for (size_t at = has_content && content < raw.size() ? AfterBreak(raw, content) : content;
       at < raw.size();) {
    const size_t line_end = std::min(raw.find_first_of("\n\r", at), raw.size());
    ++empty_lines;
    if (line_end - at > text.indentation) {
      content = line_end;
      empty_lines = 0;
      has_content = true;
    }
    at = line_end == raw.size() ? line_end : AfterBreak(raw, line_end);
  }
  return {raw.substr(0, has_content ? content : 0), empty_lines};
}

char* Copy(std::string_view run, char* out) {
  std::memcpy(out, run.data(), run.size());
  return out + run.size();
}

// The lines with a break between them.
char* DecodeLiteralLines(std::string_view content, size_t indentation, char* out) {
  BlockLines lines(content, indentation);
  while (true) {
    const std::string_view line = lines.Next();
    if (!line.empty()) out = Copy(line, out);
    if (lines.AtEnd()) return out;
    *out++ = '\n';
  }
}

// Breaks between lines fold as in flow scalars, but not beside lines that begin with white space (8.1.3).
char* DecodeFoldedLines(std::string_view content, size_t indentation, char* out) {
  BlockLines lines(content, indentation);
  size_t breaks = 0;  // since the last line with content
  bool kept = true;   // the break behind that line: at the beginning there is none that could fold
  do {
    const std::string_view line = lines.Next();
    if (line.empty()) {
      ++breaks;
      continue;
    }
    const bool white = IsBlank(line.front());
    if (!kept && !white) {
      if (breaks == 1) {
        *out++ = ' ';
      } else {
        out = std::fill_n(out, breaks - 1, '\n');
      }
    } else {
      out = std::fill_n(out, breaks, '\n');
    }
    out = Copy(line, out);
    breaks = 1;
    kept = white;
  } while (!lines.AtEnd());
  return out;
}

void DecodeBlock(const ScalarText& text, std::pmr::string& out) {
  const BlockParts parts = SplitBlock(text);
  // Never more bytes than there are, but for the break of a last line that has none.
  out.resize_and_overwrite(text.raw.size() + 2, [&](char* begin, size_t) {
    char* end = begin;
    if (!parts.content.empty()) {
      end = text.style == ScalarStyle::kLiteral ? DecodeLiteralLines(parts.content, text.indentation, begin)
                                                : DecodeFoldedLines(parts.content, text.indentation, begin);
      if (text.chomping != Chomping::kStrip) *end++ = '\n';
    }
    if (text.chomping == Chomping::kKeep) end = std::fill_n(end, parts.empty_lines, '\n');
    return static_cast<size_t>(end - begin);
  });
}

}  // namespace

std::string_view DecodeScalar(const ScalarText& text, std::pmr::string* scratch) {
  if (text.verbatim) return text.raw;
  scratch->clear();
  switch (text.style) {
    case ScalarStyle::kPlain:
      scratch->reserve(text.raw.size());
      DecodePlain(text.raw, *scratch);
      break;
    case ScalarStyle::kSingleQuoted:
      scratch->reserve(text.raw.size());
      DecodeSingleQuoted(text.raw, *scratch);
      break;
    case ScalarStyle::kDoubleQuoted:
      scratch->reserve(text.raw.size());
      DecodeDoubleQuoted(text.raw, *scratch);
      break;
    case ScalarStyle::kLiteral:
    case ScalarStyle::kFolded:
      DecodeBlock(text, *scratch);
      break;
  }
  return *scratch;
}

}  // namespace tare::yaml
