#include "readers/yaml/yaml_reader.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "corpus.h"
#include "document/checking_sink.h"
#include "document/event_printer.h"

namespace tare {
namespace {

class YamlReaderTest : public testing::Test {
 protected:
  Result<void> Read(std::string_view bytes, Sink& sink) {
    const std::unique_ptr<Source> source = Source::FromMemory(bytes, "test.yaml");
    CheckingSink checker(&sink);
    ReadContext context(*source, checker, account_, options_, control_);
    Result<void> result = ReadYaml(context);
    if (checker.failure() != "") ADD_FAILURE() << checker.failure();
    return result;
  }
  std::string Printed(std::string_view bytes) {
    EventPrinter printer(true);
    const Result<void> read = Read(bytes, printer);
    EXPECT_TRUE(read) << read.error().ToString();
    return printer.text();
  }

  Budget budget_;
  Account account_{"test", budget_};
  ReadOptions options_;
  JobControl control_;
};

TEST_F(YamlReaderTest, MappingsAreListsOfKeysAndValues) {
  EXPECT_EQ(Printed("name: Tare\nempty:\nlist:\n  - one\n  - [two, {}]\n"),
            R"(document
  list tight
    list-item
      paragraph
        strong
          text "name"
        text ": Tare"
    list-item
      paragraph
        strong
          text "empty"
        text ":"
    list-item
      paragraph
        strong
          text "list"
        text ":"
      list tight
        list-item
          paragraph
            text "one"
        list-item
          list tight
            list-item
              paragraph
                text "two"
            list-item
              paragraph
                text "{}"
)");
}

TEST_F(YamlReaderTest, LiteralsAreCodeAndDocumentsAreParted) {
  EXPECT_EQ(Printed("a: |\n  one\n  two\n---\n\"x\\n y \\0\"\n--- *b\n"),
            R"(document
  list tight
    list-item
      paragraph
        strong
          text "a"
        text ":"
      code
        text "one\ntwo\n"
  thematic-break
  paragraph
    text "x"
    hard-break
    text "y )"
            "\uFFFD"
            R"("
  thematic-break
  paragraph
    text "*b"
)");
}

TEST_F(YamlReaderTest, KeysMayBeCollections) {
  EXPECT_EQ(Printed("? [a]\n: b\n"), R"(document
  list tight
    list-item
      list tight
        list-item
          paragraph
            text "a"
      paragraph
        text ": b"
)");
}

TEST_F(YamlReaderTest, WhatComesBeforeAnErrorIsRead) {
  const std::string printed = Printed("a: b\nc: [d,\ne: \"\n");
  EXPECT_NE(printed.find("text \"d\""), std::string::npos) << printed;
  EXPECT_NE(printed.find("warning \"a line of a flow collection is not indented enough: what follows was not "
                         "read\" offset=12"),
            std::string::npos)
      << printed;
  EventPrinter printer(true);
  const Result<void> read = Read("]", printer);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().ToString(), "test.yaml:1:1: \"]\" where a value is expected");
}

TEST_F(YamlReaderTest, DepthIsFlattened) {
  for (const std::string open : {"[", "{a: ", "[{? ", "- "}) {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += open;
    Printed(text + "x");
  }
}

TEST_F(YamlReaderTest, Utf16IsConverted) {
  EXPECT_EQ(Printed(std::string_view("\xFF\xFE"
                                     "a\0:\0 \0\xE9\0",
                                     10)),
            "document\n  list tight\n    list-item\n      paragraph\n        strong\n          text \"a\"\n"
            "        text \": é\"\n");
}

TEST_F(YamlReaderTest, EveryCaseOfTheSuiteGivesAWellFormedDocument) {
  const std::string suite = CorpusPath("yaml/yaml-test-suite");
  if (suite.empty()) GTEST_SKIP() << "the corpus is absent: set TARE_CORPUS to its folder";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(suite)) {
    if (entry.path().filename() != "in.yaml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    const std::string bytes = text.str();
    const bool broken = std::filesystem::exists(entry.path().parent_path() / "error");
    EventPrinter printer(true);
    const Result<void> read = Read(bytes, printer);
    EXPECT_TRUE(read || broken) << entry.path();
  }
  EXPECT_EQ(budget_.used(), 0u);
}

}  // namespace
}  // namespace tare
