#include "readers/html/header_row.h"

#include <gtest/gtest.h>

#include <string>

namespace tare::html {
namespace {

TEST(HeaderRowTest, OnlyHeaderCells) {
  EXPECT_TRUE(IsHeaderRow("<tr><th>a</th><th>b <i>c</i></th></tr><tr><td>d"));
  EXPECT_TRUE(IsHeaderRow("<TR CLASS=x>\n<TH\n>a<TH>b\n<TR><TD>d"));
  EXPECT_TRUE(IsHeaderRow("<tr><th>a"));
  EXPECT_TRUE(IsHeaderRow("<tr><th>a</table><td>"));
}

TEST(HeaderRowTest, OtherCells) {
  EXPECT_FALSE(IsHeaderRow("<tr><th>a<td>b"));
  EXPECT_FALSE(IsHeaderRow("<tr><td>a<th>b"));
  EXPECT_FALSE(IsHeaderRow("<tr></tr><tr><th>a</tr>"));
  EXPECT_FALSE(IsHeaderRow("<tr>"));
  EXPECT_FALSE(IsHeaderRow(""));
  EXPECT_FALSE(IsHeaderRow("<tr><th><table><tr><th>a</tr></table></th></tr>"));
}

TEST(HeaderRowTest, WhatLooksLikeCells) {
  EXPECT_TRUE(IsHeaderRow("<tr><th>a <tdx> 1 < 2 <track></th></tr>"));
  EXPECT_FALSE(IsHeaderRow("<tr><thead>a</tr>"));
}

TEST(HeaderRowTest, LooksSoFarAndNoFurther) {
  const std::string long_text(kMaxLookAhead, 'x');
  EXPECT_FALSE(IsHeaderRow("<tr><th>" + long_text + "</th></tr>"));
}

}  // namespace
}  // namespace tare::html
