#pragma once

// For tests: a well-formed document that has every kind of event and every attribute, and its printed form.

#include <string_view>

#include "tare/document.h"

namespace tare {

inline void EmitParagraph(Sink& sink, std::string_view text) {
  sink.BeginBlock(Block::Of(BlockKind::kParagraph));
  sink.Text(text);
  sink.EndBlock(BlockKind::kParagraph);
}

// A cell that holds one paragraph, or nothing where `text` is empty.
inline void EmitCell(Sink& sink, const Block& cell, std::string_view text) {
  sink.BeginBlock(cell);
  if (!text.empty()) EmitParagraph(sink, text);
  sink.EndBlock(BlockKind::kCell);
}

inline void EmitSampleSpans(Sink& sink) {
  sink.BeginBlock(Block::Of(BlockKind::kParagraph));
  for (const SpanKind kind :
       {SpanKind::kEmphasis, SpanKind::kStrong, SpanKind::kUnderline, SpanKind::kStrikethrough,
        SpanKind::kSuperscript, SpanKind::kSubscript, SpanKind::kHighlight, SpanKind::kCode}) {
    sink.BeginSpan(Span::Of(kind));
    sink.Text(SpanName(kind));
    sink.EndSpan(kind);
  }
  sink.SoftBreak();
  sink.BeginSpan(Span::Link("a.html?b=\"c\"", "A title"));
  sink.Text("to ");
  sink.Text("a\u00e9\t\\");
  sink.AddImage({.target = "i.png", .title = "t", .alt = "an image", .width = 30, .height = 40});
  sink.EndSpan(SpanKind::kLink);
  sink.HardBreak();
  sink.AddImage({.target = "x", .media_type = "image/png", .bytes = std::string_view("\0\xFF\n", 3)});
  sink.BeginSpan({.kind = SpanKind::kMath, .display = true});
  sink.Text(" x < y ");
  sink.EndSpan(SpanKind::kMath);
  sink.BeginSpan({.kind = SpanKind::kRaw, .target = "html"});
  sink.Text("<br>");
  sink.EndSpan(SpanKind::kRaw);
  sink.FootnoteReference("1");
  sink.Anchor("place");
  sink.EndBlock(BlockKind::kParagraph);
}

inline void EmitSampleLists(Sink& sink) {
  sink.BeginBlock(Block::OrderedList(7, true, ')', Numbering::kLowerRoman));
  for (const Checked checked : {Checked::kNone, Checked::kNo, Checked::kYes}) {
    sink.BeginBlock(Block::Item(checked));
    EmitParagraph(sink, "item");
    sink.EndBlock(BlockKind::kListItem);
  }
  sink.EndBlock(BlockKind::kList);
  sink.BeginBlock(Block::List(false));
  sink.BeginBlock(Block::Item());
  sink.EndBlock(BlockKind::kListItem);
  sink.EndBlock(BlockKind::kList);
  sink.BeginBlock(Block::Of(BlockKind::kDefinitionList));
  sink.BeginBlock(Block::Of(BlockKind::kDefinitionTerm));
  sink.Text("tare");
  sink.EndBlock(BlockKind::kDefinitionTerm);
  sink.BeginBlock(Block::Of(BlockKind::kDefinition));
  EmitParagraph(sink, "weight of the container");
  sink.EndBlock(BlockKind::kDefinition);
  sink.EndBlock(BlockKind::kDefinitionList);
}

// Three columns, three rows:
//   a a b
//   c d b
//   c   f
inline void EmitSampleTable(Sink& sink) {
  const Alignment alignments[] = {Alignment::kLeft, Alignment::kDefault, Alignment::kRight};
  sink.BeginBlock(Block::Table(alignments));
  sink.BeginBlock(Block::Of(BlockKind::kCaption));
  sink.Text("A table");
  sink.EndBlock(BlockKind::kCaption);
  sink.BeginBlock(Block::Row(true));
  EmitCell(sink, Block::Cell(true, 1, 2), "a");
  EmitCell(sink, Block::Cell(true, 2, 1), "b");
  sink.EndBlock(BlockKind::kRow);
  sink.BeginBlock(Block::Row(false));
  EmitCell(sink, Block::Cell(true, 2, 1), "c");
  EmitCell(sink, Block::Cell(), "d");
  sink.EndBlock(BlockKind::kRow);
  sink.BeginBlock(Block::Row(false));
  EmitCell(sink, Block::Cell(), "");
  EmitCell(sink, Block::Cell(), "f");
  sink.EndBlock(BlockKind::kRow);
  sink.EndBlock(BlockKind::kTable);
}

inline void EmitSampleBlocks(Sink& sink) {
  sink.BeginBlock(Block::Heading(2));
  sink.Text("Heading");
  sink.EndBlock(BlockKind::kHeading);
  sink.BeginBlock(Block::Of(BlockKind::kQuote));
  sink.BeginBlock(Block::Code("c++"));
  sink.Text("int i;\n\n");
  sink.EndBlock(BlockKind::kCode);
  sink.EndBlock(BlockKind::kQuote);
  sink.BeginBlock(Block::Of(BlockKind::kThematicBreak));
  sink.EndBlock(BlockKind::kThematicBreak);
  sink.BeginBlock(Block::Raw("html"));
  sink.Text("<hr>\n");
  sink.EndBlock(BlockKind::kRaw);
  sink.BeginBlock(Block::Of(BlockKind::kFigure));
  EmitParagraph(sink, "figure");
  sink.BeginBlock(Block::Of(BlockKind::kCaption));
  sink.Text("caption");
  sink.EndBlock(BlockKind::kCaption);
  sink.EndBlock(BlockKind::kFigure);
  sink.BeginBlock(Block::Footnote("1"));
  EmitParagraph(sink, "footnote");
  sink.EndBlock(BlockKind::kFootnote);
}

inline void EmitSample(Sink& sink) {
  sink.BeginBlock(Block::Of(BlockKind::kDocument));
  sink.Metadata("title", "A \"sample\"");
  sink.Metadata("odd key", "");
  sink.AddAttachment({.name = "data.bin", .media_type = "application/octet-stream", .bytes = "1234"});
  sink.BeginBlock({.kind = BlockKind::kPage, .label = "iv"});
  EmitSampleSpans(sink);
  EmitSampleLists(sink);
  sink.Warn({.message = "a warning", .offset = 12});
  EmitSampleTable(sink);
  EmitSampleBlocks(sink);
  sink.EndBlock(BlockKind::kPage);
  sink.EndBlock(BlockKind::kDocument);
}

inline constexpr std::string_view kSamplePrinted = R"(document
  metadata title "A \"sample\""
  metadata "odd key" ""
  attachment "data.bin" type="application/octet-stream" bytes=4
  page label="iv"
    paragraph
      emphasis
        text "emphasis"
      strong
        text "strong"
      underline
        text "underline"
      strikethrough
        text "strikethrough"
      superscript
        text "superscript"
      subscript
        text "subscript"
      highlight
        text "highlight"
      code
        text "code"
      soft-break
      link target="a.html?b=\"c\"" title="A title"
        text "to aé\t\\"
        image target="i.png" title="t" alt="an image" width=30 height=40
      hard-break
      image target="x" type="image/png" bytes=3
      math display
        text " x < y "
      raw target="html"
        text "<br>"
      footnote-reference "1"
      anchor "place"
    list ordered start=7 delimiter=) numbering=lower-roman tight
      list-item
        paragraph
          text "item"
      list-item checked=no
        paragraph
          text "item"
      list-item checked=yes
        paragraph
          text "item"
    list loose
      list-item
    definition-list
      definition-term
        text "tare"
      definition
        paragraph
          text "weight of the container"
    warning "a warning" offset=12
    table columns=3 align=left,default,right
      caption
        text "A table"
      row header
        cell header columns=2
          paragraph
            text "a"
        cell header rows=2
          paragraph
            text "b"
      row
        cell header rows=2
          paragraph
            text "c"
        cell
          paragraph
            text "d"
      row
        cell
        cell
          paragraph
            text "f"
    heading level=2
      text "Heading"
    quote
      code label="c++"
        text "int i;\n\n"
    thematic-break
    raw label="html"
      text "<hr>\n"
    figure
      paragraph
        text "figure"
      caption
        text "caption"
    footnote label="1"
      paragraph
        text "footnote"
)";

}  // namespace tare
