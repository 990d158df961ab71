#include "document/sample_events.h"
#include "writers/written.h"

namespace tare {
namespace {

template <typename Describe>
std::string Text(Describe&& describe) {
  return Written(MakeTextWriter, describe);
}

TEST(TextWriter, SeparatesParagraphsByABlankLine) {
  EXPECT_EQ(Text([](Events& e) { e.Heading(1, "Title").Paragraph("One.").Paragraph("Two."); }),
            "Title\n\nOne.\n\nTwo.\n");
}

TEST(TextWriter, WritesNothingForNothing) {
  EXPECT_EQ(Text([](Events&) {}), "");
  EXPECT_EQ(Text([](Events& e) { e.Paragraph("").Paragraph("a").Paragraph(""); }), "a\n");
}

TEST(TextWriter, LeavesOutWhatOnlyStyles) {
  EXPECT_EQ(Text([](Events& e) {
              e.Begin(BlockKind::kParagraph).Span(SpanKind::kStrong, "bold").Text(" ");
              e.Span(SpanKind::kEmphasis, "slanted").Text(" ").Span(SpanKind::kCode, "code").Text(" ");
              e.Link("http://example.com", "link").Text(" ").Span(SpanKind::kUnderline, "under").Text(" ");
              e.Span(SpanKind::kHighlight, "light").Text(" ").Span(SpanKind::kMath, "x").Text(" ");
              e.Span(SpanKind::kStrikethrough, "gone").End();
            }),
            "bold slanted code link under light x ~~gone~~\n");
}

TEST(TextWriter, BreaksLines) {
  EXPECT_EQ(Text([](Events& e) {
              e.Begin(BlockKind::kParagraph).Text("a").SoftBreak().Text("b").HardBreak().Text("c");
              e.HardBreak().HardBreak().Text("d").HardBreak().End();
              e.Begin(BlockKind::kParagraph).HardBreak().Text("e").End();
            }),
            "a b\nc\n\nd\n\ne\n");
}

TEST(TextWriter, RaisesAndLowersDigitsAndSigns) {
  EXPECT_EQ(
      Text([](Events& e) {
        e.Begin(BlockKind::kParagraph).Text("x").Span(SpanKind::kSuperscript, "2+1").Text(" H");
        e.Span(SpanKind::kSubscript, "2").Text("O 4").Span(SpanKind::kSuperscript, "th").Text(" ");
        e.Begin(SpanKind::kSubscript).Text("1").Span(SpanKind::kEmphasis, "0").End().Text(" ");
        e.Begin(SpanKind::kSuperscript).Text("2").Text("n").Span(SpanKind::kSubscript, "3").End();
        e.Begin(SpanKind::kSuperscript).End().Begin(SpanKind::kSuperscript).HardBreak().End().Text(".").End();
      }),
      "x²⁺¹ H₂O 4^(th) ₁₀ ^(2n₃)^(\n).\n");
}

TEST(TextWriter, WritesListsWithMarkersAndIndentation) {
  EXPECT_EQ(Text([](Events& e) {
              e.Begin(Block::List(true)).Begin(Block::Item()).Paragraph("a");
              e.Begin(Block::OrderedList(9, true, ')'));
              e.Begin(Block::Item())
                  .Paragraph("nine")
                  .End()
                  .Begin(Block::Item())
                  .Paragraph("ten")
                  .Paragraph("more");
              e.End(3);
              e.Begin(Block::Item(Checked::kYes)).Paragraph("done").End();
              e.Begin(Block::Item(Checked::kNo)).Paragraph("open").End();
              e.Begin(Block::Item()).End(2);
              e.Begin(Block::List(false)).Begin(Block::Item()).Paragraph("p").Paragraph("q").End();
              e.Begin(Block::Item()).Begin(Block::List(true)).Begin(Block::Item()).Paragraph("r").End(4);
              e.Paragraph("after");
            }),
            "- a\n"
            "  9) nine\n"
            "  10) ten\n"
            "\n"
            "      more\n"
            "- [x] done\n"
            "- [ ] open\n"
            "-\n"
            "\n"
            "- p\n"
            "\n"
            "  q\n"
            "\n"
            "- - r\n"
            "\n"
            "after\n");
}

TEST(TextWriter, NumbersWithLettersAndRomanNumbers) {
  EXPECT_EQ(Text([](Events& e) {
              e.Begin(Block::OrderedList(26, true, ')', Numbering::kLowerLetter));
              e.Begin(Block::Item()).Paragraph("a").End().Begin(Block::Item());
              e.Begin(Block::OrderedList(4, true, '.', Numbering::kUpperRoman)).Begin(Block::Item());
              e.Paragraph("b").End(4);
            }),
            "z) a\naa) IV. b\n");
}

TEST(TextWriter, IndentsQuotesAndCode) {
  EXPECT_EQ(Text([](Events& e) {
              e.Begin(BlockKind::kQuote).Paragraph("quote").Begin(BlockKind::kQuote).Paragraph("inner").End();
              e.Leaf(Block::Code("c"), "\nint i;\n\n  return;\n\n").End();
              e.Begin(BlockKind::kQuote).End();
              e.Begin(Block::Code("")).Text("a\nb").Text("c\n").Text("\n\nd\n").End();
            }),
            "  quote\n"
            "\n"
            "    inner\n"
            "\n"
            "      int i;\n"
            "\n"
            "        return;\n"
            "\n"
            "    a\n"
            "    bc\n"
            "\n"
            "\n"
            "    d\n");
}

TEST(TextWriter, WritesRulesImagesAndNotes) {
  EXPECT_EQ(
      Text([](Events& e) {
        e.Begin(BlockKind::kParagraph).Text("see").Note("1").Text(" ");
        e.Image({.target = "a.png", .alt = "a cat"}).Image({.target = "b.png"}).End();
        e.Begin(Block::Footnote("1")).Paragraph("first").Paragraph("more").End();
        e.Leaf(Block::Of(BlockKind::kThematicBreak), "");
        e.Begin(Block::Footnote("x")).Paragraph("second").End();
        e.Leaf(Block::Raw("html"), "<hr>\n");
        e.Begin(BlockKind::kParagraph).Text("end").Begin(Span{.kind = SpanKind::kRaw, .target = "html"});
        e.Text("<br>").End(2);
      }),
      "see[1] [a cat]\n"
      "\n"
      "------------------------------------------------------------------------\n"
      "\n"
      "end\n"
      "\n"
      "[1] first\n"
      "\n"
      "more\n"
      "\n"
      "[x] second\n");
}

TEST(TextWriter, SaysThatThereIsAPictureInTheDocument) {
  EXPECT_EQ(Text([](Events& e) {
              e.Begin(BlockKind::kParagraph).Image({.target = "a.png", .bytes = "PNG"}).Text(" ");
              e.Image({.target = "b.png", .alt = "a cat", .bytes = "PNG"}).End();
            }),
            "[image] [a cat]\n");
}

TEST(TextWriter, LeavesThePictureOfAFigureToTheCaption) {
  const Image image{.target = "a.png", .alt = "alt"};
  const Block figure = Block::Of(BlockKind::kFigure);
  const Block caption = Block::Of(BlockKind::kCaption);
  EXPECT_EQ(Text([&](Events& e) {
              e.Begin(figure).Begin(BlockKind::kParagraph).Begin(Span::Link("a")).Image(image).End(2);
              e.Leaf(caption, "below").End();
              e.Begin(figure).Leaf(caption, "above").Begin(BlockKind::kParagraph).Image(image).End(2);
              e.Paragraph("after");
            }),
            "below\n\nabove\n\nafter\n");
}

TEST(TextWriter, DescribesPicturesOfFiguresWithoutCaption) {
  const Image image{.target = "a.png", .alt = "alt"};
  const std::string large(5000, 'l');
  const Block figure = Block::Of(BlockKind::kFigure);
  const Block caption = Block::Of(BlockKind::kCaption);
  EXPECT_EQ(Text([&](Events& e) {
              e.Begin(figure).Begin(BlockKind::kParagraph).Image(image).End(2);
              e.Begin(figure).Begin(BlockKind::kParagraph).Image(image).End().Leaf(caption, "").End();
              e.Begin(figure).Begin(BlockKind::kParagraph).Image(image).Text(" text").End();
              e.Leaf(caption, "one").End();
              e.Begin(figure).Begin(BlockKind::kParagraph).Image(image).Image(image).End();
              e.Leaf(caption, "two").End();
              e.Begin(figure).Begin(BlockKind::kParagraph).Image(image).End().Paragraph("text");
              e.Leaf(caption, "three").End();
              e.Begin(figure).Begin(BlockKind::kParagraph).Image({.target = "b", .alt = large}).End();
              e.Leaf(caption, "four").End();
              e.Begin(BlockKind::kParagraph).Image(image).End();
            }),
            "[alt]\n\n[alt]\n\n[alt] text\n\none\n\n[alt][alt]\n\ntwo\n\n[alt]\n\ntext\n\nthree\n\n[" +
                large + "]\n\nfour\n\n[alt]\n");
}

TEST(TextWriter, WritesDefinitions) {
  EXPECT_EQ(
      Text([](Events& e) {
        e.Begin(BlockKind::kDefinitionList).Leaf(Block::Of(BlockKind::kDefinitionTerm), "tare");
        e.Begin(BlockKind::kDefinition).Paragraph("weight").Paragraph("of a container").End();
        e.Begin(BlockKind::kDefinition).Paragraph("weed").End();
        e.Leaf(Block::Of(BlockKind::kDefinitionTerm), "net").Begin(BlockKind::kDefinition).Paragraph("rest");
      }),
      "tare\n"
      "    weight\n"
      "\n"
      "    of a container\n"
      "\n"
      "    weed\n"
      "\n"
      "net\n"
      "    rest\n");
}

constexpr Alignment kThree[] = {Alignment::kLeft, Alignment::kRight, Alignment::kCenter};

TEST(TextWriter, AlignsTablesByDisplayWidth) {
  EXPECT_EQ(Text([](Events& e) {
              e.Begin(Block::Table(kThree)).Leaf(Block::Of(BlockKind::kCaption), "Caption");
              e.Begin(Block::Row(true)).Cell("name").Cell("n").Cell("middle").End();
              e.Begin(Block::Row(false)).Cell("日本語").Cell("10").Cell("x").End();
              e.Begin(Block::Row(false)).Cell("é").Cell("").Cell("").End();
              e.Begin(Block::Row(false)).Cell("").Cell("").Cell("").End();
              e.Begin(Block::Row(false)).Cell("").Cell("7").Cell("yy").End(2);
              e.Paragraph("after");
            }),
            "name     n  middle\n"
            "------  --  ------\n"
            "日本語  10    x\n"
            "é\n"
            "         7    yy\n"
            "\n"
            ": Caption\n"
            "\n"
            "after\n");
}

TEST(TextWriter, PlacesSpanningCells) {
  EXPECT_EQ(Text([](Events& e) { EmitSampleTable(e.sink()); }),
            "a     b\n"
            "-  -  -\n"
            "c  d\n"
            "      f\n"
            "\n"
            ": A table\n");
}

TEST(TextWriter, KeepsLinesInCellsOfAlignedTables) {
  EXPECT_EQ(Text([](Events& e) {
              e.Begin(Block::Table(kThree)).Begin(Block::Row(true)).Cell("who").Cell("°C").Cell("c").End();
              e.Begin(Block::Row(false)).Begin(Block::Cell()).Begin(BlockKind::kParagraph).Text("Ann");
              e.HardBreak().Text("Bert").HardBreak().HardBreak().Text("Carl").End(2);
              e.Begin(Block::Cell()).Begin(BlockKind::kParagraph).Text("4").HardBreak().Text("(39.2)").End(2);
              e.Begin(Block::Cell()).Paragraph("one").Paragraph("two").End(2);
              e.Begin(Block::Row(false)).Cell("D").Cell("5").Cell("three");
            }),
            "who       °C    c\n"
            "----  ------  -----\n"
            "Ann        4   one\n"
            "Bert  (39.2)   two\n"
            "Carl\n"
            "D          5  three\n");
}

TEST(TextWriter, WritesCaptionsBelowTheirTables) {
  const auto one = std::span(kThree).first(1);
  EXPECT_EQ(Text([&](Events& e) {
              e.Begin(Block::Table(one)).Begin(BlockKind::kCaption).Text("outer").Note("1").SoftBreak();
              e.Span(SpanKind::kStrong, "table").HardBreak().HardBreak().Text("x").HardBreak().End();
              e.Begin(Block::Row(false)).Begin(Block::Cell());
              e.Begin(Block::Table(one)).Leaf(Block::Of(BlockKind::kCaption), "inner");
              e.Begin(Block::Row(false)).Cell("cell").End(2);
              e.Begin(Block::Table(one)).Leaf(Block::Of(BlockKind::kCaption), "");
              e.Begin(Block::Row(false)).Cell("no caption").End(2).End(3);
              e.Begin(Block::List(true)).Begin(Block::Item());
              e.Begin(Block::Table(one)).Leaf(Block::Of(BlockKind::kCaption), "in an item");
              e.Begin(Block::Row(false)).Cell("a").End(4);
              e.Begin(Block::Table(one)).Leaf(Block::Of(BlockKind::kCaption), "nothing else");
              e.Begin(Block::Row(false)).Cell("").End(2);
              e.Paragraph("after");
            }),
            "cell\n"
            "\n"
            ": inner\n"
            "\n"
            "no caption\n"
            "\n"
            ": outer[1] table\n"
            "  x\n"
            "\n"
            "- a\n"
            "\n"
            "  : in an item\n"
            "\n"
            ": nothing else\n"
            "\n"
            "after\n");
}

TEST(TextWriter, WritesCaptionsThatAreTooLongAboveTheirTables) {
  const std::string half(2100, 'h');
  EXPECT_EQ(Text([&](Events& e) {
              e.Begin(Block::Table(std::span(kThree).first(1))).Begin(BlockKind::kCaption).Text(half);
              e.HardBreak().Text(half).Text("!").End().Begin(Block::Row(false)).Cell("cell").End(2);
              e.Begin(Block::Table(std::span(kThree).first(1)));
              e.Leaf(Block::Of(BlockKind::kCaption), half + half);
              e.Begin(Block::Row(false)).Cell("cell").End(2);
            }),
            half + "\n" + half + "!\n\ncell\n\n" + half + half + "\n\ncell\n");
}

TEST(TextWriter, WritesWideTablesRowByRow) {
  const std::string wide(80, 'w');
  EXPECT_EQ(Text([&](Events& e) {
              e.Begin(Block::Table(std::span(kThree).first(2)));
              e.Begin(Block::Row(true)).Cell("a").Cell("b").End();
              e.Begin(Block::Row(false)).Cell(wide).Begin(Block::Cell()).Begin(BlockKind::kParagraph);
              e.Text("x").HardBreak().Text("y").End(3);
            }),
            "a | b\n" + wide + " | x y\n");
}

TEST(TextWriter, WritesTablesWithManyLinesInACellRowByRow) {
  EXPECT_EQ(Text([&](Events& e) {
              e.Begin(Block::Table(std::span(kThree).first(2))).Begin(Block::Row(false));
              e.Begin(Block::Cell()).Begin(BlockKind::kParagraph).Text("x");
              for (int i = 0; i < 16; ++i) e.HardBreak().Text("x");
              e.End(2).Cell("a");
            }),
            "x x x x x x x x x x x x x x x x x | a\n");
}

TEST(TextWriter, WritesCellsOfLayoutTablesAsBlocks) {
  EXPECT_EQ(Text([](Events& e) {
              e.Begin(Block::Table(std::span(kThree).first(2))).Begin(Block::Row(false));
              e.Begin(Block::Cell()).Paragraph("one").Paragraph("two").End();
              e.Begin(Block::Cell()).Paragraph("three").Begin(Block::List(true)).Begin(Block::Item());
              e.Paragraph("item").End(3).End();
              e.Begin(Block::Row(false)).Cell("four").Begin(Block::Cell());
              e.Begin(Block::Table(std::span(kThree).first(1))).Begin(Block::Row(false)).Cell("inner").End(2);
              e.Paragraph("five").End(3);
              e.Paragraph("after");
            }),
            "one\n\ntwo\n\nthree\n\n- item\n\nfour\n\ninner\n\nfive\n\nafter\n");
}

TEST(TextWriter, StreamsTablesThatAreTooLargeToHold) {
  const std::string cell(1000, 'c');
  std::string expected = "a | b | c\n";
  const std::string text = Text([&](Events& e) {
    e.Begin(Block::Table(kThree)).Leaf(Block::Of(BlockKind::kCaption), "Caption");
    e.Begin(Block::Row(true)).Cell("a").Cell("b").Cell("c").End();
    for (int i = 0; i < 1500; ++i) {
      e.Begin(Block::Row(false)).Cell(std::to_string(i)).Cell(cell).Cell("third").End();
      expected += std::to_string(i) + " | " + cell + " | third\n";
    }
    e.Begin(Block::Row(false)).Cell("").Cell("").Cell("").End();
    e.Begin(Block::Row(false)).Begin(Block::Cell()).Begin(Block::List(true)).Begin(Block::Item());
    e.Paragraph("item").Leaf(Block::Code(""), "x\ny\n").End(3).Cell("last").Cell("").End();
    e.Begin(Block::Row(false)).Cell("").Cell("second").Cell("").End(2);
    expected += "item x y | last\n | second\n\n: Caption\n";
  });
  EXPECT_EQ(text.size(), expected.size());
  EXPECT_TRUE(text == expected);
}

TEST(TextWriter, WritesTheTextOfRawHtml) {
  EXPECT_EQ(Text([](Events& e) {
              e.Paragraph("a").Leaf(Block::Raw("html"), "<p>b &amp;\n<i>c</i></p>\n<p>d</p>\n");
              e.Leaf(Block::Raw("html"), "<!-- e -->\n").Leaf(Block::Raw("latex"), "\\f\n");
              e.Begin(BlockKind::kParagraph).Text("g").Begin(Span{.kind = SpanKind::kRaw, .target = "html"});
              e.Text("<br>").End().Text("h").Begin(Span{.kind = SpanKind::kRaw, .target = "html"});
              e.Text("<b>").End().Text("i").End();
            }),
            "a\n\nb & c\nd\n\ng\nhi\n");
}

TEST(TextWriter, WritesTheTextOfEverything) {
  const std::string text = Text([](Events& e) {
    EmitSampleSpans(e.sink());
    EmitSampleLists(e.sink());
    EmitSampleBlocks(e.sink());
  });
  EXPECT_EQ(
      text,
      "emphasisstrongunderline~~strikethrough~~^(superscript)_(subscript)highlightcode to aé\t\\[an image]\n"
      "[image] x < y \n"
      "[1]\n"
      "\n"
      "vii) item\n"
      "viii) [ ] item\n"
      "ix) [x] item\n"
      "\n"
      "-\n"
      "\n"
      "tare\n"
      "    weight of the container\n"
      "\n"
      "Heading\n"
      "\n"
      "      int i;\n"
      "\n"
      "------------------------------------------------------------------------\n"
      "\n"
      "figure\n"
      "\n"
      "caption\n"
      "\n"
      "[1] footnote\n");
}

}  // namespace
}  // namespace tare
