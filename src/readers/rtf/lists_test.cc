// Lists of ordinary RTF: by the list table, by \pn, and typed.

#include "readers/rtf/read_events.h"

namespace tare::rtf {
namespace {

// \ls1: bullets. \ls2: numbers from 1, on the second level from 3 with a parenthesis. \ls3: the same list,
// begun again at 7. \ls4: no numbers.
constexpr std::string_view kLists =
    "{\\*\\listtable"
    "{\\list{\\listlevel\\levelnfc23{\\leveltext\\'01\\u8226 "
    "?;}}{\\listlevel\\levelnfc23{\\leveltext\\'01o;}}\\listid10}"
    "{\\list{\\listlevel\\levelnfc0\\levelstartat1{\\leveltext\\'02\\'00.;}{\\levelnumbers\\'01;}\\li720}"
    "{\\listlevel\\levelnfc4\\levelstartat3{\\leveltext\\'02\\'01);}{\\levelnumbers\\'01;}\\li1440}"
    "\\listid20}"
    "{\\list{\\listlevel\\levelnfc255\\levelstartat1{\\leveltext\\'00;}}\\listid30}}"
    "{\\*\\listoverridetable{\\listoverride\\listid10\\listoverridecount0\\ls1}{"
    "\\listoverride\\listid20\\ls2}"
    "{\\listoverride\\listid20\\listoverridecount1{\\lfolevel\\listoverridestartat\\levelstartat7}\\ls3}"
    "{\\listoverride\\listid30\\ls4}{\\listoverride\\listid99\\ls5}}";

std::string ListEvents(std::string_view body) { return Events(std::string(kLists) + std::string(body)); }

TEST(RtfLists, BulletsAndNestedBullets) {
  EXPECT_EQ(ListEvents("\\pard\\ls1{\\listtext\\bullet\\tab}a\\par{\\listtext\\bullet\\tab}b\\par\\ilvl1 "
                       "c\\par\\ilvl0 d\\par\\pard e\\par"),
            "list tight\n  list-item\n    paragraph\n      text \"a\"\n  list-item\n    paragraph\n      "
            "text \"b\"\n"
            "    list tight\n      list-item\n        paragraph\n          text \"c\"\n"
            "  list-item\n    paragraph\n      text \"d\"\nparagraph\n  text \"e\"\n");
}

TEST(RtfLists, NumbersStartWhereTheLevelSays) {
  EXPECT_EQ(ListEvents("\\pard\\ls2 a\\par\\ilvl1 b\\par\\ilvl1 c\\par"),
            "list ordered tight\n  list-item\n    paragraph\n      text \"a\"\n"
            "    list ordered start=3 delimiter=) numbering=lower-letter tight\n"
            "      list-item\n        paragraph\n          text \"b\"\n"
            "      list-item\n        paragraph\n          text \"c\"\n");
}

TEST(RtfLists, LettersAndRomanNumbers) {
  std::string table = "{\\*\\listtable{\\list";
  std::string body;
  for (int level = 0; level < 5; ++level) {
    table += "{\\listlevel\\levelnfc" + std::to_string(level) + "\\levelstartat1{\\leveltext\\'02\\'0" +
             std::to_string(level) + ".;}}";
    body += "\\pard\\ls1\\ilvl" + std::to_string(level) + " a\\par";
  }
  table += "\\listid1}}{\\*\\listoverridetable{\\listoverride\\listid1\\ls1}}";
  const std::string events = Events(table + body);
  size_t at = 0;
  for (const std::string_view list :
       {"list ordered tight", "list ordered numbering=upper-roman tight",
        "list ordered numbering=lower-roman tight", "list ordered numbering=upper-letter tight",
        "list ordered numbering=lower-letter tight"}) {
    at = events.find(list, at);
    ASSERT_NE(at, std::string::npos) << list << " in\n" << events;
  }
}

TEST(RtfLists, NumbersContinueAfterAParagraph) {
  EXPECT_EQ(
      ListEvents("\\pard\\ls2 a\\par b\\par\\pard x\\par\\pard\\ls2 c\\par"),
      "list ordered tight\n  list-item\n    paragraph\n      text \"a\"\n  list-item\n    paragraph\n      "
      "text \"b\"\n"
      "paragraph\n  text \"x\"\nlist ordered start=3 tight\n  list-item\n    paragraph\n      text \"c\"\n");
}

TEST(RtfLists, AnOverrideStartsOnceAgain) {
  EXPECT_EQ(
      ListEvents("\\pard\\ls2 a\\par\\pard\\ls3 b\\par\\pard x\\par\\pard\\ls3 c\\par"),
      "list ordered tight\n  list-item\n    paragraph\n      text \"a\"\n"
      "list ordered start=7 tight\n  list-item\n    paragraph\n      text \"b\"\n"
      "paragraph\n  text \"x\"\nlist ordered start=8 tight\n  list-item\n    paragraph\n      text \"c\"\n");
}

TEST(RtfLists, DeeperLevelsBeginAgain) {
  EXPECT_EQ(ListEvents("\\pard\\ls2 a\\par\\ilvl1 b\\par\\ilvl0 c\\par\\ilvl1 d\\par"),
            "list ordered tight\n  list-item\n    paragraph\n      text \"a\"\n"
            "    list ordered start=3 delimiter=) numbering=lower-letter tight\n      list-item\n        "
            "paragraph\n          text \"b\"\n"
            "  list-item\n    paragraph\n      text \"c\"\n"
            "    list ordered start=3 delimiter=) numbering=lower-letter tight\n      list-item\n        "
            "paragraph\n          text "
            "\"d\"\n");
}

TEST(RtfLists, WhatIsInNoList) {
  EXPECT_EQ(
      ListEvents("\\pard\\ls4 a\\par\\pard\\ls5 b\\par\\pard\\ls77 c\\par\\pard\\ls0 d\\par"),
      "paragraph\n  text \"a\"\nparagraph\n  text \"b\"\nparagraph\n  text \"c\"\nparagraph\n  text \"d\"\n");
}

TEST(RtfLists, AParagraphIndentedLikeAnItemBelongsToIt) {
  EXPECT_EQ(
      ListEvents("\\pard\\ls2\\li720\\fi-360 a\\par\\pard\\li720 b\\par\\pard c\\par"),
      "list ordered tight\n  list-item\n    paragraph\n      text \"a\"\n    paragraph\n      text \"b\"\n"
      "paragraph\n  text \"c\"\n");
}

TEST(RtfLists, AListInAnotherByIndentation) {
  EXPECT_EQ(ListEvents("\\pard\\ls2\\li720 a\\par\\pard\\ls1\\li1440 b\\par\\pard\\ls2\\li720 c\\par"),
            "list ordered tight\n  list-item\n    paragraph\n      text \"a\"\n"
            "    list tight\n      list-item\n        paragraph\n          text \"b\"\n"
            "  list-item\n    paragraph\n      text \"c\"\n");
}

TEST(RtfLists, EmptyItems) {
  EXPECT_EQ(ListEvents("\\pard\\ls1{\\listtext *}\\par{\\listtext *}a\\par\\par b\\par"),
            "list tight\n  list-item\n  list-item\n    paragraph\n      text \"a\"\n"
            "  list-item\n    paragraph\n      text \"b\"\n");
}

TEST(RtfLists, TaskItems) {
  EXPECT_EQ(ListEvents("\\pard\\ls1 \\u9744? a\\par\\u9746? b\\par\\u9745? c\\par d \\u9746?\\par"),
            "list tight\n  list-item checked=no\n    paragraph\n      text \"a\"\n"
            "  list-item checked=yes\n    paragraph\n      text \"b\"\n"
            "  list-item checked=yes\n    paragraph\n      text \"c\"\n"
            "  list-item\n    paragraph\n      text \"d ☒\"\n");
}

TEST(RtfLists, HeadingsAreNoItems) {
  EXPECT_EQ(ListEvents("\\pard\\ls2\\outlinelevel0{\\listtext 1.}a\\par"), "heading level=1\n  text \"a\"\n");
}

TEST(RtfLists, DeepNestingIsFlattened) {
  std::string body;
  for (int i = 1; i < 40; ++i) {
    body += "{\\pard\\li" + std::to_string(360 * i) + "\\fi-360 -\\tab " + std::to_string(i) + "\\par}";
  }
  const std::string events = Events(body);
  EXPECT_NE(events.find(std::string().append(8 * 4, ' ').append("list tight\n")), std::string::npos);
  EXPECT_EQ(events.find(std::string().append(9 * 4, ' ').append("list tight\n")), std::string::npos);
  EXPECT_NE(events.find("text \"39\"\n"), std::string::npos);
}

// The numbering of Word 95.

TEST(RtfLists, LegacyBullets) {
  EXPECT_EQ(
      Events("\\pard{\\pntext\\'b7\\tab}{\\*\\pn\\pnlvlblt\\pnindent0{\\pntxtb\\'b7}}\\fi-360\\li720 a\\par"
             "{\\pntext\\'b7\\tab}b\\par\\pard c\\par"),
      "list tight\n  list-item\n    paragraph\n      text \"a\"\n  list-item\n    paragraph\n      text "
      "\"b\"\n"
      "paragraph\n  text \"c\"\n");
}

TEST(RtfLists, LegacyNumbers) {
  EXPECT_EQ(
      Events("\\pard{\\pntext 4)\\tab}{\\*\\pn\\pnlvlbody\\pndec\\pnstart4{\\pntxta )}}\\fi-360\\li720 a\\par"
             "{\\pntext 5)\\tab}b\\par\\pard{\\*\\pn\\pnlvlcont}\\li720 c\\par"),
      "list ordered start=4 delimiter=) tight\n  list-item\n    paragraph\n      text \"a\"\n"
      "  list-item\n    paragraph\n      text \"b\"\n    paragraph\n      text \"c\"\n");
}

TEST(RtfLists, LegacyLettersAndRomanNumbers) {
  const auto list = [](std::string_view word) {
    const std::string events =
        Events("\\pard{\\*\\pn\\pnlvlbody" + std::string(word) + "{\\pntxta .}}\\fi-360\\li720 a\\par");
    return events.substr(0, events.find('\n'));
  };
  EXPECT_EQ(list("\\pnlcltr"), "list ordered numbering=lower-letter tight");
  EXPECT_EQ(list("\\pnucltr"), "list ordered numbering=upper-letter tight");
  EXPECT_EQ(list("\\pnlcrm"), "list ordered numbering=lower-roman tight");
  EXPECT_EQ(list("\\pnucrm"), "list ordered numbering=upper-roman tight");
  EXPECT_EQ(list("\\pndec"), "list ordered tight");
}

TEST(RtfLists, LegacyNumberingNestsByIndentation) {
  EXPECT_EQ(
      Events(
          "{\\pard{\\*\\pn\\pnlvlblt}\\fi-360\\li360 a\\par}{\\pard{\\*\\pn\\pnlvlblt}\\fi-360\\li720 b\\par}"
          "{\\pard{\\*\\pn\\pnlvlblt}\\fi-360\\li380 c\\par}"),
      "list tight\n  list-item\n    paragraph\n      text \"a\"\n"
      "    list tight\n      list-item\n        paragraph\n          text \"b\"\n"
      "  list-item\n    paragraph\n      text \"c\"\n");
}

// Lists that are only text, as pandoc writes them.

TEST(RtfLists, TypedBulletsAndNumbers) {
  EXPECT_EQ(
      Events("{\\pard\\fi-360\\li360\\bullet\\tx360\\tab a\\par}{\\pard\\fi-360\\li720\\endash\\tab b\\par}"
             "{\\pard\\fi-360\\li360 3.\\tab c\\par}{\\pard\\fi-360\\li360 4.\\tab\\u9744? d\\par}"),
      "list tight\n  list-item\n    paragraph\n      text \"a\"\n"
      "    list tight\n      list-item\n        paragraph\n          text \"b\"\n"
      "list ordered start=3 tight\n  list-item\n    paragraph\n      text \"c\"\n"
      "  list-item checked=no\n    paragraph\n      text \"d\"\n");
}

TEST(RtfLists, ATypedNumberThatDoesNotFollowBeginsAList) {
  EXPECT_EQ(Events("{\\pard\\fi-360\\li360 1)\\tab a\\par}{\\pard\\fi-360\\li360 3)\\tab b\\par}"),
            "list ordered delimiter=) tight\n  list-item\n    paragraph\n      text \"a\"\n"
            "list ordered start=3 delimiter=) tight\n  list-item\n    paragraph\n     "
            " text \"b\"\n");
}

TEST(RtfLists, WhatOnlyLooksLikeAListIsText) {
  EXPECT_EQ(Events("\\pard\\li360\\bullet\\tab a\\par"), "paragraph\n  text \"•\\ta\"\n");
  EXPECT_EQ(Events("\\pard\\fi-360\\li360 1. a\\par"), "paragraph\n  text \"1. a\"\n");
  EXPECT_EQ(Events("\\pard\\fi-360\\li360 1234567890.\\tab a\\par"),
            "paragraph\n  text \"1234567890.\\ta\"\n");
}

TEST(RtfLists, FormattingSurvivesTheMarkerThatIsCutOff) {
  EXPECT_EQ(Events("{\\pard\\fi-360\\li360 {\\b 1.}\\tab{\\i a} b\\par}"),
            "list ordered tight\n  list-item\n    paragraph\n      emphasis\n        text \"a\"\n      text "
            "\" b\"\n");
}

}  // namespace
}  // namespace tare::rtf
