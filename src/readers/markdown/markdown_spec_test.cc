// Every example of CommonMark's specification, and of md4c's descriptions of its extensions.

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "corpus.h"
#include "document/checking_sink.h"
#include "readers/markdown/markdown_reader.h"
#include "readers/markdown/reference_html.h"

namespace tare::markdown {
namespace {

struct Example {
  int number;
  std::string markdown;
  std::string html;
  std::string flags;
};

void ReplaceArrows(std::string& text) {
  for (size_t at = 0; (at = text.find("\u2192", at)) != std::string::npos;) text.replace(at, 3, "\t");
}

// Examples stand between lines of 32 backticks: Markdown, ".", HTML and, in md4c's, "." and flags.
std::vector<Example> ReadExamples(const std::string& path) {
  const std::string fence(32, '`');
  std::vector<Example> examples;
  std::ifstream file(path);
  std::vector<std::string> parts;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (!inside && line.starts_with(fence + " example")) {
      inside = true;
      parts.assign(1, "");
    } else if (inside && line == fence) {
      inside = false;
      for (std::string& part : parts) ReplaceArrows(part);
      parts.resize(3);
      examples.push_back({static_cast<int>(examples.size()) + 1, parts[0], parts[1], parts[2]});
    } else if (inside && line == ".") {
      parts.emplace_back();
    } else if (inside) {
      parts.back() += line + "\n";
    }
  }
  return examples;
}

std::string ToHtml(std::string_view markdown, const MarkdownExtensions& extensions) {
  const std::unique_ptr<Source> source = Source::FromMemory(markdown, "example.md");
  Budget budget;
  Account account("test", budget);
  ReadOptions options;
  JobControl control;
  ReferenceHtml html;
  CheckingSink checking(&html);
  ReadContext context(*source, checking, account, options, control);
  EXPECT_TRUE(ReadMarkdown(context, extensions));
  EXPECT_TRUE(checking.ok()) << checking.failure();
  return html.html();
}

// Spoilers ("||text||", in one example about footnotes) are no part of the document model: text.
void WithoutSpoilers(Example& example) {
  for (const std::string_view tag : {"<x-spoiler>", "</x-spoiler>"}) {
    const size_t at = example.html.find(tag);
    if (at != std::string::npos) example.html.replace(at, tag.size(), "||");
  }
}

void ExpectExample(const Example& example, const MarkdownExtensions& extensions) {
  SCOPED_TRACE("example " + std::to_string(example.number) + "\n" + example.markdown);
  EXPECT_EQ(NormalizedHtml(ToHtml(example.markdown, extensions)).text(), NormalizedHtml(example.html).text());
}

MarkdownExtensions ExtensionsOf(const Example& example) {
  MarkdownExtensions extensions = MarkdownExtensions::None();
  const auto has = [&example](std::string_view flag) {
    return example.flags.find(flag) != std::string::npos;
  };
  extensions.tables = has("--ftables");
  extensions.task_items = has("--ftasklists");
  extensions.strikethrough = has("--fstrikethrough");
  extensions.footnotes = has("--ffootnotes");
  extensions.superscripts = has("--fsuperscripts");
  return extensions;
}

TEST(MarkdownSpec, CommonMark) {
  const std::string path = CorpusPath("markdown/commonmark-spec.txt");
  if (path.empty()) GTEST_SKIP() << "no corpus";
  const std::vector<Example> examples = ReadExamples(path);
  ASSERT_EQ(examples.size(), 652u);
  for (const Example& example : examples) ExpectExample(example, MarkdownExtensions::None());
}

class Md4cSpec : public testing::TestWithParam<std::pair<const char*, size_t>> {};

TEST_P(Md4cSpec, Examples) {
  const std::string path = CorpusPath(GetParam().first);
  if (path.empty()) GTEST_SKIP() << "no corpus";
  const std::vector<Example> examples = ReadExamples(path);
  EXPECT_EQ(examples.size(), GetParam().second);
  for (Example example : examples) {
    WithoutSpoilers(example);
    ExpectExample(example, ExtensionsOf(example));
  }
}

// As documents are read: the extensions change nothing but what looks like a bare address.
TEST(MarkdownSpec, CommonMarkWithExtensions) {
  const std::string path = CorpusPath("markdown/commonmark-spec.txt");
  if (path.empty()) GTEST_SKIP() << "no corpus";
  std::vector<int> changed;
  for (const Example& example : ReadExamples(path)) {
    const std::string html = NormalizedHtml(ToHtml(example.markdown, {})).text();
    if (html != NormalizedHtml(example.html).text()) changed.push_back(example.number);
  }
  // "<foo\+@bar.example.com>", "< https://foo.bar >", "https://example.com", "foo@bar.example.com"
  EXPECT_EQ(changed, (std::vector<int>{606, 608, 611, 612}));
}

INSTANTIATE_TEST_SUITE_P(Extensions, Md4cSpec,
                         testing::Values(std::pair("markdown/spec-tables.txt", size_t{12}),
                                         std::pair("markdown/spec-tasklists.txt", size_t{5}),
                                         std::pair("markdown/spec-strikethrough.txt", size_t{5}),
                                         std::pair("markdown/spec-footnotes.txt", size_t{26})));

}  // namespace
}  // namespace tare::markdown
