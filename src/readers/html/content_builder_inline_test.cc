#include "readers/html/reading_test.h"

namespace tare::html {
namespace {

TEST(HtmlInlineTest, Spans) {
  EXPECT_EQ(ContentOf("<em>a</em> <i>b</i> <strong>c</strong> <u>d</u><ins>e</ins> <s>f</s><del>g</del> "
                      "<sup>h</sup><sub>i</sub> <mark>j</mark> <code>k</code> <kbd>l</kbd><small>m</small>"),
            R"(
  paragraph
    emphasis
      text "a b"
    text " "
    strong
      text "c"
    text " "
    underline
      text "de"
    text " "
    strikethrough
      text "fg"
    text " "
    superscript
      text "h"
    subscript
      text "i"
    text " "
    highlight
      text "j"
    text " "
    code
      text "k"
    text " "
    code
      text "l"
    text "m"
)");
}

TEST(HtmlInlineTest, MisnestedFormattingIsTakenApart) {
  EXPECT_EQ(ContentOf("<p>1<b>2<i>3</b>4</i>5</p><p>6<b>7<p>8</b>9</p>"), R"(
  paragraph
    text "1"
    strong
      text "2"
      emphasis
        text "3"
    emphasis
      text "4"
    text "5"
  paragraph
    text "6"
    strong
      text "7"
  paragraph
    strong
      text "8"
    text "9"
)");
}

TEST(HtmlInlineTest, FormattingGoesOnInTheNextBlock) {
  EXPECT_EQ(ContentOf("<p>a<b>b<p>c<sup>d<p>e</b>f"), R"(
  paragraph
    text "a"
    strong
      text "b"
  paragraph
    strong
      text "c"
      superscript
        text "d"
  paragraph
    strong
      text "e"
    text "f"
)");
}

TEST(HtmlInlineTest, OfTheSameFormattingThreeAreCarriedOn) {
  EXPECT_EQ(ContentOf("<p><b>a<p><b>b<p><b>c<p><b>d</b>e</b>f</b>g"), R"(
  paragraph
    strong
      text "a"
  paragraph
    strong
      text "b"
  paragraph
    strong
      text "c"
  paragraph
    strong
      text "def"
    text "g"
)");
}

TEST(HtmlInlineTest, EndTagsOfOtherElementsStopAtBlocks) {
  EXPECT_EQ(ContentOf("<sup>a<div>b</sup>c</div>d</sup>e"), R"(
  paragraph
    superscript
      text "a"
  paragraph
    superscript
      text "bc"
  paragraph
    superscript
      text "d"
    text "e"
)");
}

TEST(HtmlInlineTest, ASpanInItselfAddsNothing) {
  EXPECT_EQ(ContentOf("<b>a<strong>b</strong>c</b><sup>d<sup>e</sup></sup>"), R"(
  paragraph
    strong
      text "abc"
    superscript
      text "d"
      superscript
        text "e"
)");
}

TEST(HtmlInlineTest, CodeHoldsTextOnly) {
  EXPECT_EQ(ContentOf("<code>a<b>b</b><br>c<a href=d>e</a><img src=f>g</code>"), R"(
  paragraph
    code
      text "a"
    strong
      code
        text "b"
    hard-break
    code
      text "c"
    link target="d"
      code
        text "e"
    image target="f"
    code
      text "g"
)");
}

TEST(HtmlInlineTest, StyleGivesAndTakes) {
  EXPECT_EQ(
      ContentOf("<span style='font-weight:bold'>a<span style='font-weight:normal;font-style:italic'>b</span>"
                "</span><b style='font-weight: normal'>c</b>"),
      R"(
  paragraph
    strong
      text "a"
    emphasis
      text "b"
    text "c"
)");
}

TEST(HtmlInlineTest, Links) {
  EXPECT_EQ(ContentOf("<a href=' /a?b=1&amp;c=2 ' title=d>e <b>f</b> </a>g<a name=h>i</a><a href=''>j</a>"
                      "<a href='javascript:k()'>l</a><a href=#>m</a><a href=#n>o</a>"),
            R"(
  paragraph
    link target="/a?b=1&c=2" title="d"
      text "e "
      strong
        text "f"
    text " g"
    anchor "h"
    text "ijlm"
    link target="#n"
      text "o"
)");
}

TEST(HtmlInlineTest, AnchorsNameTheContentThatComesNext) {
  EXPECT_EQ(ContentOf("<body id=a><div id=b><a name=c></a><h2 id=d><b id=e>f</b> <i id=g>h</i></h2></div>"
                      "<p id='i j'>k<a id=l name=m href=#g>n</a> <img id=o src=p>"),
            R"(
  heading level=2
    anchor "b"
    anchor "c"
    anchor "d"
    anchor "e"
    strong
      text "f"
    text " "
    anchor "g"
    emphasis
      text "h"
  paragraph
    text "k"
    anchor "l"
    link target="#g"
      text "n"
    text " "
    anchor "o"
    image target="p"
)");
  EXPECT_EQ(ContentOf("<table id=a><tr id=b><td id=c><td id=d>e</table><ul><li id=f>g</ul>"), R"(
  table columns=2
    row
      cell
      cell
        paragraph
          anchor "a"
          anchor "b"
          anchor "c"
          anchor "d"
          text "e"
  list tight
    list-item
      paragraph
        anchor "f"
        text "g"
)");
}

TEST(HtmlInlineTest, AnchorsWaitForContentThatMayHoldThem) {
  EXPECT_EQ(ContentOf("<pre id=a>b</pre><p>c <code id=d>e<span id=f>g</span></code> h<p id=i hidden>j<p id=k>"
                      "<svg id=l></svg><p>m"),
            R"(
  code
    text "b\n"
  paragraph
    anchor "a"
    text "c "
    anchor "d"
    code
      text "eg"
    text " "
    anchor "f"
    text "h"
  paragraph
    anchor "k"
    text "m"
)");
  EXPECT_EQ(ContentOf("<pre><span id=a>b</span>\n<a name=c></a>d</pre><h2 id=e>f</h2>"), R"(
  code
    text "b\nd\n"
  heading level=2
    anchor "e"
    text "f"
)");
  EXPECT_EQ(ContentOf("a<p id=b><p id=c></p>"), R"(
  paragraph
    text "a"
)");
}

TEST(HtmlInlineTest, OnlySoManyAnchorsWait) {
  std::string page;
  std::string anchors;
  for (int i = 0; i < 100; ++i) {
    const std::string name = std::string(254, 'x').append(std::to_string(10 + i % 90));
    page += "<p id=" + name + ">";
    if (i >= 93) anchors += "    anchor \"" + name + "\"\n";
  }
  EXPECT_EQ(ContentOf(page + "a"), "\n  paragraph\n" + anchors + "    text \"a\"\n");
  EXPECT_EQ(ContentOf("<p id=" + std::string(257, 'x') + ">a"), "\n  paragraph\n    text \"a\"\n");
}

TEST(HtmlInlineTest, SpansGoOnInTheParagraphThatTwoBreaksBegin) {
  EXPECT_EQ(ContentOf("<p>a <b>b<br><br>c</b> d"), R"(
  paragraph
    text "a "
    strong
      text "b"
  paragraph
    strong
      text "c"
    text " d"
)");
}

TEST(HtmlInlineTest, NoBreakSpacesStandBeforeThePictureThatFollows) {
  EXPECT_EQ(ContentOf("<p>&nbsp;<img src=a> b"),
            "\n  paragraph\n    text \"\u00A0\"\n    image target=\"a\"\n    text \" b\"\n");
}

TEST(HtmlInlineTest, LinksAroundBlocks) {
  EXPECT_EQ(ContentOf("<a href=a><h2>b</h2><p>c<img src=d></a>e"), R"(
  heading level=2
    link target="a"
      text "b"
  paragraph
    link target="a"
      text "c"
      image target="d"
    text "e"
)");
}

TEST(HtmlInlineTest, LinksDoNotNest) {
  EXPECT_EQ(ContentOf("<a href=a>b<a href=c>d</a>e</a>f<a href=g><table><td>h<a href=i>j</a>k</table>l</a>"),
            R"(
  paragraph
    link target="a"
      text "b"
    link target="c"
      text "d"
    text "ef"
  table columns=1
    row
      cell
        paragraph
          link target="g"
            text "h"
          link target="i"
            text "j"
          text "k"
  paragraph
    text "l"
)");
}

// The outer link's URL is gone, so no link is left of it.
TEST(HtmlInlineTest, AnOuterLinkIsForgotten) {
  EXPECT_EQ(
      ContentOf(
          "<a href=a><table><td>b<a href='javascript:c()'>d</a>e<link rel=canonical href=f></table>g</a>",
          {.read = {.base_url = "https://example.com/"}}),
      R"(
  table columns=1
    row
      cell
        paragraph
          link target="https://example.com/a"
            text "b"
          text "de"
          metadata canonical "https://example.com/f"
  paragraph
    text "g"
)");
}

TEST(HtmlInlineTest, UrlsAreResolved) {
  EXPECT_EQ(ContentOf("<base href='/x/'><base href='/y/'><a href=../a>b</a><img src=c><a href=#d>e</a>",
                      {.read = {.base_url = "https://example.com/z/"}}),
            R"(
  paragraph
    link target="https://example.com/a"
      text "b"
    image target="https://example.com/x/c"
    link target="https://example.com/x/#d"
      text "e"
)");
}

TEST(HtmlInlineTest, Images) {
  EXPECT_EQ(
      ContentOf("<img src=a alt=' b\n c' title=d width=10 height=20px><img alt=e><img><img src=f width=50%>"
                "<img src=g width=1 height=1><picture><source srcset=h><img src=i></picture>"),
      R"(
  paragraph
    image target="a" title="d" alt="b c" width=10 height=20
    image target="" alt="e"
    image target="f"
    image target="i"
)");
}

TEST(HtmlInlineTest, ImagesForThoseWithoutScriptsComeOnce) {
  EXPECT_EQ(ContentOf("<img src='data:,' data-src=a><noscript><img src=a></noscript><img src=a>"
                      "<noscript><img src=b></noscript>"),
            R"(
  paragraph
    image target="a"
    image target="a"
    image target="b"
)");
}

TEST(HtmlInlineTest, ImagesInThePage) {
  const std::string data(400, 'A');
  EXPECT_EQ(
      ContentOf("<img src='data:image/png;base64," + data + "'><img src='data:image/jpeg;base64," + data +
                "' alt=a><img src='data:image/gif;base64,AAAA'><img src='data:text/html;base64," + data +
                "'><img alt=b src='data:image/png;base64,*" + data + "'>"),
      R"(
  paragraph
    image target="image1.png" type="image/png" bytes=300
    image target="image2.jpg" alt="a" type="image/jpeg" bytes=300
    image target="" alt="b"
)");
}

TEST(HtmlInlineTest, Quotations) {
  EXPECT_EQ(ContentOf("<q>a <q>b</q></q> <q>c<p>d</q>"), R"(
  paragraph
    text "“a ‘b’” “c"
  paragraph
    text "d"
)");
}

TEST(HtmlInlineTest, Ruby) {
  EXPECT_EQ(
      ContentOf(
          "<ruby>a<rp>[</rp><rt> b </rt><rp>]</rp></ruby>c<ruby>d<rp>[<rt>e<rp>]</ruby>f<ruby>g<rt>h</ruby>"),
      R"x(
  paragraph
    text "a(b)cd(e)fg(h)"
)x");
}

TEST(HtmlInlineTest, ElementsUnknownAreLikeSpans) {
  EXPECT_EQ(ContentOf("<my-a>a<my-b hidden>b<my-b>c</my-b>d</my-b>e</my-a><o:p>f</o:p>"), R"(
  paragraph
    text "aef"
)");
}

TEST(HtmlInlineTest, FormulasWithTex) {
  EXPECT_EQ(ContentOf("<math display=block><semantics><mi>x</mi><annotation "
                      "encoding='application/x-tex'>\nx^2 </annotation>"
                      "</semantics></math><math alttext='{\\displaystyle y}'><mi>z</mi></math>"
                      "<script type='math/tex; mode=display'>a < b</script><img class=tex alt=c src=d>"),
            R"(
  paragraph
    math display
      text "x^2"
    math
      text "y"
    math display
      text "a < b"
    math
      text "c"
)");
}

TEST(HtmlInlineTest, FormulasWithoutTex) {
  EXPECT_EQ(
      ContentOf("<math><mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mi>b</mi></mfrac><msup><mi>c</mi>"
                "<mn>2</mn></msup> <msqrt><mi>d</mi></msqrt></math>"),
      R"(
  paragraph
    text "(a+1)/bc^2√d"
)");
}

TEST(HtmlInlineTest, FormulasOfMediaWiki) {
  EXPECT_EQ(
      ContentOf(
          "<span class='mwe-math-mathml-inline' style='display: none;'><math alttext='{\\displaystyle x}'>"
          "<mi>x</mi></math></span><img src=a class='mwe-math-fallback-image-inline' alt='{\\displaystyle "
          "x}'>"),
      R"(
  paragraph
    math
      text "x"
)");
}

TEST(HtmlInlineTest, ForeignContentEndsWithWhatIsAroundIt) {
  EXPECT_EQ(ContentOf("<div><svg><g>a</div>b<p><svg><foreignObject><p>c</p></foreignObject>d</svg>e"
                      "<svg>f<p>g<span><math><mi>h</span>i"),
            R"(
  paragraph
    text "b"
  paragraph
    text "e"
  paragraph
    text "ghi"
)");
}

}  // namespace
}  // namespace tare::html
