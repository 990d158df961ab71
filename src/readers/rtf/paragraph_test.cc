// Paragraphs, headings, code, quotations and their inline content.

#include "readers/rtf/read_events.h"

namespace tare::rtf {
namespace {

TEST(RtfParagraphs, EndWithParOrTheFile) {
  EXPECT_EQ(
      Events("a\\par b\\\nc\\par\\par  \\par d"),
      "paragraph\n  text \"a\"\nparagraph\n  text \"b\"\nparagraph\n  text \"c\"\nparagraph\n  text \"d\"\n");
  EXPECT_EQ(Events(""), "");
  EXPECT_EQ(Events("a\\page b\\sect c"),
            "paragraph\n  text \"a\"\nparagraph\n  text \"b\"\nparagraph\n  text \"c\"\n");
}

TEST(RtfParagraphs, WhiteSpaceAtTheEdgesIsDropped) {
  EXPECT_EQ(Events("  \\tab a b \\line  c\\line\\par"),
            "paragraph\n  text \"a b\"\n  hard-break\n  text \"c\"\n");
  EXPECT_EQ(Events("{\\b  a }{\\i  }\\par"), "paragraph\n  strong\n    text \"a\"\n");
}

TEST(RtfParagraphs, HeadingsByOutlineLevel) {
  EXPECT_EQ(Events("\\pard\\outlinelevel0 a\\par\\pard\\outlinelevel8 b\\par\\pard\\outlinelevel9 c\\par"),
            "heading level=1\n  text \"a\"\nheading level=6\n  text \"b\"\nparagraph\n  text \"c\"\n");
}

TEST(RtfParagraphs, HeadingsByStyle) {
  const std::string styles =
      "{\\stylesheet{\\s0 Normal;}{\\s1\\b heading 1;}{\\s2 Heading 2;}{\\s3\\outlinelevel2 Kop;}"
      "{\\s4\\sbasedon3 mine;}{\\s5 Title;}{\\s6\\sbasedon6 circle;}{\\*\\ts7 heading "
      "3;}{\\s8\\outlinelevel9 toc 1;}}";
  EXPECT_EQ(
      Events(
          styles +
          "\\pard\\s1\\b a\\par\\pard\\plain\\s2 b\\par\\pard\\s3 c\\par\\pard\\s4 d\\par\\pard\\s5 e\\par"),
      "heading level=1\n  text \"a\"\nheading level=2\n  text \"b\"\nheading level=3\n  text \"c\"\n"
      "heading level=3\n  text \"d\"\nheading level=1\n  text \"e\"\n");
  EXPECT_EQ(
      Events(styles + "\\pard\\s6 f\\par\\pard\\s8 g\\par\\pard\\s99 h\\par\\pard\\s1\\outlinelevel9 i\\par"),
      "paragraph\n  text \"f\"\nparagraph\n  text \"g\"\nparagraph\n  text \"h\"\nparagraph\n  text \"i\"\n");
}

TEST(RtfParagraphs, AHeadingIsNotBoldButAWordInItMayBe) {
  EXPECT_EQ(Events("\\outlinelevel0\\b all of it\\par"), "heading level=1\n  text \"all of it\"\n");
  EXPECT_EQ(Events("\\outlinelevel0 some {\\b of} it\\par"),
            "heading level=1\n  text \"some \"\n  strong\n    text \"of\"\n  text \" it\"\n");
  EXPECT_EQ(Events("{\\stylesheet{\\s1\\i\\b heading 1;}}\\s1\\i\\b a {\\i0 b}\\par"),
            "heading level=1\n  emphasis\n    text \"a\"\n  text \" b\"\n");
}

TEST(RtfParagraphs, CodeByStyle) {
  const std::string styles = "{\\stylesheet{\\s1 HTML Preformatted;}}";
  EXPECT_EQ(Events(styles + "\\par\\s1 a\\par\\par   {\\b b}\\line c\\par\\par\\pard d\\par"),
            "code\n  text \"a\\n\\n  b\\nc\\n\"\nparagraph\n  text \"d\"\n");
}

TEST(RtfParagraphs, QuotationsByStyle) {
  const std::string styles = "{\\stylesheet{\\s1\\i Intense Quote;}}";
  EXPECT_EQ(
      Events(styles + "\\pard\\s1\\i a\\par b {\\i0 c}\\par\\pard\\plain d\\par"),
      "quote\n  paragraph\n    text \"a\"\n  paragraph\n    emphasis\n      text \"b\"\n    text \" c\"\n"
      "paragraph\n  text \"d\"\n");
}

TEST(RtfParagraphs, ThematicBreaksByStyle) {
  EXPECT_EQ(Events("{\\stylesheet{\\s1 Horizontal Line;}}a\\par\\s1\\par\\pard b\\par"),
            "paragraph\n  text \"a\"\nthematic-break\nparagraph\n  text \"b\"\n");
}

TEST(RtfParagraphs, VeryLongOnesAreSentInParts) {
  std::string body = "\\outlinelevel1 ";
  for (int i = 0; i < 30'000; ++i) body += "some words {\\b and more}  ";
  const std::string events = Events(body + "\\par x");
  EXPECT_TRUE(
      events.starts_with("heading level=2\n  text \"some words \"\n  strong\n    text \"and more\"\n"));
  EXPECT_TRUE(events.ends_with(
      "text \"  some words \"\n  strong\n    text \"and more\"\nheading level=2\n  text \"x\"\n"));
}

TEST(RtfParagraphs, SpacesAloneDoNotGrow) {
  const std::string events = Events("a" + std::string(3'000'000, ' ') + "\\par b");
  EXPECT_EQ(events.substr(0, 200), "paragraph\n  text \"a\"\nparagraph\n  text \"b\"\n");
}

// Formatting.

TEST(RtfFormatting, EachKind) {
  EXPECT_EQ(Events("{\\b a}x{\\i b}x{\\ul c}x{\\uldb c}x{\\strike d}x{\\striked1 e}x{\\super f}x{\\sub "
                   "g}x{\\highlight7 h}"),
            "paragraph\n  strong\n    text \"a\"\n  text \"x\"\n  emphasis\n    text \"b\"\n  text \"x\"\n"
            "  underline\n    text \"c\"\n  text \"x\"\n  underline\n    text \"c\"\n  text \"x\"\n"
            "  strikethrough\n    text \"d\"\n  text \"x\"\n  strikethrough\n    text \"e\"\n  text \"x\"\n"
            "  superscript\n    text \"f\"\n  text \"x\"\n  subscript\n    text \"g\"\n  text \"x\"\n"
            "  highlight\n    text \"h\"\n");
}

TEST(RtfFormatting, SwitchedOff) {
  EXPECT_EQ(
      Events(
          "\\b a\\b0 b\\ul c\\ulnone d\\super e\\nosupersub f\\i\\b g\\plain h\\up6 i\\up0 j\\highlight0 k"),
      "paragraph\n  strong\n    text \"a\"\n  text \"b\"\n  underline\n    text \"c\"\n  text \"d\"\n"
      "  superscript\n    text \"e\"\n  text \"f\"\n  strong\n    emphasis\n      text \"g\"\n  text \"h\"\n"
      "  superscript\n    text \"i\"\n  text \"jk\"\n");
}

TEST(RtfFormatting, SpansNestByHowLongTheyLast) {
  EXPECT_EQ(Events("{\\i a {\\b b}}"),
            "paragraph\n  emphasis\n    text \"a \"\n    strong\n      text \"b\"\n");
  EXPECT_EQ(Events("{\\b\\i a}{\\i  b}"),
            "paragraph\n  emphasis\n    strong\n      text \"a\"\n    text \" b\"\n");
  EXPECT_EQ(
      Events("{\\b a }{\\b\\i b}{\\i  c}"),
      "paragraph\n  strong\n    text \"a \"\n    emphasis\n      text \"b\"\n  emphasis\n    text \" c\"\n");
}

TEST(RtfFormatting, EqualNeighboursAreOne) {
  EXPECT_EQ(Events("{\\b a}{\\b b}{ }{\\b c}"), "paragraph\n  strong\n    text \"ab c\"\n");
}

TEST(RtfFormatting, SpacesStandOutside) {
  EXPECT_EQ(Events("a{\\b  b }c"), "paragraph\n  text \"a \"\n  strong\n    text \"b\"\n  text \" c\"\n");
  EXPECT_EQ(Events("a{\\b  }c"), "paragraph\n  text \"a c\"\n");
}

TEST(RtfFormatting, CodeIsInnermost) {
  EXPECT_EQ(
      Events("{\\stylesheet{\\*\\cs3 HTML Code;}}{\\cs3 a{\\b b}c}"),
      "paragraph\n  code\n    text \"a\"\n  strong\n    code\n      text \"b\"\n  code\n    text \"c\"\n");
}

TEST(RtfFormatting, OfRightToLeftText) {
  EXPECT_EQ(Events("\\rtlch\\ab\\ltrch a\\rtlch b"), "paragraph\n  text \"a\"\n  strong\n    text \"b\"\n");
}

TEST(RtfFormatting, BelongsToItsGroup) {
  EXPECT_EQ(Events("{{\\b{\\i a}b}c}"),
            "paragraph\n  strong\n    emphasis\n      text \"a\"\n    text \"b\"\n  text \"c\"\n");
}

TEST(RtfParagraphs, BookmarksAreAnchorsBeforeWhatTheyName) {
  EXPECT_EQ(Events("a {\\*\\bkmkstart x}b{\\*\\bkmkend x}{\\i {\\*\\bkmkstart two words}c}\\par"),
            "paragraph\n  text \"a \"\n  anchor \"x\"\n  text \"b\"\n  emphasis\n    anchor \"two_words\"\n"
            "    text \"c\"\n");
  EXPECT_EQ(Events("\\pard\\outlinelevel0{\\*\\bkmkstart _Toc1}  a\\par"),
            "heading level=1\n  anchor \"_Toc1\"\n  text \"a\"\n");
  EXPECT_EQ(Events("a {\\*\\bkmkstart x}{\\*\\bkmkend x}\\par b"),
            "paragraph\n  text \"a\"\n  anchor \"x\"\nparagraph\n  text \"b\"\n");
  EXPECT_EQ(Events("a{\\*\\bkmkstart x}\\line b"),
            "paragraph\n  text \"a\"\n  hard-break\n  anchor \"x\"\n  text \"b\"\n");
  EXPECT_EQ(Events("a{\\*\\bkmkstart  }{\\*\\bkmkstart}{\\*\\bkmkstart " + std::string(257, 'x') + "}b"),
            "paragraph\n  text \"a\"\n  anchor \"_\"\n  text \"b\"\n");
}

TEST(RtfParagraphs, BookmarksWaitForTextThatMayHoldThem) {
  EXPECT_EQ(Events("{\\*\\bkmkstart x}\\par\\par{\\*\\bkmkstart y}b\\par"),
            "paragraph\n  anchor \"x\"\n  anchor \"y\"\n  text \"b\"\n");
  EXPECT_EQ(Events("{\\*\\bkmkstart x}\\par"), "");
  EXPECT_EQ(Events("{\\stylesheet{\\*\\cs3 HTML Code;}}a {\\cs3 b{\\*\\bkmkstart x}c} d\\par"),
            "paragraph\n  text \"a \"\n  code\n    text \"bc\"\n  anchor \"x\"\n  text \" d\"\n");
  std::string many;
  for (int i = 0; i < 100; ++i) many += "{\\*\\bkmkstart x" + std::to_string(i) + "}";
  std::string first;
  for (int i = 0; i < 16; ++i) first += "  anchor \"x" + std::to_string(i) + "\"\n";
  EXPECT_EQ(Events(many + "\\par a"), "paragraph\n" + first + "  text \"a\"\n");
}

TEST(RtfParagraphs, LinksLeadToBookmarks) {
  EXPECT_EQ(Events("{\\field{\\*\\fldinst HYPERLINK \\\\l \"two words\"}{\\fldrslt a}}"),
            "paragraph\n  link target=\"#two_words\"\n    text \"a\"\n");
}

}  // namespace
}  // namespace tare::rtf
