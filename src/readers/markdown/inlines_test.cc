// Inline structure, as events.

#include "readers/markdown/markdown_events.h"

namespace tare::markdown {
namespace {

// `events` are those of one paragraph.
void ExpectInlines(std::string_view markdown, std::string_view events, const Reading& reading = {}) {
  std::string indented;
  for (size_t at = 0; at < events.size();) {
    const size_t end = events.find('\n', at) + 1;
    indented.append("    ").append(events, at, end - at);
    at = end;
  }
  ExpectEvents(markdown, "  paragraph\n" + indented, reading);
}

std::string Text(std::string_view text) { return "text \"" + std::string(text) + "\"\n"; }
std::string LinkTo(std::string_view target, std::string_view text) {
  return "link target=\"" + std::string(target) + "\"\n  " + Text(text);
}

TEST(MarkdownInlines, Emphasis) {
  ExpectInlines("*a **b*** _c_ d_e_f", R"(emphasis
  text "a "
  strong
    text "b"
text " "
emphasis
  text "c"
text " d_e_f"
)");
  ExpectInlines("***a** b*", R"(emphasis
  strong
    text "a"
  text " b"
)");
  // Lengths that add up to a multiple of 3 do not match where one side does both.
  ExpectInlines("*a**b*", "emphasis\n  text \"a**b\"\n");
  // Punctuation and symbols of Unicode count as such.
  ExpectInlines("a*\u00A3*b *\u2014*", "text \"a*\u00A3*b \"\nemphasis\n  text \"\u2014\"\n");
}

TEST(MarkdownInlines, EmphasisDoesNotCrossLinks) {
  ExpectInlines("*a [b*](c)", "text \"*a \"\n" + LinkTo("c", "b*"));
  ExpectInlines("*a [b](c)*", "emphasis\n  text \"a \"\n  link target=\"c\"\n    text \"b\"\n");
}

TEST(MarkdownInlines, Strikethrough) {
  ExpectInlines("~a~ ~~b~~ ~c~~ ~~~d~~~", R"(strikethrough
  text "a"
text " "
strikethrough
  text "b"
text " ~c~~ ~~~d~~~"
)");
}

TEST(MarkdownInlines, Superscripts) {
  ExpectInlines("x^2^", Text("x^2^"));
  ExpectInlines("x^2^", "text \"x\"\nsuperscript\n  text \"2\"\n", {.extensions = {.superscripts = true}});
}

TEST(MarkdownInlines, Code) {
  ExpectInlines("`` a`b `` ` ` `\\` `c\nd`", R"(code
  text "a`b"
text " "
code
  text " "
text " "
code
  text "\\"
text " "
code
  text "c d"
)");
  ExpectInlines("``a`", Text("``a`"));
}

TEST(MarkdownInlines, RawHtml) {
  ExpectInlines("a <b\nc='d'>e</b> <!-- f\ng --> <?h?> <3", R"(text "a "
raw target="html"
  text "<b c='d'>"
text "e"
raw target="html"
  text "</b>"
text " "
raw target="html"
  text "<!-- f g -->"
text " "
raw target="html"
  text "<?h?>"
text " <3"
)");
}

TEST(MarkdownInlines, Breaks) {
  ExpectInlines("a\nb  \nc\\\nd \ne\t\nf\\", R"(text "a"
soft-break
text "b"
hard-break
text "c"
hard-break
text "d"
soft-break
text "e"
soft-break
text "f\\"
)");
}

TEST(MarkdownInlines, EscapesAndReferences) {
  ExpectInlines("\\*a\\* \\b &amp;&#x41;&#66;&nope; &copy", Text("*a* \\\\b &AB&nope; &copy"));
  // What text cannot hold: NUL, line ends, and spaces at a paragraph's ends.
  ExpectInlines("a&#0;b&#10;c&#13;d", Text("a\uFFFD"
                                           "b c d"));
  ExpectInlines("&#32; a *b&#32;*&#32;", "text \"a \"\nemphasis\n  text \"b\"\n");
}

TEST(MarkdownInlines, NoSpaceAtTheEndsOfABlock) {
  ExpectInlines("[ a ](b) [](c)", "link target=\"b\"\n  text \"a\"\nlink target=\"c\"\n");
  ExpectEvents("# &#32;\n", "  heading level=1\n");
}

TEST(MarkdownInlines, Links) {
  ExpectInlines("[a](b \"c\") [d](<e f> 'g')",
                "link target=\"b\" title=\"c\"\n  text \"a\"\ntext \" \"\n"
                "link target=\"e f\" title=\"g\"\n  text \"d\"\n");
  ExpectInlines("[h]((i) (j)) [k](l", "link target=\"(i)\" title=\"j\"\n  text \"h\"\ntext \" [k](l\"\n");
  ExpectInlines("[a](b\\)&amp;&#37; \"\\\"&lt;\")", "link target=\"b)&%\" title=\"\\\"<\"\n  text \"a\"\n");
  ExpectInlines("[a [b](c) d](e)", "text \"[a \"\n" + LinkTo("c", "b") + "text \" d](e)\"\n");
}

TEST(MarkdownInlines, ReferenceLinks) {
  ExpectInlines("[ \u1E9E ][] [a][SS] [ss]: [b\n c][ss]\n\n[SS]: /u 'v'", R"(link target="/u" title="v"
  text "ẞ "
text " "
link target="/u" title="v"
  text "a"
text " "
link target="/u" title="v"
  text "ss"
text ": "
link target="/u" title="v"
  text "b"
  soft-break
  text "c"
)");
  // The first of two definitions; a label that is not defined; one too many.
  ExpectInlines("[a] [b] [a][b] [a][b][a]\n\n[a]: 1\n\n[a]: 2",
                LinkTo("1", "a") + "text \" [b] [a][b] [a]\"\n" + LinkTo("1", "b"));
}

TEST(MarkdownInlines, LabelsMatchByUnicodeCaseAndSpace) {
  ExpectInlines("[\u0391 \t\n\u03B3]\n\n[ \u03B1  \u0393 ]: u",
                "link target=\"u\"\n  text \"\u0391\"\n  soft-break\n  text \"\u03B3\"\n");
}

TEST(MarkdownInlines, Images) {
  ExpectInlines("![a *b* `c` [d](e) ![f](g)\n&lt;&#10;<i>\\*](h \"i\") \\![j](k)",
                "image target=\"h\" title=\"i\" alt=\"a b c d f < *\"\ntext \" !\"\n" + LinkTo("k", "j"));
  ExpectInlines("[![](a)](b)", "link target=\"b\"\n  image target=\"a\"\n");
}

TEST(MarkdownInlines, AngleLinks) {
  ExpectInlines("<http://a?b=c&amp;d> <E-mail@f.g> <h:> <i@j> <k@-l> <m n=>",
                LinkTo("http://a?b=c&amp;d", "http://a?b=c&amp;d") + "text \" \"\n" +
                    LinkTo("mailto:E-mail@f.g", "E-mail@f.g") + "text \" <h:> \"\n" +
                    LinkTo("mailto:i@j", "i@j") + "text \" <k@-l> <m n=>\"\n");
}

TEST(MarkdownInlines, ALinkHoldsNoLink) {
  ExpectInlines("[<http://a.b> http://c.d e@f.g](h)", LinkTo("h", "http://a.b http://c.d e@f.g"));
}

// The examples of GitHub Flavored Markdown 6.9, in other words.
TEST(MarkdownInlines, BareUrls) {
  ExpectInlines("www.example.com", LinkTo("http://www.example.com", "www.example.com"));
  ExpectInlines("see www.example.com/a. (http://b.c/d), *https://e.f*!",
                "text \"see \"\n" + LinkTo("http://www.example.com/a", "www.example.com/a") +
                    "text \". (\"\n" + LinkTo("http://b.c/d", "http://b.c/d") + "text \"), \"\n" +
                    "emphasis\n  link target=\"https://e.f\"\n    text \"https://e.f\"\ntext \"!\"\n");
  ExpectInlines("ftp://a.b/c<d", LinkTo("ftp://a.b/c", "ftp://a.b/c") + "text \"<d\"\n");
}

TEST(MarkdownInlines, WhatEndsABareUrl) {
  ExpectInlines("www.a.b/c(d)) www.a.b/(c", LinkTo("http://www.a.b/c(d)", "www.a.b/c(d)") + "text \") \"\n" +
                                                LinkTo("http://www.a.b/(c", "www.a.b/(c"));
  ExpectInlines("www.a.b/?c=d&e=f www.a.b/?c=d&copy; www.a.b/&amp;c",
                LinkTo("http://www.a.b/?c=d&e=f", "www.a.b/?c=d&e=f") + "text \" \"\n" +
                    LinkTo("http://www.a.b/?c=d", "www.a.b/?c=d") + "text \"\u00A9 \"\n" +
                    LinkTo("http://www.a.b/&c", "www.a.b/&c"));
  ExpectInlines("http://a.b/_c_*d*\\_`e`",
                LinkTo("http://a.b/_c_*d", "http://a.b/_c_*d") + "text \"*_\"\n" + "code\n  text \"e\"\n");
  ExpectInlines("[http://a.b] http://a.b/[c]",
                "text \"[http://a.b] \"\n" + LinkTo("http://a.b/[c]", "http://a.b/[c]"));
}

TEST(MarkdownInlines, WhatIsNoBareUrl) {
  for (const char* text : {"xhttp://a.b", "http:/a.b", "http://a", "http://a_b.c", "http://a.b_c", "www.",
                           "www..a", "wwww.a.b", "http\\://a.b", "https://", "irc://a.b", "\"http://a.b"}) {
    std::string printed(text);
    if (const size_t at = printed.find('\\'); at != std::string::npos) printed.erase(at, 1);
    if (const size_t at = printed.find('"'); at != std::string::npos) printed.insert(at, "\\");
    ExpectInlines(text, Text(printed));
  }
}

TEST(MarkdownInlines, BareMail) {
  ExpectInlines("a.b-c_d+e@f.g-h.i. mailto:j@k.l", LinkTo("mailto:a.b-c_d+e@f.g-h.i", "a.b-c_d+e@f.g-h.i") +
                                                       "text \". \"\n" +
                                                       LinkTo("mailto:j@k.l", "mailto:j@k.l"));
  ExpectInlines("_a@b.c and_",
                "emphasis\n  link target=\"mailto:a@b.c\"\n    text \"a@b.c\"\n  text \" and\"\n");
  for (const char* text : {"a@b", "a@b.c-", "a@b.c_", "@b.c", "a@.b", "a@@b.c"})
    ExpectInlines(text, Text(text));
}

TEST(MarkdownInlines, FootnoteReferences) {
  const std::string footnote = "  footnote label=\"a\"\n    paragraph\n      text \"b\"\n";
  ExpectEvents("x[^A] [y[^a]](z) ![^a] [^c] [^]\n\n[^a]: b",
               "  paragraph\n    text \"x\"\n    footnote-reference \"a\"\n    text \" \"\n"
               "    link target=\"z\"\n      text \"y\"\n      footnote-reference \"a\"\n    text \" !\"\n"
               "    footnote-reference \"a\"\n    text \" [^c] [^]\"\n" +
                   footnote);
}

}  // namespace
}  // namespace tare::markdown
