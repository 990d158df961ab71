#include "document/table_shaper.h"

#include <algorithm>
#include <string>
#include <vector>

#include "document/checking_sink.h"
#include "document/event_printer.h"
#include "document/sample_events.h"
#include "gtest/gtest.h"

namespace tare {
namespace {

using enum BlockKind;

// A sink that prints each table row as one line of cells, "a[2x1]" being a cell of row span 2 and column span
// 1: short enough to see the shape.
class RowPrinter final : public ForwardingSink {
 public:
  explicit RowPrinter(Sink& next) : ForwardingSink(next) {}
  const std::string& text() const { return text_; }

  void BeginBlock(const Block& block) override {
    if (block.kind == kTable) text_ += "table " + std::to_string(block.columns) + ":\n";
    if (block.kind == kRow) text_ += block.header ? "=" : "-";
    if (block.kind == kCell) {
      spans_ = block.row_span == 1 && block.column_span == 1
                   ? ""
                   : "[" + std::to_string(block.row_span) + "x" + std::to_string(block.column_span) + "]";
      text_ += " ";
      empty_ = true;
    }
    next_.BeginBlock(block);
  }
  void EndBlock(BlockKind kind) override {
    if (kind == kCell) {
      if (empty_) text_ += ".";
      text_ += spans_;
      empty_ = false;
    }
    if (kind == kRow) text_ += "\n";
    next_.EndBlock(kind);
  }
  void Text(std::string_view text) override {
    text_ += text;
    empty_ = false;
    next_.Text(text);
  }

 private:
  std::string text_;
  std::string spans_;
  bool empty_ = false;
};

class TableShaperTest : public testing::Test {
 protected:
  void SetUp() override { shaper_.BeginBlock(Block::Of(kDocument)); }

  // Ends the document, which must be well-formed.
  void Finish() {
    shaper_.EndBlock(kDocument);
    EXPECT_EQ(checker_.failure(), "");
  }
  std::string Shape() {
    Finish();
    return rows_.text();
  }
  std::string Printed() {
    Finish();
    return printer_.text();
  }

  void BeginTable() { shaper_.BeginBlock(Block::Of(kTable)); }
  void EndTable() { shaper_.EndBlock(kTable); }
  void Cell(std::string_view text, uint32_t row_span = 1, uint32_t column_span = 1) {
    EmitCell(shaper_, Block::Cell(false, row_span, column_span), text);
  }
  void Row(const std::vector<std::string_view>& cells, bool header = false) {
    shaper_.BeginBlock(Block::Row(header));
    for (const std::string_view cell : cells) Cell(cell);
    shaper_.EndBlock(kRow);
  }
  void BeginRow() { shaper_.BeginBlock(Block::Row(false)); }
  void EndRow() { shaper_.EndBlock(kRow); }

