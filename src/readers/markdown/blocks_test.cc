// Block structure, as events.

#include "readers/markdown/markdown_events.h"

namespace tare::markdown {
namespace {

TEST(MarkdownBlocks, EmptyDocument) {
  ExpectEvents("", "");
  ExpectEvents("\n \n\t\n", "");
}

TEST(MarkdownBlocks, HeadingsAndParagraphs) {
  ExpectEvents("# One #\nText\nmore\n***\nTwo\nlines\n===\n###### Six\n####### seven\n", R"(  heading level=1
    text "One"
  paragraph
    text "Text"
    soft-break
    text "more"
  thematic-break
  heading level=1
    text "Two"
    soft-break
    text "lines"
  heading level=6
    text "Six"
  paragraph
    text "####### seven"
)");
}

TEST(MarkdownBlocks, LineEndsOfAllKinds) {
  const char* events = R"(  paragraph
    text "a"
    soft-break
    text "b"
  code label="c"
    text "d\n\ne\n"
  list tight
    list-item
      paragraph
        text "f"
        hard-break
        text "g"
)";
  ExpectEvents("a\nb\n\n```c\nd\n\ne\n```\n- f  \n  g\n", events);
  ExpectEvents("a\r\nb\r\n\r\n```c\r\nd\r\n\r\ne\r\n```\r\n- f  \r\n  g\r\n", events);
  ExpectEvents("a\rb\r\r```c\rd\r\re\r```\r- f  \r  g", events);
}

TEST(MarkdownBlocks, CodeKeepsWhatIsNotIndentation) {
  ExpectEvents("- a\n\n\t\tb\n\n\n  c\n", R"(  list loose
    list-item
      paragraph
        text "a"
      code
        text "  b\n"
      paragraph
        text "c"
)");
  ExpectEvents("    a\n\n      \n    b\n\n\nc", R"(  code
    text "a\n\n  \nb\n"
  paragraph
    text "c"
)");
  ExpectEvents("  ~~~ a&amp;b\\# x\n   c\n d", R"(  code label="a&b# x"
    text " c\nd\n"
)");
}

TEST(MarkdownBlocks, EmptyCode) {
  ExpectEvents("```\n```\n", "  code\n");
  ExpectEvents("> ```", "  quote\n    code\n");
}

TEST(MarkdownBlocks, HtmlBlocks) {
  ExpectEvents("<div>\n  *a*\n\n<!-- b\n\nc --> d\ne", R"(  raw label="html"
    text "<div>\n  *a*\n"
  raw label="html"
    text "<!-- b\n\nc --> d\n"
  paragraph
    text "e"
)");
  ExpectEvents("- <pre>\n\n  x </PRE> y\n  z", R"(  list tight
    list-item
      raw label="html"
        text "<pre>\n\nx </PRE> y\n"
      paragraph
        text "z"
)");
}

TEST(MarkdownBlocks, QuotesAndLaziness) {
  ExpectEvents("> a\nb\n> - c\nd\n\ne", R"(  quote
    paragraph
      text "a"
      soft-break
      text "b"
    list tight
      list-item
        paragraph
          text "c"
          soft-break
          text "d"
  paragraph
    text "e"
)");
}

TEST(MarkdownBlocks, TightAndLooseLists) {
  ExpectEvents("- a\n- b\n", R"(  list tight
    list-item
      paragraph
        text "a"
    list-item
      paragraph
        text "b"
)");
  ExpectEvents("- a\n\n- b\n", R"(  list loose
    list-item
      paragraph
        text "a"
    list-item
      paragraph
        text "b"
)");
}

TEST(MarkdownBlocks, ABlankLineLoosensTheListItIsIn) {
  // Of the inner list.
  ExpectEvents("- a\n  - b\n\n    c\n- d\n", R"(  list tight
    list-item
      paragraph
        text "a"
      list loose
        list-item
          paragraph
            text "b"
          paragraph
            text "c"
    list-item
      paragraph
        text "d"
)");
  // At the end of the inner list it stands between items of the outer one.
  ExpectEvents("- a\n  - b\n\n- c\n", R"(  list loose
    list-item
      paragraph
        text "a"
      list tight
        list-item
          paragraph
            text "b"
    list-item
      paragraph
        text "c"
)");
  // Inside of a quote or of code it is between nothing.
  ExpectEvents("- > a\n  >\n- ```\n\n  ```\n- b\n", R"(  list tight
    list-item
      quote
        paragraph
          text "a"
    list-item
      code
        text "\n"
    list-item
      paragraph
        text "b"
)");
}

TEST(MarkdownBlocks, ListsByMarker) {
  ExpectEvents("3) a\n4) b\n1. c\n- d\n+ e\n", R"(  list ordered start=3 delimiter=) tight
    list-item
      paragraph
        text "a"
    list-item
      paragraph
        text "b"
  list ordered tight
    list-item
      paragraph
        text "c"
  list tight
    list-item
      paragraph
        text "d"
  list tight
    list-item
      paragraph
        text "e"
)");
}

TEST(MarkdownBlocks, EmptyItems) {
  ExpectEvents("-\n  a\n-\n\n  b\n", R"(  list tight
    list-item
      paragraph
        text "a"
    list-item
  paragraph
    text "b"
)");
}

TEST(MarkdownBlocks, TaskItems) {
  ExpectEvents("- [ ] a\n- [x]\n  b\n- [X]\tc\n- [y] d\n- [ ]e\n- e\n\n  [ ] f\n", R"(  list loose
    list-item checked=no
      paragraph
        text "a"
    list-item checked=yes
      paragraph
        text "b"
    list-item checked=yes
      paragraph
        text "c"
    list-item
      paragraph
        text "[y] d"
    list-item
      paragraph
        text "[ ]e"
    list-item
      paragraph
        text "e"
      paragraph
        text "[ ] f"
)");
  ExpectEvents("[ ] a", "  paragraph\n    text \"[ ] a\"\n");
}

TEST(MarkdownBlocks, LinkDefinitionsAreNoBlocks) {
  ExpectEvents("[a]: /u\n[b]:\n  <v w>\n  'x\n  y'\ntext [a] [B]\n> [c]: z\n\n[c]", R"(  paragraph
    text "text "
    link target="/u"
      text "a"
    text " "
    link target="v w" title="x\ny"
      text "B"
  quote
  paragraph
    link target="z"
      text "c"
)");
  // A paragraph goes on after them, and a heading's text may follow them.
  ExpectEvents("[a]: /u\n===\n[a]", R"(  paragraph
    text "==="
    soft-break
    link target="/u"
      text "a"
)");
  ExpectEvents("  [a]: /u\n  b\n  ---\n", R"(  heading level=2
    text "b"
)");
}

TEST(MarkdownBlocks, Tables) {
  ExpectEvents("| a | b | c |\n|:--|:-:|--:|\n| *d* | \\| `|` | x | y |\ne\n\n| f |\n",
               R"(  table columns=3 align=left,center,right
    row header
      cell header
        paragraph
          text "a"
      cell header
        paragraph
          text "b"
      cell header
        paragraph
          text "c"
    row
      cell
        paragraph
          emphasis
            text "d"
      cell
        paragraph
          text "| "
          code
            text "|"
      cell
        paragraph
          text "x"
    row
      cell
        paragraph
          text "e"
      cell
      cell
  paragraph
    text "| f |"
)");
}

TEST(MarkdownBlocks, WhatIsNoTable) {
  const char* two_lines = "  paragraph\n    text \"a | b\"\n    soft-break\n    text \"";
  // Another number of cells, a foreign character, or no pipe in the delimiter row.
  ExpectEvents("a | b\n-|-|-", two_lines + std::string("-|-|-\"\n"));
  ExpectEvents("a | b\n-|x", two_lines + std::string("-|x\"\n"));
  ExpectEvents("a | b\n:-:", two_lines + std::string(":-:\"\n"));
  ExpectEvents("x\na | b\n-|-",
               "  paragraph\n    text \"x\"\n    soft-break\n    text \"a | b\"\n    soft-break\n"
               "    text \"-|-\"\n");
}

TEST(MarkdownBlocks, ATableEndsWhereAnotherBlockBegins) {
  ExpectEvents("a|b\n-|-\n> c", R"(  table columns=2
    row header
      cell header
        paragraph
          text "a"
      cell header
        paragraph
          text "b"
  quote
    paragraph
      text "c"
)");
}

TEST(MarkdownBlocks, Footnotes) {
  ExpectEvents("a[^1] b[^N o] c[^n]\n\n[^1]: One\nlazy\n\n    more\n\n        code\n[^N]:\n    - x\n\nend",
               R"(  paragraph
    text "a"
    footnote-reference "1"
    text " b[^N o] c"
    footnote-reference "N"
  footnote label="1"
    paragraph
      text "One"
      soft-break
      text "lazy"
    paragraph
      text "more"
    code
      text "code\n"
  footnote label="N"
    list tight
      list-item
        paragraph
          text "x"
  paragraph
    text "end"
)");
}

TEST(MarkdownBlocks, FootnotesInOtherBlocksFollowThem) {
  ExpectEvents("- a[^x]\n\n  [^x]: b\n\n      [^y]: c\n  > [^z]: d\n- e\n", R"(  list loose
    list-item
      paragraph
        text "a"
        footnote-reference "x"
      quote
    list-item
      paragraph
        text "e"
  footnote label="x"
    paragraph
      text "b"
  footnote label="z"
    paragraph
      text "d"
  footnote label="y"
    paragraph
      text "c"
)");
}

TEST(MarkdownBlocks, FrontMatter) {
  ExpectEvents("---\ntitle: A\ntags: [b]\n---\n# C\n", R"(  metadata title "A"
  metadata tags "b"
  metadata front-matter "title: A\ntags: [b]"
  metadata front-matter-format "yaml"
  heading level=1
    text "C"
)");
  ExpectEvents("+++\r\na = 1\r\n+++", R"(  metadata front-matter "a = 1"
  metadata front-matter-format "toml"
)");
  ExpectEvents("\xEF\xBB\xBF---\na:\n...\nb", R"(  metadata front-matter "a:"
  metadata front-matter-format "yaml"
  paragraph
    text "b"
)");
}

TEST(MarkdownBlocks, EntriesOfYamlFrontMatterAreMetadata) {
  ExpectEvents(
      "---\ntitle: >\n  A\n  b\nauthors: [Ada, {name: Grace, at: Navy}]\nlang: en\ndate: 2026-11-21\n"
      "version: 1.10\nparams: {color: red, deep: {er: 1}}\nnone:\n---\n",
      R"(  metadata title "A b"
  metadata author "Ada"
  metadata author "Grace"
  metadata language "en"
  metadata created "2026-11-21"
  metadata version "1.10"
  metadata params.color "red"
  metadata params.deep.er "1"
  metadata front-matter "title: >\n  A\n  b\nauthors: [Ada, {name: Grace, at: Navy}]\nlang: en\ndate: 2026-11-21\nversion: 1.10\nparams: {color: red, deep: {er: 1}}\nnone:"
  metadata front-matter-format "yaml"
)");
  ExpectEvents("---\na: [b\n---\nc\n",
               R"(  warning "the front matter is not YAML: the text ends inside a flow collection" offset=9
  metadata front-matter "a: [b"
  metadata front-matter-format "yaml"
  paragraph
    text "c"
)",
               {.warnings = true});
}

TEST(MarkdownBlocks, WhatIsNoFrontMatter) {
  // No key, no end, not at the start.
  ExpectEvents("---\nfoo\n---\n", "  thematic-break\n  heading level=2\n    text \"foo\"\n");
  ExpectEvents("---\na: b\n", "  thematic-break\n  paragraph\n    text \"a: b\"\n");
  ExpectEvents("\n---\na: b\n---\n", "  thematic-break\n  heading level=2\n    text \"a: b\"\n");
  ExpectEvents("---\na: b\n---\n", "  thematic-break\n  heading level=2\n    text \"a: b\"\n",
               {.extensions = MarkdownExtensions::None()});
}

}  // namespace
}  // namespace tare::markdown
