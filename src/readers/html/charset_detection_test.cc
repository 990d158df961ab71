#include "readers/html/charset_detection.h"

#include <gtest/gtest.h>

#include "readers/html/reading_test.h"

namespace tare::html {
namespace {

TEST(PrescanTest, MetaCharset) {
  EXPECT_EQ(PrescanLabel("<!doctype html><html><head><meta charset=\"UTF-8\">"), "UTF-8");
  EXPECT_EQ(PrescanLabel("<META\nfoo=bar CHARSET = 'koi8-r' />"), "koi8-r");
  EXPECT_EQ(PrescanLabel("<meta/charset=big5>"), "big5");
}

TEST(PrescanTest, MetaContentType) {
  EXPECT_EQ(PrescanLabel("<meta http-equiv=Content-Type content='text/html; charset=shift_jis'>"),
            "shift_jis");
  EXPECT_EQ(PrescanLabel("<meta content='text/html;CharSet = \"gbk\"; x' http-equiv=content-type>"), "gbk");
  EXPECT_EQ(PrescanLabel("<meta content='text/html; charset=gbk'>"), "");
  EXPECT_EQ(PrescanLabel("<meta http-equiv=refresh content='charset=gbk'>"), "");
  EXPECT_EQ(PrescanLabel("<meta http-equiv=content-type content='charset charset=utf-8'>"), "utf-8");
  EXPECT_EQ(PrescanLabel("<meta http-equiv=content-type content='charset=\"utf-8'>"), "");
}

TEST(PrescanTest, WhatIsNotAMeta) {
  EXPECT_EQ(PrescanLabel("<!-- <meta charset=a> --><meta charset=b>"), "b");
  EXPECT_EQ(PrescanLabel("<a title='<meta charset=a>'><meta charset=b>"), "b");
  EXPECT_EQ(PrescanLabel("</a title='<meta charset=a>'><? <meta charset=x ><meta charset=b>"), "b");
  EXPECT_EQ(PrescanLabel("<metadata charset=a><metacharset=b>"), "");
  EXPECT_EQ(PrescanLabel("charset=a"), "");
  EXPECT_EQ(PrescanLabel("<"), "");
  EXPECT_EQ(PrescanLabel("<meta charset"), "");
  EXPECT_EQ(PrescanLabel("<!--"), "");
  std::string far(kPrescanned, ' ');
  far += "<meta charset=a>";
  EXPECT_EQ(PrescanLabel(far), "");
}

// A page with one paragraph, and what is read of it, with warnings.
std::string Read(std::string_view page, std::string charset = {}) {
  return EventsOf(page, {.read = {.charset = std::move(charset)}, .warnings = true});
}

constexpr std::string_view kRussian = "\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0";  // windows-1251

TEST(CharsetTest, Utf8WithoutALabel) {
  EXPECT_EQ(Read("<p>Grüße"), "document\n  metadata charset \"UTF-8\"\n  paragraph\n    text \"Grüße\"\n");
  EXPECT_EQ(Read("\xEF\xBB\xBF<p>ß"),
            "document\n  metadata charset \"UTF-8\"\n  paragraph\n    text \"ß\"\n");
}

TEST(CharsetTest, TheLabelOfThePage) {
  EXPECT_EQ(Read("<meta charset=windows-1251><p>" + std::string(kRussian)),
            "document\n  metadata charset \"windows-1251\"\n  paragraph\n    text \"Привет, мир\"\n");
}

TEST(CharsetTest, TheLabelOfTheServerComesFirst) {
  EXPECT_EQ(Read("<meta charset=windows-1252><p>" + std::string(kRussian), "cp1251"),
            "document\n  metadata charset \"windows-1251\"\n  paragraph\n    text \"Привет, мир\"\n");
}

TEST(CharsetTest, AMarkComesBeforeLabels) {
  using namespace std::string_literals;
  EXPECT_EQ(Read("\xFF\xFE<\0p\0>\0\xDF\0"s),
            "document\n  metadata charset \"UTF-16LE\"\n  paragraph\n    text \"ß\"\n");
  EXPECT_EQ(Read("\0<\0p\0>\0\xDF"s),
            "document\n  metadata charset \"UTF-16BE\"\n  paragraph\n    text \"ß\"\n");
  EXPECT_EQ(Read("\xEF\xBB\xBF<meta charset=windows-1251><p>ß"),
            "document\n  metadata charset \"UTF-8\"\n  paragraph\n    text \"ß\"\n");
  EXPECT_EQ(Read("\xFE\xFF\0<\0p\0>\0\xDF"s, "utf-16"),
            "document\n  metadata charset \"UTF-16BE\"\n  paragraph\n    text \"ß\"\n");
}

TEST(CharsetTest, AWrongLabelIsRejected) {
  EXPECT_EQ(Read("<meta charset=windows-1251><p>Grüße aus Österreich, schöne Straße, süße Äpfel, übrigens"),
            "document\n  metadata charset \"UTF-8\"\n"
            "  warning \"the page is said to be in windows-1251 but is read as UTF-8\"\n"
            "  paragraph\n    text \"Grüße aus Österreich, schöne Straße, süße Äpfel, übrigens\"\n");
}

TEST(CharsetTest, SomeDamageDoesNotMakeItAnotherCharset) {
  EXPECT_EQ(Read("<meta charset=utf-8><p>Grüße aus Österreich, schöne Straße, \xFF"),
            "document\n  metadata charset \"UTF-8\"\n"
            "  warning \"1 ill-formed characters are replaced by U+FFFD\"\n"
            "  paragraph\n    text \"Grüße aus Österreich, schöne Straße, \uFFFD\"\n");
}

TEST(CharsetTest, BytesThatAreNotUtf8AreGuessed) {
  const std::string read = Read("<meta charset=utf-8><p>\xE4\xF6\xFC caf\xE9, d\xE9j\xE0 vu");
  EXPECT_NE(read.find("charset \"windows-1252\""), read.npos) << read;
  EXPECT_NE(read.find("äöü café, déjà vu"), read.npos) << read;
  EXPECT_NE(read.find("said to be in utf-8 but is read as windows-1252"), read.npos) << read;
}

TEST(CharsetTest, ManyBytesACharacter) {
  EXPECT_EQ(Read("<meta charset=shift_jis><p>\x93\xFA\x96\x7B\x8C\xEA"),
            "document\n  metadata charset \"Shift_JIS\"\n  paragraph\n    text \"日本語\"\n");
  EXPECT_EQ(Read("<meta charset=iso-2022-jp><p>\x1B$BF|K\\8l\x1B(B"),
            "document\n  metadata charset \"ISO-2022-JP\"\n  paragraph\n    text \"日本語\"\n");
}

TEST(CharsetTest, TheUserKnowsBetterThanTheBytes) {
  EXPECT_EQ(Read("<meta charset=utf-8><p>Gr\xC3\xBC", "iso-8859-1"),
            "document\n  metadata charset \"windows-1252\"\n  paragraph\n    text \"GrÃ¼\"\n");
  EXPECT_EQ(Read("\xEF\xBB\xBF<p>\xC3\xBC", "windows-1252"),
            "document\n  metadata charset \"windows-1252\"\n  paragraph\n    text \"ï»¿\"\n"
            "  paragraph\n    text \"Ã¼\"\n");
  EXPECT_EQ(Read("<p>\xE4\xF6\xFC", "windows-1251"),
            "document\n  metadata charset \"windows-1251\"\n  paragraph\n    text \"дць\"\n");
  EXPECT_EQ(Read("\xEF\xBB\xBF<p>ü", "utf-8"),
            "document\n  metadata charset \"UTF-8\"\n  paragraph\n    text \"ü\"\n");
  EXPECT_EQ(Read("<p>ü", "klingon"), "document\n  metadata charset \"UTF-8\"\n  paragraph\n    text \"ü\"\n");
}

// The famous two characters in GBK that are valid UTF-8 too.
TEST(CharsetTest, TooFewBytesToDoubtTheLabel) {
  EXPECT_EQ(Read("<meta charset=gbk><p>\xC1\xAA\xCD\xA8"),
            "document\n  metadata charset \"GBK\"\n  paragraph\n    text \"联通\"\n");
}

TEST(CharsetTest, Utf16InAMetaCannotBe) {
  EXPECT_EQ(Read("<meta charset=utf-16><p>ß"),
            "document\n  metadata charset \"UTF-8\"\n  paragraph\n    text \"ß\"\n");
}

TEST(CharsetTest, UnknownLabelsCountForNothing) {
  EXPECT_EQ(Read("<meta charset=klingon><p>ß"),
            "document\n  metadata charset \"UTF-8\"\n  paragraph\n    text \"ß\"\n");
}

TEST(CharsetTest, TroubleFarIntoThePage) {
  std::string page = "<meta charset=utf-8><p>";
  for (int i = 0; i < 300'000; ++i) page += "ä ";
  page += "\xE4";
  const std::string read = Read(page);
  EXPECT_NE(read.find("charset \"UTF-8\""), read.npos);
  EXPECT_NE(read.find("1 ill-formed"), read.npos);
  EXPECT_TRUE(read.ends_with("ä \uFFFD\"\n"));
}

// Windows of the check end inside of characters.
TEST(CharsetTest, ALargePageOfLongCharacters) {
  std::string page = "<p>x";
  for (int i = 0; i < 700'000; ++i) page += "語";
  EXPECT_TRUE(Read(page).starts_with("document\n  metadata charset \"UTF-8\"\n  paragraph\n"));
}

}  // namespace
}  // namespace tare::html