  Budget budget_;
  Account account_{"test", budget_};
  EventPrinter printer_{true};
  RowPrinter rows_{printer_};
  CheckingSink checker_{&rows_};
  TableShaper shaper_{checker_, account_};
};

TEST_F(TableShaperTest, AddsMissingCells) {
  BeginTable();
  Row({"a"}, true);
  Row({"b", "c", "d"});
  Row({});
  Row({"e", "f"});
  EndTable();
  EXPECT_EQ(Shape(),
            "table 3:\n"
            "= a . .\n"
            "- b c d\n"
            "- . . .\n"
            "- e f .\n");
}

// A few cells that span many rows must not make a huge document of a small one.
TEST_F(TableShaperTest, SplitsTablesThatWouldBeMostlyEmpty) {
  BeginTable();
  BeginRow();
  for (int i = 0; i < 1000; ++i) Cell("a", 65000);
  EndRow();
  constexpr int kRows = 5000;
  for (int i = 0; i < kRows; ++i) Row({"b"});
  EndTable();
  const std::string shape = Shape();
  const size_t second = shape.find("table 1:\n- b\n- b\n");
  ASSERT_NE(second, std::string::npos);
  const auto rows_before =
      std::count(shape.begin(), shape.begin() + static_cast<std::ptrdiff_t>(second), '\n');
  EXPECT_GT(rows_before, 65);
  EXPECT_LT(rows_before, 400);
  EXPECT_EQ(std::count(shape.begin(), shape.end(), 'b'), kRows + 2);
  EXPECT_NE(printer_.text().find("warning \"a table has very many empty or spanned cells"),
            std::string::npos);
}

TEST_F(TableShaperTest, KeepsTablesWithSomeEmptyCells) {
  BeginTable();
  Row({"a", "b", "c", "d", "e", "f", "g", "h"});
  for (int i = 0; i < 20'000; ++i) Row({"b"});
  EndTable();
  const std::string shape = Shape();
  EXPECT_TRUE(shape.starts_with("table 8:\n"));
  EXPECT_EQ(shape.find("table", 1), std::string::npos);
}

TEST_F(TableShaperTest, SendsTablesOnAtTheirEndAndAllElseAtOnce) {
  EmitParagraph(shaper_, "before");
  EXPECT_NE(printer_.text().find("before"), std::string::npos);
  BeginTable();
  Row({"a"});
  EXPECT_EQ(printer_.text().find("table"), std::string::npos);
  EndTable();
  EXPECT_NE(printer_.text().find("table"), std::string::npos);
}

TEST_F(TableShaperTest, KeepsContentAndAttributes) {
  const Alignment alignments[] = {Alignment::kRight};
  shaper_.BeginBlock({.kind = kTable, .alignments = alignments});
  shaper_.BeginBlock(Block::Of(kCaption));
  shaper_.Text("caption");
  shaper_.EndBlock(kCaption);
  shaper_.Metadata("key", "value");
  shaper_.BeginBlock(Block::Row(true));
  shaper_.BeginBlock(Block::Cell(true));
  shaper_.BeginBlock(Block::Code("c"));
  shaper_.Text("x\n");
  shaper_.EndBlock(kCode);
  shaper_.EndBlock(kCell);
  shaper_.Warn({.message = "between", .offset = 7});
  shaper_.BeginBlock(Block::Cell());
  EmitSampleSpans(shaper_);
  shaper_.AddAttachment({.name = "n", .media_type = {}, .bytes = "12"});
  shaper_.EndBlock(kCell);
  EndRow();
  EndTable();
  const std::string printed = Printed();
  EXPECT_EQ(printed.substr(0, printed.find("            emphasis")),
            "document\n"
            "  table columns=2 align=right,default\n"
            "    caption\n"
            "      text \"caption\"\n"
            "    metadata key \"value\"\n"
            "    row header\n"
            "      cell header\n"
            "        code label=\"c\"\n"
            "          text \"x\\n\"\n"
            "        warning \"between\" offset=7\n"
            "      cell\n"
            "        paragraph\n"
            "          emphasis\n"
            "            text \"emphasis\"\n"
            "          strong\n"
            "            text \"strong\"\n"
            "          underline\n"
            "            text \"underline\"\n"
            "          strikethrough\n"
            "            text \"strikethrough\"\n"
            "          superscript\n"
            "            text \"superscript\"\n"
            "          subscript\n"
            "            text \"subscript\"\n"
            "          highlight\n"
            "            text \"highlight\"\n"
            "          code\n"
            "            text \"code\"\n"
            "          soft-break\n"
            "          link target=\"a.html?b=\\\"c\\\"\" title=\"A title\"\n"
            "            text \"to a\u00e9\\t\\\\\"\n"
            "            image target=\"i.png\" title=\"t\" alt=\"an image\" width=30 height=40\n"
            "          hard-break\n"
            "          image target=\"x\" type=\"image/png\" bytes=3\n"
            "          math display\n"
            "            text \" x < y \"\n"
            "          raw target=\"html\"\n"
            "            text \"<br>\"\n"
            "          footnote-reference \"1\"\n"
            "          anchor \"place\"\n"
            "        attachment \"n\" bytes=2\n");
}

TEST_F(TableShaperTest, CellsFlowAroundRowSpans) {
  BeginTable();
  BeginRow();
  Cell("a", 2, 1);
  Cell("b", 1, 1);
  Cell("c", 3, 1);
  EndRow();
  Row({"d"});
  Row({"e", "f"});
  EndTable();
  EXPECT_EQ(Shape(),
            "table 3:\n"
            "- a[2x1] b c[3x1]\n"
            "- d\n"
            "- e f\n");
}

TEST_F(TableShaperTest, ClipsSpansToTheTable) {
  BeginTable();
  BeginRow();
  Cell("a", 9, 1);
  Cell("b", 0, 1);
  Cell("c", 1, 100);
  EndRow();
  Row({"d", "e"});
  EndTable();
  EXPECT_EQ(Shape(),
            "table 4:\n"
            "- a[2x1] b[2x1] c[1x2]\n"
            "- d e\n");
}

TEST_F(TableShaperTest, DropsColumnsInWhichNoCellBegins) {
  BeginTable();
  BeginRow();
  Cell("title", 1, 1000);
  EndRow();
  Row({"a", "b"});
  EndTable();
  BeginTable();
  BeginRow();
  Cell("only", UINT32_MAX, UINT32_MAX);
  EndRow();
  EndTable();
  EXPECT_EQ(Shape(),
            "table 2:\n"
            "- title[1x2]\n"
            "- a b\n"
            "table 1:\n"
            "- only\n");
}

// Row 2's wide cell runs into the row span of "b": it ends before, and its last slot becomes an empty cell.
TEST_F(TableShaperTest, OverlappingSpansAreParted) {
  BeginTable();
  BeginRow();
  Cell("a");
  Cell("b", 2);
  Cell("c");
  Cell("d");
  EndRow();
  BeginRow();
  Cell("e", 1, 3);
  Cell("f");
  EndRow();
  EndTable();
  EXPECT_EQ(Shape(),
            "table 4:\n"
            "- a b[2x1] c d\n"
            "- e . f\n");
}

// The slot that an overlapping cell lost stays its own in the rows below.
TEST_F(TableShaperTest, OverlappingSpansKeepLaterColumnsInPlace) {
  BeginTable();
  BeginRow();
  Cell("a");
  Cell("b", 2);
  Cell("c");
  Cell("d");
  EndRow();
  BeginRow();
  Cell("e", 2, 3);
  Cell("f");
  EndRow();
  BeginRow();
  Cell("g");
  EndRow();
  EndTable();
  EXPECT_EQ(Shape(),
            "table 4:\n"
            "- a b[2x1] c d\n"
            "- e[2x1] . f\n"
            "- . . g\n");
}

TEST_F(TableShaperTest, LeavesTablesWithoutCellsOut) {
  BeginTable();
  EndTable();
  BeginTable();
  Row({});
  Row({});
  EndTable();
  shaper_.BeginBlock({.kind = kTable, .columns = 3});
  shaper_.BeginBlock(Block::Of(kCaption));
  shaper_.Text("caption");
  shaper_.EndBlock(kCaption);
  shaper_.Metadata("key", "value");
  EndTable();
  EXPECT_EQ(Printed(),
            "document\n"
            "  paragraph\n"
            "    text \"caption\"\n"
            "  metadata key \"value\"\n");
}

TEST_F(TableShaperTest, KeepsDeclaredColumns) {
  shaper_.BeginBlock({.kind = kTable, .columns = 3});
  Row({"a"});
  EndTable();
  EXPECT_EQ(Shape(), "table 3:\n- a . .\n");
}

TEST_F(TableShaperTest, TakesAlignmentsFromTheMajorityOfBodyCells) {
  const auto row = [&](bool header, const std::vector<Alignment>& cells) {
    shaper_.BeginBlock(Block::Row(header));
    for (const Alignment alignment : cells) EmitCell(shaper_, Block::Cell(header, 1, 1, alignment), "x");
    EndRow();
  };
  using enum Alignment;
  BeginTable();
  row(true, {kCenter, kCenter, kCenter, kCenter});
  BeginRow();
  EmitCell(shaper_, Block::Cell(false, 1, 4, kCenter), "spans all");
  EndRow();
  row(false, {kLeft, kRight, kLeft, kDefault});
  row(false, {kLeft, kRight, kRight, kDefault});
  row(false, {kLeft, kDefault, kCenter, kRight});
  row(false, {kLeft, kRight, kDefault, kDefault});
  EndTable();
  const std::string printed = Printed();
  EXPECT_EQ(printed.substr(0, printed.find("    row")),
            "document\n  table columns=4 align=left,right,default,default\n");
}

TEST_F(TableShaperTest, DeclaredAlignmentsCountAlone) {
  const Alignment alignments[] = {Alignment::kRight, Alignment::kDefault};
  shaper_.BeginBlock({.kind = kTable, .alignments = alignments});
  BeginRow();
  for (int i = 0; i < 3; ++i) EmitCell(shaper_, Block::Cell(false, 1, 1, Alignment::kCenter), "x");
  EndRow();
  EndTable();
  const std::string printed = Printed();
  EXPECT_EQ(printed.substr(0, printed.find("    row")),
            "document\n  table columns=3 align=right,default,default\n");
}

TEST_F(TableShaperTest, ShapesNestedTables) {
  BeginTable();
  Row({"a", "b"});
  BeginRow();
  shaper_.BeginBlock(Block::Cell());
  BeginTable();
  Row({"1"});
  Row({"2", "3", "4"});
  EndTable();
  BeginTable();
  EndTable();
  shaper_.EndBlock(kCell);
  EndRow();
  EndTable();
  EXPECT_EQ(Printed(),
            "document\n"
            "  table columns=2\n"
            "    row\n"
            "      cell\n        paragraph\n          text \"a\"\n"
            "      cell\n        paragraph\n          text \"b\"\n"
            "    row\n"
            "      cell\n"
            "        table columns=3\n"
            "          row\n"
            "            cell\n              paragraph\n                text \"1\"\n"
            "            cell\n            cell\n"
            "          row\n"
            "            cell\n              paragraph\n                text \"2\"\n"
            "            cell\n              paragraph\n                text \"3\"\n"
            "            cell\n              paragraph\n                text \"4\"\n"
            "      cell\n");
}

// A cell's figure may have a caption, which is not the table's.
TEST_F(TableShaperTest, KeepsCaptionsOfFigures) {
  BeginTable();
  BeginRow();
  shaper_.BeginBlock(Block::Cell());
  shaper_.BeginBlock(Block::Of(kFigure));
  shaper_.BeginBlock(Block::Of(kCaption));
  shaper_.Text("c");
  shaper_.EndBlock(kCaption);
  shaper_.EndBlock(kFigure);
  shaper_.EndBlock(kCell);
  EndRow();
  EndTable();
  EXPECT_NE(Printed().find("figure\n          caption\n"), std::string::npos);
}

TEST_F(TableShaperTest, FillsWideGapsWithOneCell) {
  BeginTable();
  Row(std::vector<std::string_view>(100, "x"));
  Row({"a"});
  Row(std::vector<std::string_view>(50, "y"));
  EndTable();
  const std::string shape = Shape();
  EXPECT_NE(shape.find("- a .[1x99]\n"), std::string::npos);
  std::string half = "-";
  for (int i = 0; i < 50; ++i) half += " y";
  for (int i = 0; i < 50; ++i) half += " .";
  EXPECT_NE(shape.find(half + "\n"), std::string::npos);
}

TEST_F(TableShaperTest, JoinsCellsBeyondTheMostColumns) {
  BeginTable();
  BeginRow();
  Cell("wide", 3, TableShaper::kMaxColumns - 1);
  Cell("last", 3);
  Cell("one");
  Cell("two");
  EndRow();
  BeginRow();
  Cell("three");
  Cell("four");
  EndRow();
  EndTable();
  EXPECT_EQ(Shape(),
            "table 4096:\n"
            "- wide[2x4095] lastonetwo\n"
            "- threefour\n");
}

TEST_F(TableShaperTest, StreamsWhatIsTooLargeToHold) {
  const std::string filler(100'000, 'x');
  BeginTable();
  BeginRow();
  Cell("a", 3);
  Cell("b", 1000);
  EndRow();
  int rows = 0;
  while (printer_.text().find("table") == std::string::npos) {
    Row({filler, "c"});
    ASSERT_LT(++rows, 50);
  }
  EXPECT_EQ(rows, 42);
  Row({"d", "e", "f", "g", "h"});
  BeginRow();
  Cell("i", 5);
  EndRow();
  Row({"j", "k", "l"});
  EndTable();
  // The row spans of "b" and "i" end, but still push the cells below them aside. Rows 2 and 3 made 4 columns.
  const std::string shape = Shape();
  EXPECT_TRUE(shape.starts_with("table 4:\n- a[3x1] b[42x1] . .\n- x")) << shape.substr(0, 60);
  EXPECT_TRUE(shape.ends_with("x . c .\n- d . e fgh\n- i . . .\n- . . j kl\n"))
      << shape.substr(shape.size() - 60);
}

TEST_F(TableShaperTest, StreamsTablesAroundALargeOne) {
  const std::string filler(1'000'000, 'x');
  BeginTable();
  Row({"a", "b"});
  BeginRow();
  shaper_.BeginBlock(Block::Cell());
  BeginTable();
  for (int i = 0; i < 6; ++i) Row({filler});
  Row({"p", "q"});
  EndTable();
  BeginTable();
  Row({"small"});
  Row({"1", "2"});
  EndTable();
  shaper_.EndBlock(kCell);
  Cell("c");
  Cell("d");
  EndRow();
  Row({"e"});
  EndTable();
  const std::string shape = Shape();
  EXPECT_TRUE(shape.starts_with("table 2:\n- a b\n- table 1:\n- xx")) << shape.substr(0, 60);
  EXPECT_TRUE(shape.ends_with("x\n- pq\ntable 2:\n- small .\n- 1 2\n cd\n- e .\n"))
      << shape.substr(shape.size() - 60);
}

TEST_F(TableShaperTest, ALargeCaptionIsNotHeld) {
  BeginTable();
  shaper_.BeginBlock(Block::Of(kCaption));
  for (int i = 0; i < 5; ++i) shaper_.Text(std::string(1'000'000, 'x'));
  shaper_.EndBlock(kCaption);
  EndTable();
  EXPECT_TRUE(Shape().ends_with("x- .\n"));
}

TEST_F(TableShaperTest, HoldsNoMoreThanItSays) {
  const std::string filler(1000, 'x');
  BeginTable();
  for (int i = 0; i < 20'000; ++i) Row({filler, "a"});
  EndTable();
  Finish();
  EXPECT_LE(account_.peak(), TableShaper::kMaxBytes + TableShaper::kMaxBytes / 8);
  EXPECT_LE(account_.live(), 256u * 1024);
}

// Many small tables in a table, each of which needs a shape.
TEST_F(TableShaperTest, HoldsNoMoreThanItSaysOfNestedTables) {
  BeginTable();
  BeginRow();
  shaper_.BeginBlock(Block::Cell());
  for (int i = 0; i < 200'000; ++i) {
    BeginTable();
    EndTable();
  }
  shaper_.EndBlock(kCell);
  EndRow();
  EndTable();
  EXPECT_EQ(Shape(), "table 1:\n- .\n");
  EXPECT_LE(account_.peak(), 3 * TableShaper::kMaxBytes);
}

TEST_F(TableShaperTest, ReleasesEverythingWhenItRunsOutOfMemory) {
  for (uint64_t fail = 1; fail < 40; ++fail) {
    Budget budget;
    Account account("test", budget);
    EventPrinter printer;
    {
      TableShaper shaper(printer, account);
      budget.FailChargeNumber(fail);
      try {
        for (int i = 0; i < 3; ++i) {
          shaper.BeginBlock(Block::Of(kTable));
          shaper.BeginBlock(Block::Row(false));
          for (int j = 0; j < 100; ++j) EmitCell(shaper, Block::Cell(), std::string(5000, 'x'));
          shaper.EndBlock(kRow);
          shaper.EndBlock(kTable);
        }
      } catch (const MemoryLimitExceeded&) {
      }
    }
    EXPECT_EQ(budget.used(), 0u);
  }
}

}  // namespace
}  // namespace tare
