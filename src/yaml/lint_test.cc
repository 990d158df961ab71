// What is common to all rules: order, levels, comments that switch rules off, syntax errors, memory; and the
// configuration.

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "corpus.h"
#include "yaml/lint_found.h"

namespace tare::yaml {
namespace {

namespace fs = std::filesystem;

TEST_F(LintTest, TellsInTheOrderOfTheText) {
  EXPECT_EQ(Found("a :  yes \n\n\n\nb: {c: 1,d: 2}\na: 1", LintConfig::Default()),
            "1:1 document-start\n1:2 colons\n1:5 colons\n1:6 truthy\n1:9 trailing-spaces\n4:1 empty-lines\n"
            "5:10 commas\n6:1 key-duplicates\n6:5 new-line-at-end-of-file\n");
  EXPECT_EQ(Found("a: 1\rb : 1\r\nc : 1\rd: ]", Config("rules: {colons: enable}")),
            "2:2 colons\n3:2 colons\n4:4 syntax\n");
  EXPECT_EQ(Found("", LintConfig::Default()), "");
  EXPECT_EQ(Found("---\na: 1\n", LintConfig::Default()), "");
}

TEST_F(LintTest, GivesRuleLevelMessageAndPlace) {
  std::vector<Finding> found;
  Lint("a : 1\n", "f.yaml", Config("rules: {colons: {level: warning}}"), account_,
       [&](const Finding& finding) { found.push_back(finding); });
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].rule, "colons");
  EXPECT_EQ(found[0].severity, Severity::kWarning);
  EXPECT_EQ(found[0].message, "too many spaces before \":\": 1, expected 0");
  EXPECT_EQ(found[0].where.file, "f.yaml");
  EXPECT_EQ(found[0].where.offset, 1u);
}

TEST_F(LintTest, MessagesShowNoControlCharactersOfTheText) {
  At("\"a\\e[31m\\n\": 1\n\"a\\e[31m\\n\": 2\n", "key-duplicates");
  EXPECT_EQ(last_message_, "the key \"a [31m \" has been in this mapping before");
}

TEST_F(LintTest, FindsSyntaxErrorsAndGoesOnBehindThem) {
  EXPECT_EQ(Found("a: ]\nb : 1\nc: \"\\q\"\nd : 1 \n",
                  Config("{extends: default, rules: {document-start: disable}}")),
            "1:4 syntax\n2:2 colons\n3:5 syntax\n4:2 colons\n4:6 trailing-spaces\n");
  std::string many;
  for (int i = 0; i < 50; ++i) many += "k: ]\n";
  const std::string found = Found(many, LintConfig::Relaxed());
  EXPECT_EQ(std::ranges::count(found, '\n'), 20);
}

TEST_F(LintTest, CommentsSwitchRulesOff) {
  const LintConfig config = Config("rules: {colons: enable, commas: enable}");
  EXPECT_EQ(Found("a : [1,2]  # yamllint disable-line\nb : 1\n", config), "2:2 colons\n");
  EXPECT_EQ(Found("a : [1,2]  # yamllint disable-line rule:colons\n", config), "1:8 commas\n");
  EXPECT_EQ(Found("# yamllint disable-line rule:colons rule:commas\na : [1,2]\nb : 1\n", config),
            "3:2 colons\n");
  EXPECT_EQ(Found("# tare-lint disable rule:colons\na : [1,2]\n# tare-lint enable\nb : 1\n", config),
            "2:8 commas\n4:2 colons\n");
  EXPECT_EQ(Found("# yamllint disable\na : 1\n# yamllint enable rule:colons\nb : [1,2]\n", config),
            "4:2 colons\n");
  EXPECT_EQ(Found("a : |  # yamllint disable-line\n  # yamllint disable\nb : 1\n", config), "3:2 colons\n");
  EXPECT_EQ(Found("# yamllint disable-file\na : 1\n", config), "");
  EXPECT_EQ(Found("# yamllint disable rule:unknown\na : 1\n", config), "2:2 colons\n");
  EXPECT_EQ(Found("# yamllint is disable\na : 1\n", config), "2:2 colons\n");
}

TEST_F(LintTest, OneLineWithManyFindingsIsTold) {
  std::string text = "a : [";
  for (int i = 0; i < 5000; ++i) text += "1 ,";
  const std::string found =
      Found(text + "1]\n", Config("rules: {commas: {min-spaces-after: 0}, colons: enable}"));
  EXPECT_EQ(std::ranges::count(found, '\n'), 5001);
}

TEST_F(LintTest, PresetsAreAsYamllints) {
  const std::string text = "a: yes #b\nc: [ 1 ]\nd:\n- 1\n";
  EXPECT_EQ(Found(text, LintConfig::Default()),
            "1:1 document-start\n1:4 truthy\n1:8 comments\n1:9 comments\n2:5 brackets\n2:7 brackets\n"
            "4:1 indentation\n");
  EXPECT_EQ(Found(text, LintConfig::Relaxed()), "");
}

