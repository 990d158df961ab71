#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "writers/rtf_written.h"

namespace tare {
namespace {

constexpr Alignment kTwoColumns[] = {Alignment::kDefault, Alignment::kRight};

TEST(RtfWriter, WritesAnEmptyDocument) {
  const std::string rtf = Rtf([](Events&) {});
  EXPECT_TRUE(Begins(rtf, "{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0"));
  EXPECT_TRUE(Holds(rtf, "{\\*\\generator Tare 1;}"));
  EXPECT_TRUE(Ends(rtf, "\\margb1440\n}\n"));
  EXPECT_FALSE(Holds(rtf, "\\listtable"));
  ExpectWellFormed(rtf);
}

TEST(RtfWriter, DefinesTheStylesItUses) {
  const std::string rtf = Rtf([](Events&) {});
  EXPECT_TRUE(Holds(rtf, "{\\sb80\\sa80 Normal;}"));
  EXPECT_TRUE(Holds(rtf, "{\\s1\\outlinelevel0\\keepn\\sb360\\sa80\\b\\fs36 heading 1;}"));
  EXPECT_TRUE(Holds(rtf, "{\\s6\\outlinelevel5\\keepn\\sb160\\sa80\\b\\i\\fs24 heading 6;}"));
  EXPECT_TRUE(Holds(rtf, "{\\*\\cs20\\i\\additive Emphasis;}"));
  EXPECT_TRUE(Holds(rtf, "{\\*\\cs29\\f2\\i\\additive Display Math;}"));
}

TEST(RtfWriter, WritesHeadingsAndParagraphs) {
  EXPECT_EQ(
      Content([](Events& events) { events.Heading(2, "A {b} \\ c").Paragraph("na\u00EFve \U0001F600"); }),
      "\\pard\\plain\\s2\\outlinelevel1\\keepn\\sb280\\sa80\\b\\fs32 A \\{b\\} \\\\ c\\par\n"
      "\\pard\\plain\\sb80\\sa80 na\\u239 ?ve \\u-10179 ?\\u-8704 ?\\par\n");
}

TEST(RtfWriter, WritesEachSpanAsOneGroup) {
  const auto span = [](const Span& which) {
    const std::string content =
        Content([&](Events& events) { events.Begin(BlockKind::kParagraph).Begin(which).Text("x"); });
    return content.substr(std::string_view("\\pard\\plain\\sb80\\sa80 ").size());
  };
  EXPECT_EQ(span(Span::Of(SpanKind::kEmphasis)), "{\\cs20\\i x}\\par\n");
  EXPECT_EQ(span(Span::Of(SpanKind::kStrong)), "{\\cs21\\b x}\\par\n");
  EXPECT_EQ(span(Span::Of(SpanKind::kUnderline)), "{\\cs22\\ul x}\\par\n");
  EXPECT_EQ(span(Span::Of(SpanKind::kStrikethrough)), "{\\cs23\\strike x}\\par\n");
  EXPECT_EQ(span(Span::Of(SpanKind::kSuperscript)), "{\\cs24\\super x}\\par\n");
  EXPECT_EQ(span(Span::Of(SpanKind::kSubscript)), "{\\cs25\\sub x}\\par\n");
  EXPECT_EQ(span(Span::Of(SpanKind::kHighlight)), "{\\cs26\\highlight5 x}\\par\n");
  EXPECT_EQ(span(Span::Of(SpanKind::kCode)), "{\\cs27\\f1 x}\\par\n");
  EXPECT_EQ(span(Span::Of(SpanKind::kMath)), "{\\cs28\\f2\\i x}\\par\n");
  EXPECT_EQ(span({.kind = SpanKind::kMath, .display = true}), "{\\cs29\\f2\\i x}\\par\n");
  EXPECT_EQ(span({.kind = SpanKind::kRaw, .target = "html"}), "{\\*\\tareraw html\\tab x}\\par\n");
}

TEST(RtfWriter, KeepsTheNestingOfSpans) {
  EXPECT_EQ(Content([](Events& events) {
              events.Begin(BlockKind::kParagraph).Begin(SpanKind::kEmphasis).Text("a ");
              events.Begin(SpanKind::kEmphasis).Begin(SpanKind::kStrong).Text("b");
            }),
            "\\pard\\plain\\sb80\\sa80 {\\cs20\\i a {\\cs20\\i {\\cs21\\b b}}}\\par\n");
}

TEST(RtfWriter, TellsSoftFromHardBreaks) {
  EXPECT_TRUE(
      Ends(Content([](Events& events) {
             events.Begin(BlockKind::kParagraph).Text("a").SoftBreak().Text("b").HardBreak().Text("c");
           }),
           " a \nb\\line c\\par\n"));
}

TEST(RtfWriter, WritesLinksAsFields) {
  const auto link = [](std::string_view target, std::string_view title) {
    const std::string content = Content([&](Events& events) {
      events.Begin(BlockKind::kParagraph).Begin(Span::Link(target, title)).Text("x");
    });
    return content.substr(std::string_view("\\pard\\plain\\sb80\\sa80 ").size());
  };
  EXPECT_EQ(link("http://a/?b&c", ""),
            "{\\field{\\*\\fldinst{HYPERLINK \"http://a/?b&c\"}}{\\fldrslt{\\cs30\\ul\\cf2 x}}}\\par\n");
  EXPECT_EQ(link("u", "a \"b\" \\ c"),
            "{\\field{\\*\\fldinst{HYPERLINK \"u\" \\\\o \"a \\\\\"b\\\\\" \\\\\\\\ c\"}}"
            "{\\fldrslt{\\cs30\\ul\\cf2 x}}}\\par\n");
  EXPECT_EQ(link("#top", ""),
            "{\\field{\\*\\fldinst{HYPERLINK \\\\l \"top\"}}{\\fldrslt{\\cs30\\ul\\cf2 x}}}\\par\n");
  EXPECT_EQ(link("a\"b\\c", "one\ntwo"),
            "{\\field{\\*\\fldinst{HYPERLINK \"a%22b%5Cc\" \\\\o \"one two\"}}{\\fldrslt"
            "{\\*\\taretarget a\"b\\\\c}{\\*\\taretitle one\\line two}{\\cs30\\ul\\cf2 x}}}\\par\n");
}

TEST(RtfWriter, WritesAnchorsAsBookmarks) {
  EXPECT_EQ(Content([](Events& events) {
              events.Begin(BlockKind::kParagraph).Text("a ").Anchor("one").Text("b").Anchor("\u00E9\"");
            }),
            "\\pard\\plain\\sb80\\sa80 a {\\*\\tareanchor one}{\\*\\bkmkstart one}{\\*\\bkmkend one}b"
            "{\\*\\tareanchor \\u233 ?\"}{\\*\\bkmkstart \\u233 ?%22}{\\*\\bkmkend \\u233 ?%22}\\par\n");
}

TEST(RtfWriter, WritesBulletedLists) {
  EXPECT_EQ(
      Content([](Events& events) {
        events.Begin(Block::List(true)).Begin(Block::Item()).Paragraph("a").End();
        events.Begin(Block::Item(Checked::kYes)).Paragraph("b");
      }),
      "{\\*\\tarebegin list tight}{\\*\\tarebegin list-item}"
      "\\pard\\plain\\s8\\sb0\\sa0\\sb80\\li480\\fi-360\\ls1\\ilvl0 {\\listtext \\u8226\\'b7\\tab}a\\par\n"
      "{\\*\\tareend list-item}{\\*\\tarebegin list-item checked=yes}"
      "\\pard\\plain\\s8\\sb0\\sa0\\li480\\fi-360\\ls3\\ilvl0 {\\listtext \\u9746 ?\\tab}b\\par\n"
      "{\\*\\tareend list-item}{\\*\\tareend list}");
}

TEST(RtfWriter, WritesOrderedListsAndWhatFollowsInAnItem) {
  EXPECT_EQ(Content([](Events& events) {
              events.Begin(Block::OrderedList(7, false, ')')).Begin(Block::Item(Checked::kNo));
              events.Paragraph("a").Paragraph("b");
            }),
            "{\\*\\tarebegin list ordered start=7 delimiter=)}{\\*\\tarebegin list-item checked=no}"
            "\\pard\\plain\\s8\\sb80\\sa80\\li480\\fi-360\\ls4\\ilvl0 "
            "{\\*\\tarehide}{\\listtext 7)\\tab}\\u9744 ? {\\*\\tareshow}a\\par\n"
            "\\pard\\plain\\s8\\sb80\\sa80\\li480 b\\par\n"
            "{\\*\\tareend list-item}{\\*\\tareend list}");
}

TEST(RtfWriter, WritesLettersAndRomanNumbers) {
  const std::string rtf = Rtf([](Events& events) {
    for (int i = 0; i < kNumberings; ++i) {
      events.Begin(Block::OrderedList(4, true, ')', static_cast<Numbering>(i))).Begin(Block::Item());
      events.Paragraph("a").End(2);
    }
  });
  EXPECT_TRUE(Holds(rtf, "{\\*\\tarebegin list ordered start=4 delimiter=) numbering=upper-roman tight}"));
  constexpr std::string_view kFormats[] = {"0", "4", "3", "2", "1"};  // [MS-OE376], ST_NumberFormat
  constexpr std::string_view kTexts[] = {"4)", "d)", "D)", "iv)", "IV)"};
  for (size_t i = 0; i < kNumberings; ++i) {
    EXPECT_TRUE(
        Holds(rtf, "\\levelnfc" + std::string(kFormats[i]) + "\\leveljc0\\levelfollow0\\levelstartat4"));
    EXPECT_TRUE(Holds(rtf, "{\\listtext " + std::string(kTexts[i]) + "\\tab}a"));
  }
}

TEST(RtfWriter, ShowsTheNumberOfAnItemWithoutAParagraph) {
  EXPECT_EQ(Content([](Events& events) {
              events.Begin(Block::List(true)).Begin(Block::Item()).End();
              events.Begin(Block::Item()).Begin(BlockKind::kThematicBreak);
            }),
            "{\\*\\tarebegin list tight}{\\*\\tarebegin list-item}{\\*\\tarehide}"
            "\\pard\\plain\\s8\\sb0\\sa0\\sb80\\li480\\fi-360\\ls1\\ilvl0 {\\listtext \\u8226\\'b7\\tab}"
            "{\\*\\tareshow}\\par\n"
            "{\\*\\tareend list-item}{\\*\\tarebegin list-item}{\\*\\tarehide}"
            "\\pard\\plain\\s8\\sb0\\sa0\\li480\\fi-360\\ls1\\ilvl0 {\\listtext \\u8226\\'b7\\tab}"
            "{\\*\\tareshow}\\par\n"
            "\\pard\\plain\\s16\\sb120\\sa120\\brdrb\\brdrs\\brdrw10\\brsp20\\brdrcf3\\fs8\\li480 \\par\n"
            "{\\*\\tareend list-item}{\\*\\tareend list}");
}

// The \ls of each item, in order.
std::string ListsOf(std::string_view rtf) {
  std::string lists;
  const size_t content = rtf.find("\\margb1440\n");
  for (size_t at = rtf.find("\\ls", content); at != std::string_view::npos; at = rtf.find("\\ls", at + 1)) {
    lists += rtf.substr(at + 3, rtf.find('\\', at + 3) - at - 3);
    lists += ' ';
  }
  return lists;
}

TEST(RtfWriter, GivesEveryOrderedListThatCountsFromItsStartAListOfItsOwn) {
  const std::string rtf = Rtf([](Events& events) {
    const auto ordered = [&](uint64_t start, char delimiter, auto inside) {
      events.Begin(Block::OrderedList(start, true, delimiter)).Begin(Block::Item()).Paragraph("x");
      inside();
      events.End(2);
    };
    const auto nothing = [] {};
    ordered(1, '.', nothing);                            // 4
    ordered(1, '.', [&] { ordered(1, '.', nothing); });  // 5, and its second level
    ordered(3, ')', [&] {                                // 6
      ordered(1, '.', nothing);                          // second level of 6
      ordered(1, '.', nothing);                          // would go on counting: 7
    });
    ordered(100'000, '.', nothing);  // more than an RTF list counts: text
  });
  EXPECT_EQ(ListsOf(rtf), "4 5 5 6 6 7 ");
  EXPECT_EQ(Count(rtf, "{\\list\\listtemplateid"), 4u);
  EXPECT_EQ(Count(rtf, "{\\listoverride\\listid"), 4u);
  EXPECT_TRUE(
      Holds(rtf,
            "\\levelstartat3{\\leveltext\\'02\\'00);}{\\levelnumbers\\'01;}\\fi-360\\li480}"
            "{\\listlevel\\levelnfc0\\leveljc0\\levelfollow0\\levelstartat1{\\leveltext\\'02\\'01.;}"));
  EXPECT_TRUE(Holds(rtf, " {\\*\\tarehide}100000.\\tab {\\*\\tareshow}x\\par\n"));
  ExpectWellFormed(rtf);
}

TEST(RtfWriter, TakesSpareListsInLongDocumentsAndTextAfterThat) {
  const std::string rtf = Rtf([](Events& events) {
    for (int i = 0; i < 3000; ++i) events.Paragraph("Some words to fill the first 64 KiB of content.");
    for (int i = 0; i < 40; ++i) {
      events.Begin(Block::OrderedList(1, true)).Begin(Block::Item()).Paragraph("x").End(2);
      events.Paragraph("-");
    }
  });
  EXPECT_EQ(Count(rtf, "{\\list\\listtemplateid"), 3u + 32u);
  // Three of four spare lists count with a full stop.
  EXPECT_EQ(Count(rtf, "{\\listtext 1.\\tab}x"), 24u);
  EXPECT_EQ(Count(rtf, "{\\*\\tarehide}1.\\tab {\\*\\tareshow}x"), 16u);
  ExpectWellFormed(rtf);
}

TEST(RtfWriter, WritesCodeLineByLine) {
  {
    const std::string text = Content(
        [](Events& events) { events.Begin(Block::Code("c++ x")).Text("a {\n").Text("  b\n").Text("\n}\n"); });
    EXPECT_TRUE(Begins(text, "{\\*\\tarecode c++ x}\\pard\\plain\\s9"));
    EXPECT_TRUE(Ends(text, "\\f1\\fs20 a \\{\\line   b\\line \\line \\}\\par\n"));
  }
  {
    const std::string text = Content([](Events& events) { events.Leaf(Block::Code(""), "\n"); });
    EXPECT_TRUE(Begins(text, "\\pard\\plain\\s9"));
    EXPECT_TRUE(Ends(text, "\\f1\\fs20 \\par\n"));
  }
  EXPECT_TRUE(Ends(Content([](Events& events) { events.Leaf(Block::Code(""), ""); }),
                   "\\f1\\fs20 {\\*\\tareempty}\\par\n"));
}

TEST(RtfWriter, KeepsRawTextOutOfSight) {
  EXPECT_EQ(Content([](Events& events) { events.Leaf(Block::Raw("html"), "<p>\n{}\n"); }),
            "{\\*\\tarerawblock html\\tab <p>\\line \\{\\}\\line }");
}

TEST(RtfWriter, IndentsQuotesByDepth) {
  EXPECT_EQ(Content([](Events& events) {
              events.Begin(BlockKind::kQuote).Paragraph("a").Begin(BlockKind::kQuote).Paragraph("b");
            }),
            "{\\*\\tarebegin quote}"
            "\\pard\\plain\\s7\\sb80\\sa80\\brdrl\\brdrs\\brdrw20\\brsp180\\brdrcf3\\li480 a\\par\n"
            "{\\*\\tarebegin quote}"
            "\\pard\\plain\\s7\\sb80\\sa80\\brdrl\\brdrs\\brdrw20\\brsp180\\brdrcf3\\li960 b\\par\n"
            "{\\*\\tareend quote}{\\*\\tareend quote}");
}

TEST(RtfWriter, WritesDefinitionsFiguresAndPages) {
  EXPECT_EQ(Content([](Events& events) {
              events.Begin({.kind = BlockKind::kPage, .label = "i"});
              events.Begin(BlockKind::kDefinitionList).Leaf(Block::Of(BlockKind::kDefinitionTerm), "t");
              events.Begin(BlockKind::kDefinition).Paragraph("d").End(3);
              events.Begin({.kind = BlockKind::kPage, .label = "ii"}).Begin(BlockKind::kFigure);
              events.Leaf(Block::Of(BlockKind::kCaption), "c");
            }),
            "{\\*\\tarebegin page i}{\\*\\tarebegin definition-list}"
            "\\pard\\plain\\s14\\keepn\\sb80\\sa0\\b t\\par\n"
            "{\\*\\tarebegin definition}\\pard\\plain\\s15\\sb0\\sa80\\li480 d\\par\n"
            "{\\*\\tareend definition}{\\*\\tareend definition-list}{\\*\\tareend page}"
            "{\\*\\tarebegin page ii}{\\*\\tarebegin figure}"
            "\\pard\\plain\\s13\\keepn\\sb80\\sa80\\i\\fs20\\pagebb c\\par\n"
            "{\\*\\tareend figure}{\\*\\tareend page}");
}

std::string TinyPng() {
  using std::string_literals::operator""s;
  return "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\b\x02\0\0\0"s;
}

TEST(RtfWriter, EmbedsPictures) {
  const auto picture = [](const Image& image) {
    const std::string content =
        Content([&](Events& events) { events.Begin(BlockKind::kParagraph).Image(image); });
    return content.substr(std::string_view("\\pard\\plain\\sb80\\sa80 ").size());
  };
  EXPECT_EQ(picture({.target = "a.png", .alt = "A", .media_type = "image/png", .bytes = TinyPng()}),
            "{\\*\\taresize 0 0}{\\pict{\\*\\picprop{\\sp{\\sn wzName}{\\sv a.png}}"
            "{\\sp{\\sn wzDescription}{\\sv A}}}\\picw3\\pich2\\picwgoal45\\pichgoal30\\pngblip "
            "89504e470d0a1a0a0000000d4948445200000003000000020802000000}\\par\n");
  EXPECT_TRUE(Begins(
      picture({.title = "T", .media_type = "image/png", .bytes = TinyPng(), .width = 30, .height = 20}),
      "{\\*\\taretitle T}{\\pict{\\*\\picprop}\\picw3\\pich2\\picwgoal450\\pichgoal300"));
  using std::string_literals::operator""s;
  const std::string jpeg = "\xFF\xD8\xFF\xE0\0\x04JF\xFF\xC0\0\x0B\b\0\x10\0\x20\x01\x01\x11\0"s;
  EXPECT_TRUE(Holds(picture({.media_type = "image/jpeg", .bytes = jpeg}),
                    "\\picw32\\pich16\\picwgoal480\\pichgoal240\\jpegblip ffd8ffe0"));
}

TEST(RtfWriter, RefersToOtherPictures) {
  const auto picture = [](const Image& image) {
    const std::string content =
        Content([&](Events& events) { events.Begin(BlockKind::kParagraph).Image(image); });
    return content.substr(std::string_view("\\pard\\plain\\sb80\\sa80 ").size());
  };
  EXPECT_EQ(picture({.target = "a b.png", .alt = "A"}),
            "{\\field{\\*\\fldinst{INCLUDEPICTURE \"a b.png\" \\\\d}}{\\fldrslt A}}\\par\n");
  EXPECT_EQ(
      picture(
          {.target = "\"", .title = "T", .media_type = "image/gif", .bytes = "GIF", .width = 1, .height = 2}),
      "{\\field{\\*\\fldinst{INCLUDEPICTURE \"%22\" \\\\d}}{\\fldrslt {\\*\\taretarget \"}"
      "{\\*\\taretitle T}{\\*\\taresize 1 2}{\\*\\taredata image/gif\\tab 474946}}}\\par\n");
  // Data that is not what its type says cannot be measured, so not be shown.
  EXPECT_TRUE(
      Holds(picture({.media_type = "image/png", .bytes = "GIF"}), "{\\*\\taredata image/png\\tab 474946}"));
  EXPECT_TRUE(Holds(picture({.media_type = "image/jpeg", .bytes = "\xFF\xD8\xFF\xE0\xFF\xFF"}), "taredata"));
}

TEST(RtfWriter, PutsMetadataIntoTheHeader) {
  const std::string rtf = Rtf([](Events& events) {
    events.Metadata("title", "T {x}").Metadata("author", "A").Metadata("author", "B");
    events.Metadata("created", "2024-05-01T12:00:59").Metadata("modified", "2024-05-02");
    events.Metadata("og:image", "i.png").Metadata("front-matter", "a: 1\nb: 2\n");
    events.Paragraph("x").Metadata("description", "late, but before 64 KiB");
  });
  EXPECT_TRUE(Holds(rtf,
                    "{\\*\\generator Tare 1;}\n"
                    "{\\info{\\title T \\{x\\}}{\\author A}{\\creatim\\yr2024\\mo5\\dy1\\hr12\\min0\\sec59}"
                    "{\\revtim\\yr2024\\mo5\\dy2}{\\doccomm late, but before 64 KiB}}\n"
                    "{\\*\\userprops{\\propname author}\\proptype30{\\staticval B}"
                    "{\\propname og:image}\\proptype30{\\staticval i.png}}\n"
                    "{\\*\\taremeta front-matter\\tab a: 1\\line b: 2\\line }\n"));
}

TEST(RtfWriter, KeepsTimesItCannotWriteAsTimesAsText) {
  for (const char* time : {"2024-13-01", "2024-05-01T12:00:00Z", "yesterday", "2024-05-0x", "2024/05/01"}) {
    EXPECT_TRUE(Holds(Rtf([&](Events& events) { events.Metadata("created", time); }),
                      "{\\propname created}\\proptype30{\\staticval " + std::string(time) + "}"));
  }
}

TEST(RtfWriter, PutsLateMetadataIntoTheContent) {
  const std::string rtf = Rtf([](Events& events) {
    for (int i = 0; i < 3000; ++i) events.Paragraph("Some words to fill the first 64 KiB of content.");
    events.Metadata("title", "T");
  });
  EXPECT_TRUE(Holds(rtf, "{\\*\\taremeta title\\tab T}"));
  EXPECT_TRUE(!Holds(rtf, "{\\info"));
}

TEST(RtfWriter, KeepsLittle) {
  Budget budget;
  Account account("test", budget);
  uint64_t size = 0;
  const auto out = Output::ToCallback(
      [&](std::string_view bytes) {
        size += bytes.size();
        return true;
      },
      account);
  const std::unique_ptr<Sink> writer = MakeRtfWriter(*out, {}, account);
  Events events(*writer);
  events.Begin(BlockKind::kDocument);
  for (int i = 0; i < 100'000; ++i) {
    events.Begin(BlockKind::kParagraph)
        .Text("Text with a note that never comes")
        .Note(std::to_string(i))
        .End();
    events.Begin(Block::Table(kTwoColumns)).Begin(Block::Row(false)).Cell("a").Cell("b").End(2);
    events.Begin(Block::OrderedList(1, true)).Begin(Block::Item()).Paragraph("x").End(2);
  }
  events.EndAll();
  EXPECT_TRUE(out->Commit().has_value());
  EXPECT_GT(size, 50'000'000u);
  EXPECT_LT(account.peak(), 8u << 20);
}

}  // namespace
}  // namespace tare
