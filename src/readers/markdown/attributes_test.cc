// Attributes and divisions are left out, and what only looks like them stays.

#include "readers/markdown/attributes.h"

#include "readers/markdown/markdown_events.h"

namespace tare::markdown {
namespace {

std::string Paragraph(std::string_view text) {
  return "  paragraph\n    text \"" + std::string(text) + "\"\n";
}

TEST(MarkdownAttributes, Ends) {
  for (const std::string_view text : {"{#a}", "{.a}", "{ #a .b }", "{a=b}", "{a=\"b {c}\" .d}", "{a='b'}",
                                      "{-}", "{.ä}", "{: .a}", "{:.a}", "{#a\n.b}"}) {
    EXPECT_EQ(FindAttributesEnd(text, 0), text.size()) << text;
  }
  for (const std::string_view text :
       {"{}", "{ }", "{", "{#}", "{a}", "{#a", "{a=}", "{a=\"b}", "{{a}}", "{#a b}", "{a=b.c=d}", "{#a.b\\}",
        "{1=a}", "{#if x}", "{a='b'.c}", "{:}"}) {
    EXPECT_EQ(FindAttributesEnd(text, 0), std::string_view::npos) << text;
  }
  const std::string longest = "{." + std::string(kMaxAttributes - 3, 'a') + "}";
  EXPECT_EQ(FindAttributesEnd(longest, 0), kMaxAttributes);
  EXPECT_EQ(FindAttributesEnd("{." + longest.substr(1), 0), std::string_view::npos);
}

TEST(MarkdownAttributes, OfHeadings) {
  ExpectEvents("# One {#a .b c='d'}\n## Two {-} ##\nThree {#c}\n---\n# {#d}\n", R"(  heading level=1
    text "One"
  heading level=2
    text "Two"
  heading level=2
    text "Three"
  heading level=1
)");
  ExpectEvents("# One{#a}\n# Two \\{#a}\n# Three {a}\n# {#a} Four\n", R"(  heading level=1
    text "One{#a}"
  heading level=1
    text "Two {#a}"
  heading level=1
    text "Three {a}"
  heading level=1
    text "{#a} Four"
)");
}

TEST(MarkdownAttributes, OfLinksImagesAndCode) {
  ExpectEvents("[a](b){.c} [d]{.e}. ![f](g){width=50%\nalt=\"h\"} `i`{.j}\n\n[d]: k", R"(  paragraph
    link target="b"
      text "a"
    text " "
    link target="k"
      text "d"
    text ". "
    image target="g" alt="f"
    text " "
    code
      text "i"
)");
  ExpectEvents("[a](b)\\{.c} [d](e) {.f} `g`{h}", R"(  paragraph
    link target="b"
      text "a"
    text "{.c} "
    link target="e"
      text "d"
    text " {.f} "
    code
      text "g"
    text "{h}"
)");
}

TEST(MarkdownAttributes, OfBracketedText) {
  ExpectEvents("a [*b* [c](d) e ]{.f} ![g]{.h}", R"(  paragraph
    text "a "
    emphasis
      text "b"
    text " "
    link target="d"
      text "c"
    text " e  !g"
)");
  ExpectEvents("[a ]{.b}", Paragraph("a"));
  ExpectEvents("[a] {.b} [a]{b} \\[a]{.b}", Paragraph("[a] {.b} [a]{b} [a]{.b}"));
}

TEST(MarkdownAttributes, InAlternativeText) {
  ExpectEvents("![a [b]{.c} d](e)", "  paragraph\n    image target=\"e\" alt=\"a b d\"\n");
}

TEST(MarkdownDivisions, Fences) {
  for (const std::string_view rest :
       {"::: note", ":::note", "::::: {#a .b}", "::: a {.b} :::", ":::{a}", "::: a :::"}) {
    EXPECT_EQ(ParseDivisionFence(rest), DivisionFence::kOpening) << rest;
  }
  for (const std::string_view rest : {":::", "::::: "}) {
    EXPECT_EQ(ParseDivisionFence(rest), DivisionFence::kClosing) << rest;
  }
  for (const std::string_view rest :
       {"::", ":: a", "::: a b", ":::note Title", "::: {a b}", "::: 1", ":::-", "::: {.a", ":-:"}) {
    EXPECT_EQ(ParseDivisionFence(rest), DivisionFence::kNone) << rest;
  }
}

TEST(MarkdownDivisions, LeaveTheirContent) {
  ExpectEvents(
      "a\n:::: {.b}\nc\n::: d\n- e\n:::\nf\n::::\ng", Paragraph("a") + Paragraph("c") + R"(  list tight
    list-item
      paragraph
        text "e"
)" + Paragraph("f") + Paragraph("g"));
  ExpectEvents("> ::: a\n> b\n> :::\n> c", R"(  quote
    paragraph
      text "b"
    paragraph
      text "c"
)");
}

TEST(MarkdownDivisions, WhatClosesNothingIsText) {
  ExpectEvents(":::\n\n::: a\n:::\n:::", Paragraph(":::") + Paragraph(":::"));
  ExpectEvents("```\n::: a\n```\n\n    ::: b\n",
               "  code\n    text \"::: a\\n\"\n  code\n    text \"::: b\\n\"\n");
}

TEST(MarkdownAttributes, NameTheLanguageOfCode) {
  EXPECT_EQ(CodeLanguageOf("{.haskell .numberLines startFrom=\"3\"}"), "haskell");
  EXPECT_EQ(CodeLanguageOf("{#a .b}"), "b");
  EXPECT_EQ(CodeLanguageOf("{python}"), "python");
  EXPECT_EQ(CodeLanguageOf("{r, echo=FALSE}"), "r");
  EXPECT_EQ(CodeLanguageOf("{r setup}"), "r");
  EXPECT_EQ(CodeLanguageOf("{#a}"), "{#a}");
  EXPECT_EQ(CodeLanguageOf("{=html}"), "{=html}");
  EXPECT_EQ(CodeLanguageOf("{}"), "{}");
  EXPECT_EQ(CodeLanguageOf("{"), "{");
  EXPECT_EQ(CodeLanguageOf("python {.a}"), "python {.a}");
  ExpectEvents("``` {.haskell .numberLines}\na\n```\n~~~{python}\nb\n~~~",
               "  code label=\"haskell\"\n    text \"a\\n\"\n  code label=\"python\"\n    text \"b\\n\"\n");
}

TEST(MarkdownAttributes, AreTextInPureCommonMark) {
  ExpectEvents("# A {#b}\n::: c\n[d]{.e}", R"(  heading level=1
    text "A {#b}"
  paragraph
    text "::: c"
    soft-break
    text "[d]{.e}"
)",
               {.extensions = MarkdownExtensions::None()});
}

}  // namespace
}  // namespace tare::markdown
