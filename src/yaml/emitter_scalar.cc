#include "yaml/emitter_scalar.h"

#include <algorithm>

#include "text/scan.h"
#include "text/utf8.h"
#include "yaml/characters.h"

namespace tare::yaml {
namespace {

// ---- Flow scalars ----

constexpr text::ByteSet DoubleQuotedSpecials() {
  text::ByteSet set("\"\\\x7F");
  set.AddRange(0x00, 0x1F);
  set.AddRange(0x80, 0xFF);
  return set;
}
constexpr text::ByteSet kDoubleQuotedSpecials = DoubleQuotedSpecials();

// The letter of a character that has an escape of its own; 0 if it has none.
char EscapeLetter(text::CodePoint c) {
  constexpr char kControls[] = "0      abtnvfr";
  if (c < 14) return kControls[c] == ' ' ? '\0' : kControls[c];
  switch (c) {
    case 0x1B:
      return 'e';
    case '"':
    case '\\':
      return static_cast<char>(c);
    case 0x85:
      return 'N';
    case 0x2028:
      return 'L';
    case 0x2029:
      return 'P';
    default:
      return '\0';
  }
}

void WriteEscape(text::CodePoint c, LineOutput& lines) {
  lines.Put('\\');
  if (const char letter = EscapeLetter(c)) {
    lines.Put(letter);
    return;
  }
  const int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
  lines.Put(digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) lines.Put("0123456789ABCDEF"[c >> shift & 0xF]);
}

void WriteEscaped(std::string_view text, LineOutput& lines) {
  for (size_t at = 0; at < text.size();) {
    const size_t special = text::FindFirstOf(text, kDoubleQuotedSpecials, at);
    lines.Write(text.substr(at, special - at));
    if (special == text.size()) return;
    const text::Decoded decoded = text::Decode(text, special);
    const bool as_is = decoded.code_point >= 0x80 && decoded.well_formed && IsPrintable(decoded.code_point);
    if (as_is) {
      lines.Write(text.substr(special, decoded.length));
    } else {
      WriteEscape(decoded.code_point, lines);
    }
    at = special + decoded.length;
  }
}

void WriteDoublingQuotes(std::string_view text, LineOutput& lines) {
  for (size_t at = 0; at < text.size();) {
    const size_t quote = text::FindByte(text, '\'', at);
    lines.Write(text.substr(at, quote - at));
    if (quote == text.size()) return;
    lines.Write("''");
    at = quote + 1;
  }
}

// Where a line may end: at a single space between two words. The next line does not begin like an entry.
bool MayBreakAt(std::string_view text, size_t space) {
  if (space == 0 || space + 1 >= text.size()) return false;
  const char next = text[space + 1];
  return !IsContentWhite(text[space - 1]) && !IsContentWhite(next) && next != '-' && next != '?' &&
         next != ':';
}

// The index of the next space where a line may end, from `at` on.
size_t NextBreakPoint(std::string_view text, size_t at) {
  while ((at = text::FindByte(text, ' ', at)) < text.size() && !MayBreakAt(text, at)) ++at;
  return at;
}

// One line's text, wrapped at the layout's width.
template <typename WriteRun>
void WriteWrapped(std::string_view text, const ScalarLayout& layout, LineOutput& lines, WriteRun write_run) {
  if (layout.width == 0) {
    write_run(text);
    return;
  }
  for (size_t at = 0; at < text.size();) {
    const size_t end = NextBreakPoint(text, at);
    write_run(text.substr(at, end - at));
    if (end == text.size()) return;
    const size_t next = NextBreakPoint(text, end + 1);
    at = end + 1;
    if (lines.column() + (next - end) > layout.width) {
      lines.Break();
      lines.Spaces(layout.column());
    } else {
      lines.Put(' ');
    }
  }
}

// Plain and single-quoted text: a break of the content is two of the lines, and so on (6.5).
template <typename WriteRun>
void WriteFoldable(std::string_view text, const ScalarLayout& layout, LineOutput& lines, WriteRun write_run) {
  while (true) {
    const size_t end = text::FindByte(text, '\n', 0);
    WriteWrapped(text.substr(0, end), layout, lines, write_run);
    if (end == text.size()) return;
    lines.Break();
    for (text.remove_prefix(end); text.starts_with('\n'); text.remove_prefix(1)) lines.Break();
    lines.Spaces(layout.column());
  }
}

// ---- Block scalars ----

// A text's lines with content, and the breaks behind them.
struct BlockText {
  std::string_view content;
  size_t breaks;
};

BlockText SplitBlockText(std::string_view text) {
  size_t end = text.size();
  while (end > 0 && text[end - 1] == '\n') --end;
  return {text.substr(0, end), text.size() - end};
}

void WriteHeader(ScalarStyle style, const BlockText& block, const TextTraits& traits,
                 const ScalarLayout& layout, LineOutput& lines) {
  lines.Put(style == ScalarStyle::kLiteral ? '|' : '>');
  if (traits.needs_indicator) lines.Put(static_cast<char>('0' + layout.indentation));
  if (block.breaks == 0) {
    lines.Put('-');
  } else if (block.breaks > 1 || block.content.empty()) {
    lines.Put('+');
  }
  if (!layout.header_comment.empty()) {
    lines.Put(' ');
    lines.Write(layout.header_comment);
  }
  lines.Break();
}

// Calls `write_line` for each line with something in it, and `write_breaks` for the breaks before it.
template <typename WriteBreaks, typename WriteLine>
void ForEachLine(std::string_view content, WriteBreaks write_breaks, WriteLine write_line) {
  while (!content.empty()) {
    size_t breaks = 0;
    while (content[breaks] == '\n') ++breaks;
    content.remove_prefix(breaks);
    const size_t end = text::FindByte(content, '\n', 0);
    write_breaks(breaks, content.front());
    write_line(content.substr(0, end));
    content.remove_prefix(end);
  }
}

void WriteBreaks(size_t count, LineOutput& lines) {
  for (; count > 0; --count) lines.Break();
}

void WriteLiteralLines(std::string_view content, const ScalarLayout& layout, LineOutput& lines) {
  ForEachLine(
      content, [&](size_t breaks, char) { WriteBreaks(breaks, lines); },
      [&](std::string_view line) {
        lines.Spaces(layout.column());
        lines.Write(line);
      });
}

void WriteFoldedLines(std::string_view content, const ScalarLayout& layout, LineOutput& lines) {
  // Between two lines that begin with text a break folds: it takes one more to be one.
  bool folds = false;
  ForEachLine(
      content,
      [&](size_t breaks, char first) {
        WriteBreaks(breaks + (folds && !IsBlank(first) ? 1 : 0), lines);
        folds = !IsBlank(first);
      },
      [&](std::string_view line) {
        lines.Spaces(layout.column());
        if (IsBlank(line.front())) {
          lines.Write(line);
        } else {
          WriteWrapped(line, layout, lines, [&](std::string_view run) { lines.Write(run); });
        }
      });
}

void WriteBlock(std::string_view text, ScalarStyle style, const TextTraits& traits,
                const ScalarLayout& layout, LineOutput& lines) {
  const BlockText block = SplitBlockText(text);
  WriteHeader(style, block, traits, layout, lines);
  if (!block.content.empty()) {
    if (style == ScalarStyle::kLiteral) {
      WriteLiteralLines(block.content, layout, lines);
    } else {
      WriteFoldedLines(block.content, layout, lines);
    }
    lines.Break();
    WriteBreaks(block.breaks > 0 ? block.breaks - 1 : 0, lines);
  } else {
    WriteBreaks(block.breaks, lines);
  }
}

}  // namespace

void LineOutput::Spaces(size_t count) {
  constexpr std::string_view kSpaces = "                                                                ";
  for (; count > kSpaces.size(); count -= kSpaces.size()) out_.Write(kSpaces);
  out_.Write(kSpaces.substr(0, count));
}

void WriteScalar(std::string_view text, ScalarStyle style, const TextTraits& traits,
                 const ScalarLayout& layout, LineOutput& lines) {
  switch (style) {
    case ScalarStyle::kPlain:
      WriteFoldable(text, layout, lines, [&](std::string_view run) { lines.Write(run); });
      break;
    case ScalarStyle::kSingleQuoted:
      lines.Put('\'');
      WriteFoldable(text, layout, lines, [&](std::string_view run) { WriteDoublingQuotes(run, lines); });
      lines.Put('\'');
      break;
    case ScalarStyle::kDoubleQuoted:
      lines.Put('"');
      WriteWrapped(text, layout, lines, [&](std::string_view run) { WriteEscaped(run, lines); });
      lines.Put('"');
      break;
    case ScalarStyle::kLiteral:
    case ScalarStyle::kFolded:
      WriteBlock(text, style, traits, layout, lines);
      break;
  }
}

size_t LongestLine(std::string_view text, ScalarStyle style, const TextTraits& traits) {
  constexpr size_t kLongestEscape = 6;  // of the characters that take one: "\uFEFF"
  switch (style) {
    case ScalarStyle::kPlain:
      return text.size();
    case ScalarStyle::kSingleQuoted:
      return text.size() + traits.single_quotes + 2;
    default:
      return text.size() + traits.escapes * kLongestEscape + 2;
  }
}

}  // namespace tare::yaml
