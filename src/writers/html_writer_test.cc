#include "document/sample_events.h"
#include "writers/written.h"

namespace tare {
namespace {

template <typename Describe>
std::string Fragment(Describe&& describe) {
  return Written(MakeHtmlWriter, describe, {.fragment = true});
}

TEST(HtmlWriter, WritesADocumentAroundTheContent) {
  EXPECT_EQ(Written(MakeHtmlWriter,
                    [](Events& e) {
                      e.Metadata("title", "A & B").Metadata("language", "en-GB").Metadata("author", "\"Q\"");
                      e.Metadata("author", "R").Metadata("canonical", "http://example.com/a b");
                      e.Metadata("og:image", "i.png").Metadata("modified", "2026-01-02");
                      e.Metadata("front-matter", "title: A");
                      e.Paragraph("text").Metadata("late", "too late");
                    }),
            "<!DOCTYPE html>\n"
            "<html lang=\"en-GB\">\n"
            "<head>\n"
            "<meta charset=\"utf-8\" />\n"
            "<title>A &amp; B</title>\n"
            "<meta name=\"author\" content=\"&quot;Q&quot;\" />\n"
            "<meta name=\"author\" content=\"R\" />\n"
            "<link rel=\"canonical\" href=\"http://example.com/a%20b\" />\n"
            "<meta property=\"og:image\" content=\"i.png\" />\n"
            "<meta name=\"dcterms.modified\" content=\"2026-01-02\" />\n"
            "</head>\n"
            "<body>\n"
            "<p>text</p>\n"
            "</body>\n"
            "</html>\n");
}

TEST(HtmlWriter, WritesAnEmptyDocument) {
  EXPECT_EQ(Written(MakeHtmlWriter, [](Events&) {}),
            "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\" />\n<title></title>\n</head>\n<body>\n"
            "</body>\n</html>\n");
  EXPECT_EQ(Fragment([](Events&) {}), "");
}

TEST(HtmlWriter, WritesHeadingsParagraphsAndBreaks) {
  EXPECT_EQ(Fragment([](Events& e) {
              for (int level = 1; level <= 6; ++level) e.Heading(level, "h");
              e.Begin(BlockKind::kParagraph)
                  .Text("a <b> & \"c\"")
                  .SoftBreak()
                  .Text("d")
                  .HardBreak()
                  .Text("e")
                  .End();
              e.Leaf(Block::Of(BlockKind::kThematicBreak), "");
            }),
            "<h1>h</h1>\n<h2>h</h2>\n<h3>h</h3>\n<h4>h</h4>\n<h5>h</h5>\n<h6>h</h6>\n"
            "<p>a &lt;b&gt; &amp; \"c\"\nd<br />\ne</p>\n"
            "<hr />\n");
}

TEST(HtmlWriter, WritesTightAndLooseLists) {
  EXPECT_EQ(Fragment([](Events& e) {
              e.Begin(Block::List(true)).Begin(Block::Item()).Paragraph("a");
              e.Begin(Block::OrderedList(3, false)).Begin(Block::Item()).Paragraph("b").End();
              e.Begin(Block::Item()).Paragraph("c").Leaf(Block::Code("c++ x"), "i < 1;\n").End(3);
              e.Begin(Block::Item(Checked::kYes)).Paragraph("d").End();
              e.Begin(Block::Item(Checked::kNo)).End();
              e.Begin(Block::Item()).Paragraph("e").Paragraph("f").End(2);
            }),
            "<ul>\n"
            "<li>a\n"
            "<ol start=\"3\">\n"
            "<li>\n<p>b</p>\n</li>\n"
            "<li>\n<p>c</p>\n<pre><code class=\"language-c++\">i &lt; 1;\n</code></pre>\n</li>\n"
            "</ol>\n"
            "</li>\n"
            "<li><input type=\"checkbox\" checked=\"\" disabled=\"\" /> d</li>\n"
            "<li><input type=\"checkbox\" disabled=\"\" /> </li>\n"
            "<li>e\n<p>f</p>\n</li>\n"
            "</ul>\n");
}

TEST(HtmlWriter, WritesHowListsAreNumbered) {
  EXPECT_EQ(Fragment([](Events& e) {
              e.Begin(Block::OrderedList(2, true, '.', Numbering::kLowerRoman)).Begin(Block::Item());
              e.Paragraph("a").End(2);
            }),
            "<ol type=\"i\" start=\"2\">\n<li>a</li>\n</ol>\n");
}

TEST(HtmlWriter, WritesSpansLinksAndImages) {
  EXPECT_EQ(Fragment([](Events& e) { EmitSampleSpans(e.sink()); }),
            "<p><em>emphasis</em><strong>strong</strong><u>underline</u><del>strikethrough</del>"
            "<sup>superscript</sup><sub>subscript</sub><mark>highlight</mark><code>code</code>\n"
            "<a href=\"a.html?b=%22c%22\" title=\"A title\">to aé\t\\"
            "<img src=\"i.png\" alt=\"an image\" title=\"t\" width=\"30\" height=\"40\" /></a><br />\n"
            "<img src=\"data:image/png;base64,AP8K\" alt=\"\" />"
            "<span class=\"math display\">\\[ x &lt; y \\]</span><br>"
            "<sup><a href=\"#fn-1\">1</a></sup><span id=\"place\"></span></p>\n");
}

TEST(HtmlWriter, WritesAnchorsAsIds) {
  EXPECT_EQ(Fragment([](Events e) {
              e.Begin(Block::Heading(2)).Anchor("a\"b").Anchor("c").Text("x").End();
              e.Begin(Block::Heading(3)).Text("y").Anchor("d").End();
              e.Begin(Block::Heading(4)).Begin(Span::Link("#d")).Anchor("e").Text("z").End().End();
              e.Begin(Block::Heading(5)).End();
              e.Begin(Block::Of(BlockKind::kParagraph)).Anchor("f").Text("p").End();
            }),
            "<h2 id=\"a&quot;b\"><span id=\"c\"></span>x</h2>\n"
            "<h3>y<span id=\"d\"></span></h3>\n"
            "<h4><a href=\"#d\"><span id=\"e\"></span>z</a></h4>\n"
            "<h5></h5>\n"
            "<p><span id=\"f\"></span>p</p>\n");
}

TEST(HtmlWriter, EncodesUrls) {
  EXPECT_EQ(
      Fragment([](Events& e) { e.Begin(BlockKind::kParagraph).Link("/ä?a=1&b='[x]'%20\\", "t").End(); }),
      "<p><a href=\"/%C3%A4?a=1&amp;b=&#39;%5Bx%5D&#39;%20%5C\">t</a></p>\n");
}

TEST(HtmlWriter, WritesBase64OfEveryLength) {
  const auto encoded = [](std::string_view bytes) {
    const std::string html = Fragment([&](Events& e) {
      e.Begin(BlockKind::kParagraph).Image({.media_type = "a/b", .bytes = bytes}).End();
    });
    const size_t begin = html.find("base64,") + 7;
    return html.substr(begin, html.find('"', begin) - begin);
  };
  // RFC 4648, section 10.
  EXPECT_EQ(encoded("f"), "Zg==");
  EXPECT_EQ(encoded("fo"), "Zm8=");
  EXPECT_EQ(encoded("foo"), "Zm9v");
  EXPECT_EQ(encoded("foob"), "Zm9vYg==");
  EXPECT_EQ(encoded("fooba"), "Zm9vYmE=");
  EXPECT_EQ(encoded("foobar"), "Zm9vYmFy");
  const std::string long_text(300'000, 'f');
  EXPECT_EQ(encoded(long_text).size(), 400'000u);
  EXPECT_EQ(encoded(long_text).find_first_not_of("Zm"), std::string::npos);
}

TEST(HtmlWriter, WritesTablesWithHeadSpansAndAlignment) {
  EXPECT_EQ(Fragment([](Events& e) { EmitSampleTable(e.sink()); }),
            "<table>\n"
            "<caption>A table</caption>\n"
            "<thead>\n"
            "<tr>\n"
            "<th colspan=\"2\" align=\"left\">a</th>\n"
            "<th rowspan=\"2\" align=\"right\">b</th>\n"
            "</tr>\n"
            "</thead>\n"
            "<tbody>\n"
            "<tr>\n"
            "<th rowspan=\"2\" align=\"left\">c</th>\n"
            "<td>d</td>\n"
            "</tr>\n"
            "<tr>\n"
            "<td></td>\n"
            "<td align=\"right\">f</td>\n"
            "</tr>\n"
            "</tbody>\n"
            "</table>\n");
}

TEST(HtmlWriter, NestsTablesAndKeepsAHeadAtTheTop) {
  constexpr Alignment kOne[] = {Alignment::kCenter};
  EXPECT_EQ(Fragment([&](Events& e) {
              e.Begin(Block::Table(kOne)).Begin(Block::Row(false)).Begin(Block::Cell()).Paragraph("a");
              e.Begin(Block::Table(kOne)).Begin(Block::Row(true)).Cell("b").End(2).Paragraph("c").End(2);
              e.Begin(Block::Row(true)).Cell("d").End(2);
            }),
            "<table>\n<tbody>\n<tr>\n"
            "<td align=\"center\">a\n"
            "<table>\n<thead>\n<tr>\n<th align=\"center\">b</th>\n</tr>\n</thead>\n</table>\n"
            "<p>c</p>\n"
            "</td>\n</tr>\n"
            "<tr>\n<th align=\"center\">d</th>\n</tr>\n"
            "</tbody>\n</table>\n");
}

TEST(HtmlWriter, WritesQuotesFiguresAndDefinitions) {
  EXPECT_EQ(Fragment([](Events& e) {
              e.Begin(BlockKind::kQuote).Paragraph("q").End();
              e.Begin(BlockKind::kFigure).Begin(BlockKind::kParagraph).Image({.target = "a"}).End();
              e.Leaf(Block::Of(BlockKind::kCaption), "cap").End();
              e.Begin(BlockKind::kDefinitionList).Leaf(Block::Of(BlockKind::kDefinitionTerm), "t");
              e.Begin(BlockKind::kDefinition).Paragraph("d").End().End();
            }),
            "<blockquote>\n<p>q</p>\n</blockquote>\n"
            "<figure>\n<img src=\"a\" alt=\"\" />\n<figcaption>cap</figcaption>\n</figure>\n"
            "<dl>\n<dt>t</dt>\n<dd>d</dd>\n</dl>\n");
}

TEST(HtmlWriter, PassesRawHtmlThroughAndNothingElseRaw) {
  EXPECT_EQ(Fragment([](Events& e) {
              e.Leaf(Block::Raw("html"), "<div a='1'>\n&amp;\n");
              e.Leaf(Block::Raw("latex"), "\\LaTeX\n");
              e.Begin(BlockKind::kParagraph).Text("<");
              e.Begin(Span{.kind = SpanKind::kRaw, .target = "html"}).Text("<i>").End();
              e.Begin(Span{.kind = SpanKind::kRaw, .target = "rtf"}).Text("\\i").End().Text(">").End();
            }),
            "<div a='1'>\n&amp;\n<p>&lt;<i>&gt;</p>\n");
}

TEST(HtmlWriter, ParagraphsThatFollowOneAnotherInTightItemsStayApart) {
  EXPECT_EQ(Fragment([](Events& e) {
              e.Begin(Block::List(true)).Begin(Block::Item()).Paragraph("a").Paragraph("b").Paragraph("c");
              e.Leaf(Block::Code(""), "x\n").Paragraph("d").End();
              e.Begin(Block::Item()).Paragraph("e");
            }),
            "<ul>\n<li>a\n<p>b</p>\n<p>c</p>\n<pre><code>x\n</code></pre>\nd</li>\n<li>e</li>\n</ul>\n");
}

TEST(HtmlWriter, LinksThatWouldRunScriptsLeadNowhere) {
  EXPECT_EQ(Fragment([](Events& e) {
              e.Begin(BlockKind::kParagraph);
              e.Begin(Span::Link(" java\tScript:alert(1)", "t")).Text("a").End();
              e.Begin(Span::Link("data:text/html,<script>")).Text("b").End();
              e.Begin(Span::Link("https://a/?javascript:")).Text("c").End();
              e.sink().AddImage({.target = "vbscript:x", .alt = "i"});
              e.sink().AddImage({.target = "data:image/gif;base64,AA", .alt = "j"});
            }),
            "<p><a title=\"t\">a</a><a>b</a><a href=\"https://a/?javascript:\">c</a>"
            "<img alt=\"i\" /><img src=\"data:image/gif;base64,AA\" alt=\"j\" /></p>\n");
}

TEST(HtmlWriter, GathersNotesAtTheEndOfAPageOrTheDocument) {
  EXPECT_EQ(Fragment([](Events& e) {
              e.Begin(Block{.kind = BlockKind::kPage, .label = "iv"}).Paragraph("a");
              e.Begin(Block::Footnote("7")).Paragraph("seven").End();
              e.Begin(Block::Footnote("a b\"")).Paragraph("x").Paragraph("y").End();
              e.Paragraph("b").End();
              e.Begin(Block::Footnote("8")).End();
              e.Paragraph("c");
            }),
            "<section class=\"page\" data-page=\"iv\">\n"
            "<p>a</p>\n"
            "<p>b</p>\n"
            "<section class=\"footnotes\">\n<ol>\n"
            "<li id=\"fn-7\" value=\"7\">\n<p>seven</p>\n</li>\n"
            "<li id=\"fn-a-b&quot;\">\n<p>x</p>\n<p>y</p>\n</li>\n"
            "</ol>\n</section>\n"
            "</section>\n"
            "<p>c</p>\n"
            "<section class=\"footnotes\">\n<ol>\n"
            "<li id=\"fn-8\" value=\"8\"></li>\n"
            "</ol>\n</section>\n");
}

}  // namespace
}  // namespace tare
