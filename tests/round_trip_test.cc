// Markdown to RTF and back: what RTF cannot say must survive all the same (docs/rtf.md).
//
//   Markdown -> events A;  A -> RTF -> events B;  B -> Markdown -> events C;  A == B == C

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <memory_resource>
#include <sstream>
#include <string>
#include <string_view>

#include "corpus.h"
#include "document/checking_sink.h"
#include "document/event_printer.h"
#include "document/reading.h"
#include "markdown_examples.h"
#include "random_document.h"
#include "readers/markdown/markdown_reader.h"
#include "readers/rtf/rtf_reader.h"
#include "writers/writers.h"
#include "writers/written.h"

namespace tare {
namespace {

using ReadFunction = Result<void> (*)(ReadContext&);

Result<void> ReadMarkdownAsPeopleWriteIt(ReadContext& context) { return ReadMarkdown(context); }

void Read(ReadFunction read, std::string_view text, Sink& sink, Account& account) {
  const ReadOptions options;
  JobControl control;
  const std::unique_ptr<Source> source = Source::FromMemory(text, "example");
  CheckingSink checked(&sink);
  ReadContext context(*source, checked, account, options, control);
  const Result<void> done = read(context);
  EXPECT_TRUE(done.has_value());
  EXPECT_EQ(checked.failure(), "");
}

std::string EventsOf(ReadFunction read, std::string_view text) {
  Budget budget;
  Account account("test", budget);
  EventPrinter printer;
  Read(read, text, printer, account);
  return printer.text();
}

std::string Convert(ReadFunction read, std::string_view text, MakeWriter make) {
  Budget budget;
  Account account("test", budget);
  std::pmr::string result;
  const std::unique_ptr<Output> out = Output::ToString(&result, account);
  const WriteOptions options{.metadata = true};
  {
    const std::unique_ptr<Sink> writer = make(*out, options, account);
    Read(read, text, *writer, account);
  }
  EXPECT_TRUE(out->Commit().has_value());
  return std::string(result);
}

// Markdown has no place for a name other than the one its heading gets ("# a {#b}").
std::string WithoutAnchors(std::string_view events) {
  std::string rest;
  while (!events.empty()) {
    const std::string_view line = events.substr(0, events.find('\n') + 1);
    if (!line.substr(line.find_first_not_of(' ')).starts_with("anchor \"")) rest += line;
    events.remove_prefix(line.size());
  }
  return rest;
}

struct RoundTrip {
  std::string events;
  std::string rtf;
  std::string events_of_rtf;
  std::string markdown;
  std::string events_of_markdown;

