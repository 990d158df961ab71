// What is too much: limits hold, content stays, and a warning says so.

#include "readers/markdown/block_records.h"
#include "readers/markdown/markdown_events.h"

namespace tare::markdown {
namespace {

std::string Repeat(std::string_view text, size_t times) {
  std::string repeated;
  for (size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

size_t Count(std::string_view text, std::string_view word) {
  size_t count = 0;
  for (size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) ++count;
  return count;
}

constexpr MarkdownLimits kSmallBlocks = {
    .record_bytes = sizeof(Line), .span_bytes = 1 << 20, .tokens = 1 << 10};

TEST(MarkdownLimits, ALongListIsOneList) {
  const std::string events = EventsOf("- a\n- b\n\n  c\n\n- d\n", {.limits = kSmallBlocks, .warnings = true});
  EXPECT_EQ(events, R"(document
  warning "a list is too long to look ahead: whether it is loose was decided from its first part" offset=4
  list tight
    list-item
      paragraph
        text "a"
    list-item
      paragraph
        text "b"
      paragraph
        text "c"
    list-item
      paragraph
        text "d"
)");
}

TEST(MarkdownLimits, LongLeavesComeInParts) {
  ExpectEvents("> ```x\n> a\n>\n>   b\n> ```\n> <div>\n> c\n> d\n>\n>     e\n>\n>     f\n",
               R"(  quote
    code label="x"
      text "a\n\n  b\n"
    raw label="html"
      text "<div>\nc\nd\n"
    code
      text "e\n\nf\n"
)",
               {.limits = kSmallBlocks});
  ExpectEvents("> a|b\n> -|-\n> c\n> d|e\n", R"(  quote
    table columns=2
      row header
        cell header
          paragraph
            text "a"
        cell header
          paragraph
            text "b"
      row
        cell
          paragraph
            text "c"
        cell
      row
        cell
          paragraph
            text "d"
        cell
          paragraph
            text "e"
)",
               {.limits = {.record_bytes = 100, .span_bytes = 1 << 20, .tokens = 1 << 10}});
}

TEST(MarkdownLimits, ALongParagraphIsSplit) {
  const std::string events = EventsOf("ab\ncd\nef\n", {.limits = {.span_bytes = 4}, .warnings = true});
  EXPECT_EQ(events, R"(document
  paragraph
    text "ab"
    soft-break
    text "cd"
  warning "a paragraph is too long and was split" offset=6
  paragraph
    text "ef"
)");
}

TEST(MarkdownLimits, AParagraphThatEndsAtTheLimitIsNotSplit) {
  const std::string events = EventsOf("abcdef\n\nghi", {.limits = {.span_bytes = 4}, .warnings = true});
  EXPECT_EQ(events, "document\n  paragraph\n    text \"abcdef\"\n  paragraph\n    text \"ghi\"\n");
}

TEST(MarkdownLimits, ALongLineIsSplitBetweenCharacters) {
  const std::string events = EventsOf("abc\u00E9d\nefgh\n", {.limits = {.line_bytes = 4}, .warnings = true});
  EXPECT_EQ(events, R"(document
  warning "a line is too long and was split" offset=0
  paragraph
    text "abc"
    soft-break
    text "éd"
    soft-break
    text "efgh"
)");
}

TEST(MarkdownLimits, FootnotesInABlockInPartsStayInPlace) {
  ExpectEvents("- [^a]: b\n\n  c\n- d\n", R"(  list tight
    list-item
      paragraph
        text "b"
      paragraph
        text "c"
    list-item
      paragraph
        text "d"
)",
               {.limits = kSmallBlocks});
}

TEST(MarkdownLimits, RichTextIsReadInParts) {
  const std::string events =
      EventsOf("*a* *b* *c d* [e](f) *g*", {.limits = {.tokens = 4}, .warnings = true});
  EXPECT_EQ(events, R"(document
  paragraph
    warning "a paragraph has too much markup: what spans its parts was left as text" offset=0
    emphasis
      text "a"
    text " "
    emphasis
      text "b"
    text " "
    emphasis
      text "c d"
    text " "
    link target="f"
      text "e"
    text " "
    emphasis
      text "g"
)");
}

TEST(MarkdownLimits, DeepBlocksAreFlattened) {
  const std::string events =
      EventsOf(Repeat("> ", 150) + "a\n\n" + Repeat("- ", 150) + "b", {.warnings = true});
  EXPECT_EQ(Count(events, "quote\n"), 100u);
  EXPECT_EQ(Count(events, "list-item\n"), 100u);
  EXPECT_EQ(Count(events, "text \"a\""), 1u);
  EXPECT_EQ(Count(events, "text \"b\""), 1u);
  EXPECT_EQ(Count(events, "nested too deeply"), 1u);
}

TEST(MarkdownLimits, DeepSpansAreFlattened) {
  const std::string events =
      EventsOf(Repeat("*a **b ", 200) + "c" + Repeat(" d** e*", 200), {.warnings = true});
  EXPECT_EQ(Count(events, "emphasis\n") + Count(events, "strong\n"), 254u);
  EXPECT_EQ(Count(events, "nested too deeply"), 1u);
  EXPECT_NE(events.find("c d"), std::string::npos);
}

TEST(MarkdownLimits, ReferencesDoNotMultiplyTheDocument) {
  const std::string url(50'000, 'u');
  const std::string events = EventsOf("[a] [a] [a] [a]\n\n[a]: " + url, {.warnings = true});
  EXPECT_EQ(Count(events, "link target"), 2u);
  EXPECT_EQ(Count(events, "[a] [a]"), 1u);
  EXPECT_EQ(Count(events, "references repeat long link definitions"), 1u);
}

TEST(MarkdownLimits, ManyDefinitions) {
  std::string markdown = "[x0] [x65535] [x65536]\n\n";
  for (int i = 0; i <= 65536; ++i) markdown += "[x" + std::to_string(i) + "]: u\n";
  const std::string events = EventsOf(markdown, {.warnings = true});
  EXPECT_EQ(Count(events, "link target"), 2u);
  EXPECT_EQ(Count(events, "there are too many link definitions"), 1u);
}

TEST(MarkdownLimits, ShortRowsDoNotMultiplyATable) {
  const std::string header = "|" + Repeat("a|", 4000) + "\n|" + Repeat("-|", 4000) + "\n";
  const std::string events = EventsOf(header + Repeat("b\n", 80), {.warnings = true});
  EXPECT_EQ(Count(events, "\n    row\n"), 48u);
  EXPECT_EQ(Count(events, "text \"b\""), 80u);
  EXPECT_EQ(Count(events, "rows lack too many cells"), 1u);
}

TEST(MarkdownLimits, TablesOfTooManyColumnsAreText) {
  const std::string events = EventsOf(Repeat("a|", 4097) + "\n" + Repeat("-|", 4097) + "\n");
  EXPECT_EQ(Count(events, "table"), 0u);
}

TEST(MarkdownLimits, AlternativeTextIsCutBetweenCharacters) {
  const std::string events = EventsOf("![`a`" + Repeat("\u00E9", 40'000) + "](b)", {.warnings = true});
  EXPECT_EQ(Count(events, "\u00E9"), 32'767u);
  EXPECT_EQ(Count(events, "alternative text is too long"), 1u);
}

}  // namespace
}  // namespace tare::markdown
