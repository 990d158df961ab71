// Divisions, paragraphs, headings, code: what the document is for pages as people write them.

#include "readers/html/reading_test.h"

namespace tare::html {
namespace {

using namespace std::string_view_literals;

TEST(HtmlBlocksTest, LooseTextGetsParagraphs) {
  EXPECT_EQ(ContentOf("<body>one <div>two</div> three<section>four<div>five</div></section>six"), R"(
  paragraph
    text "one"
  paragraph
    text "two"
  paragraph
    text "three"
  paragraph
    text "four"
  paragraph
    text "five"
  paragraph
    text "six"
)");
}

TEST(HtmlBlocksTest, WhiteSpaceCollapses) {
  EXPECT_EQ(ContentOf("<p>\n  a \t b\r\n\r\nc  <b> d </b>  e<i>f </i></p>\n\n<p> </p> <p>g&nbsp; h\n"),
            R"(
  paragraph
    text "a b c "
    strong
      text "d"
    text " e"
    emphasis
      text "f"
  paragraph
    text "g)"
            "\u00A0"
            R"( h"
)");
}

TEST(HtmlBlocksTest, NulIsDropped) {
  EXPECT_EQ(ContentOf("<p>a\0b \0 c\0</p>\0<pre>d\0e</pre>"sv), R"(
  paragraph
    text "ab c"
  code
    text "de\n"
)");
}

TEST(HtmlBlocksTest, NoBreakSpacesAloneMakeNoParagraph) {
  EXPECT_EQ(ContentOf("<p>&nbsp;</p><p>&nbsp; &nbsp;a</p><p>b&nbsp;</p>"), R"(
  paragraph
    text ")"
                                                                           "\u00A0\u00A0"
                                                                           R"(a"
  paragraph
    text "b)"
                                                                           "\u00A0"
                                                                           R"("
)");
}

TEST(HtmlBlocksTest, NoBreakSpacesAreKeptWhereTheyEndABlock) {
  EXPECT_EQ(ContentOf("<li>a</li>\u00A0 b"),
            "\n  list tight\n    list-item\n      paragraph\n        text \"a\"\n"
            "  paragraph\n    text \"\u00A0 b\"\n");
}

TEST(HtmlBlocksTest, ParagraphsEndWhereBlocksBegin) {
  EXPECT_EQ(ContentOf("<p>a<p>b<ul><li>c</ul>d</p>e"), R"(
  paragraph
    text "a"
  paragraph
    text "b"
  list tight
    list-item
      paragraph
        text "c"
  paragraph
    text "d"
  paragraph
    text "e"
)");
}

TEST(HtmlBlocksTest, Headings) {
  EXPECT_EQ(
      ContentOf("<h1>a</h1><h2> b <em>c</em></h3>d<h6>e<h5>f</h5><div role=heading aria-level=3>g</div>"), R"(
  heading level=1
    text "a"
  heading level=2
    text "b "
    emphasis
      text "c"
  paragraph
    text "d"
  heading level=6
    text "e"
  heading level=5
    text "f"
  heading level=3
    text "g"
)");
}

TEST(HtmlBlocksTest, BlocksInHeadings) {
  EXPECT_EQ(
      ContentOf("<h1><div>a</div> <div>b</div></h1><h2><p>c</p></h2><h3>d<p>e</p><table><td>f</table>g</h3>"),
      R"(
  heading level=1
    text "a"
    hard-break
    text "b"
  heading level=2
    text "c"
  heading level=3
    text "d"
  paragraph
    text "e"
  table columns=1
    row
      cell
        paragraph
          text "f"
  paragraph
    text "g"
)");
}

TEST(HtmlBlocksTest, EmptyBlocksLeaveNoTrace) {
  EXPECT_EQ(ContentOf("<h1> </h1><blockquote><p></p></blockquote><ul><li></li></ul><pre></pre><b></b>"
                      "<a href=x></a><dl><dt></dl><figure></figure><p><br></p>"),
            "\n");
}

TEST(HtmlBlocksTest, LineBreaks) {
  EXPECT_EQ(ContentOf("<br>a<br> b<br><br>c<br></p><h1>d<br><br>e</h1><b>f<br>g</b><br><i>h</i>"), R"(
  paragraph
    text "a"
    hard-break
    text "b"
  paragraph
    text "c"
  heading level=1
    text "d"
    hard-break
    text "e"
  paragraph
    strong
      text "f"
      hard-break
      text "g"
    hard-break
    emphasis
      text "h"
)");
}

TEST(HtmlBlocksTest, QuotesRulesAndDetails) {
  EXPECT_EQ(ContentOf("<blockquote>a<p>b</blockquote><p>c<hr>d<details><summary>e</summary>f</details>"), R"(
  quote
    paragraph
      text "a"
    paragraph
      text "b"
  paragraph
    text "c"
  thematic-break
  paragraph
    text "d"
  paragraph
    text "e"
  paragraph
    text "f"
)");
}

TEST(HtmlBlocksTest, Code) {
  EXPECT_EQ(ContentOf("<pre>\n  a\n\tb <b>c</b>\n\n</pre><pre> d<br>e</pre>f"), R"(
  code
    text "  a\n\tb c\n\n"
  code
    text " d\ne\n"
  paragraph
    text "f"
)");
}

TEST(HtmlBlocksTest, CodeInLinesOfItsOwn) {
  EXPECT_EQ(ContentOf("<pre><div>  a</div><div>b</div></pre><pre>  <span>c</span> <span>d</span></pre>"), R"(
  code
    text "  a\nb\n"
  code
    text "  c d\n"
)");
}

TEST(HtmlBlocksTest, LanguagesOfCode) {
  EXPECT_EQ(ContentOf("<pre class=language-c>a</pre><pre><code class=lang-go>b</code></pre>"
                      "<div class='highlight highlight-source-js'><p>x</p><pre>c</pre></div><pre>d</pre>"),
            R"(
  code label="c"
    text "a\n"
  code label="go"
    text "b\n"
  paragraph
    text "x"
  code label="js"
    text "c\n"
  code
    text "d\n"
)");
}

// More bytes than a name is given room for, cut inside a letter.
TEST(HtmlBlocksTest, NoLanguageOfCodeIsWhatNamesNone) {
  EXPECT_EQ(ContentOf("<pre lang=' awk '>a</pre><pre lang='" + std::string(63, 'x') + "\xC3\xBC'>b</pre>"),
            R"(
  code label="awk"
    text "a\n"
  code
    text "b\n"
)");
}

TEST(HtmlBlocksTest, BlocksInCode) {
  EXPECT_EQ(ContentOf("<pre>a<h2>b</h2>c<ul><li>d\n e</ul><p>f</p>g<img src=h></pre>"), R"(
  code
    text "a\n"
  heading level=2
    text "b"
  code
    text "c\n"
  list tight
    list-item
      code
        text "d\n e\n"
  code
    text "f\ng\n"
  paragraph
    image target="h"
)");
}

TEST(HtmlBlocksTest, OldElementsForText) {
  EXPECT_EQ(ContentOf("<xmp>a <b>b</b></xmp><listing>c</listing><plaintext>d</plaintext> <b>"), R"(
  code
    text "a <b>b</b>\n"
  code
    text "c\n"
  code
    text "d</plaintext> <b>\n"
)");
}

TEST(HtmlBlocksTest, Figures) {
  EXPECT_EQ(ContentOf("<figure><img src=a alt=b><figcaption>c<p>d</p></figcaption></figure>"
                      "<figure><figcaption>e</figcaption><pre>f</pre><figcaption>g</figcaption></figure>"
                      "<figcaption>h</figcaption>"),
            R"(
  figure
    paragraph
      image target="a" alt="b"
    caption
      text "c"
      hard-break
      text "d"
  figure
    caption
      text "e"
    code
      text "f\n"
    paragraph
      text "g"
  paragraph
    text "h"
)");
}

TEST(HtmlBlocksTest, WhatIsHiddenIsLeftOut) {
  EXPECT_EQ(ContentOf("a<div hidden>b<p>c</div><p style='display: none'>d</p> e<span style=display:none>f<b>g"
                      "</span>h</b><template>i<div>j</template><script>k</script><style>l</style>"
                      "<svg><title>m</title><text>n</text></svg><video>o</video><dialog>p</dialog>"
                      "<dialog open>q</dialog><noscript>r</noscript><iframe>s</iframe><object>t</object>"),
            R"(
  paragraph
    text "a e"
    strong
      text "h"
  paragraph
    text "q"
  paragraph
    text "rt"
)");
}

TEST(HtmlBlocksTest, HiddenElementsEndWithTheirBlock) {
  EXPECT_EQ(ContentOf("<div>a<span hidden>b</div>c<ul hidden><li>d</ul><table><tr style='display:none'><td>e"
                      "<tr><td>f<td hidden>g</table><b hidden>h<p>i</b>j"),
            R"(
  paragraph
    text "a"
  paragraph
    text "c"
  table columns=1
    row
      cell
        paragraph
          text "f"
  paragraph
    text "j"
)");
}

TEST(HtmlBlocksTest, DecorationIsLeftOut) {
  EXPECT_EQ(ContentOf("<h2>a<a class=anchor aria-hidden=true href=#a>#</a></h2><i aria-hidden=true>star</i>"
                      "<label aria-hidden=true>b</label>"),
            R"(
  heading level=2
    text "a"
  paragraph
    text "b"
)");
}

TEST(HtmlBlocksTest, FormsKeepTheirWords) {
  EXPECT_EQ(ContentOf("<form>a<select><option>b<option>c</select><button>d</button><button>e</button>"
                      "<textarea>f <b>\n g</textarea><input value=h></form>"),
            R"(
  paragraph
    text "a b c d e f <b> g"
)");
}

TEST(HtmlBlocksTest, BlocksFromStyle) {
  EXPECT_EQ(ContentOf("a<span style='display:block'>b</span>c<div style='white-space:pre'>d\n e</div>"), R"(
  paragraph
    text "a"
  paragraph
    text "b"
  paragraph
    text "c"
  code
    text "d\n e\n"
)");
}

TEST(HtmlBlocksTest, PagesOneAfterTheOther) {
  const std::string page = "<!DOCTYPE html><html><body><div><b>a<ul><li>b</body></html>\n";
  EXPECT_EQ(ContentOf(page + page), R"(
  paragraph
    strong
      text "a"
  list tight
    list-item
      paragraph
        strong
          text "b"
  paragraph
    strong
      text "a"
  list tight
    list-item
      paragraph
        strong
          text "b"
)");
}

TEST(HtmlBlocksTest, Xhtml) {
  EXPECT_EQ(ContentOf("<?xml version='1.0'?>\n<html xml:lang='de'><head><title/><script src='x'/></head>"
                      "<body><a id='y'/><p/><div/>a<![CDATA[<b>]]></body></html>"),
            R"(
  metadata language "de"
  paragraph
    anchor "y"
    text "a<b>"
)");
}

}  // namespace
}  // namespace tare::html
