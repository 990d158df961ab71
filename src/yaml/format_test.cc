#include "tare/yaml_format.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "corpus.h"
#include "yaml/format_rules.h"

namespace tare::yaml {
namespace {

class Formatting : public testing::Test {
 protected:
  // What is written, which keeps the rules.
  std::string Formatted(std::string_view text, const FormatOptions& options = {}) {
    FormatRules rules(account_, options);
    EXPECT_EQ(rules.Check(text), "");
    return std::string(rules.Formatted(text));
  }
  std::string Block(std::string_view text) { return Formatted(text, {.emit = {.style = EmitStyle::kBlock}}); }
  std::string Flow(std::string_view text) { return Formatted(text, {.emit = {.style = EmitStyle::kFlow}}); }
  std::string Sorted(std::string_view text) { return Formatted(text, {.sort_keys = true}); }
  void ExpectUnchanged(std::string_view text, const FormatOptions& options = {}) {
    EXPECT_EQ(Formatted(text, options), text);
  }

  Budget budget_;
  Account account_{"test", budget_};
};

// ---- Comments in block style ----

TEST_F(Formatting, CommentsStayAboveAndBehindEntries) {
  ExpectUnchanged(
      "# above a\n"
      "a: 1 # behind a\n"
      "# above b\n"
      "b: 'x y' # behind b\n"
      "c: [] # behind c\n"
      "d: &x 1 # behind d\n"
      "e: *x # behind e\n"
      "# at the end\n");
  EXPECT_EQ(Formatted("a:   1   #  behind  \n   # above\nb: 2"), "a: 1 #  behind\n# above\nb: 2\n");
}

TEST_F(Formatting, CommentsStayBetweenAKeyAndItsCollection) {
  ExpectUnchanged(
      "a: # behind a\n"
      "  # above b\n"
      "  b: 1\n"
      "c: &x # behind c\n"
      "# above the entry\n"
      "- 1\n");
  EXPECT_EQ(Block("a:\n      # above\n      - 1\n"), "a:\n# above\n- 1\n");
  EXPECT_EQ(Formatted("a:\n  &x # behind\n  b: 1\n"), "a: &x # behind\n  b: 1\n");
}

TEST_F(Formatting, CommentsStayBehindIndicators) {
  ExpectUnchanged("- # behind\n  a: 1\n- # behind\n  - 2\n- # behind\n  3\n");
  ExpectUnchanged("? # key\n  - 1\n# colon\n: # value\n  - 2\n");
  EXPECT_EQ(Formatted("? # key\n  a\n# colon\n: # value\n  b\n"), "# key\na:\n  # colon\n  # value\n  b\n");
}

TEST_F(Formatting, CommentsAtTheEndBelongWhereTheyAreIndentedTo) {
  ExpectUnchanged(
      "a:\n"
      "  b:\n"
      "    c: 1\n"
      "    # of c\n"
      "  # of b\n"
      "# of d\n"
      "d: 1\n");
  ExpectUnchanged("a:\n- 1\n# above b\nb: 2\n");
  EXPECT_EQ(Block("a:\n    - 1\n    # of the list\n   # not\nb: 2\n"),
            "a:\n- 1\n# of the list\n# not\nb: 2\n");
}

TEST_F(Formatting, CommentsOfMissingValuesComeBehindThem) {
  ExpectUnchanged("a: # behind a\n# above b\nb:\n- # behind nothing\n# above nothing\n-\n");
  ExpectUnchanged("a:\n- b:\n  # of b\n- c\n");
}

TEST_F(Formatting, CommentsOfScalarsOfManyLines) {
  ExpectUnchanged("a: | # header\n  text\n# above b\nb: >- # header\n  text\n");
  ExpectUnchanged("a: |+\n  text\n\n# above b\nb: 1\n");
  ExpectUnchanged("a: # behind a\n  |\n  text\n");
  EXPECT_EQ(Formatted("a: |- # header\n  text\n", {.emit = {.style = EmitStyle::kPretty}}),
            "a: text # header\n");
  EXPECT_EQ(Formatted("--- |-\n\n...\n# behind\n", {.emit = {.markers = DocumentMarkers::kWhenNeeded}}),
            "''\n# behind\n");
}

// ---- Comments in flow style ----

TEST_F(Formatting, FlowCollectionsWithCommentsGoOverLines) {
  const FormatOptions flow{.emit = {.style = EmitStyle::kFlow}};
  ExpectUnchanged("[1, 2]\n", flow);
  EXPECT_EQ(Flow("[ # open\n1 # one\n, # comma\n# own\n2, {a: # a\n b} # end\n]\n"),
            "[ # open\n  1, # one\n  # comma\n  # own\n  2, {a: # a\n  b}, # end\n  ]\n");
  EXPECT_EQ(Flow("- a # one\n- # two\n  b: c\n"), "[a, # one\n  # two\n  {b: c}]\n");
  EXPECT_EQ(Block("a: [1, # one\n # two\n 2]\n"), "a:\n- 1 # one\n# two\n- 2\n");
  EXPECT_EQ(Block("a: [ # none\n]\n"), "a: # none\n  []\n");
}

// ---- The tidy style ----

TEST_F(Formatting, TidyKeepsCollectionsInBrackets) {
  ExpectUnchanged("a: [1, {b: 'c'}]\nd:\n  e: {}\n");
  EXPECT_EQ(Formatted("a: [ 1,\n  2 ]\nb: {c: 1 , }\n"), "a: [1, 2]\nb: {c: 1}\n");
}

TEST_F(Formatting, TidyKeepsAnEntryALine) {
  ExpectUnchanged(
      "a: [\n"
      "    1, # one\n"
      "    [2, 3],\n"
      "    {\n"
      "      b: 1\n"
      "    }\n"
      "  ]\n"
      "c:\n"
      "- { # open\n"
      "    d: 1\n"
      "  }\n");
  EXPECT_EQ(Formatted("{\"a\": {\n\"b\": [\n1,2\n]}}\n"),
            "{\"a\": {\n    \"b\": [\n      1,\n      2\n    ]\n  }}\n");
  EXPECT_EQ(Formatted("[\n]\n"), "[]\n");
  // A comment makes it one of lines.
  EXPECT_EQ(Formatted("{b: 1,\n# of a\na: 2}\n", {.sort_keys = true}), "{\n  # of a\n  a: 2,\n  b: 1\n}\n");
}

TEST_F(Formatting, TidyIndentsSequencesAsTheFirstOneIs) {
  EXPECT_EQ(Formatted("a:\n    - 1\nb:\n- 2\n"), "a:\n  - 1\nb:\n  - 2\n");
  EXPECT_EQ(Formatted("a:\n- 1\nb:\n  - 2\n"), "a:\n- 1\nb:\n- 2\n");
  EXPECT_EQ(Formatted("a:\n  - 1\n", {.keep_sequences = false}), "a:\n- 1\n");
  EXPECT_EQ(Formatted("?\n- 1\n:\n  - 2\na:\n  - 3\n"), "? - 1\n: - 2\na:\n- 3\n");
}

TEST_F(Formatting, LineEndsAndByteOrderMarkStay) {
  EXPECT_EQ(Formatted("a:   1 # c\r\nb: |\r\n  x\r\n"), "a: 1 # c\r\nb: |\r\n  x\r\n");
  EXPECT_EQ(Formatted("a:   1\nb: 2\r\n"), "a: 1\nb: 2\n");
  EXPECT_EQ(Formatted("\xEF\xBB\xBF{a: 1}\n"), "\xEF\xBB\xBF{a: 1}\n");
  EXPECT_EQ(Formatted("\xEF\xBB\xBF# c\r\na\r\n", {.keep_encoding = false}), "# c\na\n");
  EXPECT_EQ(Formatted("%YAML 1.2\r\n---\r\n\r\n# c\r\na: 'x\r\n\r\n y'\r\n"),
            "%YAML 1.2\r\n---\r\n# c\r\na: 'x\r\n\r\n  y'\r\n");
}

// ---- Documents ----

TEST_F(Formatting, HeaderCommentsOfKeysGoBehindTheirColonOrEmptyValue) {
  EXPECT_EQ(Flow("? | # c\n  k\n: v\n"), "{\"k\\n\": # c\n  v}\n");
  EXPECT_EQ(Flow("? | # c\n  k\n: &x [v]\n"), "{\"k\\n\": &x # c\n  [v]}\n");
  EXPECT_EQ(Flow("? | # c\n  k\n:\n"), "{\"k\\n\": , # c\n  }\n");
  EXPECT_EQ(Formatted("? | # c\n  k\n: a: 1\n", {.emit = {.style = EmitStyle::kPretty}}),
            "\"k\\n\": # c\n  a: 1\n");
}

TEST_F(Formatting, CommentsOfAnEmptyDocumentStayBehindItsMarker) {
  EXPECT_EQ(Formatted("---\n... # c\nx\n", {.emit = {.markers = DocumentMarkers::kWhenNeeded}}),
            "---\n# c\n--- x\n");
}

TEST_F(Formatting, CommentsOfDocuments) {
  ExpectUnchanged("# nothing but a comment\n");
  ExpectUnchanged("--- # marker\n# root\ntext # behind\n# end\n...\n# between\n--- # empty\n--- 1\n# end\n");
  EXPECT_EQ(Formatted("\xEF\xBB\xBF# first\na: 1"), "\xEF\xBB\xBF# first\na: 1\n");
  EXPECT_EQ(Formatted("a: 1\n... # behind the end\n"), "a: 1\n...\n# behind the end\n");
  EXPECT_EQ(Formatted(""), "");
}

TEST_F(Formatting, DirectivesAndTagsStayAsTheyAre) {
  ExpectUnchanged(
      "%TAG !e! tag:example.com,2000: # handle\n"
      "# between\n"
      "--- !e!a # root\n"
      "b: !e!%21 c\n"
      "...\n"
      "%YAML 1.2\n"
      "--- !!str d\n");
}

TEST_F(Formatting, DirectivesNeedTheEndOfTheDocumentBefore) {
  EXPECT_EQ(
      Formatted("a\n...\n# c\n%YAML 1.2\n---\nb\n", {.emit = {.markers = DocumentMarkers::kWhenNeeded}}),
      "a\n# c\n...\n%YAML 1.2\n--- b\n");
}

// ---- Empty lines ----

TEST_F(Formatting, EmptyLinesStayOneAtMost) {
  EXPECT_EQ(
      Formatted("\n\n# a\n\n\na:\n\n  b: 1\n\n\n\n  # c\n\n  c: |\n    d\n\n\ne:\n\nf:\n\n- 1\n\n- 2\n\n"),
      "# a\n\na:\n  b: 1\n\n  # c\n\n  c: |\n    d\n\ne:\n\nf:\n- 1\n\n- 2\n");
  EXPECT_EQ(Formatted("a: 1\n\n# b\n\nb: 2\n", {.keep_empty_lines = false}), "a: 1\n# b\nb: 2\n");
}

// ---- Layout ----

TEST_F(Formatting, CommentsAreIndentedAsTheEntriesAre) {
  const FormatOptions wide{.emit = {.indentation = 4, .indent_sequences = true}};
  EXPECT_EQ(Formatted("a:\n# one\n- 1\n- b:\n    # c\n    c: 1\n", wide),
            "a:\n    # one\n    - 1\n    - b:\n          # c\n          c: 1\n");
}

TEST_F(Formatting, OriginalIsTheTextAsItIs) {
  const std::string_view text = "a:   [ 1,2 ]   # c \r\n\n\n\nb:    1";
  std::pmr::string written(&account_);
  const auto out = Output::ToString(&written, account_);
  EXPECT_TRUE(Format(text, *out, account_, {.emit = {.style = EmitStyle::kOriginal}}).has_value());
  EXPECT_TRUE(out->Commit().has_value());
  EXPECT_EQ(written, text);
}

TEST_F(Formatting, ErrorsHaveTheirPlace) {
  for (const EmitStyle style : {EmitStyle::kBlock, EmitStyle::kOriginal}) {
    std::pmr::string written(&account_);
    const auto out = Output::ToString(&written, account_);
    const Result<void> done =
        Format("a: 1\nb: ]\n", *out, account_, {.emit = {.style = style}, .name = "x.yaml"});
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().where.file, "x.yaml");
    EXPECT_EQ(done.error().where.line, 2u);
    EXPECT_EQ(done.error().where.column, 4u);
  }
}

TEST_F(Formatting, JsonHasNoComments) {
  std::pmr::string written(&account_);
  const auto out = Output::ToString(&written, account_);
  EXPECT_TRUE(Format("# c\na: 1 # d\nb: !!str 2\n", *out, account_,
                     {.emit = {.style = EmitStyle::kJsonLine, .json_kind = CoreJsonKind}, .sort_keys = true})
                  .has_value());
  EXPECT_TRUE(out->Commit().has_value());
  EXPECT_EQ(written, "{\"a\":1,\"b\":\"2\"}\n");
}

// ---- Sorted keys ----

TEST_F(Formatting, CommentsMoveWithTheirEntry) {
  EXPECT_EQ(Sorted("# license\n\n"
                   "c: 1 # behind c\n"
                   "\n"
                   "# above b\n"
                   "b: # behind b\n"
                   "  # above z\n"
                   "  z: 1\n"
                   "  # above y\n"
                   "  y: 2\n"
                   "  # end of b\n"
                   "# above a\n"
                   "a: 3 # behind a\n"
                   "# end\n"),
            "# license\n"
            "\n"
            "# above a\n"
            "a: 3 # behind a\n"
            "\n"
            "# above b\n"
            "b: # behind b\n"
            "  # above y\n"
            "  y: 2\n"
            "  # above z\n"
            "  z: 1\n"
            "  # end of b\n"
            "c: 1 # behind c\n"
            "# end\n");
}

TEST_F(Formatting, CommentsAtTheTopStayThereAndThoseAboveTheFirstEntryDoNot) {
  EXPECT_EQ(Sorted("# top\nb: 1\na: 2\n"), "# top\na: 2\nb: 1\n");
  EXPECT_EQ(Sorted("# top\n\n# above b\nb: 1\na: 2\n"), "# top\n\na: 2\n\n# above b\nb: 1\n");
  EXPECT_EQ(Sorted("# top\n\n# top too\n\nb: 1\na: 2\n"), "# top\n\n# top too\n\na: 2\nb: 1\n");
  EXPECT_EQ(Sorted("# top\n\n# root\n- b\n"), "# top\n\n# root\n- b\n");
}

TEST_F(Formatting, CommentsAboveTheFirstEntryBehindATagAreIndentedAsItIs) {
  EXPECT_EQ(Formatted("- !t\n  b: 1\n  # c\n  a: 2\n", {.emit = {.indentation = 3}, .sort_keys = true}),
            "- !t\n   # c\n   a: 2\n   b: 1\n");
}

TEST_F(Formatting, KeysAreSortedByTheirContent) {
  EXPECT_EQ(Sorted("[b]: 1\n\"\\x61\": 2\nB: 3\n'': 4\n{}: 5\n"),
            "'': 4\nB: 3\n\"a\": 2\n? [b]\n: 1\n{}: 5\n");
  EXPECT_EQ(Sorted("- {b: 1, a: [{d: 1, c: 2}]}\n"), "- {a: [{c: 2, d: 1}], b: 1}\n");
}

TEST_F(Formatting, AliasesStayBehindTheirAnchors) {
  ExpectUnchanged("b: &x 1\na: *x\n", {.sort_keys = true});
  ExpectUnchanged("c:\n  b: &x 1\n  a: &x 2\n", {.sort_keys = true});
  EXPECT_EQ(Sorted("- b: &x 1\n  a: 2\n- d: *x\n  c: 3\n"), "- a: 2\n  b: &x 1\n- c: 3\n  d: *x\n");
}

// ---- The rules, over files ----

std::vector<FormatOptions> Layouts() {
  std::vector<FormatOptions> layouts;
  for (const EmitStyle style : {EmitStyle::kBlock, EmitStyle::kFlow, EmitStyle::kPretty, EmitStyle::kTidy}) {
    layouts.push_back({.emit = {.style = style}});
    layouts.push_back({.emit = {.style = style,
                                .markers = DocumentMarkers::kAlways,
                                .indentation = 1,
                                .indent_sequences = true},
                       .sort_keys = true});
    layouts.push_back({.emit = {.style = style,
                                .markers = DocumentMarkers::kWhenNeeded,
                                .indentation = 4,
                                .indent_sequences = true,
                                .width = 40},
                       .keep_empty_lines = false});
  }
  return layouts;
}

std::string Contents(const std::filesystem::path& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST_F(Formatting, KeepsTheRulesOverTheSuite) {
  const std::string suite = CorpusPath("yaml/yaml-test-suite");
  if (suite.empty()) GTEST_SKIP() << "the yaml-test-suite is absent";
  size_t cases = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(suite)) {
    if (entry.path().filename() != "in.yaml") continue;
    ++cases;
    const std::string text = Contents(entry.path());
    for (const FormatOptions& options : Layouts())
      EXPECT_EQ(FormatRules(account_, options).Check(text), "") << entry.path();
  }
  EXPECT_EQ(cases, 402u);
}

TEST_F(Formatting, KeepsTheRulesOverLargeFiles) {
  for (const char* name : {"yaml/crds.yaml", "yaml/ec2.yaml"}) {
    const std::string path = CorpusPath(name);
    if (path.empty()) GTEST_SKIP() << name << " is absent";
    const std::string text = Contents(path);
    for (const bool sort : {false, true})
      EXPECT_EQ(FormatRules(account_, {.sort_keys = sort}).Check(text).substr(0, 100), "") << name;
  }
}

// ---- Bounds ----

TEST_F(Formatting, MemoryDoesNotGrowWithTheText) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "# comment\n\n- a: [1, # one\n    2]\n- b:\n";
  for (int i = 0; i < 20000; ++i) text += "# nothing but comments\n";
  const auto out = Output::ToCallback([](std::string_view) { return true; }, account_);
  Account account("format", budget_);
  ASSERT_TRUE(Format(text, *out, account).has_value());
  EXPECT_LT(account.peak(), 16u * 1024);
  EXPECT_EQ(account.live(), 0u);
}

TEST_F(Formatting, DeepNestingAndManyCommentsTakeLinearTime) {
  std::string text;
  for (int i = 0; i < 9000; ++i) text += "- ";
  text += "x # deep\n";
  for (int i = 0; i < 9000; ++i) text += "# end\n";
  for (const bool sort : {false, true}) {
    std::pmr::string written(&account_);
    const auto out = Output::ToString(&written, account_);
    ASSERT_TRUE(Format(text, *out, account_, {.sort_keys = sort}).has_value());
    ASSERT_TRUE(out->Commit().has_value());
    EXPECT_EQ(std::ranges::count(written, '#'), 9001);
  }
}

}  // namespace
}  // namespace tare::yaml
