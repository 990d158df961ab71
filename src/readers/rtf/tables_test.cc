// Tables of ordinary RTF.

#include <memory_resource>

#include "readers/rtf/read_events.h"
#include "readers/rtf/table_columns.h"

namespace tare::rtf {
namespace {

// A table's events in few characters: "3{a|b|c}{d:2|e}", cells with their text, ":columns" and "/rows";
// "*" before the brace of a header row. Paragraphs in a cell are divided by commas.
std::string Shape(std::string_view body) {
  const std::string events = Events(body);
  std::string shape;
  bool first_cell = true;
  bool first_text = true;
  bool row_open = false;
  std::string span;
  std::string_view rest = events;
  const auto end_row = [&] {
    if (row_open) shape += span + "}";
    row_open = false;
    span.clear();
  };
  while (!rest.empty()) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(line.size() + 1);
    line.remove_prefix(line.find_first_not_of(' '));
    if (line.starts_with("table ")) {
      end_row();
      shape += line.substr(14);
    } else if (line.starts_with("row")) {
      end_row();
      shape += line == "row header" ? "*{" : "{";
      row_open = first_cell = true;
    } else if (line.starts_with("cell")) {
      if (!first_cell) shape += span + "|";
      first_cell = false;
      first_text = true;
      span.clear();
      if (const size_t rows = line.find("rows="); rows != std::string::npos)
        span.append("/").append(line.substr(rows + 5, 1));
      if (const size_t columns = line.find("columns="); columns != std::string::npos) {
        span.append(":").append(line.substr(columns + 8, 1));
      }
    } else if (line.starts_with("text ")) {
      if (!row_open) shape += " ";
      if (!first_text) shape += ",";
      first_text = false;
      shape += line.substr(6, line.size() - 7);
    }
    if (!rest.starts_with(' ')) end_row();
  }
  end_row();
  return shape;
}

std::string Row(std::string_view definition, std::initializer_list<std::string_view> cells) {
  std::string row = "\\trowd" + std::string(definition) + "\\pard\\intbl ";
  for (const std::string_view cell : cells) row += std::string(cell) + "\\cell ";
  return row + "\\row\\pard ";
}

TEST(RtfTables, RowsAndCells) {
  EXPECT_EQ(Events(Row("\\trhdr\\cellx1000\\cellx2000", {"a", "b"}) +
                   Row("\\cellx1000\\cellx2000", {"{\\b c}", "d\\par e"}) + "f"),
            "table columns=2\n"
            "  row header\n    cell header\n      paragraph\n        text \"a\"\n    cell header\n      "
            "paragraph\n        text \"b\"\n"
            "  row\n    cell\n      paragraph\n        strong\n          text \"c\"\n"
            "    cell\n      paragraph\n        text \"d\"\n      paragraph\n        text \"e\"\n"
            "paragraph\n  text \"f\"\n");
}

TEST(RtfTables, AParagraphDividesTwoTables) {
  const std::string row = Row("\\cellx1000", {"a"});
  EXPECT_EQ(Shape(row + row), "1{a}{a}");
  EXPECT_EQ(Shape(row + "\\par " + row), "1{a}1{a}");
}

TEST(RtfTables, CellsWithoutDefinitionOrMark) {
  EXPECT_EQ(Shape("\\trowd\\cellx9000\\pard\\intbl a\\cell b\\cell c\\cell\\row"), "3{a|b|c}");
  EXPECT_EQ(Shape("\\pard\\intbl a\\cell b\\cell\\row\\pard\\intbl c\\cell d\\cell\\row"), "2{a|b}{c|d}");
  EXPECT_EQ(Shape("\\trowd\\cellx1000\\cellx2000 a\\cell b\\cell\\row"), "2{a|b}");
  EXPECT_EQ(Shape("\\trowd\\cellx1000\\cellx2000\\pard\\intbl a\\cell b"), "2{a|b}");
  EXPECT_EQ(Shape(Row("\\cellx0\\cellx0\\cellx-7", {"a", "b", "c"})), "3{a|b|c}");
}

TEST(RtfTables, ColumnsAreWhereTheEdgesAre) {
  EXPECT_EQ(Shape(Row("\\cellx1000\\cellx2000\\cellx3000", {"a", "b", "c"}) +
                  Row("\\cellx1010\\cellx2990", {"d", "e"}) + Row("\\cellx3000", {"f"})),
            "3{a|b|c}{d|e:2}{f:3}");
}

TEST(RtfTables, ShortAndIndentedRowsAreFilled) {
  EXPECT_EQ(Shape(Row("\\cellx1000\\cellx2000\\cellx3000", {"a", "b", "c"}) + Row("\\cellx1000", {"d"}) +
                  Row("\\trleft1000\\cellx2000\\cellx3000", {"e", "f"})),
            "3{a|b|c}{d|:2}{|e|f}");
  EXPECT_EQ(Shape(Row("\\cellx1000\\cellx2000", {"a"})), "1{a}");
}

TEST(RtfTables, MergedCells) {
  EXPECT_EQ(Shape(Row("\\clmgf\\cellx1000\\clmrg\\cellx2000\\cellx3000", {"a", "", "b"}) +
                  Row("\\cellx1000\\cellx2000\\cellx3000", {"c", "d", "e"})),
            "3{a:2|b}{c|d|e}");
  EXPECT_EQ(Shape(Row("\\clmgf\\cellx1000\\clmrg\\cellx2000", {"a", "b"}) +
                  Row("\\cellx1000\\cellx2000", {"c", "d"})),
            "2{a,b:2}{c|d}");
}

TEST(RtfTables, VerticallyMergedCells) {
  EXPECT_EQ(
      Shape(Row("\\clvmgf\\cellx1000\\cellx2000", {"a", "b"}) +
            Row("\\clvmrg\\cellx1000\\cellx2000", {"", "c"}) +
            Row("\\clvmrg\\cellx1000\\cellx2000", {"", "d"}) + Row("\\cellx1000\\cellx2000", {"e", "f"})),
      "2{a/3|b}{c}{d}{e|f}");
  // A cell that holds something is shown even if it is said to be covered.
  EXPECT_EQ(Shape(Row("\\clvmgf\\cellx1000\\cellx2000", {"a", "b"}) +
                  Row("\\clvmrg\\cellx1000\\cellx2000", {"x", "c"})),
            "2{a|b}{x|c}");
  EXPECT_EQ(Shape(Row("\\clvmrg\\cellx1000\\cellx2000", {"", "b"})), "2{|b}");
}

TEST(RtfTables, MergedBothWays) {
  EXPECT_EQ(Shape(Row("\\clmgf\\clvmgf\\cellx1000\\clmrg\\clvmgf\\cellx2000\\cellx3000", {"a", "", "b"}) +
                  Row("\\clmgf\\clvmrg\\cellx1000\\clmrg\\clvmrg\\cellx2000\\cellx3000", {"", "", "c"}) +
                  Row("\\cellx1000\\cellx2000\\cellx3000", {"d", "e", "f"})),
            "3{a/2:2|b}{c}{d|e|f}");
}

TEST(RtfTables, NestedTables) {
  EXPECT_EQ(
      Events(
          "\\trowd\\cellx5000\\cellx9000\\pard\\intbl a\\par"
          "\\pard\\intbl\\itap2 b\\nestcell "
          "c\\nestcell{\\*\\nesttableprops\\trowd\\trhdr\\cellx1000\\cellx2000\\nestrow}{\\nonesttables\\par}"
          "\\pard\\intbl\\itap2 d\\nestcell "
          "e\\nestcell{\\*\\nesttableprops\\trowd\\cellx1000\\cellx2000\\nestrow}{\\nonesttables\\par}"
          "\\pard\\intbl\\itap1 f\\cell g\\cell\\row\\pard h"),
      "table columns=2\n  row\n    cell\n      paragraph\n        text \"a\"\n"
      "      table columns=2\n        row header\n"
      "          cell header\n            paragraph\n              text \"b\"\n"
      "          cell header\n            paragraph\n              text \"c\"\n"
      "        row\n          cell\n            paragraph\n              text \"d\"\n"
      "          cell\n            paragraph\n              text \"e\"\n"
      "      paragraph\n        text \"f\"\n    cell\n      paragraph\n        text \"g\"\n"
      "paragraph\n  text \"h\"\n");
}

TEST(RtfTables, TablesNestedTooDeeplyAreParagraphs) {
  std::string body = "\\trowd\\cellx5000";
  for (int depth = 2; depth <= 20; ++depth) {
    body += "\\pard\\intbl\\itap" + std::to_string(depth) + " level " + std::to_string(depth) + "\\nestcell ";
  }
  for (int depth = 20; depth >= 2; --depth) {
    body += "\\pard\\intbl\\itap" + std::to_string(depth) + "{\\*\\nesttableprops\\trowd\\cellx100\\nestrow}";
  }
  const std::string events = Events(body + "\\pard\\intbl\\cell\\row");
  for (int depth = 2; depth <= 20; ++depth) {
    EXPECT_NE(events.find("text \"level " + std::to_string(depth) + "\""), std::string::npos) << depth;
  }
}

TEST(RtfTables, ListsInCells) {
  EXPECT_EQ(Events("\\trowd\\cellx1000\\pard\\intbl\\fi-360\\li360 -\\tab a\\par -\\tab b\\cell\\row"),
            "table columns=1\n  row\n    cell\n      list tight\n        list-item\n          paragraph\n    "
            "        text \"a\"\n"
            "        list-item\n          paragraph\n            text \"b\"\n");
}

TEST(RtfTables, AlignmentIsThatOfMostBodyCells) {
  EXPECT_EQ(Events("\\trowd\\trhdr\\cellx1000\\cellx2000\\pard\\intbl\\qc a\\cell\\qc b\\cell\\row"
                   "\\trowd\\cellx1000\\cellx2000\\pard\\intbl\\qr 1\\cell\\ql x\\cell\\row"
                   "\\trowd\\cellx1000\\cellx2000\\pard\\intbl\\qr 2\\cell\\ql y\\cell\\row")
                .substr(0, 41),
            "table columns=2 align=right,default\n  row");
  EXPECT_EQ(Events("\\trowd\\trhdr\\cellx1000\\pard\\intbl\\qc a\\cell\\row").substr(0, 29),
            "table columns=1 align=center\n");
}

TEST(RtfTables, LongTablesGoOnInTheColumnsTheyHave) {
  std::string body;
  const std::string text(1000, 'x');
  constexpr int kRows = 9000;
  for (int i = 0; i < kRows; ++i) {
    body += Row("\\clvmgf\\cellx1000\\cellx2000\\cellx3000", {text, "b", "c"});
    body += Row("\\clvmrg\\cellx1000\\clmgf\\cellx2000\\clmrg\\cellx3000", {"", "d", ""});
    body += Row("\\cellx1000\\cellx2000\\cellx3000\\cellx4000", {"e", "f", "g", "h"});
  }
  const std::string shape = Shape(body);
  const auto abridged = [&](std::string_view part) {
    std::string result(part);
    return result.replace(result.find(text), text.size(), "a");
  };
  EXPECT_EQ(abridged(shape.substr(0, text.size() + 25)), "4{a/2|b|c|}{d:2|}{e|f|g|h}");
  EXPECT_EQ(abridged(shape.substr(shape.size() - text.size() - 23)), "{a|b|c|}{|d:2|}{e|f|g|h}");
}

TEST(RtfTables, ACellThatIsTooLongGoesOut) {
  std::string body =
      Row("\\cellx1000\\cellx2000", {"a", "b"}) + "\\trowd\\cellx1000\\cellx2000\\pard\\intbl c\\cell ";
  for (int i = 0; i < 6000; ++i) body.append(1000, 'y').append("\\par ");
  const std::string events = Events(body + "\\cell\\row" + Row("\\cellx2000", {"d"}) + "e");
  EXPECT_TRUE(events.ends_with(
      "  row\n    cell columns=2\n      paragraph\n        text \"d\"\nparagraph\n  text \"e\"\n"));
  EXPECT_TRUE(events.starts_with("table columns=2\n  row\n    cell\n      paragraph\n        text \"a\"\n"));
}

TEST(RtfTables, RowsOfManyCells) {
  std::string row = "\\trowd\\pard\\intbl ";
  for (int i = 0; i < 10'000; ++i) row += "x\\cell ";
  const std::string events = Events(row + "\\row");
  EXPECT_TRUE(events.starts_with("table columns=4096\n"));
  EXPECT_EQ(events.find("text \"x\""), events.find("text"));
}

// TableColumns.

uint32_t Count(std::vector<int32_t> edges, std::vector<uint32_t> row_ends) {
  TableColumns columns(std::pmr::new_delete_resource());
  columns.Find(edges, row_ends);
  return columns.count();
}

TEST(TableColumns, NearEdgesOfDifferentRowsAreOne) {
  EXPECT_EQ(Count({0, 1000, 2000, 50, 1100, 1950}, {3, 6}), 2u);
  EXPECT_EQ(Count({0, 1000, 2000, 0, 1200, 2000}, {3, 6}), 3u);
}

TEST(TableColumns, EdgesOfOneRowAreNeverOne) {
  EXPECT_EQ(Count({0, 1, 2, 3}, {4}), 3u);
  EXPECT_EQ(Count({0, 1, 2, 3, 0, 1, 2, 3}, {4, 8}), 3u);
}

TEST(TableColumns, EdgesFindTheirColumns) {
  TableColumns columns(std::pmr::new_delete_resource());
  columns.Find(std::vector<int32_t>{-100, 1000, 2000, 0, 2010}, std::vector<uint32_t>{3, 5});
  EXPECT_EQ(columns.count(), 2u);
  EXPECT_EQ(columns.Before(-500), 0u);
  EXPECT_EQ(columns.Before(-100), 0u);
  EXPECT_EQ(columns.Before(0), 0u);
  EXPECT_EQ(columns.Before(1000), 1u);
  EXPECT_EQ(columns.Before(2010), 2u);
  EXPECT_EQ(columns.Before(9999), 2u);
}

}  // namespace
}  // namespace tare::rtf
