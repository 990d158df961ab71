#include "document/sample_events.h"
#include "writers/written.h"

namespace tare {
namespace {

template <typename Describe>
std::string Markdown(Describe&& describe) {
  return Written(MakeMarkdownWriter, describe);
}

// The source of a paragraph, without its line end.
template <typename Describe>
std::string Inline(Describe&& describe) {
  std::string text = Markdown([&](Events& e) {
    e.Begin(BlockKind::kParagraph);
    describe(e);
  });
  if (!text.empty()) text.pop_back();
  return text;
}

std::string Escaped(std::string_view text) {
  return Inline([&](Events& e) { e.Text(text); });
}

TEST(MarkdownWriter, WritesBlocksWithBlankLinesBetween) {
  EXPECT_EQ(Markdown([](Events& e) {
              for (int level = 1; level <= 6; ++level) e.Heading(level, "h");
              e.Heading(3, "").Paragraph("").Paragraph("p").Leaf(Block::Of(BlockKind::kThematicBreak), "");
              e.Begin(BlockKind::kQuote).Paragraph("q").Paragraph("r").End().Begin(BlockKind::kQuote).End();
              e.Begin(BlockKind::kQuote).Paragraph("s").End();
            }),
            "# h\n\n## h\n\n### h\n\n#### h\n\n##### h\n\n###### h\n\n###\n\np\n\n---\n\n"
            "> q\n>\n> r\n\n>\n\n> s\n");
  EXPECT_EQ(Markdown([](Events&) {}), "");
}

TEST(MarkdownWriter, UnderlinesHeadingsWithBreaks) {
  EXPECT_EQ(Markdown([](Events& e) {
              e.Begin(Block::Heading(1)).Text("a").SoftBreak().Text("- b").End();
              e.Begin(Block::Heading(2)).Span(SpanKind::kEmphasis, "a").HardBreak().Text("b").End();
              e.Begin(Block::Heading(3)).Text("a").SoftBreak().Text("b").HardBreak().Text("c").End();
              e.Begin(Block::Heading(1)).SoftBreak().Text("a").End();
              e.Begin(Block::Heading(1)).Begin(SpanKind::kStrong).HardBreak().End().End();
            }),
            "a\n\\- b\n===\n\n*a*\\\nb\n---\n\n### a b<br>c\n\n# a\n\n#\n");
}

TEST(MarkdownWriter, DoesNotHoldLongHeadings) {
  const std::string word(1000, 'w');
  const std::string text = Markdown([&](Events& e) {
    e.Begin(Block::Heading(1));
    for (int i = 0; i < 200; ++i) e.Text(word).SoftBreak();
    e.Text("end");
  });
  EXPECT_EQ(text.size(), 200u * 1001 + 2 + 4);
  EXPECT_EQ(text.substr(0, 4), "# ww");
  EXPECT_TRUE(text.ends_with("w end\n"));
}

TEST(MarkdownWriter, WritesLists) {
  EXPECT_EQ(
      Markdown([](Events& e) {
        e.Begin(Block::List(true)).Begin(Block::Item()).Paragraph("a");
        e.Begin(Block::OrderedList(1, true)).Begin(Block::Item()).Paragraph("b").End(2).End();
        e.Begin(Block::Item(Checked::kYes)).Paragraph("c").Leaf(Block::Code("x"), "y\n").End();
        e.Begin(Block::Item(Checked::kNo)).Paragraph("d").End().Begin(Block::Item()).End(2);
        e.Begin(Block::List(false)).Begin(Block::Item()).Paragraph("e").Paragraph("f").End();
        e.Begin(Block::Item()).Begin(Block::List(true)).Begin(Block::Item()).Paragraph("g").End(4);
        e.Begin(Block::OrderedList(9, false, ')')).Begin(Block::Item()).Paragraph("h").Paragraph("i").End();
        e.Begin(Block::Item()).Paragraph("j").Paragraph("k").End();
      }),
      "- a\n  1. b\n- [x] c\n  ```x\n  y\n  ```\n- [ ] d\n-\n\n"
      "* e\n\n  f\n\n* - g\n\n"
      "9) h\n\n   i\n\n10) j\n\n    k\n");
}

TEST(MarkdownWriter, PutsBlankLinesIntoTightItemsOnlyWhereNeeded) {
  EXPECT_EQ(Markdown([](Events& e) {
              e.Begin(Block::List(true)).Begin(Block::Item()).Paragraph("a").Heading(2, "b").Paragraph("c");
              e.Leaf(Block::Of(BlockKind::kThematicBreak), "").Begin(BlockKind::kQuote).Paragraph("d").End();
              e.Paragraph("e").End();
              e.Begin(Block::Item()).Paragraph("f").Begin(Block::OrderedList(2, true)).Begin(Block::Item());
              e.Paragraph("g").End(2).Paragraph("h").Begin(Block::List(true)).Begin(Block::Item()).End(3);
              e.Begin(Block::Item()).Leaf(Block::Of(BlockKind::kThematicBreak), "").End();
            }),
            "- a\n  ## b\n  c\n  ***\n  > d\n\n  e\n"
            "- f\n\n  2. g\n\n  h\n\n  -\n"
            "- ***\n");
}

TEST(MarkdownWriter, KeepsThematicBreaksFromBeingSomethingElse) {
  // At the very start "---" would begin front matter; "- ---" would be a break without an item.
  EXPECT_EQ(Markdown([](Events& e) {
              e.Leaf(Block::Of(BlockKind::kThematicBreak), "").Leaf(Block::Of(BlockKind::kThematicBreak), "");
              e.Begin(Block::List(true)).Begin(Block::Item()).Begin(Block::List(true)).Begin(Block::Item());
              e.Leaf(Block::Of(BlockKind::kThematicBreak), "").End(3);
              e.Begin(Block::Item()).Paragraph("--").End().Begin(Block::Item()).Begin(Block::List(true));
              e.Begin(Block::Item()).Begin(Block::List(true)).Begin(Block::Item());
            }),
            "***\n\n---\n\n- * ---\n- \\--\n- * -\n");
}

TEST(MarkdownWriter, LimitsItemNumbersToNineDigits) {
  EXPECT_EQ(Markdown([](Events& e) {
              e.Begin(Block::OrderedList(999'999'998, true));
              for (int i = 0; i < 3; ++i) e.Begin(Block::Item()).Paragraph("x").End();
            }),
            "999999998. x\n999999999. x\n999999999. x\n");
}

TEST(MarkdownWriter, FencesCode) {
  EXPECT_EQ(
      Markdown([](Events& e) {
        e.Leaf(Block::Code("c++"), "int i;\n\n\tj\n").Leaf(Block::Code(""), "").Leaf(Block::Code(""), "\n");
        e.Leaf(Block::Code("a`b"), "~~~~\n").Leaf(Block::Code(""), "a\n  ```\n````x\n");
        e.Begin(BlockKind::kQuote).Leaf(Block::Code("&amp;\\*"), "a\n\n\nb\n\n").End();
      }),
      "```c++\nint i;\n\n\tj\n```\n\n```\n```\n\n```\n\n```\n\n"
      "~~~~~a`b\n~~~~\n~~~~~\n\n`````\na\n  ```\n````x\n`````\n\n"
      "> ```\\&amp;\\\\*\n> a\n>\n>\n> b\n>\n> ```\n");
}

TEST(MarkdownWriter, GoesOnInALongerFenceWhereLongCodeWouldEndItself) {
  std::string code;
  while (code.size() < 100'000) code += "a line of code\n";
  const std::string text = Markdown([&](Events& e) { e.Leaf(Block::Code("x"), code + "````\nrest\n"); });
  const size_t second = text.find("`````x\n");
  ASSERT_NE(second, std::string::npos);
  EXPECT_EQ(text.substr(0, 19), "```x\na line of code");
  EXPECT_EQ(text.substr(second - 5, 5), "\n```\n");
  EXPECT_TRUE(text.ends_with("code\n````\nrest\n`````\n"));
}

TEST(MarkdownWriter, EscapesOnlyWhatWouldMeanSomething) {
  EXPECT_EQ(Escaped("2 * 3 snake_case a_b ~ x"), "2 * 3 snake_case a_b ~ x");
  EXPECT_EQ(Escaped("2*3 *a* _b_ a_ ~~c~~ a~~~b"), "2\\*3 \\*a\\* \\_b\\_ a\\_ \\~\\~c\\~\\~ a~~~b");
  EXPECT_EQ(Escaped("[a] [b](c) ![d](e) [^f] x!"), "[a] [b\\](c) ![d\\](e) \\[^f] x!");
  EXPECT_EQ(Escaped("a < b <= c <- d <e> </f> <!-- <? <3"), "a < b <= c <- d \\<e> \\</f> \\<!-- \\<? \\<3");
  EXPECT_EQ(Escaped("AT&T &amp; &copy &nosuch; &#65; &#x41; &#x; &"),
            "AT&T \\&amp; &copy &nosuch; \\&#65; \\&#x41; &#x; &");
  EXPECT_EQ(Escaped("C:\\a \\* \\ \\"), "C:\\a \\\\\\* \\ \\");
  EXPECT_EQ(Escaped("`a` $5 | x # y = z ^ \" '"), "\\`a\\` $5 | x # y = z ^ \" '");
  EXPECT_EQ(Escaped("http://a.b xhttp://a.b http://localhost www.a.b awww.a a@b.c a@b @a.b 10:30"),
            "http\\://a.b xhttp://a.b http://localhost www\\.a.b awww.a a\\@b.c a@b @a.b 10:30");
  EXPECT_EQ(Escaped("a\tb\u00A0c\u65E5\u672C"), "a\tb\u00A0c\u65E5\u672C");
}

TEST(MarkdownWriter, EscapesWhatWouldBeginABlock) {
  EXPECT_EQ(Escaped("# a"), "\\# a");
  EXPECT_EQ(Escaped("#a"), "#a");
  EXPECT_EQ(Escaped("####### a"), "####### a");
  EXPECT_EQ(Escaped("- a"), "\\- a");
  EXPECT_EQ(Escaped("-a"), "-a");
  EXPECT_EQ(Escaped("+ a"), "\\+ a");
  EXPECT_EQ(Escaped("* a"), "\\* a");
  EXPECT_EQ(Escaped("> a"), "\\> a");
  EXPECT_EQ(Escaped("1. a"), "1\\. a");
  EXPECT_EQ(Escaped("12) a"), "12\\) a");
  EXPECT_EQ(Escaped("1.5 a"), "1.5 a");
  EXPECT_EQ(Escaped("1234567890. a"), "1234567890. a");
  EXPECT_EQ(Escaped("---"), "\\---");
  EXPECT_EQ(Escaped("--"), "--");
  EXPECT_EQ(Escaped("_ _ _"), "\\_ _ _");
  EXPECT_EQ(Escaped("***"), "\\*\\*\\*");
  EXPECT_EQ(Escaped("==="), "===");
  EXPECT_EQ(Escaped("~~~ a"), "\\~\\~\\~ a");
  EXPECT_EQ(Escaped("+++"), "\\+++");
  EXPECT_EQ(Escaped("[a]: b"), "\\[a]: b");
  EXPECT_EQ(Escaped("[a] b"), "[a] b");
  EXPECT_EQ(Escaped("\ta"), "&#9;a");
}

TEST(MarkdownWriter, EscapesWhatWouldMeanSomethingOnALaterLine) {
  const auto second_line = [](std::string_view text) {
    return Inline([&](Events& e) { e.Text("a").SoftBreak().Text(text); });
  };
  EXPECT_EQ(second_line("==="), "a\n\\===");
  EXPECT_EQ(second_line("--"), "a\n\\--");
  EXPECT_EQ(second_line("= ="), "a\n\\= =");
  EXPECT_EQ(second_line("=> b"), "a\n=> b");
  EXPECT_EQ(second_line("|-|:-:|"), "a\n\\|-|:-:|");
  EXPECT_EQ(second_line(":-- | --"), "a\n\\:-- | --");
  EXPECT_EQ(second_line("| b"), "a\n| b");
  EXPECT_EQ(second_line("[b]: c"), "a\n[b]: c");
}

TEST(MarkdownWriter, EscapesHashesThatWouldCloseAHeading) {
  EXPECT_EQ(
      Markdown([](Events& e) { e.Heading(1, "a #").Heading(2, "C#").Heading(3, "##").Heading(3, "1. a"); }),
      "# a \\#\n\n## C#\n\n### \\##\n\n### 1. a\n");
}

TEST(MarkdownWriter, EscapesBoxesOnlyAtTheStartOfItems) {
  EXPECT_EQ(Markdown([](Events& e) {
              e.Paragraph("[x] a").Begin(Block::List(true));
              for (const std::string_view text : {"[ ] a", "[x] a", "[X]", "[x]a", "[y] a"}) {
                e.Begin(Block::Item()).Paragraph(text).End();
              }
            }),
            "[x] a\n\n- \\[ ] a\n- \\[x] a\n- \\[X]\n- [x]a\n- [y] a\n");
}

TEST(MarkdownWriter, LooksAcrossTextEvents) {
  EXPECT_EQ(Inline([](Events& e) { e.Text("AT").Text("&").Text("T a").Text("_").Text("b &").Text("amp;"); }),
            "AT&T a_b \\&amp;");
}

TEST(MarkdownWriter, WritesSpans) {
  EXPECT_EQ(Inline([](Events& e) {
              e.Span(SpanKind::kEmphasis, "a").Text(" ").Span(SpanKind::kStrong, "b").Text(" ");
              e.Span(SpanKind::kStrikethrough, "c").Text(" ").Span(SpanKind::kUnderline, "d").Text(" x");
              e.Span(SpanKind::kSuperscript, "e").Text(" y").Span(SpanKind::kSubscript, "f").Text(" ");
              e.Span(SpanKind::kHighlight, "g").Text(" ").Span(SpanKind::kMath, "h_1").Text(" ");
              e.Begin(Span{.kind = SpanKind::kMath, .display = true}).Text("i|j").End().Text(" ");
              e.Begin(Span{.kind = SpanKind::kRaw, .target = "html"}).Text("<k>").End();
              e.Begin(Span{.kind = SpanKind::kRaw, .target = "tex"}).Text("\\k").End();
            }),
            "*a* **b** ~~c~~ <u>d</u> x<sup>e</sup> y<sub>f</sub> <mark>g</mark> $h_1$ $$i|j$$ <k>");
}

TEST(MarkdownWriter, ChoosesDelimitersThatPairAgain) {
  EXPECT_EQ(Inline([](Events& e) { e.Text("a").Span(SpanKind::kEmphasis, "b").Text("c"); }), "a*b*c");
  EXPECT_EQ(Inline([](Events& e) { e.Begin(SpanKind::kEmphasis).Span(SpanKind::kStrong, "a").End(); }),
            "*__a__*");
  EXPECT_EQ(Inline([](Events& e) {
              e.Begin(SpanKind::kStrong).Text("a ").Span(SpanKind::kEmphasis, "b").End().Text("c");
            }),
            "**a *b***c");
  EXPECT_EQ(Inline([](Events& e) { e.Span(SpanKind::kEmphasis, "a").Span(SpanKind::kEmphasis, "b"); }),
            "*a*_b_");
  EXPECT_EQ(
      Inline([](Events& e) { e.Begin(SpanKind::kEmphasis).Text("a ").Span(SpanKind::kEmphasis, "b").End(); }),
      "*a _b_*");
  EXPECT_EQ(
      Inline([](Events& e) { e.Span(SpanKind::kStrikethrough, "a").Span(SpanKind::kStrikethrough, "b"); }),
      "~~ab~~");
}

TEST(MarkdownWriter, WritesLettersBesideDelimitersAsReferencesWhereNeeded) {
  EXPECT_EQ(Inline([](Events& e) { e.Text("a").Span(SpanKind::kStrong, "(b)").Text("c"); }),
            "&#97;**(b)**&#99;");
  EXPECT_EQ(Inline([](Events& e) { e.Text("a ").Span(SpanKind::kStrong, "(b)").Text(" c"); }), "a **(b)** c");
  EXPECT_EQ(Inline([](Events& e) { e.Span(SpanKind::kEmphasis, "\u00A0a\u3000"); }), "*&#160;a&#12288;*");
}

TEST(MarkdownWriter, MovesSpacesOutOfSpans) {
  EXPECT_EQ(
      Inline([](Events& e) {
        e.Text("a").Begin(SpanKind::kStrong).Text(" b ").Span(SpanKind::kEmphasis, "c ").End().Text("d");
        e.Begin(SpanKind::kEmphasis).HardBreak().Text("e").SoftBreak().End().Text(" f");
        e.Span(SpanKind::kStrong, " ").Text("g").Begin(SpanKind::kSubscript).End().HardBreak();
      }),
      "a **b *c*** d\\\n*e*\nf g");
}

TEST(MarkdownWriter, WritesCodeSpans) {
  const auto code = [](std::string_view text) {
    return Inline([&](Events& e) { e.Span(SpanKind::kCode, text); });
  };
  EXPECT_EQ(code("a*b"), "`a*b`");
  EXPECT_EQ(code("a`b``c"), "```a`b``c```");
  EXPECT_EQ(code("``"), "` `` `");
  EXPECT_EQ(code(" a "), "`  a  `");
  EXPECT_EQ(code(" a"), "` a`");
  EXPECT_EQ(code("  "), "`  `");
  EXPECT_EQ(Inline([](Events& e) {
              e.Span(SpanKind::kCode, "a").Span(SpanKind::kCode, "b").Text("c").Begin(SpanKind::kCode).End();
            }),
            "`ab`c");
}

TEST(MarkdownWriter, WritesTheRestOfLongCodeSpansAsText) {
  const std::string part(70'000, 'a');
  const std::string text =
      Inline([&](Events& e) { e.Begin(SpanKind::kCode).Text(part).Text("*b*").End().Text(" c"); });
  constexpr size_t kMost = 64 * 1024;
  EXPECT_EQ(text.substr(0, 2), "`a");
  EXPECT_EQ(text.substr(kMost, 3), "a`a");
  EXPECT_TRUE(text.ends_with("a\\*b\\* c"));
}

TEST(MarkdownWriter, WritesLinksAndImages) {
  const auto link = [](std::string_view target, std::string_view title = {}) {
    return Inline([&](Events& e) { e.Begin(Span::Link(target, title)).Text("t").End(); });
  };
  EXPECT_EQ(link("/u"), "[t](/u)");
  EXPECT_EQ(link(""), "[t]()");
  EXPECT_EQ(link("", "x"), "[t](<> \"x\")");
  EXPECT_EQ(link("a b"), "[t](<a b>)");
  EXPECT_EQ(link("a(b)c"), "[t](a(b)c)");
  EXPECT_EQ(link("a)"), "[t](<a)>)");
  EXPECT_EQ(link("<a>"), "[t](<\\<a\\>>)");
  EXPECT_EQ(link("\\a\\*&amp;&b"), "[t](\\a\\\\*\\&amp;&b)");
  EXPECT_EQ(link("/u", "say \"x\"\n&lt;\\"), "[t](/u \"say \\\"x\\\"&#10;\\&lt;\\\\\")");
  EXPECT_EQ(
      Inline([](Events& e) {
        e.Begin(Span::Link("/u")).Text("[a] ").Image({.target = "i.png", .title = "t", .alt = "*b* ]"}).End();
        e.Text("!").Link("v", "c").Image({.target = "", .alt = ""});
      }),
      "[\\[a\\] ![\\*b\\* \\]](i.png \"t\")](/u)\\![c](v)![]()");
}

TEST(MarkdownWriter, EscapesWhatLooksLikeAttributesOrADivision) {
  EXPECT_EQ(
      Markdown([](Events& e) {
        e.Heading(1, "a {#b} {c}").Paragraph("{.d} [e]{.f} {g} ]{1}").Paragraph(":::: h").Paragraph(":: i");
        e.Begin(BlockKind::kParagraph).Begin(Span::Of(SpanKind::kCode)).Text("j").End().Text("{.k}").End();
      }),
      "# a \\{#b} \\{c}\n\n{.d} [e]\\{.f} {g} ]{1}\n\n\\:::: h\n\n:: i\n\n`j`\\{.k}\n");
}

TEST(MarkdownWriter, WritesLinksWhoseTextIsTheirTargetInAngleBrackets) {
  const auto link = [](std::string_view target, std::string_view text) {
    return Inline([&](Events& e) { e.Link(target, text); });
  };
  EXPECT_EQ(link("https://a.b/c?d=e", "https://a.b/c?d=e"), "<https://a.b/c?d=e>");
  EXPECT_EQ(link("mailto:a@b.c", "a@b.c"), "<a@b.c>");
  EXPECT_EQ(link("mailto:a@b.c", "mailto:a@b.c"), "<mailto:a@b.c>");
  EXPECT_EQ(link("https://a.b/c", "https://a.b/"), "[https://a.b/](https://a.b/c)");
  EXPECT_EQ(link("https://a.b/", "https://a.b/c"), "[https://a.b/c](https://a.b/)");
  EXPECT_EQ(link("http://a b", "http://a b"), "[http://a b](<http://a b>)");
  EXPECT_EQ(link("a.html", "a.html"), "[a.html](a.html)");
  EXPECT_EQ(link("mailto:a b", "a b"), "[a b](<mailto:a b>)");
  EXPECT_EQ(
      Inline([](Events& e) {
        e.Begin(Span::Link("https://a.b")).Text("https:").Text("//a.b").End().Text(" ");
        e.Begin(Span::Link("https://a.b", "t")).Text("https://a.b").End().Text(" ");
        e.Begin(Span::Link("https://a.b")).Text("https:").Span(SpanKind::kEmphasis, "//").End().Text(" ");
        e.Begin(Span::Link("https://a.b")).End().Text(".");
      }),
      "<https://a.b> [https://a.b](https://a.b \"t\") [https:*//*](https://a.b) [](https://a.b).");
  // What is not held twice, as text and as target.
  const std::string longest = std::string("https://a.b/").append(4096 - 12, 'x');
  EXPECT_EQ(link(longest, longest), "<" + longest + ">");
  const std::string longer = longest + "x";
  EXPECT_EQ(link(longer, longer), "[" + longer + "](" + longer + ")");
}

TEST(MarkdownWriter, WritesNotes) {
  EXPECT_EQ(
      Markdown([](Events& e) {
        e.Begin(BlockKind::kParagraph)
            .Note("1")
            .Text(": a")
            .Note("b]\\ c")
            .Text("(d) ")
            .Note("e")
            .Text(" (f)")
            .End();
        e.Begin(Block::Footnote("1")).Paragraph("n").Leaf(Block::Code(""), "x\n").End();
        e.Begin(Block::Footnote("b]\\ c"))
            .Begin(Block::List(true))
            .Begin(Block::Item())
            .Paragraph("m")
            .End(2)
            .End();
        e.Begin(Block::Footnote("e")).End();
      }),
      "[^1]\\: a[^b---c]\\(d) [^e] (f)\n\n[^1]: n\n\n    ```\n    x\n    ```\n\n[^b---c]: - m\n\n[^e]: \n");
}

TEST(MarkdownWriter, WritesTables) {
  EXPECT_EQ(Markdown([](Events& e) { EmitSampleTable(e.sink()); }),
            "A table\n\n"
            "| a |  | b |\n"
            "| :--- | --- | ---: |\n"
            "| c | d |  |\n"
            "|  |  | f |\n");
}

TEST(MarkdownWriter, WritesTablesWithoutHeaderAndBlocksInCells) {
  constexpr Alignment kTwo[] = {Alignment::kCenter, Alignment::kDefault};
  EXPECT_EQ(
      Markdown([&](Events& e) {
        e.Begin(BlockKind::kQuote).Begin(Block::Table(kTwo)).Begin(Block::Row(false));
        e.Begin(Block::Cell()).Paragraph("a|b").Paragraph("# c").Leaf(Block::Code("x"), "d\n\n e|\n").End();
        e.Begin(Block::Cell()).Begin(BlockKind::kParagraph).Text("f").SoftBreak().Text("g").HardBreak();
        e.Span(SpanKind::kCode, "h|").End().End().End();
        e.Begin(Block::Row(true)).Begin(Block::Cell()).Begin(Block::OrderedList(3, true));
        for (const std::string_view text : {"i", "j"})
          e.Begin(Block::Item(Checked::kYes)).Paragraph(text).End();
        e.End().Begin(Block::List(true)).Begin(Block::Item()).Paragraph("k").End(2).End();
        e.Begin(Block::Cell()).Begin(Block::Table(kTwo)).Begin(Block::Row(true)).Cell("l").Cell("m").End();
        e.Begin(Block::Row(false)).Cell("n").Cell("o").End(2).Leaf(Block::Raw("html"), "<hr>\n").End(2);
      }),
      "> |  |  |\n"
      "> | :---: | --- |\n"
      "> | a\\|b<br># c<br>`d`<br><br>` e\\|` | f g<br>`h\\|` |\n"
      "> | 3. [x] i<br>4. [x] j<br>- k | l m<br>n o<br><hr> |\n");
}

TEST(MarkdownWriter, SaysDefinitionsFiguresAndPagesAsItCan) {
  EXPECT_EQ(Markdown([](Events& e) {
              e.Begin(Block{.kind = BlockKind::kPage, .label = "1"}).Begin(BlockKind::kDefinitionList);
              e.Begin(BlockKind::kDefinitionTerm).Text("tare ").Span(SpanKind::kEmphasis, "n.").End();
              e.Begin(BlockKind::kDefinition).Paragraph("weight").Paragraph("more").End();
              e.Begin(BlockKind::kDefinition).End().Leaf(Block::Of(BlockKind::kDefinitionTerm), "net").End();
              e.Begin(BlockKind::kFigure).Begin(BlockKind::kParagraph).Image({.target = "i"}).End();
              e.Leaf(Block::Of(BlockKind::kCaption), "cap").End(2);
              e.Begin(Block::List(true)).Begin(Block::Item()).Paragraph("x");
            }),
            "**tare *n.***\n\n- weight\n\n  more\n\n-\n\n**net**\n\n![](i)\n\ncap\n\n- x\n");
}

TEST(MarkdownWriter, PassesRawHtmlThrough) {
  EXPECT_EQ(Markdown([](Events& e) {
              e.Begin(BlockKind::kQuote)
                  .Leaf(Block::Raw("html"), "<div>\n\n*a*\n")
                  .Leaf(Block::Raw("rtf"), "\\b\n");
              e.Paragraph("b");
            }),
            "> <div>\n>\n> *a*\n>\n> b\n");
}

TEST(MarkdownWriter, WritesFrontMatter) {
  const WriteOptions options = {.metadata = true};
  EXPECT_EQ(Written(
                MakeMarkdownWriter,
                [](Events& e) {
                  e.Metadata("title", "A \"b\"").Metadata("author", "C").Metadata("og:url", "u");
                  e.Metadata("author", "D").Leaf(Block::Of(BlockKind::kThematicBreak), "");
                },
                options),
            "---\ntitle: \"A \\\"b\\\"\"\nauthor:\n  - \"C\"\n  - \"D\"\n\"og:url\": \"u\"\n---\n\n---\n");
  EXPECT_EQ(Written(
                MakeMarkdownWriter,
                [](Events& e) {
                  e.Metadata("front-matter", "a = 1\n\nb = 2\n").Metadata("front-matter-format", "toml");
                  e.Metadata("title", "x");
                },
                options),
            "+++\na = 1\n\nb = 2\n+++\n");
  EXPECT_EQ(Written(MakeMarkdownWriter, [](Events& e) { e.Paragraph("a"); }, options), "a\n");
  EXPECT_EQ(Markdown([](Events& e) { e.Metadata("title", "x").Paragraph("a"); }), "a\n");
}

TEST(MarkdownWriter, NeedsLittleMemoryForLongParagraphs) {
  Budget budget(1 << 20);
  Account account("test", budget);
  uint64_t size = 0;
  const auto out = Output::ToCallback(
      [&](std::string_view bytes) {
        size += bytes.size();
        return true;
      },
      account);
  const auto writer = MakeMarkdownWriter(*out, {}, account);
  Events events(*writer);
  events.Begin(BlockKind::kDocument).Begin(BlockKind::kParagraph);
  const std::string words = "some words that go on and on ";
  const std::string letters(100'000, 'x');
  for (int i = 0; i < 200'000; ++i) events.Text(words);
  for (int i = 0; i < 50; ++i) events.Text(letters);
  events.EndAll();
  ASSERT_TRUE(out->Commit().has_value());
  EXPECT_EQ(size, 200'000 * words.size() + 50 * letters.size() + 1);
}

}  // namespace
}  // namespace tare
