#pragma once

// Well-formed documents made at random, for tests that need more combinations than anyone would write down.

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tare/document.h"

namespace tare {

class RandomDocument {
 public:
  // The same seed sends the same document.
  RandomDocument(uint32_t seed, Sink& sink) : random_(seed), sink_(sink) {}

  // What stands in kDocument.
  void SendContent() {
    const bool has_pages = OneIn(8);
    for (int i = Pick(6); i >= 0; --i) {
      if (has_pages) Begin({.kind = BlockKind::kPage, .label = Word()});
      Blocks(Pick(6), /*depth=*/0);
      while (OneIn(3)) AddFootnote();
      if (has_pages) sink_.EndBlock(BlockKind::kPage);
    }
  }

 private:
  static constexpr int kDepth = 5;

  int Pick(int count) { return static_cast<int>(random_() % static_cast<uint32_t>(count)); }
  bool OneIn(int count) { return Pick(count) == 0; }

  std::string Word() {
    static constexpr std::string_view kWords[] = {
        "a",      "word", "x y",  "{braces}", "back\\slash", "caf\u00E9", "\u65E5\u672C", "\U0001F600",
        "q\"uo'", "t\tb", "\\b0", "\u00A0",   "%22",         "<&>",       "\\'41",        "* _ ` # 1. -"};
    std::string word;
    for (int i = Pick(3); i >= 0; --i) word += kWords[Pick(std::size(kWords))];
    return word;
  }

  void Begin(const Block& block) { sink_.BeginBlock(block); }
  void Leaf(BlockKind kind) {
    Begin(Block::Of(kind));
    Inline(0, false);
    sink_.EndBlock(kind);
  }

  void Blocks(int count, int depth) {
    for (int i = 0; i < count; ++i) AddBlock(depth);
  }

  void AddBlock(int depth) {
    switch (Pick(depth < kDepth ? 14 : 6)) {
      case 0:
        Begin(Block::Heading(1 + Pick(6)));
        if (!OneIn(5)) Inline(0, false);
        return sink_.EndBlock(BlockKind::kHeading);
      case 1:
        Begin(Block::Of(BlockKind::kThematicBreak));
        return sink_.EndBlock(BlockKind::kThematicBreak);
      case 2:
        return AddCode();
      case 3:
        Begin(Block::Raw(OneIn(2) ? "html" : "latex"));
        sink_.Text(Word() + "\n");
        return sink_.EndBlock(BlockKind::kRaw);
      case 6:
      case 7:
      case 8:
        return AddList(depth);
      case 9:
        Begin(Block::Of(BlockKind::kQuote));
        Blocks(Pick(4), depth + 1);
        return sink_.EndBlock(BlockKind::kQuote);
      case 10:
      case 11:
        return AddTable(depth);
      case 12:
        return AddDefinitions(depth);
      case 13:
        return AddFigure(depth);
      default:
        return Leaf(BlockKind::kParagraph);
    }
  }

  void AddCode() {
    const std::string language = OneIn(2) ? Word() : "";
    Begin(Block::Code(language));
    for (int i = Pick(4); i > 0; --i) {
      if (!OneIn(4)) sink_.Text("  " + Word());
      sink_.Text("\n");
    }
    sink_.EndBlock(BlockKind::kCode);
  }

  void AddList(int depth) {
    if (OneIn(2)) {
      Begin(Block::List(OneIn(2)));
    } else {
      const auto numbering = static_cast<Numbering>(OneIn(2) ? 0 : Pick(kNumberings));
      Begin(Block::OrderedList(OneIn(2) ? 1 : random_(), OneIn(2), OneIn(3) ? ')' : '.', numbering));
    }
    for (int i = Pick(4); i >= 0; --i) {
      Begin(Block::Item(OneIn(4) ? (OneIn(2) ? Checked::kYes : Checked::kNo) : Checked::kNone));
      if (OneIn(2)) Leaf(BlockKind::kParagraph);
      Blocks(Pick(3), depth + 1);
      sink_.EndBlock(BlockKind::kListItem);
    }
    sink_.EndBlock(BlockKind::kList);
  }

