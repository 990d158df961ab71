#pragma once

// Documents made at random of what Markdown can say, from text that looks like markup.

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "tare/document.h"

namespace tare {

class RandomMarkdown {
 public:
  // The same seed sends the same document.
  RandomMarkdown(uint32_t seed, Sink& sink) : random_(seed), sink_(sink) {}

  void Send() {
    sink_.BeginBlock(Block::Of(BlockKind::kDocument));
    Blocks(1 + Below(4), 0, false);
    in_notes_ = true;
    for (int note = 1; note <= notes_; ++note) {
      sink_.BeginBlock(Block::Footnote(std::to_string(note)));
      Paragraph(true);
      sink_.EndBlock(BlockKind::kFootnote);
    }
    sink_.EndBlock(BlockKind::kDocument);
  }

 private:
  uint32_t Below(uint32_t n) { return static_cast<uint32_t>(random_()) % n; }
  bool OneIn(uint32_t n) { return Below(n) == 0; }
  template <size_t kSize>
  std::string_view OneOf(const std::string_view (&choices)[kSize]) {
    return choices[Below(kSize)];
  }
  static uint32_t Bit(SpanKind kind) { return 1u << static_cast<uint32_t>(kind); }

  // Blocks of a container. In a tight item, only such as need no blank line between them.
  void Blocks(uint32_t count, int depth, bool tight) {
    BlockKind last = BlockKind::kDocument;
    for (uint32_t i = 0; i < count; ++i) last = AnyBlock(depth, tight, last);
  }

  BlockKind AnyBlock(int depth, bool tight, BlockKind last) {
    switch (Below(depth > 3 ? 6 : 10)) {
      case 0:
      case 1:
      case 2:
        if (tight && last != BlockKind::kDocument) return Code();
        return Paragraph(true);
      case 3:
        return Heading(!tight);
      case 4:
        sink_.BeginBlock(Block::Of(BlockKind::kThematicBreak));
        sink_.EndBlock(BlockKind::kThematicBreak);
        return BlockKind::kThematicBreak;
      case 6:
        return tight ? Code() : Table();
      case 7:
        return tight && last == BlockKind::kQuote ? Code() : Quote(depth);
      case 8:
      case 9:
        return last == BlockKind::kList ? Code() : List(depth, tight && last == BlockKind::kParagraph);
      default:
        return Code();
    }
  }

  BlockKind Paragraph(bool breaks) {
    sink_.BeginBlock(Block::Of(BlockKind::kParagraph));
    Inline(breaks);
    sink_.EndBlock(BlockKind::kParagraph);
    return BlockKind::kParagraph;
  }

  BlockKind Heading(bool breaks) {
    const int level = 1 + static_cast<int>(Below(6));
    sink_.BeginBlock(Block::Heading(level));
    if (!OneIn(8)) Inline(breaks && level <= 2);
    sink_.EndBlock(BlockKind::kHeading);
    return BlockKind::kHeading;
  }

  BlockKind Quote(int depth) {
    sink_.BeginBlock(Block::Of(BlockKind::kQuote));
    Blocks(Below(3), depth + 1, false);
    sink_.EndBlock(BlockKind::kQuote);
    return BlockKind::kQuote;
  }

  // `interrupts`: it follows a paragraph with no blank line between.
  BlockKind List(int depth, bool interrupts) {
    const bool tight = OneIn(2);
    const uint32_t items = 1 + Below(3) + (tight ? 0 : 1);
    const uint64_t start = interrupts || OneIn(2) ? 1 : Below(1000);
    sink_.BeginBlock(OneIn(2) ? Block::OrderedList(start, tight, OneIn(2) ? '.' : ')') : Block::List(tight));
    for (uint32_t i = 0; i < items; ++i) {
      if (OneIn(6)) {
        sink_.BeginBlock(Block::Item(OneIn(2) ? Checked::kNo : Checked::kYes));
        Paragraph(true);
      } else {
        sink_.BeginBlock(Block::Item());
        Blocks(interrupts && i == 0 ? 1 : Below(3), depth + 1, tight);
      }
      sink_.EndBlock(BlockKind::kListItem);
    }
    sink_.EndBlock(BlockKind::kList);
    return BlockKind::kList;
  }

