// What the Markdown writer writes reads back as the events it was given.

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <memory_resource>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

#include "corpus.h"
#include "document/checking_sink.h"
#include "document/event_buffer.h"
#include "document/event_printer.h"
#include "document/reading.h"
#include "markdown_examples.h"
#include "random_markdown.h"
#include "readers/markdown/markdown_reader.h"
#include "writers/writers.h"

namespace tare {
namespace {

void Read(std::string_view markdown, Sink& sink, Account& account) {
  const ReadOptions options;
  JobControl control;
  const std::unique_ptr<Source> source = Source::FromMemory(markdown, "example.md");
  CheckingSink checked(&sink);
  ReadContext context(*source, checked, account, options, control);
  // Events made at random have no anchors, and the writer has no place for a name of their own ("# a {#b}").
  EXPECT_TRUE(ReadMarkdown(context, {.heading_anchors = false}).has_value());
  EXPECT_EQ(checked.failure(), "");
}

// The events of a document as text, what the writer made of them, and the events of that.
class RoundTrip {
 public:
  RoundTrip() : account_("test", budget_), events_(account_) {}

  // To be filled before Run.
  Sink& events() { return events_; }
  void ReadSource(std::string_view source) { Read(source, events_, account_); }

  void Run() {
    EventPrinter printer;
    events_.Replay(printer);
    before = printer.text();

    const std::unique_ptr<Output> out = Output::ToString(&markdown, account_);
    const WriteOptions options = {.metadata = true};
    const std::unique_ptr<Sink> writer = MakeMarkdownWriter(*out, options, account_);
    events_.Replay(*writer);
    EXPECT_TRUE(out->Commit().has_value());

    EventPrinter printer_after;
    Read(markdown, printer_after, account_);
    after = printer_after.text();
  }

  std::string before;
  std::pmr::string markdown;
  std::string after;

 private:
  Budget budget_;
  Account account_;
  EventBuffer events_;
};

// `differing`: numbers of the examples that cannot come back the same.
void ExpectExamplesToComeBack(const std::string& name, const std::set<int>& differing = {}) {
  const std::string path = CorpusPath("markdown/" + name);
  if (path.empty()) GTEST_SKIP() << "the corpus is not there: markdown/" << name;
  const std::vector<MarkdownExample> examples = ReadMarkdownExamples(path);
  ASSERT_FALSE(examples.empty());
  for (const MarkdownExample& example : examples) {
    RoundTrip trip;
    trip.ReadSource(example.markdown);
    trip.Run();
    if (differing.contains(example.number)) {
      EXPECT_NE(trip.before, trip.after) << "example " << example.number << " is no exception any more";
    } else {
      EXPECT_EQ(trip.before, trip.after) << "example " << example.number << ":\n"
                                         << example.markdown << "-- written:\n"
                                         << trip.markdown;
    }
  }
}

TEST(MarkdownRoundTrip, CommonMarkExamples) {
  // A paragraph that is nothing but one HTML tag over two lines. The reader gives the tag with a space for
  // the line end; on one line it is an HTML block.
  ExpectExamplesToComeBack("commonmark-spec.txt", {616, 642, 643});
}

TEST(MarkdownRoundTrip, TableExamples) { ExpectExamplesToComeBack("spec-tables.txt"); }

TEST(MarkdownRoundTrip, StrikethroughExamples) { ExpectExamplesToComeBack("spec-strikethrough.txt"); }

TEST(MarkdownRoundTrip, TaskListExamples) { ExpectExamplesToComeBack("spec-tasklists.txt"); }

TEST(MarkdownRoundTrip, FootnoteExamples) { ExpectExamplesToComeBack("spec-footnotes.txt"); }

TEST(MarkdownRoundTrip, Documents) {
  const std::string root = CorpusPath("documents");
  if (root.empty()) GTEST_SKIP() << "the corpus is not there: documents";
  int documents = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".md") continue;
    std::stringstream content;
    content << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    RoundTrip trip;
    trip.ReadSource(content.str());
    trip.Run();
    EXPECT_TRUE(trip.before == trip.after) << entry.path();
    ++documents;
  }
  EXPECT_GT(documents, 0);
}

TEST(MarkdownRoundTrip, RandomDocuments) {
  for (uint32_t seed = 0; seed < 10000; ++seed) {
    RoundTrip trip;
    CheckingSink checked(&trip.events());
    RandomMarkdown(seed, checked).Send();
    ASSERT_TRUE(checked.ok()) << "seed " << seed << ": " << checked.failure();
    trip.Run();
    ASSERT_EQ(trip.before, trip.after) << "seed " << seed << ", written:\n" << trip.markdown;
  }
}

}  // namespace
}  // namespace tare
