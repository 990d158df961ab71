#include "text/utf8.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace tare::text {
namespace {

std::vector<CodePoint> DecodeAll(std::string_view text) {
  std::vector<CodePoint> result;
  for (size_t at = 0; at < text.size();) {
    const Decoded decoded = Decode(text, at);
    result.push_back(decoded.code_point);
    at += decoded.length;
  }
  return result;
}

TEST(Utf8Test, EveryCodePointComesBack) {
  for (CodePoint c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    char bytes[4];
    const std::string_view encoded(bytes, Encode(c, bytes));
    ASSERT_EQ(encoded.size(), c < 0x80 ? 1u : c < 0x800 ? 2u : c < 0x10000 ? 3u : 4u);
    const Decoded decoded = Decode(encoded, 0);
    ASSERT_TRUE(decoded.well_formed) << +c;
    ASSERT_EQ(decoded.code_point, c);
    ASSERT_EQ(decoded.length, encoded.size());
    const Decoded before = DecodeBefore(encoded, encoded.size());
    ASSERT_EQ(before.code_point, c);
    ASSERT_EQ(before.length, encoded.size());
  }
}

TEST(Utf8Test, EncodeReplacesWhatIsNoScalarValue) {
  for (const CodePoint c : {0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0x110000}) {
    std::string text;
    AppendUtf8(c, text);
    EXPECT_EQ(text, "\uFFFD");
  }
}

// The examples of Unicode 15, section 3.9, tables 3-8 to 3-11.
TEST(Utf8Test, OneReplacementForEachMaximalSubpart) {
  constexpr CodePoint r = kReplacement;
  using Points = std::vector<CodePoint>;
  EXPECT_EQ(DecodeAll("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41"), (Points{r, r, r, r, r, r, r, r, 'A'}));
  EXPECT_EQ(DecodeAll("\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41"), (Points{r, r, r, r, r, r, r, r, 'A'}));
  EXPECT_EQ(DecodeAll("\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42"), (Points{r, r, r, r, r, 'A', r, r, 'B'}));
  EXPECT_EQ(DecodeAll("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"), (Points{r, r, r, r, 'A'}));
  EXPECT_EQ(DecodeAll("\xE2\x82"), (Points{r}));
  EXPECT_FALSE(Decode("\xE2\x82", 0).well_formed);
  EXPECT_TRUE(Decode("\uFFFD", 0).well_formed);
}

TEST(Utf8Test, DecodesBackwards) {
  const std::string_view text = "a\u00E9\u4E2D\U0001F600";
  Decoded before = DecodeBefore(text, text.size());
  EXPECT_EQ(before.code_point, 0x1F600u);
  before = DecodeBefore(text, text.size() - 4);
  EXPECT_EQ(before.code_point, 0x4E2Du);
  before = DecodeBefore(text, text.size() - 7);
  EXPECT_EQ(before.code_point, 0xE9u);
  before = DecodeBefore(text, 1);
  EXPECT_EQ(before.code_point, CodePoint{'a'});
  EXPECT_EQ(before.length, 1u);
  // A continuation byte too many stands alone.
  before = DecodeBefore("\xC3\xA9\x80", 3);
  EXPECT_EQ(before.code_point, kReplacement);
  EXPECT_EQ(before.length, 1u);
  before = DecodeBefore("\x80\x80\x80\x80\x80", 5);
  EXPECT_EQ(before.length, 1u);
}

TEST(Utf8Test, PunctuationOfAsciiIsWhatCommonMarkLists) {
  const std::string_view punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  for (CodePoint c = 0; c < 0x80; ++c) {
    EXPECT_EQ(IsPunctuation(c), c != 0 && punctuation.find(static_cast<char>(c)) != punctuation.npos) << +c;
  }
}

TEST(Utf8Test, PunctuationBeyondAscii) {
  for (const CodePoint c : {0xA1, 0xA3, 0xAB, 0xB7, 0xD7, 0x2014, 0x2019, 0x20AC, 0x3001, 0xFF01, 0x1F600}) {
    EXPECT_TRUE(IsPunctuation(c)) << +c;
  }
  for (const CodePoint c : {0xA0, 0xAA, 0xB2, 0xE9, 0x300, 0x5D0, 0x4E2D, 0x200B, 0xFFFD + 1, 0x10FFFF}) {
    EXPECT_FALSE(IsPunctuation(c)) << +c;
  }
}

TEST(Utf8Test, Whitespace) {
  for (const CodePoint c :
       {0x20, 0x09, 0x0A, 0x0C, 0x0D, 0xA0, 0x1680, 0x2000, 0x200A, 0x202F, 0x205F, 0x3000}) {
    EXPECT_TRUE(IsWhitespace(c)) << +c;
  }
  for (const CodePoint c : {0x00, 0x0B, 0x1F, 0x21, 0x85, 0x180E, 0x1FFF, 0x200B, 0x2028, 0xFEFF}) {
    EXPECT_FALSE(IsWhitespace(c)) << +c;
  }
}

std::u32string Fold(std::u32string_view text) {
  std::u32string result;
  for (const CodePoint c : text) {
    CodePoint folded[3];
    result.append(folded, FoldCase(c, folded));
  }
  return result;
}

TEST(Utf8Test, FoldsCase) {
  EXPECT_EQ(Fold(U"Az09[@"), U"az09[@");
  EXPECT_EQ(Fold(U"\u00C0\u00DE\u00D7\u00E0"), U"\u00E0\u00FE\u00D7\u00E0");
  EXPECT_EQ(Fold(U"\u0100\u0101\u0178\u017F"), U"\u0101\u0101\u00FFs");
  EXPECT_EQ(Fold(U"\u03A3\u03C3\u03C2"), U"\u03C3\u03C3\u03C3");
  EXPECT_EQ(Fold(U"\u0410\u042F\u0401"), U"\u0430\u044F\u0451");
  EXPECT_EQ(Fold(U"\u1E9E\u00DF"), U"ssss");
  EXPECT_EQ(Fold(U"\uFB03\u0390"), U"ffi\u03B9\u0308\u0301");
  EXPECT_EQ(Fold(U"\u212A\u2160\uFF21"), U"k\u2170\uFF41");
  EXPECT_EQ(Fold(U"\U00010400\U0001E900"), U"\U00010428\U0001E922");
  EXPECT_EQ(Fold(U"\u4E2D\U0010FFFF"), U"\u4E2D\U0010FFFF");
}

TEST(Utf8Test, DisplayWidth) {
  for (const CodePoint c : {0x00, 0x0A, 0x7F, 0x9F, 0x300, 0x200B, 0x200D, 0xFE0F, 0x1160, 0xE0101}) {
    EXPECT_EQ(DisplayWidth(c), 0) << +c;
  }
  for (const CodePoint c : {0x20, 0x7E, 0xA0, 0xAD, 0xE9, 0x5D0, 0x20AC, 0xFF71, 0x1D400}) {
    EXPECT_EQ(DisplayWidth(c), 1) << +c;
  }
  for (const CodePoint c : {0x1100, 0x3042, 0x4E2D, 0x9FFF, 0xAC00, 0xFF01, 0x1F600, 0x20000, 0x2FFFD}) {
    EXPECT_EQ(DisplayWidth(c), 2) << +c;
  }
}

}  // namespace
}  // namespace tare::text
