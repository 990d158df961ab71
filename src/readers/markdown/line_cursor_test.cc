#include "readers/markdown/line_cursor.h"

namespace tare::markdown {
namespace {

TEST(LineCursor, MeasuresTabsByColumn) {
  EXPECT_EQ(LineCursor("a").indent(), 0u);
  EXPECT_EQ(LineCursor("   a").indent(), 3u);
  EXPECT_EQ(LineCursor("\ta").indent(), 4u);
  EXPECT_EQ(LineCursor("  \ta").indent(), 4u);
  EXPECT_EQ(LineCursor("    \ta").indent(), 8u);
}

TEST(LineCursor, KnowsBlankLines) {
  EXPECT_TRUE(LineCursor("").blank());
  EXPECT_TRUE(LineCursor(" \t ").blank());
  EXPECT_EQ(LineCursor(" \t ").ahead(), '\0');
  EXPECT_FALSE(LineCursor(" x").blank());
  EXPECT_EQ(LineCursor(" x y").rest(), "x y");
}

TEST(LineCursor, TakesAPartOfATab) {
  LineCursor line("\t\tx");
  line.SkipColumns(2);
  EXPECT_EQ(line.indent(), 6u);
  EXPECT_EQ(line.remainder().spaces, 2u);
  EXPECT_EQ(line.remainder().offset, 1u);
  line.SkipColumns(2);
  EXPECT_EQ(line.remainder().spaces, 0u);
  EXPECT_EQ(line.remainder().offset, 1u);
}

TEST(LineCursor, CountsTabsAfterAMarkerFromTheLinesStart) {
  LineCursor line(">\t\tx");
  line.SkipMarker(1);
  EXPECT_EQ(line.indent(), 7u);
  line.SkipColumns(1);
  EXPECT_EQ(line.indent(), 6u);
  EXPECT_EQ(line.remainder().spaces, 2u);
}

TEST(LineCursor, TakesNoMoreThanWhiteSpace) {
  LineCursor line("  x  y");
  line.SkipColumns(10);
  EXPECT_EQ(line.indent(), 0u);
  EXPECT_EQ(line.ahead(), 'x');
  line.SkipMarker(1);
  line.SkipWhitespace();
  EXPECT_EQ(line.rest(), "y");
}

}  // namespace
}  // namespace tare::markdown
