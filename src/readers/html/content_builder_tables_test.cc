#include "readers/html/reading_test.h"

namespace tare::html {
namespace {

TEST(HtmlTablesTest, HeaderRows) {
  EXPECT_EQ(ContentOf("<table><thead><tr><td>a<td>b</thead><tbody><tr><th>c<td>d</table>"
                      "<table><tr><th>e<th>f<tr><th>g<td>h<tr><th>i<th>j</table>"),
            R"(
  table columns=2
    row header
      cell
        paragraph
          text "a"
      cell
        paragraph
          text "b"
    row
      cell header
        paragraph
          text "c"
      cell
        paragraph
          text "d"
  table columns=2
    row header
      cell header
        paragraph
          text "e"
      cell header
        paragraph
          text "f"
    row
      cell header
        paragraph
          text "g"
      cell
        paragraph
          text "h"
    row
      cell header
        paragraph
          text "i"
      cell header
        paragraph
          text "j"
)");
}

TEST(HtmlTablesTest, SpansAndMissingCells) {
  EXPECT_EQ(
      ContentOf("<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<tr><td colspan=0>d<td rowspan=x>e<td>f"
                "<tr><td rowspan=0>g<tr></table>"),
      R"(
  table columns=3
    row
      cell rows=2
        paragraph
          text "a"
      cell columns=2
        paragraph
          text "b"
    row
      cell
        paragraph
          text "c"
      cell
    row
      cell
        paragraph
          text "d"
      cell
        paragraph
          text "e"
      cell
        paragraph
          text "f"
    row
      cell
        paragraph
          text "g"
      cell
      cell
)");
}

TEST(HtmlTablesTest, CaptionsAndAlignment) {
  EXPECT_EQ(ContentOf("<table><caption>a <b>b</b></caption><tr align=right><td>c<td align=left>d"
                      "<td style='text-align: center'>e</table>"),
            R"(
  table columns=3 align=right,left,center
    caption
      text "a "
      strong
        text "b"
    row
      cell
        paragraph
          text "c"
      cell
        paragraph
          text "d"
      cell
        paragraph
          text "e"
)");
}

TEST(HtmlTablesTest, TablesInTables) {
  EXPECT_EQ(ContentOf("<table><tr><td>a<table><tr><td>b</table>c<td>d</table>"), R"(
  table columns=2
    row
      cell
        paragraph
          text "a"
        table columns=1
          row
            cell
              paragraph
                text "b"
        paragraph
          text "c"
      cell
        paragraph
          text "d"
)");
}

TEST(HtmlTablesTest, TextOutsideOfCellsIsNotLost) {
  EXPECT_EQ(ContentOf("<table>a<tr>b<p>c</p><td>d</td>e</tr>f<tr><td>g</table>h"), R"(
  paragraph
    text "a"
  paragraph
    text "b"
  paragraph
    text "c"
  table columns=1
    row
      cell
        paragraph
          text "d"
        paragraph
          text "e"
        paragraph
          text "f"
    row
      cell
        paragraph
          text "g"
  paragraph
    text "h"
)");
}

TEST(HtmlTablesTest, BlocksOutsideOfCells) {
  EXPECT_EQ(ContentOf("<table><ul><li>a</ul><tr><ul><li>b</ul><td>c<tr>&nbsp;<td>d<tr>e<td>f</table>"), R"(
  list tight
    list-item
      paragraph
        text "a"
  list tight
    list-item
      paragraph
        text "b"
  table columns=2
    row
      cell
        paragraph
          text "c"
      cell
    row
      cell
        paragraph
          text "d"
      cell
    row
      cell
        paragraph
          text "e"
      cell
        paragraph
          text "f"
)");
}

TEST(HtmlTablesTest, LateCaptionsAndSecondOnes) {
  EXPECT_EQ(ContentOf("<table><caption>a</caption><caption>b</caption><tr><td>c<caption>d</table>"), R"(
  table columns=1
    caption
      text "a"
    row
      cell
        paragraph
          text "b"
    row
      cell
        paragraph
          text "c"
    row
      cell
        paragraph
          text "d"
)");
}

TEST(HtmlTablesTest, CellsWithoutRowsAndTables) {
  EXPECT_EQ(ContentOf("<table><td>a<td>b<tbody><th>c</table><td>d<tr>e"), R"(
  table columns=2
    row
      cell
        paragraph
          text "a"
      cell
        paragraph
          text "b"
    row
      cell header
        paragraph
          text "c"
      cell
  paragraph
    text "d"
  paragraph
    text "e"
)");
}

TEST(HtmlTablesTest, TablesThatOnlyArrange) {
  EXPECT_EQ(ContentOf("<table role=presentation><tr><td>a<td><p>b<tr><td><ul><li>c</table>"), R"(
  paragraph
    text "a"
  paragraph
    text "b"
  list tight
    list-item
      paragraph
        text "c"
)");
}

TEST(HtmlTablesTest, EndTagsDoNotReachOutOfCells) {
  EXPECT_EQ(ContentOf("<div><b>a<table><tr><td></div></b>b<i>c<td>d</table>e</b>f</div>g"), R"(
  paragraph
    strong
      text "a"
  table columns=2
    row
      cell
        paragraph
          strong
            text "b"
            emphasis
              text "c"
      cell
        paragraph
          strong
            text "d"
  paragraph
    strong
      text "e"
    text "f"
  paragraph
    text "g"
)");
}

TEST(HtmlTablesTest, FormattingWithoutABlockDoesNotReachIntoCells) {
  EXPECT_EQ(ContentOf("<p><b>a</p><table><tr><td>b</table>c"), R"(
  paragraph
    strong
      text "a"
  table columns=1
    row
      cell
        paragraph
          text "b"
  paragraph
    strong
      text "c"
)");
}

TEST(HtmlTablesTest, ATableRightInATableEndsIt) {
  EXPECT_EQ(ContentOf("<table><tr><table><tr><td>a</table>b"), R"(
  table columns=1
    row
      cell
        paragraph
          text "a"
  paragraph
    text "b"
)");
}

TEST(HtmlTablesTest, ManyHeaderRows) {
  EXPECT_EQ(ContentOf("<table><tr><th rowspan=2>a<th>b<tr><th>c<tr><td>d<td>e</table>"), R"(
  table columns=2
    row header
      cell header rows=2
        paragraph
          text "a"
      cell header
        paragraph
          text "b"
    row header
      cell header
        paragraph
          text "c"
    row
      cell
        paragraph
          text "d"
      cell
        paragraph
          text "e"
)");
}

}  // namespace
}  // namespace tare::html
