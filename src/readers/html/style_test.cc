#include "readers/html/style.h"

#include <gtest/gtest.h>

namespace tare::html {
namespace {

TEST(StyleTest, Hidden) {
  EXPECT_TRUE(ParseStyle("display:none").hidden);
  EXPECT_TRUE(ParseStyle("color: red; DISPLAY : None !important").hidden);
  EXPECT_TRUE(ParseStyle("visibility: hidden").hidden);
  EXPECT_FALSE(ParseStyle("display: inline").hidden);
  EXPECT_FALSE(ParseStyle("x-display: none").hidden);
  EXPECT_FALSE(ParseStyle("").hidden);
  EXPECT_FALSE(ParseStyle(";;:none;display").hidden);
}

TEST(StyleTest, Spans) {
  EXPECT_EQ(ParseStyle("font-weight: bold").adds, SpanBit(SpanKind::kStrong));
  EXPECT_EQ(ParseStyle("font-weight: 700").adds, SpanBit(SpanKind::kStrong));
  EXPECT_EQ(ParseStyle("font-weight: 400").removes, SpanBit(SpanKind::kStrong));
  EXPECT_EQ(ParseStyle("font-style: italic").adds, SpanBit(SpanKind::kEmphasis));
  EXPECT_EQ(ParseStyle("text-decoration: underline line-through").adds,
            SpanBit(SpanKind::kUnderline) | SpanBit(SpanKind::kStrikethrough));
  EXPECT_EQ(ParseStyle("vertical-align: super").adds, SpanBit(SpanKind::kSuperscript));
  EXPECT_EQ(ParseStyle("vertical-align: middle").adds, 0);
}

TEST(StyleTest, TheLastDeclarationCounts) {
  const Style style = ParseStyle("font-weight: bold; font-weight: normal");
  EXPECT_EQ(style.adds, 0);
  EXPECT_EQ(style.removes, SpanBit(SpanKind::kStrong));
}

TEST(StyleTest, Layout) {
  EXPECT_TRUE(ParseStyle("display: block").block);
  EXPECT_FALSE(ParseStyle("display: inline-block").block);
  EXPECT_TRUE(ParseStyle("white-space: pre-wrap").preformatted);
  EXPECT_FALSE(ParseStyle("white-space: pre-line").preformatted);
  EXPECT_EQ(ParseStyle("text-align: Right").alignment, Alignment::kRight);
  EXPECT_EQ(AlignmentByName("center"), Alignment::kCenter);
  EXPECT_EQ(AlignmentByName("justify"), Alignment::kDefault);
}

}  // namespace
}  // namespace tare::html
