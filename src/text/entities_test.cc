#include "text/entities.h"

#include <gtest/gtest.h>

namespace tare::text {
namespace {

struct Row {
  std::string_view name;
  std::string_view utf8;
  bool bare;
};

constexpr Row kRows[] = {
#define ENTITY(name, utf8, bare) {name, utf8, bare},
#include "text/entities.inc"
#undef ENTITY
};

TEST(Entities, EveryNameIsFound) {
  int names = 0;
  for (const Row& row : kRows) {
    ++names;
    EXPECT_EQ(EntityByName(row.name), row.utf8) << row.name;
    const std::string text = std::string(row.name) + ";=";
    EXPECT_EQ(LongestEntity(text).utf8, row.utf8) << row.name;
    EXPECT_EQ(LongestEntity(text).length, row.name.size() + 1) << row.name;
    if (!row.bare) continue;
    ++names;
    EXPECT_EQ(LongestEntity(row.name).utf8, row.utf8) << row.name;
    EXPECT_EQ(LongestEntity(row.name).length, row.name.size()) << row.name;
  }
  EXPECT_EQ(names, 2231);
}

TEST(Entities, TheLongestNameWins) {
  EXPECT_EQ(LongestEntity("notin;").utf8, "\u2209");
  EXPECT_EQ(LongestEntity("notit;").utf8, "\u00AC");
  EXPECT_EQ(LongestEntity("notit;").length, 3u);
  EXPECT_EQ(LongestEntity("copysr;").utf8, "\u2117");
  EXPECT_EQ(LongestEntity("copysr").utf8, "\u00A9");
  EXPECT_EQ(LongestEntity("CounterClockwiseContourIntegral;").utf8, "\u2233");
  EXPECT_EQ(LongestEntity("NotEqualTilde;").utf8, "\u2242\u0338");
}

TEST(Entities, WhatNamesNothing) {
  for (const std::string_view text : {"", ";", "a", "x;", "Alpha", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;",
                                      "1", "CounterClockwiseContourIntegral", "\xC3\x86;"}) {
    EXPECT_EQ(LongestEntity(text).length, 0u) << text;
  }
  EXPECT_EQ(EntityByName(""), "");
  EXPECT_EQ(EntityByName("amp;"), "");
  EXPECT_EQ(EntityByName("Amp"), "");
  EXPECT_EQ(EntityByName("alpha"), "\u03B1");
}

TEST(Entities, NumericReferences) {
  const auto is = [](uint32_t number, CodePoint code_point, std::string_view error) {
    const NumericReference reference = ResolveNumericReference(number);
    EXPECT_EQ(reference.code_point, code_point) << number;
    EXPECT_EQ(reference.error, error) << number;
  };
  is('A', 'A', "");
  is('\n', '\n', "");
  is('\r', '\r', "control-character-reference");
  is(0, 0xFFFD, "null-character-reference");
  is(1, 1, "control-character-reference");
  is(0x7F, 0x7F, "control-character-reference");
  is(0x80, 0x20AC, "control-character-reference");
  is(0x81, 0x81, "control-character-reference");
  is(0x9F, 0x178, "control-character-reference");
  is(0xA0, 0xA0, "");
  is(0xD7FF, 0xD7FF, "");
  is(0xD800, 0xFFFD, "surrogate-character-reference");
  is(0xDFFF, 0xFFFD, "surrogate-character-reference");
  is(0xFDD0, 0xFDD0, "noncharacter-character-reference");
  is(0xFDF0, 0xFDF0, "");
  is(0x1FFFE, 0x1FFFE, "noncharacter-character-reference");
  is(0x10FFFD, 0x10FFFD, "");
  is(0x10FFFF, 0x10FFFF, "noncharacter-character-reference");
  is(0x110000, 0xFFFD, "character-reference-outside-unicode-range");
}

}  // namespace
}  // namespace tare::text
