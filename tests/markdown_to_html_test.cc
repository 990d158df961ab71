// Markdown to HTML gives what the specifications' examples expect.

#include <gtest/gtest.h>

#include <memory>
#include <memory_resource>
#include <set>
#include <string>
#include <string_view>

#include "corpus.h"
#include "document/reading.h"
#include "markdown_examples.h"
#include "readers/markdown/markdown_reader.h"
#include "writers/writers.h"

namespace tare {
namespace {

// Without ids of headings, which the examples do not have.
std::string ToHtml(std::string_view markdown, MarkdownExtensions extensions) {
  extensions.heading_anchors = false;
  Budget budget;
  Account account("test", budget);
  std::pmr::string html;
  const std::unique_ptr<Output> out = Output::ToString(&html, account);
  const WriteOptions write_options = {.fragment = true};
  const std::unique_ptr<Sink> writer = MakeHtmlWriter(*out, write_options, account);
  const std::unique_ptr<Source> source = Source::FromMemory(markdown, "example.md");
  const ReadOptions options;
  JobControl control;
  ReadContext context(*source, *writer, account, options, control);
  EXPECT_TRUE(ReadMarkdown(context, extensions).has_value());
  EXPECT_TRUE(out->Commit().has_value());
  return std::string(html);
}

void Replace(std::string_view from, std::string_view to, std::string& in) {
  for (size_t at = 0; (at = in.find(from, at)) != std::string::npos; at += to.size()) {
    in.replace(at, from.size(), to);
  }
}

// Quotation marks and no-break spaces in text may stand as they are or as references.
std::string WithoutReferences(std::string html) {
  Replace("&quot;", "\"", html);
  Replace("&nbsp;", "\u00A0", html);
  return html;
}

std::string WithSingleSpaces(std::string html) {
  Replace("\n", " ", html);
  while (html.find("  ") != std::string::npos) Replace("  ", " ", html);
  return html;
}

std::string WithoutLineEnds(std::string html) {
  Replace("\n", "", html);
  return html;
}

TEST(MarkdownToHtml, CommonMarkExamples) {
  const std::string path = CorpusPath("markdown/commonmark-spec.txt");
  if (path.empty()) GTEST_SKIP() << "the corpus is not there: markdown/commonmark-spec.txt";
  // Line ends as references in text and in tags of raw HTML become spaces.
  const std::set<int> spaced = {39, 491, 615, 616, 625, 642, 643};
  for (const MarkdownExample& example : ReadMarkdownExamples(path)) {
    std::string html = WithoutReferences(ToHtml(example.markdown, MarkdownExtensions::None()));
    std::string expected = WithoutReferences(example.html);
    if (spaced.contains(example.number)) {
      html = WithSingleSpaces(html);
      expected = WithSingleSpaces(expected);
    }
    EXPECT_EQ(html, expected) << "example " << example.number << ":\n" << example.markdown;
  }
}

void ExpectExtensionExamples(const std::string& name, const MarkdownExtensions& extensions) {
  const std::string path = CorpusPath("markdown/" + name);
  if (path.empty()) GTEST_SKIP() << "the corpus is not there: markdown/" << name;
  for (const MarkdownExample& example : ReadMarkdownExamples(path)) {
    EXPECT_EQ(WithoutLineEnds(ToHtml(example.markdown, extensions)), WithoutLineEnds(example.html))
        << "example " << example.number << ":\n"
        << example.markdown;
  }
}

TEST(MarkdownToHtml, TableExamples) {
  MarkdownExtensions extensions = MarkdownExtensions::None();
  extensions.tables = true;
  ExpectExtensionExamples("spec-tables.txt", extensions);
}

TEST(MarkdownToHtml, StrikethroughExamples) {
  MarkdownExtensions extensions = MarkdownExtensions::None();
  extensions.strikethrough = true;
  ExpectExtensionExamples("spec-strikethrough.txt", extensions);
}

}  // namespace
}  // namespace tare