TEST_F(LintTest, ConfigurationsExtend) {
  const LintConfig config = Config(
      "extends: default\nrules:\n  truthy: disable\n  colons: {max-spaces-before: 1}\n"
      "  document-start: disable\n  comments: {require-starting-space: false}\n");
  EXPECT_EQ(Found("a : yes # b\n", config), "1:9 comments\n");
  EXPECT_EQ(Found("a : 1\n", Config("rules: {}")), "");
}

TEST_F(LintTest, MistakesInConfigurationsHaveTheirPlace) {
  const auto error = [&](std::string_view text) {
    const Result<LintConfig> config = LintConfig::Load(text, "conf", account_);
    return config ? std::string() : config.error().ToString();
  };
  EXPECT_NE(error("rules:\n  colon: enable\n").find("conf:2:3: "), std::string::npos);
  EXPECT_NE(error("rules:\n  colons: {max: 1}\n").find("conf:2:12: "), std::string::npos);
  EXPECT_NE(error("rules:\n  colons: {max-spaces-after: x}\n").find("conf:2:30: "), std::string::npos);
  EXPECT_NE(error("rules:\n  truthy: {allowed-values: [maybe]}\n").find("conf:2:29: "), std::string::npos);
  EXPECT_NE(error("rules:\n  colons: {level: bad}\n").find("conf:2:19: "), std::string::npos);
  EXPECT_NE(error("rules:\n  colons: 7\n").find("conf:2:11: "), std::string::npos);
  EXPECT_NE(error("rule:\n  colons: 7\n").find("conf:1:1: "), std::string::npos);
  EXPECT_NE(error("- a\n").find("conf:1:1: "), std::string::npos);
  EXPECT_NE(error("rules: ]\n").find("conf:1:8: "), std::string::npos);
  EXPECT_NE(error("rules:\n  key-ordering: {ignored-keys: ['a.*']}\n").find("conf:2:33: "),
            std::string::npos);
  EXPECT_NE(error("extends: absent-file\n"), "");
}

TEST_F(LintTest, TheNearestConfigurationIsTaken) {
  const fs::path folder = fs::path(testing::TempDir()) / "tare_lint_test";
  fs::remove_all(folder);
  fs::create_directories(folder / "a" / "b");
  std::ofstream(folder / ".yamllint") << "rules: {colons: enable}\n";
  std::ofstream(folder / "a" / ".tare-lint.yaml") << "extends: ../.yamllint\nrules: {commas: enable}\n";
  std::ofstream(folder / "loop.yaml") << "extends: loop.yaml\n";
  const auto found = [&](const fs::path& path) {
    const Result<LintConfig> config = LintConfig::LoadFor(path.string(), account_);
    return config ? Found("a : [1,2]\n", *config) : config.error().ToString();
  };
  EXPECT_EQ(found(folder / "f.yaml"), "1:2 colons\n");
  EXPECT_EQ(found(folder / "a" / "b" / "f.yaml"), "1:2 colons\n1:8 commas\n");
  EXPECT_FALSE(LintConfig::LoadFile((folder / "loop.yaml").string(), account_));
  fs::remove_all(folder);
}

TEST_F(LintTest, MemoryGoesBackWhereverItRunsOut) {
  std::string text = "a: &x [1,2 ]\n" + std::string(300, '[') + std::string(300, ']') + "\n---\n";
  for (int i = 0; i < 100; ++i) text += "k" + std::to_string(i % 50) + " : *x # b\n";
  LintConfig config = LintConfig::Default();
  for (size_t i = 0; i < LintRuleNames().size(); ++i) config.rule(i).enabled = true;
  const uint64_t before = budget_.used();
  bool failing = true;
  for (uint64_t n = 1; failing; ++n) {
    {
      Account account("lint", budget_);
      budget_.FailChargeNumber(n);
      try {
        Lint(text, "f.yaml", config, account, [](const Finding&) {});
      } catch (const MemoryLimitExceeded&) {
      }
      failing = !budget_.ChargeFailurePending();
      budget_.FailChargeNumber(0);
    }
    ASSERT_EQ(budget_.used(), before);
  }
}

TEST_F(LintTest, MemoryIsThatOfTheDepthAndTheKeysOfOpenMappings) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "- {a: 1 , b: [1 ], \"c\": 'd'}\n  \n# e\n";
  Budget budget;
  Account account("lint", budget);
  uint64_t found = 0;
  Lint(text, "f.yaml", LintConfig::Default(), account, [&](const Finding&) { ++found; });
  EXPECT_GT(found, 40000u);
  EXPECT_LT(budget.peak(), 64u * 1024);
}

TEST_F(LintTest, TheSuiteIsReadToItsEnd) {
  const std::string folder = CorpusPath("yaml/yaml-test-suite");
  if (folder.empty()) GTEST_SKIP() << "no corpus";
  LintConfig config = LintConfig::Default();
  for (size_t i = 0; i < LintRuleNames().size(); ++i) config.rule(i).enabled = true;
  size_t files = 0;
  size_t with_errors = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().filename() != "in.yaml") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    const bool bad = fs::exists(entry.path().parent_path() / "error");
    EXPECT_EQ(Found(text, config).contains(" syntax\n"), bad) << entry.path();
    ++files;
    with_errors += bad;
  }
  EXPECT_EQ(files, 402u);
  EXPECT_GT(with_errors, 90u);
}

}  // namespace
}  // namespace tare::yaml
