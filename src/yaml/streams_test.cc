// Documents and streams as objects: moved, loaded from sources, and read while their file changes.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "tare/yaml_binding.h"
#include "tare/yaml_emitter.h"
#include "tare/yaml_lint.h"
#include "tare/yaml_values.h"

namespace tare::yaml {
namespace {

class StreamsTest : public testing::Test {
 protected:
  Budget budget_;
  Account account_{"test", budget_};
};

TEST_F(StreamsTest, AnAssignedDocumentReplacesWhatWasThere) {
  Document document = *Load("a: \"o\\x6Ee\"\n", account_);
  EXPECT_EQ(document["a"].as<std::string_view>(), "one");
  document = *Load("a: \"t\\x77o\"\n", account_);
  EXPECT_EQ(document["a"].as<std::string_view>(), "two");
}

TEST_F(StreamsTest, AnAssignedStreamGoesOnWhereItWas) {
  DocumentStream stream = *LoadAll("--- 1\n--- 2\n", account_);
  DocumentStream other = *LoadAll("--- 3\n--- 4\n", account_);
  EXPECT_TRUE(*stream.Next());
  EXPECT_TRUE(*other.Next());
  stream = std::move(other);
  EXPECT_EQ(stream.root().as<int>(), 3);
  EXPECT_TRUE(*stream.Next());
  EXPECT_EQ(stream.root().as<int>(), 4);
  EXPECT_FALSE(*stream.Next());
  EXPECT_FALSE(stream.root().exists());
}

TEST_F(StreamsTest, DecodedTextIsThatOfItsDocument) {
  DocumentStream stream =
      *LoadAll("--- \"a text \\x41\"\n--- \"b text \\x42\"\n--- {k: 'it''s text'}\n", account_);
  EXPECT_TRUE(*stream.Next());
  EXPECT_EQ(stream.root().as<std::string_view>(), "a text A");
  EXPECT_TRUE(*stream.Next());
  EXPECT_EQ(stream.root().as<std::string_view>(), "b text B");
  EXPECT_TRUE(*stream.Next());
  EXPECT_EQ(stream.root()["k"].as<std::string_view>(), "it's text");
}

TEST_F(StreamsTest, ASourceNamesTheErrors) {
  const Result<Document> document = Load(Source::FromMemory("a: [b]\n", "memory.yaml"), account_);
  ASSERT_TRUE(document);
  EXPECT_EQ((*document)["a"][0].as<int>().error().ToString(),
            "memory.yaml:1:5: an integer of 32 bits is expected here, and this is a string, \"b\", at /a/0");
  EXPECT_EQ(Load(Source::FromMemory("a: [\n", "memory.yaml"), account_).error().where.file, "memory.yaml");
}

TEST_F(StreamsTest, AFileThatChangesUnderTheReaderIsAnError) {
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("tare-streams-" + std::to_string(getpid()) + ".yaml");
  std::ofstream(path) << "--- 1\n--- 2\n";
  DocumentStream stream = *LoadAllFile(path.string(), account_);
  EXPECT_TRUE(*stream.Next());
  std::ofstream(path) << "--- 1\n--- 2\n--- 3\n";
  const Result<bool> next = stream.Next();
  ASSERT_FALSE(next);
  EXPECT_EQ(next.error().code, ErrorCode::kChanged);
  EXPECT_FALSE(stream.root().exists());
  EXPECT_EQ(stream.Next().error().code, ErrorCode::kChanged) << "and stays one";
  std::filesystem::remove(path);
}

TEST_F(StreamsTest, ViewsAreReadAndWrittenAsStrings) {
  const Document document = *Load("[word, 3.5, \"q\\x41\"]", account_);
  using Either = std::variant<double, std::string_view>;
  const Result<std::vector<Either>> read = document.root().as<std::vector<Either>>();
  ASSERT_TRUE(read) << read.error().ToString();
  EXPECT_EQ(*read, (std::vector<Either>{"word", 3.5, "qA"}));
  std::pmr::string text(&account_);
  const auto out = Output::ToString(&text, account_);
  Emitter emitter(*out, account_, {.style = EmitStyle::kFlow});
  emitter.Write({.kind = EventKind::kStreamStart}, {});
  ASSERT_TRUE(Write(*read, emitter, account_));
  emitter.Write({.kind = EventKind::kStreamEnd}, {});
  EXPECT_TRUE(out->Commit());
  const Document again = *Load(std::string_view(text), account_);
  EXPECT_TRUE(again.root() == document.root()) << text;
}

TEST_F(StreamsTest, LintConfigurationsAreFoundOrTheDefault) {
  const Result<LintConfig> none = LintConfig::LoadFor("/a file that is not there.yaml", account_);
  ASSERT_TRUE(none) << none.error().ToString();
  const LintConfig standard = LintConfig::Default();
  const Result<LintConfig> relaxed = LintConfig::Load("extends: relaxed\n", "c.yaml", account_);
  ASSERT_TRUE(relaxed) << relaxed.error().ToString();
  bool differs = false;
  for (size_t i = 0; i < LintRuleNames().size(); ++i) {
    EXPECT_EQ(none->rule(i).enabled, standard.rule(i).enabled) << LintRuleNames()[i];
    EXPECT_EQ(relaxed->rule(i).enabled, LintConfig::Relaxed().rule(i).enabled) << LintRuleNames()[i];
    differs = differs || relaxed->rule(i).enabled != standard.rule(i).enabled;
  }
  EXPECT_TRUE(differs);
  EXPECT_EQ(SeverityName(Severity::kWarning), "warning");
  EXPECT_EQ(SeverityName(Severity::kError), "error");
}

}  // namespace
}  // namespace tare::yaml
