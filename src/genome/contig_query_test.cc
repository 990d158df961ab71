#include <gtest/gtest.h>

#include "tare/genome.h"

namespace tare::genome {
namespace {

// "contig|sample|begin|end"
std::string Parsed(std::string_view text) {
  const ContigQuery query = ParseContigQuery(text);
  std::string shown = query.contig + "|" + query.sample;
  if (query.range) shown += "|" + std::to_string(query.range->begin) + "|" + std::to_string(query.range->end);
  return shown;
}

TEST(ContigQueryTest, FourForms) {
  EXPECT_EQ(Parsed("chr1"), "chr1|");
  EXPECT_EQ(Parsed("chr1@S288C"), "chr1|S288C");
  EXPECT_EQ(Parsed("chr1:10-20"), "chr1||10|21");
  EXPECT_EQ(Parsed("chr1@S288C:0-0"), "chr1|S288C|0|1");
}

TEST(ContigQueryTest, TheLastSignsCount) {
  EXPECT_EQ(Parsed("a@b@c"), "a@b|c");
  EXPECT_EQ(Parsed("a:1-2:3-4"), "a:1-2||3|5");
  EXPECT_EQ(Parsed("s#1#chr1@s:5-18446744073709551614"), "s#1#chr1|s|5|18446744073709551615");
}

TEST(ContigQueryTest, WhatIsNoRangeIsAName) {
  EXPECT_EQ(Parsed("HLA:HLA00001"), "HLA:HLA00001|");
  EXPECT_EQ(Parsed("a:1-"), "a:1-|");
  EXPECT_EQ(Parsed("a:-1-2"), "a:-1-2|");
  EXPECT_EQ(Parsed("a:1-2x"), "a:1-2x|");
  EXPECT_EQ(Parsed("a:2-1"), "a:2-1|");
  EXPECT_EQ(Parsed("a:1,000-2,000@s"), "a:1,000-2,000|s");
  EXPECT_EQ(Parsed("a:1-99999999999999999999"), "a:1-99999999999999999999|");
  EXPECT_EQ(Parsed("a:1-18446744073709551615"), "a:1-18446744073709551615|");
  EXPECT_EQ(Parsed(":1-2"), ":1-2|");
  EXPECT_EQ(Parsed("@s"), "@s|");
  EXPECT_EQ(Parsed("a@"), "a@|");
  EXPECT_EQ(Parsed(""), "|");
}

TEST(ContigQueryTest, ShortNamesEndAtWhiteSpace) {
  EXPECT_EQ(ShortName("chr1 of yeast"), "chr1");
  EXPECT_EQ(ShortName("chr1\tof yeast"), "chr1");
  EXPECT_EQ(ShortName("chr1"), "chr1");
  EXPECT_EQ(ShortName(" chr1"), "");
}

}  // namespace
}  // namespace tare::genome
