#include "document/event_printer.h"

#include "document/sample_events.h"
#include "gtest/gtest.h"

namespace tare {
namespace {

TEST(EventPrinterTest, PrintsEveryEventAndAttribute) {
  EventPrinter printer(true);
  EmitSample(printer);
  EXPECT_EQ(printer.text(), kSamplePrinted);
}

TEST(EventPrinterTest, LeavesWarningsOutUnlessAskedFor) {
  EventPrinter printer;
  printer.BeginBlock(Block::Of(BlockKind::kDocument));
  printer.BeginBlock(Block::Of(BlockKind::kParagraph));
  printer.Text("one ");
  printer.Warn({.message = "nothing"});
  printer.Text("text");
  printer.EndBlock(BlockKind::kParagraph);
  printer.EndBlock(BlockKind::kDocument);
  EXPECT_EQ(printer.text(), "document\n  paragraph\n    text \"one text\"\n");
}

TEST(EventPrinterTest, EscapesControlCharacters) {
  EventPrinter printer;
  printer.Text("\n\r\t\x01\x7F\u0080\"\\");
  EXPECT_EQ(printer.text(), "text \"\\n\\r\\t\\u0001\\u007f\u0080\\\"\\\\\"\n");
}

TEST(EventPrinterTest, LeavesDefaultsOut) {
  EventPrinter printer(true);
  const Alignment alignments[2] = {};
  printer.BeginBlock(Block::Table(alignments));
  printer.BeginBlock(Block::Cell(false, 1, 1, Alignment::kCenter));
  printer.EndBlock(BlockKind::kCell);
  printer.EndBlock(BlockKind::kTable);
  printer.BeginBlock(Block::OrderedList(1, false));
  printer.EndBlock(BlockKind::kList);
  printer.BeginBlock(Block::OrderedList(1, false, '.', Numbering::kLowerRoman));
  printer.EndBlock(BlockKind::kList);
  printer.BeginSpan(Span::Link(""));
  printer.EndSpan(SpanKind::kLink);
  printer.BeginSpan(Span::Of(SpanKind::kMath));
  printer.EndSpan(SpanKind::kMath);
  printer.AddImage({});
  printer.AddAttachment({});
  printer.Warn({.message = "w"});
  EXPECT_EQ(printer.text(),
            "table columns=2\n"
            "  cell align=center\n"
            "list ordered loose\n"
            "list ordered numbering=lower-roman loose\n"
            "link target=\"\"\n"
            "math\n"
            "image target=\"\"\n"
            "attachment \"\" bytes=0\n"
            "warning \"w\"\n");
}

TEST(EventPrinterTest, SurvivesEndsWithoutBeginnings) {
  EventPrinter printer;
  printer.EndBlock(BlockKind::kDocument);
  printer.EndSpan(SpanKind::kLink);
  printer.SoftBreak();
  EXPECT_EQ(printer.text(), "soft-break\n");
}

}  // namespace
}  // namespace tare
