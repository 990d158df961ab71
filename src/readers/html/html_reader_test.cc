// Whole pages: hostile ones, stopped jobs, and those of the corpus.

#include "readers/html/html_reader.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "corpus.h"
#include "readers/html/reading_test.h"

namespace tare {
namespace {

using html::ContentOf;
using html::EventsOf;

// What reading took.
struct Effort {
  bool ok = false;
  uint64_t peak = 0;  // bytes
  double seconds = 0;
};

Effort Read(std::string_view page, Sink* next = nullptr) {
  Budget budget;
  Account account("reader", budget);
  CheckingSink checker(next);
  const auto source = Source::FromMemory(page, "page.html");
  const ReadOptions options;
  JobControl control;
  ReadContext context(*source, checker, account, options, control);
  const auto start = std::chrono::steady_clock::now();
  const Result<void> result = ReadHtml(context);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  EXPECT_TRUE(checker.ok()) << checker.failure();
  return {.ok = result.has_value(), .peak = account.peak(), .seconds = took.count()};
}

std::string Repeat(std::string_view text, size_t times) {
  std::string repeated;
  repeated.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

TEST(HtmlReaderTest, EmptyPages) {
  EXPECT_EQ(ContentOf(""), "\n");
  EXPECT_EQ(ContentOf(" \n"), "\n");
  EXPECT_EQ(ContentOf("\xEF\xBB\xBF"), "\n");
  EXPECT_EQ(ContentOf("<!doctype html><html><head></head><body></body></html>"), "\n");
}

TEST(HtmlReaderTest, TruncatedPages) {
  EXPECT_EQ(ContentOf("<ul><li>a<table><tr><td>b<b>c<a hr"), R"(
  list tight
    list-item
      paragraph
        text "a"
      table columns=1
        row
          cell
            paragraph
              text "b"
              strong
                text "c"
)");
}

// What is deeper than the document can be is flattened; no text is lost.
TEST(HtmlReaderTest, DeepNests) {
  for (const std::string_view tag :
       {"<div>",      "<blockquote>", "<ul><li>", "<table><tr><td>", "<b>",
        "<b><i>",     "<span>",       "<dl><dd>", "<font>",          "<a href=x>",
        "<button>",   "<object>",     "<q>",      "<svg>",           "<math><mrow>",
        "<ruby><rt>", "<select>",     "<h1>",     "<pre>",           "<my-element>"}) {
    std::string page = Repeat(tag, 100'000) + "end";
    if (tag == "<svg>") page += "<p>end";
    EventPrinter printer(/*warnings=*/true);
    const Effort effort = Read(page, &printer);
    EXPECT_TRUE(effort.ok) << tag;
    EXPECT_LT(effort.peak, 2'000'000u) << tag;
    EXPECT_LT(effort.seconds, 10) << tag;
    EXPECT_TRUE(printer.text().contains("end")) << tag;
  }
}

TEST(HtmlReaderTest, DeepNestsAreReported) {
  EXPECT_TRUE(EventsOf(Repeat("<blockquote>", 1'000) + "a", {.warnings = true})
                  .contains("warning \"blocks are nested"));
}

TEST(HtmlReaderTest, EndTagsAfterADeepNest) {
  const std::string page = Repeat("<div>", 1'000) + "a" + Repeat("</div>", 1'000) + "<ul><li>b</ul>";
  EXPECT_EQ(ContentOf(page), R"(
  paragraph
    text "a"
  list tight
    list-item
      paragraph
        text "b"
)");
}

// Each of these took quadratic time in some reader.
TEST(HtmlReaderTest, LinearTime) {
  for (const std::string_view part : {"</p>",
                                      "</div>",
                                      "<p></b>",
                                      "<b><p>a</b>",
                                      "<b>a<p>",
                                      "<a>a",
                                      "<font color=a>a<p>",
                                      "<table>a",
                                      "<tr><td>a",
                                      "<table><tr><th>",
                                      "<table><tr>",
                                      "<li>a",
                                      "</table>",
                                      "<i><b><u><s><tt>a</i></b></u>",
                                      "<q>a",
                                      "&amp;",
                                      "a<br>",
                                      "<dd><dt>",
                                      "<form><div>a</form>",
                                      "<svg><p>a",
                                      "<math><mi>a",
                                      "<!doctype html>a",
                                      "</html><html>a",
                                      "<rt>a",
                                      "<span style=\"display:none\">",
                                      "<div hidden></div>",
                                      "<pre>\n",
                                      "<img src=a>",
                                      "<object></b>",
                                      "<p><object><div>",
                                      "<sup><b>x</sup>y"}) {
    const Effort effort = Read(Repeat(part, 1'000'000 / part.size()));
    EXPECT_TRUE(effort.ok) << part;
    EXPECT_LT(effort.seconds, 10) << part;
    EXPECT_LT(effort.peak, 16'000'000u) << part;
  }
}

TEST(HtmlReaderTest, LongStretches) {
  const std::string long_text(8'000'000, 'a');
  for (const std::string& page :
       {"<p>" + long_text, "<p title='" + long_text + "'>x", "<a href='" + long_text + "'>x", "<" + long_text,
        "<p " + long_text + "=x>y", "<title>" + long_text, "<!--" + long_text, "<script>" + long_text,
        "<pre>" + std::string(8'000'000, '\n') + "x", "<p>" + std::string(8'000'000, ' ') + "x",
        "<img src='data:image/png;base64," + long_text + "'>x", "<math><mi>" + long_text,
        "<x " + Repeat("a ", 4'000'000)}) {
    const Effort effort = Read(page);
    EXPECT_TRUE(effort.ok) << page.substr(0, 20);
    EXPECT_LT(effort.peak, 8'000'000u) << page.substr(0, 20);
    EXPECT_LT(effort.seconds, 10) << page.substr(0, 20);
  }
}

TEST(HtmlReaderTest, LongAttributesAreReported) {
  const std::string page = "<p title='" + std::string(2'000'000, 'a') + "'>x";
  EXPECT_TRUE(EventsOf(page, {.warnings = true}).contains("warning \"an attribute is too long"));
}

// Memory does not grow with pages that follow each other.
TEST(HtmlReaderTest, PagesWithoutEnd) {
  const std::string page =
      "<!doctype html><html lang=en><head><title>a</title><meta name=author "
      "content=b></head><body><div><p>c<b>d"
      "<table><tr><td>e<td>f</table><ul><li><a href=/g>h</a></ul></body></html>\n";
  const Effort once = Read(page);
  const Effort often = Read(Repeat(page, 20'000));
  EXPECT_TRUE(often.ok);
  EXPECT_LT(often.peak, once.peak + 100'000);
}

TEST(HtmlReaderTest, StopsWhenAsked) {
  const std::string page = Repeat("<p>a <b>b</b></p>", 200'000);
  Budget budget;
  Account account("reader", budget);
  CheckingSink checker;
  const auto source = Source::FromMemory(page, "page.html");
  const ReadOptions options;
  JobControl control;
  control.stop = true;
  ReadContext context(*source, checker, account, options, control);
  const Result<void> result = ReadHtml(context);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::kCancelled);
  EXPECT_TRUE(checker.ok()) << checker.failure();
}

TEST(HtmlReaderTest, TheBudgetIsKept) {
  const std::string page = "<table><tr><td>" + Repeat("a<b>b</b>", 200'000);
  Budget budget(256 * 1024);
  {
    Account account("reader", budget);
    CheckingSink checker;
    const auto source = Source::FromMemory(page, "page.html");
    const ReadOptions options;
    JobControl control;
    ReadContext context(*source, checker, account, options, control);
    EXPECT_THROW((void)ReadHtml(context), MemoryLimitExceeded);
  }
  EXPECT_EQ(budget.used(), 0u);
}

TEST(HtmlReaderTest, TheCorpusIsWellFormed) {
  const std::string root = CorpusPath("documents");
  if (root.empty()) GTEST_SKIP() << "the corpus is not here";
  int pages = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".html" && extension != ".htm" && extension != ".xhtml") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string page{std::istreambuf_iterator<char>(file), {}};
    const Effort effort = Read(page);
    EXPECT_TRUE(effort.ok) << entry.path();
    EXPECT_LT(effort.peak, 4'000'000u) << entry.path();
    ++pages;
  }
  EXPECT_GT(pages, 10);
}

}  // namespace
}  // namespace tare
