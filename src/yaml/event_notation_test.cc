#include "yaml/event_notation.h"

#include <filesystem>
#include <fstream>
#include <memory_resource>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "corpus.h"
#include "tare/memory.h"
#include "yaml/event_notation_reader.h"

namespace tare::yaml {
namespace {

std::string Written(const Event& event, std::string_view tag = {}, std::string_view content = {}) {
  Budget budget;
  Account account("test", budget);
  std::pmr::string text;
  const auto out = Output::ToString(&text, account);
  WriteNotation(event, tag, content, *out);
  EXPECT_TRUE(out->Commit().has_value());
  return std::string(text);
}

TEST(WriteNotation, StreamsAndDocuments) {
  EXPECT_EQ(Written({.kind = EventKind::kStreamStart}), "+STR\n");
  EXPECT_EQ(Written({.kind = EventKind::kStreamEnd}), "-STR\n");
  EXPECT_EQ(Written({.kind = EventKind::kDocumentStart}), "+DOC\n");
  EXPECT_EQ(Written({.kind = EventKind::kDocumentStart, .has_marker = true}), "+DOC ---\n");
  EXPECT_EQ(Written({.kind = EventKind::kDocumentEnd, .has_marker = true}), "-DOC ...\n");
}

TEST(WriteNotation, Collections) {
  EXPECT_EQ(Written({.kind = EventKind::kSequenceStart, .flow = true, .anchor = "a"}, "tag:x"),
            "+SEQ [] &a <tag:x>\n");
  EXPECT_EQ(Written({.kind = EventKind::kMappingStart}), "+MAP\n");
  EXPECT_EQ(Written({.kind = EventKind::kMappingStart, .flow = true}), "+MAP {}\n");
  EXPECT_EQ(Written({.kind = EventKind::kMappingEnd, .flow = true}), "-MAP\n");
}

TEST(WriteNotation, EveryEscape) {
  EXPECT_EQ(Written({.kind = EventKind::kScalar}, "", std::string_view("\0\a\b\t\n\v\f\r\x1B\\", 10)),
            "=VAL :\\0\\a\\b\\t\\n\\v\\f\\r\\e\\\\\n");
}

TEST(WriteNotation, ScalarsAndAliases) {
  EXPECT_EQ(Written({.kind = EventKind::kScalar}, "", "a\\b\tc\n\r\b"), "=VAL :a\\\\b\\tc\\n\\r\\b\n");
  EXPECT_EQ(
      Written(
          {.kind = EventKind::kScalar, .scalar = {.raw = "", .style = ScalarStyle::kFolded}, .anchor = "x"},
          "!", "\xE2\x98\xBA"),
      "=VAL &x <!> >\xE2\x98\xBA\n");
  EXPECT_EQ(Written({.kind = EventKind::kAlias, .anchor = "x"}), "=ALI *x\n");
}

// Every line there is in the suite, read and written.
TEST(WriteNotation, WritesTheSuiteAsItIs) {
  const std::string suite = CorpusPath("yaml/yaml-test-suite");
  if (suite.empty()) GTEST_SKIP() << "the yaml-test-suite is absent";
  size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(suite)) {
    if (entry.path().filename() != "test.event") continue;
    std::stringstream expected;
    expected << std::ifstream(entry.path()).rdbuf();
    std::string written;
    ReadNotation(expected.view(), [&](const Event& event) {
      std::string_view tag = event.tag;
      if (tag.starts_with("!<")) tag = tag.substr(2, tag.size() - 3);
      written += Written(event, tag, event.scalar.raw);
    });
    EXPECT_EQ(written, expected.str()) << entry.path();
    ++files;
  }
  EXPECT_EQ(files, 402u);
}

}  // namespace
}  // namespace tare::yaml
