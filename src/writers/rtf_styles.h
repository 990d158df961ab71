#pragma once

// The styles of a file. A style's number is its place in the table, and its formatting is repeated where it
// is used, since programs that do not read style sheets see only that.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tare/document.h"

namespace tare::rtf_writer {

// Twips, 1/1440 inch.
inline constexpr int kTextWidth = 9026;  // A4 less an inch on both sides
inline constexpr int kMaxIndent = 5760;  // what nests deeper stands no further right
inline constexpr int kListIndent = 480;
inline constexpr int kHanging = 360;  // from a list's number to its text
inline constexpr int kQuoteIndent = 480;
inline constexpr int kDefinitionIndent = 480;

enum class ParagraphStyle : uint8_t {
  kNormal,
  kHeading1,
  kHeading2,
  kHeading3,
  kHeading4,
  kHeading5,
  kHeading6,
  kQuote,
  kListParagraph,
  kCodeBlock,
  kTableContents,
  kTableHeading,
  kFootnoteText,
  kCaption,
  kDefinitionTerm,
  kDefinition,
  kHorizontalLine,
};

struct Style {
  std::string_view name;
  std::string_view formatting;  // with its number; the first has none
  std::string_view sheet_formatting = formatting;
};

inline constexpr std::array<Style, 17> kParagraphStyles{{
    {"Normal", "\\sb80\\sa80"},
    {"heading 1", "\\s1\\outlinelevel0\\keepn\\sb360\\sa80\\b\\fs36"},
    {"heading 2", "\\s2\\outlinelevel1\\keepn\\sb280\\sa80\\b\\fs32"},
    {"heading 3", "\\s3\\outlinelevel2\\keepn\\sb240\\sa80\\b\\fs28"},
    {"heading 4", "\\s4\\outlinelevel3\\keepn\\sb200\\sa80\\b\\fs26"},
    {"heading 5", "\\s5\\outlinelevel4\\keepn\\sb160\\sa80\\b\\fs24"},
    {"heading 6", "\\s6\\outlinelevel5\\keepn\\sb160\\sa80\\b\\i\\fs24"},
    {"Quote", "\\s7\\sb80\\sa80\\brdrl\\brdrs\\brdrw20\\brsp180\\brdrcf3"},
    {"List Paragraph", "\\s8\\sb80\\sa80"},
    {"Code Block",
     "\\s9\\sb80\\sa80\\cbpat4\\brdrt\\brdrs\\brdrw5\\brsp60\\brdrcf3\\brdrl\\brdrs\\brdrw5\\brsp60\\brdrcf3"
     "\\brdrb\\brdrs\\brdrw5\\brsp60\\brdrcf3\\brdrr\\brdrs\\brdrw5\\brsp60\\brdrcf3\\noproof\\f1\\fs20"},
    {"Table Contents", "\\s10\\sb40\\sa40"},
    {"Table Heading", "\\s11\\sb40\\sa40\\b"},
    {"footnote text", "\\s12\\sb40\\sa40\\fs20"},
    {"caption", "\\s13\\keepn\\sb80\\sa80\\i\\fs20"},
    {"Definition Term", "\\s14\\keepn\\sb80\\sa0\\b"},
    {"Definition", "\\s15\\sb0\\sa80"},
    {"Horizontal Line", "\\s16\\sb120\\sa120\\brdrb\\brdrs\\brdrw10\\brsp20\\brdrcf3\\fs8"},
}};

inline constexpr std::string_view kTightListParagraph = "\\s8\\sb0\\sa0";

inline constexpr ParagraphStyle HeadingStyle(int level) { return static_cast<ParagraphStyle>(level); }
inline constexpr std::string_view FormattingOf(ParagraphStyle style) {
  return kParagraphStyles[static_cast<size_t>(style)].formatting;
}

// Character styles of spans, by SpanKind as far as a style is all they need.
inline constexpr std::array<Style, 10> kSpanStyles{{
    {"Emphasis", "\\cs20\\i"},
    {"Strong", "\\cs21\\b"},
    {"Underline", "\\cs22\\ul"},
    {"Strikethrough", "\\cs23\\strike"},
    {"Superscript", "\\cs24\\super"},
    {"Subscript", "\\cs25\\sub"},
    // No style can hold what Word and LibreOffice call highlighting.
    {"Highlight", "\\cs26\\highlight5", "\\cs26"},
    {"Code", "\\cs27\\f1"},
    {"Math", "\\cs28\\f2\\i"},
    {"Display Math", "\\cs29\\f2\\i"},
}};
inline constexpr Style kHyperlink{"Hyperlink", "\\cs30\\ul\\cf2"};
inline constexpr Style kFootnoteReference{"footnote reference", "\\cs31\\super"};

// kLink and kRaw have none.
inline constexpr std::string_view FormattingOf(const Span& span) {
  constexpr size_t kMathStyle = 8;
  if (span.kind == SpanKind::kMath) return kSpanStyles[kMathStyle + (span.display ? 1 : 0)].formatting;
  return kSpanStyles[static_cast<size_t>(span.kind)].formatting;
}

}  // namespace tare::rtf_writer