  BlockKind Code() {
    static constexpr std::string_view kInfos[] = {"", "c++", "a b", "x`y", "\\*&amp;", "~~~"};
    static constexpr std::string_view kLines[] = {"\n",        " \n",      "code\n",  "```\n", "````\n",
                                                  "~~~\n",     "   ```\n", "- a\n",   "  b\n", "\tc\n",
                                                  "    ```\n", "# d\n",    "``` x\n", "`\n"};
    sink_.BeginBlock(Block::Code(OneOf(kInfos)));
    for (uint32_t i = Below(4); i > 0; --i) sink_.Text(OneOf(kLines));
    sink_.EndBlock(BlockKind::kCode);
    return BlockKind::kCode;
  }

  BlockKind Table() {
    Alignment alignments[4];
    const uint32_t columns = 1 + Below(4);
    for (uint32_t i = 0; i < columns; ++i) alignments[i] = static_cast<Alignment>(Below(4));
    sink_.BeginBlock(Block::Table({alignments, columns}));
    const uint32_t rows = 1 + Below(3);
    for (uint32_t row = 0; row < rows; ++row) {
      sink_.BeginBlock(Block::Row(row == 0));
      for (uint32_t i = 0; i < columns; ++i) {
        sink_.BeginBlock(Block::Cell(row == 0));
        if (!OneIn(5)) Paragraph(false);
        sink_.EndBlock(BlockKind::kCell);
      }
      sink_.EndBlock(BlockKind::kRow);
    }
    sink_.EndBlock(BlockKind::kTable);
    return BlockKind::kTable;
  }

  // Inline content that neither begins nor ends with white space.
  void Inline(bool breaks) {
    SpanKind last = SpanKind::kRaw;  // stands for none
    for (uint32_t pieces = 1 + Below(5); pieces > 0; --pieces) {
      last = Piece(breaks, last);
      if (pieces > 1 && Divide(breaks)) last = SpanKind::kRaw;
    }
  }

  // False where nothing stands between two pieces.
  bool Divide(bool breaks) {
    switch (Below(breaks ? 4 : 2)) {
      case 0:
        return false;
      case 1:
        sink_.Text(" ");
        return true;
      case 2:
        sink_.SoftBreak();
        return true;
      default:
        sink_.HardBreak();
        return true;
    }
  }

  // Returns the kind of the span it sent, kRaw where it was none. `last`: that of the piece just before.
  SpanKind Piece(bool breaks, SpanKind last) {
    const bool in_link = (open_ & Bit(SpanKind::kLink)) != 0;
    switch (Below(12)) {
      case 0:
        return Span(SpanKind::kEmphasis, breaks, last);
      case 1:
        return Span(SpanKind::kStrong, breaks, last);
      case 2:
        return Span(SpanKind::kStrikethrough, breaks, last);
      case 3:
        return last == SpanKind::kCode ? Words() : CodeSpan();
      case 4:
        return in_link ? Words() : Link(breaks);
      case 5:
        sink_.AddImage({.target = Target(), .title = Title(), .alt = OneIn(2) ? "" : Word()});
        return SpanKind::kRaw;
      case 6:
        if (in_link || in_notes_) return Words();
        sink_.FootnoteReference(std::to_string(++notes_));
        return SpanKind::kRaw;
      default:
        return Words();
    }
  }

  SpanKind Span(SpanKind kind, bool breaks, SpanKind last) {
    if (kind == last || (open_ & Bit(kind)) != 0) return Words();
    sink_.BeginSpan(tare::Span::Of(kind));
    open_ |= Bit(kind);
    Inline(breaks);
    open_ &= ~Bit(kind);
    sink_.EndSpan(kind);
    return kind;
  }

  SpanKind CodeSpan() {
    static constexpr std::string_view kCodes[] = {"a",  "`",   "``", "a`b", " x ", "  ",
                                                  " y", "a|b", "\\", "\\|", "*",   "<b>"};
    sink_.BeginSpan(tare::Span::Of(SpanKind::kCode));
    sink_.Text(OneOf(kCodes));
    sink_.EndSpan(SpanKind::kCode);
    return SpanKind::kCode;
  }