  void AddTable(int depth) {
    std::vector<Alignment> alignments;
    for (int i = Pick(4); i >= 0; --i) alignments.push_back(static_cast<Alignment>(Pick(4)));
    const auto columns = static_cast<uint32_t>(alignments.size());
    const auto rows = static_cast<uint32_t>(1 + Pick(4));
    std::vector<uint32_t> free_from(columns, 0);  // the first row in which a column is not covered from above
    Begin(Block::Table(alignments));
    if (OneIn(3)) Leaf(BlockKind::kCaption);
    for (uint32_t row = 0; row < rows; ++row) {
      const bool header = row == 0 && OneIn(2);
      Begin(Block::Row(header));
      for (uint32_t column = 0; column < columns; ++column) {
        if (free_from[column] > row) continue;
        uint32_t width = 1;
        while (column + width < columns && free_from[column + width] <= row && OneIn(4)) ++width;
        const uint32_t height = OneIn(5) ? 1 + static_cast<uint32_t>(Pick(static_cast<int>(rows - row))) : 1;
        std::fill_n(free_from.begin() + column, width, row + height);
        Begin(Block::Cell(OneIn(6) ? !header : header, height, width));
        if (OneIn(4)) {
          Blocks(Pick(4), depth + 1);
        } else if (!OneIn(4)) {
          Leaf(BlockKind::kParagraph);
        }
        sink_.EndBlock(BlockKind::kCell);
      }
      sink_.EndBlock(BlockKind::kRow);
    }
    sink_.EndBlock(BlockKind::kTable);
  }

  void AddDefinitions(int depth) {
    Begin(Block::Of(BlockKind::kDefinitionList));
    for (int i = Pick(4); i >= 0; --i) {
      if (OneIn(2)) {
        Leaf(BlockKind::kDefinitionTerm);
      } else {
        Begin(Block::Of(BlockKind::kDefinition));
        Blocks(Pick(3), depth + 1);
        sink_.EndBlock(BlockKind::kDefinition);
      }
    }
    sink_.EndBlock(BlockKind::kDefinitionList);
  }

  void AddFigure(int depth) {
    Begin(Block::Of(BlockKind::kFigure));
    Blocks(Pick(3), depth + 1);
    if (OneIn(2)) Leaf(BlockKind::kCaption);
    sink_.EndBlock(BlockKind::kFigure);
  }

  void AddFootnote() {
    const std::string label = "n" + std::to_string(footnotes_++);
    Begin(Block::Footnote(label));
    Blocks(Pick(4), 2);
    sink_.EndBlock(BlockKind::kFootnote);
  }

  // Begins and ends with a word, so that no space is at an edge.
  void Inline(int depth, bool in_link) {
    sink_.Text(Word());
    for (int i = Pick(4); i > 0; --i) {
      AddInline(depth, in_link);
      sink_.Text(Word());
    }
  }

  void AddInline(int depth, bool in_link) {
    static constexpr SpanKind kLiteral[] = {SpanKind::kCode, SpanKind::kMath, SpanKind::kRaw};
    static constexpr SpanKind kNesting[] = {
        SpanKind::kEmphasis,    SpanKind::kStrong,    SpanKind::kUnderline, SpanKind::kStrikethrough,
        SpanKind::kSuperscript, SpanKind::kSubscript, SpanKind::kHighlight};
    switch (Pick(depth < kDepth ? 10 : 6)) {
      case 0:
        return sink_.SoftBreak();
      case 1:
        return sink_.HardBreak();
      case 2:
        return sink_.FootnoteReference("n" + std::to_string(Pick(8)));
      case 3:
        return sink_.AddImage({.target = Word(), .title = OneIn(2) ? "t" : "", .alt = Word()});
      case 4: {
        const SpanKind kind = kLiteral[Pick(std::size(kLiteral))];
        sink_.BeginSpan({.kind = kind,
                         .target = kind == SpanKind::kRaw ? "html" : "",
                         .display = kind == SpanKind::kMath && OneIn(2)});
        sink_.Text(OneIn(3) ? " " + Word() + " " : Word());
        return sink_.EndSpan(kind);
      }
      case 5:
        return sink_.Anchor(OneIn(2) ? "n1" : "{caf\u00E9\\\"");
      case 6: {
        if (in_link) return;
        const std::string target = Word();
        const std::string title = OneIn(2) ? Word() : "";
        sink_.BeginSpan(Span::Link(target, title));
        if (!OneIn(4)) Inline(depth + 1, true);
        return sink_.EndSpan(SpanKind::kLink);
      }
      default: {
        const SpanKind kind = kNesting[Pick(std::size(kNesting))];
        sink_.BeginSpan(Span::Of(kind));
        if (!OneIn(8)) Inline(depth + 1, in_link);
        return sink_.EndSpan(kind);
      }
    }
  }

  std::mt19937 random_;
  Sink& sink_;
  int footnotes_ = 0;
};

}  // namespace tare
