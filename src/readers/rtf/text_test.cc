// Text in all its charsets, through the whole reader.

#include "readers/rtf/read_events.h"
#include "readers/rtf/symbol_fonts.h"

namespace tare::rtf {
namespace {

// The text of a file that is one paragraph.
std::string Text(std::string_view body, const ReadOptions& options = {}) {
  const std::string events = Events(body, false, options);
  const std::string_view before = "paragraph\n  text \"";
  if (!events.starts_with(before) || !events.ends_with("\"\n")) return events;
  return events.substr(before.size(), events.size() - before.size() - 2);
}

TEST(RtfText, SpecialCharacters) {
  EXPECT_EQ(Text("\\emdash\\endash\\lquote\\rquote\\ldblquote\\rdblquote\\bullet"), "—–‘’“”•");
  EXPECT_EQ(Text("a\\~b\\-c\\_d\\emspace e\\enspace f\\qmspace g"),
            "a\u00A0b\u00ADc\u2011d\u2003e\u2002f\u2005g");
  EXPECT_EQ(Text("a\\zwj b\\zwnj c\\ltrmark d\\tab e"), "a\u200Db\u200Ccd\\te");
}

TEST(RtfText, LineEndsInTheFileAreNothing) { EXPECT_EQ(Text("on\r\ne tw\no"), "one two"); }

TEST(RtfText, TheCodePageOfTheDocument) {
  EXPECT_EQ(Text("caf\\'e9"), "café");
  EXPECT_EQ(Text("\\ansicpg1251 \\'cf\\'f0\\'e8\\'e2\\'e5\\'f2"), "Привет");
  EXPECT_EQ(Text("\\mac caf\\'8e"), "café");
  EXPECT_EQ(Text("\\pc caf\\'82"), "café");
  EXPECT_EQ(Text("\\pca caf\\'82\\'9e"), "café×");
  EXPECT_EQ(Text("\\ansicpg65001 \\'c3\\'a9\\'e2\\'82\\'ac"), "é€");
  EXPECT_EQ(Text("\\ansicpg99999 caf\\'e9"), "café");
}

TEST(RtfText, TheCharsetOfTheFont) {
  const std::string fonts =
      "\\deff1{\\fonttbl{\\f0\\fnil\\fcharset204 A;}{\\f1\\fcharset0 B;}{\\f2\\fcharset161 C;}{\\f3\\cpg1255 "
      "D;}}";
  EXPECT_EQ(Text(fonts + "\\'e9{\\f0 \\'cf}\\f2 \\'e1\\plain\\'e9\\f3 \\'e0"), "éПαéא");
}

TEST(RtfText, FontTablesWithoutGroups) {
  EXPECT_EQ(Text("{\\fonttbl\\f0\\fcharset204 A;\\f1\\fcharset0 B;}\\f0\\'cf\\f1\\'e9"), "Пé");
}

TEST(RtfText, TheDefaultFont) {
  EXPECT_EQ(Text("\\deff7{\\fonttbl{\\f7\\fcharset204 A;}{\\f8\\fcharset0 B;}}\\'cf"), "П");
  EXPECT_EQ(Text("\\deff7{\\fonttbl{\\f7\\fcharset204 A;}{\\f8\\fcharset0 B;}}\\f8\\'e9\\plain\\'cf"), "éП");
}

TEST(RtfText, DoubleByteCharsets) {
  const std::string fonts =
      "{\\fonttbl{\\f0\\fcharset128 J;}{\\f1\\fcharset134 C;}{\\f2\\fcharset136 T;}{\\f3\\fcharset129 K;}}";
  EXPECT_EQ(Text(fonts + "\\f0 \\'93\\'fa\\'96\\'7b"), "日本");
  EXPECT_EQ(Text(fonts + "\\f0 \\'93\\'fa\\'96{}{\\'7b}"), "日�{");
  EXPECT_EQ(Text(fonts + "\\f0 \\'83X\\'83\\'5c\\'83\\\\x"), "スソソx");
  EXPECT_EQ(Text(fonts + "\\f1 \\'d6\\'d0\\'ce\\'c4"), "中文");
  EXPECT_EQ(Text(fonts + "\\f2 \\'a4\\'a4\\'a4\\'e5"), "中文");
  EXPECT_EQ(Text(fonts + "\\f3 \\'c7\\'d1\\'b1\\'db"), "한글");
  EXPECT_EQ(Text(fonts + "\\f0 \\'93\\par"), "�");
}

TEST(RtfText, WesternFontsBesideDoubleByteOnes) {
  const std::string fonts =
      "\\ansicpg932\\deff0{\\fonttbl{\\f0\\fcharset128 MS Mincho;}{\\f1\\fcharset0 Times New Roman;}}";
  EXPECT_EQ(Text(fonts + "\\f1 caf\\'e9 na\\'efve \\f0 \\'93\\'fa"), "café naïve 日");
  // Where no font is for double bytes, those of the document's code page stand in the Western one.
  EXPECT_EQ(Text("\\ansicpg932\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}}\\'93\\'fa"), "日");
}

TEST(RtfText, WhatCompletesNoPairIsKept) {
  const std::string fonts = "{\\fonttbl{\\f0\\fcharset128 J;}}\\f0";
  EXPECT_EQ(Text(fonts + " a\\'e9 b"), "a� b");
  EXPECT_EQ(Text(fonts + " a\\'e9\\'20b"), "a� b");
  EXPECT_EQ(Text(fonts + " a\\'e9"), "a�");
}

TEST(RtfText, AssociatedFontsOfDoubleByteAndRightToLeftRuns) {
  const std::string fonts = "{\\fonttbl{\\f0\\fcharset0 A;}{\\f13\\fcharset128 J;}{\\f20\\fcharset178 R;}}";
  EXPECT_EQ(Text(fonts + "\\f0\\loch\\af0\\hich\\af0\\dbch\\af13 \\'93\\'fa\\loch \\'e9"), "日é");
  EXPECT_EQ(Text(fonts + "\\ltrch\\f0\\rtlch\\af20 \\'c7\\ltrch \\'e9"), "اé");
}

TEST(RtfText, UnicodeAndWhatItSkips) {
  EXPECT_EQ(Text("\\u8364?x"), "€x");
  EXPECT_EQ(Text("\\u-10179?\\u-8704?x"), "😀x");
  EXPECT_EQ(Text("\\u-10179?x"), "\uFFFDx");
  EXPECT_EQ(Text("\\u-8704?x"), "\uFFFDx");
  EXPECT_EQ(Text("{\\uc2\\u228\\'e8a}b"), "äb");
  EXPECT_EQ(Text("\\uc0\\u8364 x"), "€x");
  EXPECT_EQ(Text("\\uc3\\u8364 abcd"), "€d");
  EXPECT_EQ(Text("\\uc2\\u8364\\emdash?x"), "€x");
  EXPECT_EQ(Text("\\u8364\\bin3 abcx"), "€x");
  EXPECT_EQ(Text("{\\u8364}x"), "€x");
  EXPECT_EQ(Text("\\uc5 \\u8364?\\b0 x"), "€x");
  EXPECT_EQ(Text("\\u128512?x"), "😀x");
  EXPECT_EQ(Text("a\\u0?b"), "ab");
}

TEST(RtfText, AFallbackThatIsMissingCostsNoParagraph) {
  EXPECT_EQ(Events("a\\u8364\\par b"), "paragraph\n  text \"a€\"\nparagraph\n  text \"b\"\n");
}

TEST(RtfText, OneTextForReadersWithAndWithoutUnicode) {
  EXPECT_EQ(Text("{\\upr{a?b}{\\*\\ud{a\\u8364 ?b}}}"), "a€b");
  EXPECT_EQ(Events("{\\info{\\upr{\\title ?}{\\*\\ud{\\title \\u8364?}}}}"), "metadata title \"€\"\n");
}

TEST(RtfText, SymbolFonts) {
  const std::string fonts =
      "{\\fonttbl{\\f0 A;}{\\f1\\fcharset2 Symbol;}{\\f2\\fcharset2 Wingdings;}{\\f3\\fcharset2 Other;}}";
  EXPECT_EQ(Text(fonts + "\\f1 abc\\'b7\\u-3999?\\f0 x"), "αβχ•αx");
  EXPECT_EQ(Text(fonts + "\\f2 \\'fc\\'a7\\'d8\\u-3844?"), "✓▪➢✓");
  EXPECT_EQ(Text(fonts + "\\f3 \\'b7a"), "•a");
  EXPECT_EQ(Text(fonts + "\\f0 \\u-3913?"), "•");
}

TEST(RtfText, SymbolFieldsShowTheirResultOrTheirSymbol) {
  const std::string fonts = "{\\fonttbl{\\f0 A;}{\\f3\\fcharset2 Symbol;}}\\f0 ";
  const auto field = [&](const std::string& result) {
    return Text(fonts + "A{\\field{\\*\\fldinst SYMBOL 183 \\\\f \"Symbol\"}" + result + "}B");
  };
  EXPECT_EQ(field(""), "A•B");
  EXPECT_EQ(field("{\\fldrslt\\f3\\fs20}"), "A•B");
  EXPECT_EQ(field("{\\fldrslt\\f3\\fs20 a}"), "AαB");
  EXPECT_EQ(Text(fonts + "A{\\field{\\*\\fldinst PAGE}{\\fldrslt}}B"), "AB");
}

// What is nested deeper than fields are followed shows its text in the content, and belongs to no field.
TEST(RtfText, FieldsInFieldsBeyondTheLimit) {
  const auto nested = [](size_t depth, std::string_view before, std::string_view innermost) {
    std::string text;
    for (size_t i = 0; i < depth; ++i) text += before;
    text += innermost;
    for (size_t i = 0; i < depth; ++i) text += "}}";
    return text;
  };
  const std::string_view result = "{\\field{\\*\\fldinst PAGE}{\\fldrslt ";
  EXPECT_EQ(Text(nested(80, result, "a")), "a");
  const std::string_view picture = "{\\field{\\*\\fldinst INCLUDEPICTURE \"p\"}{\\fldrslt b{\\field c}}}";
  EXPECT_EQ(Events(nested(63, result, picture)), "paragraph\n  image target=\"p\" alt=\"b\"\n");
  const std::string_view instruction = "{\\field{\\*\\fldinst d{\\field e}}{\\fldrslt f}}";
  EXPECT_EQ(Text(nested(63, result, instruction)), "f");
}

TEST(RtfText, AlternativesBegunInAFieldsResultInsideOfItsInstruction) {
  EXPECT_EQ(Text("a{\\field\\fldinst{\\fldrslt\\upr\\ud{x}}}b"), "ab");
}

TEST(RtfText, RawBytes) {
  EXPECT_EQ(Text("caf\xE9 au lait"), "café au lait");
  EXPECT_EQ(Text("\\ansicpg1251 \xCF\xF0\xE8"), "При");
  EXPECT_EQ(Text("{\\fonttbl{\\f0\\fcharset128 J;}}\\f0 \x93\xFA\x83X"), "日ス");
  EXPECT_EQ(Events("caf\xC3\xA9", true),
            "warning \"text is in UTF-8 although the file says otherwise\" offset=17\n"
            "paragraph\n  text \"café\"\n");
}

TEST(RtfText, TheUserKnowsTheCharsetBetter) {
  const ReadOptions options{.charset = "windows-1251"};
  EXPECT_EQ(Text("{\\fonttbl{\\f0\\fcharset161 A;}}\\f0\\'cf", options), "П");
}

TEST(RtfText, ControlCharacters) {
  EXPECT_EQ(Text(std::string_view("a\0b\\'01\\'00c", 12)), "abc");
  EXPECT_EQ(Events("a\\'0ab"), "paragraph\n  text \"a\"\n  hard-break\n  text \"b\"\n");
  EXPECT_EQ(Text("a\\'09b\tc"), "a\\tb\\tc");
}

TEST(RtfText, WhatIsNotText) {
  EXPECT_EQ(Text("a{\\*\\unknown b{c}}{\\colortbl;\\red0;}d{\\v e}{\\v\\v0 f}{\\deleted g}{\\revised h}"),
            "adfh");
  EXPECT_EQ(Text("a{\\unknown b}"), "ab");
  EXPECT_EQ(Text("a{\\*\\bkmkend x}b{\\*\\annotation c}{\\xe d}{\\header e}{\\pntext f}"), "ab");
}

TEST(RtfText, RawHtmlOnlyWhereItIsWanted) {
  const std::string body =
      "{\\*\\generator Tare 1;}\\pard a{\\*\\tareraw html\\tab <i>}{\\*\\tareraw tex\\tab x}\\par"
      "{\\*\\tarerawblock html\\tab <script>}{\\*\\tarerawblock html}";
  EXPECT_EQ(
      Events(body),
      "paragraph\n  text \"a\"\n  raw target=\"html\"\n    text \"<i>\"\n"
      "  raw target=\"tex\"\n    text \"x\"\nraw label=\"html\"\n  text \"<script>\"\nraw label=\"html\"\n");
  EXPECT_EQ(Events(body, false, {.raw_html = false}),
            "paragraph\n  text \"a\"\n  raw target=\"tex\"\n    text \"x\"\n");
  EXPECT_NE(Events(body, true, {.raw_html = false}).find("raw HTML in RTF was left out"), std::string::npos);
}

TEST(SymbolFonts, ByName) {
  EXPECT_EQ(SymbolFontByName("Symbol"), SymbolFont::kSymbol);
  EXPECT_EQ(SymbolFontByName("symbol MT"), SymbolFont::kSymbol);
  EXPECT_EQ(SymbolFontByName("WINGDINGS"), SymbolFont::kWingdings);
  EXPECT_EQ(SymbolFontByName("Wingdings 2"), SymbolFont::kUnknown);
  EXPECT_EQ(SymbolFontByName("Segoe UI Symbol"), SymbolFont::kNone);
  EXPECT_EQ(SymbolFontByName(""), SymbolFont::kNone);
}

TEST(SymbolFonts, Ends) {
  EXPECT_EQ(DecodeSymbol(SymbolFont::kSymbol, 0x20), U' ');
  EXPECT_EQ(DecodeSymbol(SymbolFont::kSymbol, 0xFE), U'\u23AD');
  EXPECT_EQ(DecodeSymbol(SymbolFont::kSymbol, 0xFF), U'\uFFFD');
  EXPECT_EQ(DecodeSymbol(SymbolFont::kWingdings, 0x20), U' ');
  EXPECT_EQ(DecodeSymbol(SymbolFont::kWingdings, 0xFE), U'\u2611');
  EXPECT_EQ(DecodeSymbol(SymbolFont::kWingdings, 0x6C), U'●');
}

TEST(RtfText, ObjectsAreNamedInAWarning) {
  EXPECT_EQ(Events("a{\\object{\\*\\objclass Excel.Sheet.12}{\\*\\objdata 00}}b\\par", true),
            "warning \"an embedded object was left out: Excel.Sheet.12\" offset=65\n"
            "paragraph\n  text \"ab\"\n");
  // A name that is none.
  const std::string events = Events("{\\object{\\objclass\xFF\xFE}}", true);
  EXPECT_NE(events.find("warning \"an embedded object was left out\""), std::string::npos) << events;
}

}  // namespace
}  // namespace tare::rtf