  SpanKind Link(bool breaks) {
    static constexpr std::string_view kUrls[] = {"http://a.b/c?d=e&f", "ftp://x", "mailto:a@b.c", "a+b:c*d"};
    open_ |= Bit(SpanKind::kLink);
    if (OneIn(3)) {
      const std::string_view url = OneOf(kUrls);
      sink_.BeginSpan(tare::Span::Link(url));
      sink_.Text(url.starts_with("mailto:") ? url.substr(7) : url);
    } else {
      sink_.BeginSpan(tare::Span::Link(Target(), Title()));
      Inline(breaks);
    }
    sink_.EndSpan(SpanKind::kLink);
    open_ &= ~Bit(SpanKind::kLink);
    return SpanKind::kRaw;
  }

  SpanKind Words() {
    std::string text(Word());
    while (!OneIn(3)) {
      if (OneIn(2)) text.append(OneIn(5) ? 1 + Below(5) : 1, ' ');
      text += Word();
    }
    sink_.Text(text);
    return SpanKind::kRaw;
  }

  std::string_view Word() {
    static constexpr std::string_view kWords[] = {"a",          "B",
                                                  "word",       "x1",
                                                  "1",          "12",
                                                  ".",          ")",
                                                  "(",          "-",
                                                  "+",          "*",
                                                  "_",          "~",
                                                  "`",          "#",
                                                  "##",         "=",
                                                  ">",          "<",
                                                  "&",          "!",
                                                  "[",          "]",
                                                  "|",          "\\",
                                                  ":",          "@",
                                                  "^",          "\"",
                                                  "'",          "$",
                                                  "--",         "---",
                                                  "===",        "***",
                                                  "___",        "**",
                                                  "__",         "~~",
                                                  "~~~",        "```",
                                                  "``",         "1.",
                                                  "2)",         "1234567890.",
                                                  "[x]",        "[ ]",
                                                  "[^1]",       "[a]:",
                                                  "](",         "](u)",
                                                  "![",         "<b>",
                                                  "</b>",       "<!--",
                                                  "<?",         "<a@b.c>",
                                                  "<http://x>", "http://",
                                                  "http://a.b", "https://a.b/c",
                                                  "www.",       "www.a.b",
                                                  "a@b.c",      "&amp;",
                                                  "&#65;",      "&#x41;",
                                                  "&nope;",     "&copy",
                                                  "+++",        ":--",
                                                  "| a |",      "|-|-|",
                                                  "\u00E9",     "\u65E5\u672C",
                                                  "\u2014",     "\u00A0",
                                                  "\u3000",     "\U0001F600",
                                                  "e\u0301",    "\t",
                                                  "snake_case", "2*3",
                                                  "~100",       "a*",
                                                  "*b",         "_c",
                                                  "d_",         "<div>",
                                                  "{#a}",       "{.a b=c}",
                                                  "]{.a}",      "{-}",
                                                  ":::",        "::: a",
                                                  "b=\"",       "}"};
    return OneOf(kWords);
  }

  std::string_view Target() {
    static constexpr std::string_view kTargets[] = {"",     "/u",  "a b",    "(",   ")",     "a(b)c",
                                                    "((a)", "<x>", "\\",     "\\*", "&amp;", "&",
                                                    "\"",   "#f",  "\u00E9", "*a*", "a|b",   "<"};
    return OneOf(kTargets);
  }
  std::string_view Title() {
    static constexpr std::string_view kTitles[] = {"",     "",      "t",   "\"",  "'", "\\", "a\\",
                                                   "\\\"", "&amp;", "a|b", " x ", "*", "("};
    return OneOf(kTitles);
  }

  std::mt19937 random_;
  Sink& sink_;
  uint32_t open_ = 0;  // kinds of spans
  int notes_ = 0;      // references sent
  bool in_notes_ = false;
};

}  // namespace tare
