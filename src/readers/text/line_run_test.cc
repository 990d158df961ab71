#include "readers/text/line_run.h"

#include <string>

#include "document/event_printer.h"
#include "gtest/gtest.h"
#include "readers/text/text_reader.h"

namespace tare {
namespace {

std::string Events(std::string_view text) {
  Budget budget;
  Account account("test", budget);
  EventPrinter printer(/*warnings=*/true);
  const auto source = Source::FromMemory(text, "test.txt");
  const ReadOptions options;
  JobControl control;
  ReadContext context(*source, printer, account, options, control);
  EXPECT_TRUE(ReadText(context).has_value());
  return printer.text();
}

size_t Count(std::string_view text, std::string_view what) {
  size_t count = 0;
  for (size_t at = 0; (at = text.find(what, at)) != text.npos; ++at) ++count;
  return count;
}

TEST(LineRun, ProseThatWasBrokenAtAWidth) {
  const std::string events = Events(
      "It was the best of times, it was the worst of times, it was the\n"
      "age of wisdom, it was the age of foolishness, it was the epoch of\n"
      "belief, it was the epoch of incredulity, it was the season of\n"
      "Light, it was the season of Darkness.\n");
  EXPECT_EQ(Count(events, "soft-break"), 3u);
  EXPECT_EQ(Count(events, "hard-break"), 0u);
}

TEST(LineRun, ProseWithIndentationOfItsFirstLineOrOfAll) {
  EXPECT_EQ(
      Count(Events("   A paragraph that begins with an\nindented line and goes on without."), "soft-break"),
      1u);
  EXPECT_EQ(
      Count(Events("  All of it is indented by two and\n  broken where the line was full."), "soft-break"),
      1u);
  EXPECT_EQ(Events("     A paragraph in one line."),
            "document\n  paragraph\n    text \"A paragraph in one line.\"\n");
}

TEST(LineRun, LinesOfALog) {
  EXPECT_EQ(
      Count(Events("2024-05-01 starting the server\n2024-05-01 listening\n2024-05-02 done"), "hard-break"),
      2u);
  EXPECT_EQ(Count(Events("[a] x y z\n[b] x y\n[c] x y"), "hard-break"), 2u);
  EXPECT_EQ(Count(Events("started all of the workers\nok\ndone"), "hard-break"), 2u);
}

TEST(LineRun, LinesThatEndEarly) {
  EXPECT_EQ(Count(Events("Jane Doe\n12 Long Street of the Old Town\nLondon\n"), "hard-break"), 2u);
}

TEST(LineRun, Programs) {
  EXPECT_EQ(Events("int main() {\n    int x;\n\n    return x;\n\tx;\n"),
            "document\n  paragraph\n    text \"int main() {\"\n    hard-break\n    text \"    int x;\"\n"
            "  code\n    text \"    return x;\\n\\tx;\\n\"\n");
  EXPECT_EQ(
      Events("    a\n      b\n\n    c\n\nd"),
      "document\n  code\n    text \"a\\n  b\\n\"\n  code\n    text \"c\\n\"\n  paragraph\n    text \"d\"\n");
}

// Beyond what is looked at all goes on in the same way.
TEST(LineRun, LongRuns) {
  std::string log;
  for (int i = 0; i < 5000; ++i) log += std::to_string(i) + " x\n";
  EXPECT_EQ(Count(Events(log), "hard-break"), 4999u);
  std::string code;
  for (int i = 0; i < 5000; ++i) code += "    x;\n";
  const std::string events = Events(code);
  EXPECT_EQ(Count(events, "x;\\n"), 5000u);
  EXPECT_EQ(Count(events, "    x;"), 0u);
}

TEST(LineRun, LongLines) {
  for (const size_t size :
       {LineRun::kJudged - 1, LineRun::kJudged, LineRun::kJudged + 1, 3 * LineRun::kJudged}) {
    for (const std::string_view wide : {"z", "\u00E9", "\u65E5"}) {
      std::string line;
      while (line.size() < size) line += wide;
      const std::string events = Events(line + "\n" + line);
      EXPECT_EQ(Count(events, wide), 2 * line.size() / wide.size());
      EXPECT_EQ(Count(events, "soft-break"), 1u) << size;
    }
  }
}

}  // namespace
}  // namespace tare
