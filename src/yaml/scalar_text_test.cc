#include <memory_resource>
#include <string>

#include <gtest/gtest.h>

#include "tare/yaml_events.h"

namespace tare::yaml {
namespace {

std::string Decode(const ScalarText& text) {
  std::pmr::string scratch = "from before";
  return std::string(DecodeScalar(text, &scratch));
}

std::string Plain(std::string_view raw) { return Decode({.raw = raw}); }
std::string Single(std::string_view raw) { return Decode({.raw = raw, .style = ScalarStyle::kSingleQuoted}); }
std::string Double(std::string_view raw) { return Decode({.raw = raw, .style = ScalarStyle::kDoubleQuoted}); }
std::string Literal(std::string_view raw, uint32_t indentation, Chomping chomping = Chomping::kClip) {
  return Decode(
      {.raw = raw, .style = ScalarStyle::kLiteral, .chomping = chomping, .indentation = indentation});
}
std::string Folded(std::string_view raw, uint32_t indentation, Chomping chomping = Chomping::kClip) {
  return Decode(
      {.raw = raw, .style = ScalarStyle::kFolded, .chomping = chomping, .indentation = indentation});
}

TEST(DecodeScalar, VerbatimTextIsNotCopied) {
  const std::string raw = "as 'it' \\is";
  std::pmr::string scratch;
  EXPECT_EQ(
      DecodeScalar({.raw = raw, .style = ScalarStyle::kDoubleQuoted, .verbatim = true}, &scratch).data(),
      raw.data());
}

TEST(DecodeScalar, PlainLinesFold) {
  EXPECT_EQ(Plain("a b"), "a b");
  EXPECT_EQ(Plain("a \t\n\t b"), "a b");
  EXPECT_EQ(Plain("a\n \n\t\n  b\n c"), "a\n\nb c");
  EXPECT_EQ(Plain("a\r\n b\r\rc\r\n\r\n\r\nd"), "a b\nc\n\nd");
  EXPECT_EQ(Plain(""), "");
}

TEST(DecodeScalar, SingleQuoted) {
  EXPECT_EQ(Single("it''s ''''"), "it's ''");
  EXPECT_EQ(Single(" 1st non-empty\n\n 2nd non-empty \n\t3rd non-empty "),
            " 1st non-empty\n2nd non-empty 3rd non-empty ");
  EXPECT_EQ(Single("  \n  "), " ");
  EXPECT_EQ(Single("\\n"), "\\n");
  EXPECT_EQ(Single("''\n''"), "' '");
}

TEST(DecodeScalar, EveryEscape) {
  EXPECT_EQ(Double(R"(\0\a\b\t\n\v\f\r\e\ \"\/\\)"), std::string("\0\a\b\t\n\v\f\r\x1B \"/\\", 13));
  EXPECT_EQ(Double("\\\t"), "\t");
  EXPECT_EQ(Double(R"(\N|\_|\L|\P)"), "\xC2\x85|\xC2\xA0|\xE2\x80\xA8|\xE2\x80\xA9");
  EXPECT_EQ(Double(R"(\x41\xe9\u263A\U0001F600)"), "A\xC3\xA9\xE2\x98\xBA\xF0\x9F\x98\x80");
}

TEST(DecodeScalar, SurrogatePairs) {
  EXPECT_EQ(Double(R"(\uD83D\uDE00)"), "\xF0\x9F\x98\x80");
  EXPECT_EQ(Double(R"(\ud83d\u0041)"),
            "\xEF\xBF\xBD"
            "A");
  EXPECT_EQ(Double(R"(\uDE00\uD83D)"), "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(DecodeScalar, EscapesThatAreCutShortStayInBounds) {
  for (const char* const raw : {"\\", "\\x", "\\u12", "\\U0001F60", "\\uD83D\\u", "\\uD83D\\uDE0", "\\\r"}) {
    EXPECT_LE(Double(raw).size(), 8u) << raw;
  }
}

TEST(DecodeScalar, DoubleQuotedLinesFold) {
  // Example 7.5 of the specification.
  EXPECT_EQ(Double("folded \nto a space,\t\n \nto a line feed, or \t\\\n \\ \tnon-content"),
            "folded to a space,\nto a line feed, or \t \tnon-content");
  EXPECT_EQ(Double(" 1st non-empty\n\n 2nd non-empty \n\t3rd non-empty "),
            " 1st non-empty\n2nd non-empty 3rd non-empty ");
  EXPECT_EQ(Double("a\\t \n b"), "a\t b");
  EXPECT_EQ(Double("a\\  \n b"), "a  b");
  EXPECT_EQ(Double("a\\\n\n\n b"), "a\n\nb");
  EXPECT_EQ(Double("a\\\r\n\r\n b"), "a\nb");
}

TEST(DecodeScalar, LiteralLines) {
  EXPECT_EQ(Literal("  a\n   b\n\n \n  \tc\n", 2), "a\n b\n\n\n\tc\n");
  EXPECT_EQ(Literal("\n\n  a\n", 2), "\n\na\n");
  EXPECT_EQ(Literal("a\nb", 0), "a\nb\n");
  EXPECT_EQ(Literal(" a\r\n\r\n b\r c\r\n", 1), "a\n\nb\nc\n");
}

TEST(DecodeScalar, Chomping) {
  EXPECT_EQ(Literal(" a\n\n \n", 1), "a\n");
  EXPECT_EQ(Literal(" a\n\n \n", 1, Chomping::kStrip), "a");
  EXPECT_EQ(Literal(" a\n\n \n", 1, Chomping::kKeep), "a\n\n\n");
  EXPECT_EQ(Folded(" a\n\n \n", 1), "a\n");
  EXPECT_EQ(Folded(" a\n\n \n", 1, Chomping::kStrip), "a");
  EXPECT_EQ(Folded(" a\n\n \n", 1, Chomping::kKeep), "a\n\n\n");
}

TEST(DecodeScalar, BlockWithoutContent) {
  for (const auto& decode : {Literal, Folded}) {
    EXPECT_EQ(decode("", 1, Chomping::kKeep), "");
    EXPECT_EQ(decode("\n\n", 0, Chomping::kClip), "");
    EXPECT_EQ(decode("\n\n", 0, Chomping::kStrip), "");
    EXPECT_EQ(decode("\n \n", 1, Chomping::kKeep), "\n\n");
    EXPECT_EQ(decode("   ", 3, Chomping::kKeep), "\n");
  }
}

TEST(DecodeScalar, SpacesBeyondTheIndentationAreContent) {
  EXPECT_EQ(Literal("  x\n   ", 2), "x\n \n");
  EXPECT_EQ(Literal("  x\n   \n\n", 2, Chomping::kStrip), "x\n ");
  EXPECT_EQ(Literal("   \n", 2), " \n");
  EXPECT_EQ(Literal("  x  \n \n", 2, Chomping::kKeep), "x  \n\n");
  EXPECT_EQ(Literal("  x \n    \n   \n  \n", 2, Chomping::kKeep), "x \n  \n \n\n");
}

TEST(DecodeScalar, FoldedLines) {
  EXPECT_EQ(Folded(" a\n b\n\n c\n", 1), "a b\nc\n");
  EXPECT_EQ(Folded("\n\n a\n", 1), "\n\na\n");
  // Example 8.10 of the specification.
  EXPECT_EQ(
      Folded("\n folded\n line\n\n next\n line\n   * bullet\n\n   * list\n   * lines\n\n last\n line\n", 1),
      "\nfolded line\nnext line\n  * bullet\n\n  * list\n  * lines\n\nlast line\n");
  EXPECT_EQ(Folded(" a\n\n\n  b\n\n c\n", 1), "a\n\n\n b\n\nc\n");
  EXPECT_EQ(Folded(" a\n \tb\n c\n", 1), "a\n\tb\nc\n");
  EXPECT_EQ(Folded("  a\n b\n c\n", 1), " a\nb c\n");
}

}  // namespace
}  // namespace tare::yaml
