#include "writers/raw_html_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace tare {
namespace {

// What `html` says, given line by line; new lines as '|'.
std::string TextOf(std::string_view html, bool inside = false) {
  std::string all;
  RawHtmlText raw;
  raw.Begin(inside);
  while (!html.empty()) {
    std::string_view piece = html.substr(0, std::min(html.find('\n'), html.size() - 1) + 1);
    html.remove_prefix(piece.size());
    std::string_view text;
    while (raw.Take(piece, &text)) all += text.empty() ? "|" : text;
  }
  return all;
}

TEST(RawHtmlText, LeavesOutTagsAndComments) {
  EXPECT_EQ(TextOf("<p>a <b class='>'>b</b>c\n <!-- d --> e</p>"), "a bc e|");
  EXPECT_EQ(TextOf("<!doctype html><?x y?><!-->a<!-- - -- > -->b"), "ab");
  EXPECT_EQ(TextOf("1 < 2 <3 <"), "1 < 2 <3 <");
}

TEST(RawHtmlText, BreaksLinesAtBlocks) {
  EXPECT_EQ(TextOf("<div>\n<div>a</div>\n</div><ul><li>b<li>c<br/>d"), "a|b|c|d");
  EXPECT_EQ(TextOf("<table>\n<tr><td>a</td><th>b</th></tr>\n<tr><td>c"), "a b|c");
}

TEST(RawHtmlText, LeavesOutScripts) {
  EXPECT_EQ(TextOf("a<script>b < c && '</p>'</script>d<STYLE>e</Style >f"), "adf");
}

TEST(RawHtmlText, DecodesReferences) {
  EXPECT_EQ(TextOf("&lt;&eacute;&#65;&#x42 &copy &nope; & &#; &#x110000;&#99999999999;"),
            "<\u00E9AB \u00A9 &nope; & &#; \uFFFD\uFFFD");
}

TEST(RawHtmlText, TagsAndCommentsGoOnInTheNextLine) {
  EXPECT_EQ(TextOf("<div\nclass=\"a>\n\"><!-- b\n--\n-->c</div\n>d<script>\ne\n</script>f"), "c|df");
}

TEST(RawHtmlText, InsideOfALine) {
  EXPECT_EQ(TextOf("<br>", true), "|");
  EXPECT_EQ(TextOf("<b>", true), "");
}

}  // namespace
}  // namespace tare