  bool survives_rtf() const { return events == events_of_rtf; }
  bool survives_markdown() const { return WithoutAnchors(events) == WithoutAnchors(events_of_markdown); }
};

RoundTrip Travel(std::string_view markdown) {
  RoundTrip trip;
  trip.events = EventsOf(ReadMarkdownAsPeopleWriteIt, markdown);
  trip.rtf = Convert(ReadMarkdownAsPeopleWriteIt, markdown, MakeRtfWriter);
  trip.events_of_rtf = EventsOf(ReadRtf, trip.rtf);
  trip.markdown = Convert(ReadRtf, trip.rtf, MakeMarkdownWriter);
  trip.events_of_markdown = EventsOf(ReadMarkdownAsPeopleWriteIt, trip.markdown);
  return trip;
}

// For documents too large to be printed whole.
std::string FirstDifference(const std::string& before, const std::string& after) {
  constexpr size_t kContext = 600;
  const auto [first, second] = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
  const auto around = [=](const std::string& text, size_t at) {
    return text.substr(at - std::min(at, kContext), 2 * kContext);
  };
  return "--- before\n" + around(before, static_cast<size_t>(first - before.begin())) + "\n--- after\n" +
         around(after, static_cast<size_t>(second - after.begin()));
}

struct Feature {
  std::string_view name;
  std::string_view markdown;
};

constexpr Feature kFeatures[] = {
    {"Nothing", ""},
    {"Paragraphs", "One.\n\nTwo.\n"},
    {"Headings", "# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5\n\n###### 6\n"},
    {"HeadingWithSpans", "## A *b* `c` [d](e)\n"},
    {"EmptyHeading", "#\n\ntext\n"},
    {"ThematicBreak", "a\n\n---\n\nb\n"},
    {"SoftAndHardBreaks", "soft\nbreak, hard\\\nbreak  \nand another\n"},
    {"Emphasis", "*a* **b** ***c*** **a *b* c** *a **b***\n"},
    {"EmphasisInItself", "*a *b* c* **a **b** c**\n"},
    {"AdjacentSpans", "*a*`b`**c**~~d~~\n"},
    {"SpansAcrossLines", "*a\nb* **c\\\nd**\n"},
    {"Strikethrough", "a ~~b *c*~~ d\n"},
    {"CodeSpans", "`a` `` b`c `` `{\\}` `  spaces  `\n"},
    {"Escapes", "\\*no\\* \\{x\\} a\\\\b \\# &amp; &copy; \\<b\\>\n"},
    {"Characters", "na\u00EFve \u65E5\u672C\u8A9E \U0001F600 \u00A0x\u00AD a\u0301 \u202Ertl\n"},
    {"SpacesAtTheEdges", "a&#32; &#32;b *c* &#9;d\n"},
    {"Links", "[a](http://b.c/d?e=f&g#h) [x](</a b> \"Title\") [y](#z) [](u)\n"},
    {"LinkWithSpans", "[*a* `b` ![c](d) e\nf](g)\n"},
    {"LinkWithOddTarget", "[a](<x\"y\\\\z> \"q \\\" \\\\ r\") [b](c 'one\ntwo')\n"},
    {"ReferenceLinks", "[a] [b][a]\n\n[a]: /u \"t\"\n"},
    {"Autolinks", "<http://a.b> www.c.de <f@g.hi>\n"},
    {"Images", "![alt *x*](a.png \"T\") ![](b.png) ![c](<d e.png>)\n"},
    {"ImageInLink", "[![a](b)](c) [![d](e \"T\")](f) [![g](<h\"> \"U\")](i \"V\")\n"},
    {"CodeBlock", "    indented\n      more\n\n    after blank\n"},
    {"FencedCode", "```rust\nfn main() {}\n\n    \\x\n```\n"},
    {"CodeWithInfoString", "~~~ c++ {#id .class}\nx\n~~~\n"},
    {"EmptyCode", "```\n```\n\nx\n\n```\n\n```\n\ny\n\n```\n\n\n```\n"},
    {"CodeWithTabs", "```\n\ta\tb \n```\n"},
    {"Quote", "> a\n> b\n>\n> c\n"},
    {"NestedQuotes", "> a\n>\n> > b\n> >\n> > > c\n>\n> d\n"},
    {"AdjacentQuotes", "> a\n\n> b\n"},
    {"EmptyQuote", ">\n\na\n"},
    {"QuoteWithBlocks", "> # h\n>\n> - a\n> - b\n>\n> ```x\n> y\n> ```\n>\n> ---\n"},
    {"TightList", "- a\n- b\n- c\n"},
    {"LooseList", "- a\n\n- b\n\n- c\n"},
    {"OrderedList", "1. a\n2. b\n"},
    {"OrderedListWithStart", "7. a\n8. b\n"},
    {"OrderedListFromZero", "0. a\n1. b\n"},
    {"OrderedListWithLargeStart", "999999999. a\n"},
    {"OrderedListWithParenthesis", "1) a\n2) b\n"},
    {"AdjacentLists", "- a\n\n* b\n\n+ c\n\n1. d\n\n1) e\n"},
    {"NestedLists", "- a\n  - b\n    - c\n      1. d\n      2. e\n  - f\n- g\n"},
    {"NestedLooseInTight", "- a\n  - b\n\n    c\n- d\n"},
    {"OrderedInBullets", "- a\n  1. x\n  2. y\n- b\n  1. z\n"},
    {"DeepLists",
     "- 1\n  - 2\n    - 3\n      - 4\n        - 5\n          - 6\n            - 7\n              - 8\n"
     "                - 9\n                  - 10\n                    - 11\n"},
    {"ItemWithParagraphs", "- a\n\n  b\n\n  c\n"},
    {"EmptyItems", "-\n- a\n-\n"},
    {"ItemWithHeading", "- # a\n- ## b\n  c\n"},
    {"ItemWithCode", "- ```\n  a\n  ```\n- b\n\n      c\n"},
    {"ItemWithQuote", "- > a\n  > b\n- c\n  > d\n"},
    {"ItemWithListFirst", "- - a\n  - b\n- 1. c\n"},
    {"ItemWithBreak", "- a\n- ***\n"},
    {"ListInQuote", "> 1. a\n>    > b\n>    > - c\n> 2. d\n"},
    {"TaskItems", "- [ ] a\n- [x] b\n- c\n"},
    {"OrderedTaskItems", "1. [ ] a\n2. [x] b\n"},
    {"LooseTaskItems", "- [ ] a\n\n  b\n\n- [x] c\n"},
    {"NestedTaskItems", "- [ ] a\n  - [x] b\n"},
    {"ItemThatLooksLikeATask", "- \u2610 a\n- \u2612 b\n"},
    {"Table", "| a | b |\n|---|---|\n| c | d |\n| e | f |\n"},
    {"TableWithAlignment", "| a | b | c | d |\n|---|:--|:-:|--:|\n| e | f | g | h |\n"},
    {"TableWithHeaderOnly", "| a | b |\n|---|---|\n"},
    {"TableWithEmptyCells", "| a | |\n|---|---|\n| | b |\n| | |\n"},
    {"TableWithSpans", "| *a* `b\\|c` | [d](e) |\n|---|---|\n| ![f](g) | ~~h~~ \\| i |\n"},
    {"AdjacentTables", "| a |\n|---|\n| b |\n\n| c |\n|---|\n| d |\n"},
    {"TableInList", "- a\n\n  | b |\n  |---|\n  | c |\n\n- d\n"},
    {"TableInQuote", "> | b |\n> |---|\n> | c |\n"},
    {"ItemWithTableFirst", "- | b |\n  |---|\n  | c |\n"},
    {"Footnote", "a[^1] b\n\n[^1]: Note.\n"},
    {"FootnoteReferredToTwice", "a[^x] b[^x]\n\nc[^x]\n\n[^x]: Note.\n"},
    {"FootnoteWithBlocks", "a[^1]\n\n[^1]: One.\n\n    Two.\n\n    - list\n\n    ```\n    code\n    ```\n"},
    {"FootnotesInOrder", "a[^b] c[^a] d[^long label]\n\n[^a]: A *x*\n[^b]: B [y](z)\n[^long label]: C\n"},
    {"FootnoteInFootnote", "a[^1]\n\n[^1]: b[^2]\n[^2]: c\n"},
    {"FootnoteInHeadingAndTable", "# a[^1]\n\n| b[^2] |\n|---|\n| *c[^3]* |\n\n[^1]: A\n[^2]: B\n[^3]: C\n"},
    {"FootnoteInItem", "- a[^1]\n  - b[^2]\n\n[^1]: A\n[^2]: B\n"},
    {"FootnoteBetweenBlocks", "a[^1]\n\n[^1]: Note.\n\nb\n\n> c[^2]\n\n[^2]: Other.\n\nd\n"},
    {"FrontMatter", "---\ntitle: \"A\"\nlist: [1, 2]\n---\n\ntext\n"},
    {"EverythingAtOnce",
     "# T\n\nA *b* [c](d \"e\")[^1]\n\n1. x\n   > q\n   >\n   > - [ ] t\n2. y\n\n   ```z\n   code\n   ```\n\n"
     "| a | b |\n|:-:|---|\n| `c` | **d** |\n\n***\n\n- l\n\n* m\n\n[^1]: N\n"},
};

TEST(RoundTrip, KeepsEveryFeature) {
  for (const Feature& feature : kFeatures) {
    SCOPED_TRACE(feature.name);
    const RoundTrip trip = Travel(feature.markdown);
    EXPECT_EQ(trip.events, trip.events_of_rtf) << trip.rtf;
    EXPECT_EQ(trip.events, trip.events_of_markdown) << trip.markdown;
  }
}

// Features that Markdown has no words for: events -> RTF -> events.
void ExpectToSurvive(const std::function<void(Events&)>& describe) {
  EventPrinter printer;
  Events events(printer);
  events.Begin(BlockKind::kDocument);
  describe(events);
  events.EndAll();
  const std::string rtf = Written(MakeRtfWriter, describe);
  const std::string after = EventsOf(ReadRtf, rtf);
  EXPECT_TRUE(printer.text() == after) << FirstDifference(printer.text(), after);
}

TEST(RoundTrip, KeepsSpans) {
  ExpectToSurvive([](Events& events) {
    events.Begin(BlockKind::kParagraph).Text("a");
    for (const SpanKind kind : {SpanKind::kUnderline, SpanKind::kSuperscript, SpanKind::kSubscript,
                                SpanKind::kHighlight, SpanKind::kMath})
      events.Span(kind, "b{c}");
    events.Begin({.kind = SpanKind::kMath, .display = true}).Text("\\int").End();
    events.Begin({.kind = SpanKind::kRaw, .target = "html"}).Text("<b>").End().Text("d");
    events.Begin(SpanKind::kSuperscript).Begin(SpanKind::kSuperscript).Text("e").SoftBreak().Text("f");
  });
}

TEST(RoundTrip, KeepsRawBlocks) {
  ExpectToSurvive([](Events& events) {
    events.Leaf(Block::Raw("html"), "<div>\n  \\ {}\n\n</div>\n").Paragraph("a");
    events.Begin(Block::List(true)).Begin(Block::Item()).Leaf(Block::Raw("latex"), "\\x\n").Paragraph("b");
  });
}

TEST(RoundTrip, KeepsContainers) {
  ExpectToSurvive([](Events& events) {
    events.Begin({.kind = BlockKind::kPage, .label = "i"}).Paragraph("a");
    events.Begin(BlockKind::kDefinitionList).Leaf(Block::Of(BlockKind::kDefinitionTerm), "t");
    events.Begin(BlockKind::kDefinition).Paragraph("d").Leaf(Block::Code("x"), "y\n").End();
    events.Begin(BlockKind::kDefinition).End(2);
    events.Begin(BlockKind::kFigure).Begin(BlockKind::kParagraph).Image({.target = "a.png"}).End();
    events.Leaf(Block::Of(BlockKind::kCaption), "c").End(2);
    events.Begin({.kind = BlockKind::kPage, .label = "ii"}).Begin(BlockKind::kQuote).End();
  });
}

TEST(RoundTrip, KeepsTablesWithSpansAndBlocks) {
  ExpectToSurvive([](Events& events) {
    const Alignment columns[] = {Alignment::kLeft, Alignment::kDefault, Alignment::kRight};
    const Alignment one[] = {Alignment::kCenter};
    events.Begin(Block::Table(columns)).Leaf(Block::Of(BlockKind::kCaption), "c");
    events.Begin(Block::Row(true)).Cell("wide", Block::Cell(true, 1, 2));
    events.Cell("not a header", Block::Cell(false)).End();
    events.Begin(Block::Row(false)).Cell("tall", Block::Cell(true, 2, 1)).Cell("").Cell("x").End();
    events.Begin(Block::Row(false)).Cell("both", Block::Cell(false, 2, 2)).End();
    events.Begin(Block::Row(false)).Begin(Block::Cell()).Begin(Block::List(true)).Begin(Block::Item());
    events.Paragraph("in").Begin(Block::Table(one)).Leaf(Block::Of(BlockKind::kCaption), "nested");
    events.Begin(Block::Row(false)).Cell("deep").End();
    events.Begin(Block::Row(false)).Begin(Block::Cell()).Begin(Block::Table(one)).Begin(Block::Row(true));
    events.Cell("deeper", Block::Cell(true)).End(7);
    events.Begin(Block::Table(one)).Begin(Block::Row(false)).Cell("").End(2);
    events.Begin(Block::Table(one)).Begin(Block::Row(false)).Begin(Block::Cell());
    events.Begin(BlockKind::kThematicBreak).End().Leaf(Block::Code(""), "x\n");
  });
}

TEST(RoundTrip, KeepsNotesWithTablesAndNotesBeforeTheirReference) {
  ExpectToSurvive([](Events& events) {
    const Alignment one[] = {Alignment::kDefault};
    events.Begin(Block::Footnote("before")).Paragraph("x").End();
    events.Begin(BlockKind::kParagraph).Note("before").Note("a").Note("empty").Note("missing").End();
    events.Begin(Block::Footnote("a")).Begin(Block::Table(one)).Begin(Block::Row(false)).Cell("b").End(3);
    events.Begin(Block::Footnote("empty")).End();
    events.Begin(Block::Footnote("never")).Begin(BlockKind::kQuote).Paragraph("y");
  });
}

TEST(RoundTrip, KeepsNotesAndRowsThatAreTooLongToHold) {
  ExpectToSurvive([](Events& events) {
    const auto fill = [&] {
      for (int i = 0; i < 25'000; ++i) events.Paragraph("Fifty bytes or so, to fill what the writer holds");
    };
    const Alignment one[] = {Alignment::kDefault};
    events.Begin(BlockKind::kParagraph).Note("early").Note("long").End();
    events.Begin(Block::Footnote("long"));
    fill();
    events.End().Begin(Block::Table(one)).Begin(Block::Row(false)).Begin(Block::Cell(false, 2, 1));
    fill();
    events.End(2).Begin(Block::Row(false)).End(2).Begin(Block::Footnote("early")).Paragraph("late");
  });
}

TEST(RoundTrip, KeepsPictures) {
  using std::string_literals::operator""s;
  const std::string png = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\b\x02\0\0\0"s;
  ExpectToSurvive([&](Events& events) {
    events.Begin(BlockKind::kParagraph).Text("a");
    events.Image({.target = "a b.png", .alt = "A {x}", .media_type = "image/png", .bytes = png});
    events.Image(
        {.target = "b", .title = "T", .media_type = "image/png", .bytes = png, .width = 7, .height = 9});
    events.Image({.target = "\"c\\", .title = "T", .alt = "two\nlines", .width = 1, .height = 2});
    events.Image({.target = "d.gif", .media_type = "image/gif", .bytes = "GIF89a"}).Image({}).Text("b");
  });
}

TEST(RoundTrip, KeepsMetadata) {
  ExpectToSurvive([](Events& events) {
    events.Metadata("title", "T {x} \u00E9").Metadata("subject", "S").Metadata("author", "A");
    events.Metadata("keywords", "k, l")
        .Metadata("description", "D")
        .Metadata("created", "2024-05-01T12:00:59");
    events.Metadata("modified", "2024-05-02").Metadata("author", "B").Metadata("language", "en");
    events.Metadata("front-matter", "a: 1\n\tb\n").Paragraph("x");
  });
}

TEST(RoundTrip, KeepsRandomDocuments) {
  for (uint32_t seed = 0; seed < 1'000 && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    ExpectToSurvive([&](Events& events) { RandomDocument(seed, events.sink()).SendContent(); });
  }
}

bool HasRawText(const std::string& events) {
  std::istringstream lines(events);
  for (std::string line; std::getline(lines, line);) {
    if (line.substr(std::min(line.find_first_not_of(' '), line.size())).starts_with("raw ")) return true;
  }
  return false;
}

struct Tally {
  size_t examples = 0;
  size_t with_raw_text = 0;
  size_t lost_in_rtf = 0;
  size_t lost_in_markdown = 0;
};

void Try(const std::string& path, Tally& tally) {
  for (const MarkdownExample& example : ReadMarkdownExamples(path)) {
    const RoundTrip trip = Travel(example.markdown);
    ++tally.examples;
    tally.lost_in_rtf += !trip.survives_rtf();
    EXPECT_EQ(trip.events, trip.events_of_rtf) << example.markdown;
    // A raw span at the beginning of a paragraph may look like a raw block in Markdown.
    if (HasRawText(trip.events)) {
      ++tally.with_raw_text;
      continue;
    }
    tally.lost_in_markdown += !trip.survives_markdown();
    EXPECT_EQ(trip.events, trip.events_of_markdown) << example.markdown << "written as:\n" << trip.markdown;
  }
}

TEST(RoundTrip, KeepsTheExamplesOfTheSpecifications) {
  const std::string folder = CorpusPath("markdown");
  if (folder.empty()) GTEST_SKIP() << "the corpus is not here (TARE_CORPUS)";
  Tally tally;
  for (const char* name : {"commonmark-spec.txt", "spec-tables.txt", "spec-tasklists.txt",
                           "spec-strikethrough.txt", "spec-footnotes.txt"})
    Try(folder + "/" + name, tally);
  std::cout << tally.examples << " examples: " << tally.lost_in_rtf << " change in RTF; "
            << tally.examples - tally.with_raw_text << " without raw HTML: " << tally.lost_in_markdown
            << " change on the way back to Markdown\n";
  EXPECT_GE(tally.examples, 700u);
}

// Whole documents, with all that people write.
TEST(RoundTrip, KeepsRealDocuments) {
  const std::string folder = CorpusPath("documents");
  if (folder.empty()) GTEST_SKIP() << "the corpus is not here (TARE_CORPUS)";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".md") continue;
    SCOPED_TRACE(entry.path().filename().string());
    std::ifstream file(entry.path(), std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    const RoundTrip trip = Travel(text.str());
    EXPECT_TRUE(trip.survives_rtf()) << FirstDifference(trip.events, trip.events_of_rtf);
    EXPECT_TRUE(trip.survives_markdown()) << FirstDifference(trip.events, trip.events_of_markdown);
  }
}

}  // namespace
}  // namespace tare
