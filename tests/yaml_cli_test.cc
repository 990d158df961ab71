// tare yaml, run as a user does: events, json, get, the edits, stats, lint.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "program.h"

namespace tare {
namespace {

namespace fs = std::filesystem;

class YamlCli : public testing::Test {
 protected:
  YamlCli() {
    std::string name = (fs::temp_directory_path() / "tare-yaml-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~YamlCli() override { fs::remove_all(folder_); }

  Ran Yaml(std::vector<std::string> arguments, const std::string& input = {}) const {
    arguments.insert(arguments.begin(), "yaml");
    return RunTare(arguments, folder_.string(), input);
  }
  void Make(const std::string& name, std::string_view content) const {
    std::ofstream(folder_ / name, std::ios::binary) << content;
  }
  std::string Read(const std::string& name) const {
    std::ifstream file(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  fs::path folder_;
};

TEST_F(YamlCli, EventsAreTheSuites) {
  const Ran ran = Yaml({"events"}, "a: [1]\n");
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_EQ(ran.output, "+STR\n+DOC\n+MAP\n=VAL :a\n+SEQ []\n=VAL :1\n-SEQ\n-MAP\n-DOC\n-STR\n");
}

TEST_F(YamlCli, JsonOfEachDocument) {
  EXPECT_EQ(Yaml({"json", "-c"}, "a: [1, 0x1f, .5, ~, yes]\n--- x\n").output,
            "{\"a\":[1,31,0.5,null,\"yes\"]}\n\"x\"\n");
  EXPECT_EQ(Yaml({"get", "--merge-keys", "/"}, "\"<<\": {a: 1}\nb: 2\n").output, "'<<':\n  a: 1\nb: 2\n");
  EXPECT_EQ(Yaml({"json", "-c", "--schema", "1.1"}, "a: &b {c: yes}\nd: {<<: *b}\n").output,
            "{\"a\":{\"c\":true},\"d\":{\"c\":true}}\n");
  EXPECT_EQ(Yaml({"json", "--strict-json"}, "a: 1\n").exit_code, 1);
  EXPECT_EQ(Yaml({"json", "-c"}, "[123456789012345678901234567890, 18446744073709551615]").output,
            "[123456789012345678901234567890,18446744073709551615]\n");
}

TEST_F(YamlCli, GetWritesScalarsAsTheyStand) {
  Make("a.yaml", "v: 3.10\nm: 0644\nl: [{k: x}, {k: \"w\"}]\n---\nl: {k: z}\n");
  EXPECT_EQ(Yaml({"get", "/v", "a.yaml"}).output, "3.10\n");
  EXPECT_EQ(Yaml({"get", "/m", "a.yaml"}).output, "0644\n");
  EXPECT_EQ(Yaml({"get", "/**/k", "a.yaml"}).output, "x\nw\nz\n");
  EXPECT_EQ(Yaml({"get", "/l[k=w]", "a.yaml"}).output, "{k: \"w\"}\n");
  EXPECT_EQ(Yaml({"get", "/l", "a.yaml"}).output, "[{k: x}, {k: \"w\"}]\n---\n{k: z}\n");
  EXPECT_EQ(Yaml({"get", "/l", "--json", "a.yaml"}).output, "[{\"k\":\"x\"},{\"k\":\"w\"}]\n{\"k\":\"z\"}\n");
  EXPECT_EQ(Yaml({"get", "-p", "/l/*/k", "a.yaml"}).output, "/l/0/k: x\n/l/1/k: w\n");
}

TEST_F(YamlCli, GetWritesCollectionsAsTheyStand) {
  Make("a.yaml",
       "base: &base {x: 1.10}\n"
       "a: # of a\n"
       "  # above\n"
       "  hex: 0x1F   # hex\n"
       "  text: 'q'\n"
       "  more: *base\n"
       "b: *base\n");
  EXPECT_EQ(Yaml({"get", "/a", "a.yaml"}).output,
            "# above\nhex: 0x1F   # hex\ntext: 'q'\nmore: &base {\"x\": 1.1}\n");
  EXPECT_EQ(Yaml({"get", "/b", "a.yaml"}).output, "x: 1.1\n");
  EXPECT_EQ(Yaml({"get", "/a", "--schema", "1.1", "a.yaml"}).output, "hex: 31\ntext: q\nmore:\n  x: 1.1\n");
  EXPECT_EQ(Yaml({"get", "/"}, "<<: {a: 1}\n").output, "<<: {a: 1}\n");
  EXPECT_EQ(Yaml({"get", "/b"}, "a: &a\n  <<: {c: 1}\nb: *a\n").output, "<<:\n  c: 1\n");
}

TEST_F(YamlCli, AllOfADeepDocumentTakesBoundedMemory) {
  const Ran ran =
      Yaml({"get", "/**", "--memory-limit", "64M"}, std::string(1500, '[') + std::string(1500, ']'));
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_TRUE(ran.output.ends_with("---\n[]\n"));
}

TEST_F(YamlCli, WhatIsNotThereIsAnError) {
  Make("a.yaml", "v: 1\n");
  const Ran nothing = Yaml({"get", "/w", "a.yaml"});
  EXPECT_EQ(nothing.exit_code, 1);
  EXPECT_EQ(nothing.errors, "tare: a.yaml: there is nothing at /w\n");
  const Ran path = Yaml({"get", "/a[", "a.yaml"});
  EXPECT_EQ(path.exit_code, 1);
  EXPECT_EQ(path.errors, "tare: the path /a[, column 3: a bracket that is not closed\n");
  EXPECT_EQ(Yaml({"get", "/a", "nothing.yaml"}).exit_code, 1);
  EXPECT_EQ(Yaml({"frob"}).exit_code, 2);
}

TEST_F(YamlCli, ErrorsShowTheirLine) {
  Make("a.yaml", "a: 1\nb: ]\n");
  const Ran ran = Yaml({"json", "a.yaml"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_EQ(ran.output, "");
  EXPECT_EQ(ran.errors, "a.yaml:2:4: error: \"]\" where a value is expected\n 2 | b: ]\n   |    ^\n");
}

TEST_F(YamlCli, EditsLeaveTheRestAlone) {
  const std::string text = "# top\na:   # note\n  - x: 1\n  - x: 2   # two\nb: 't'\n";
  Make("a.yaml", text);
  EXPECT_EQ(Yaml({"set", "/a/1/x", "3", "a.yaml"}).output,
            "# top\na:   # note\n  - x: 1\n  - x: 3   # two\nb: 't'\n");
  EXPECT_EQ(Yaml({"delete", "/a/0", "a.yaml"}).output, "# top\na:   # note\n  - x: 2   # two\nb: 't'\n");
  EXPECT_EQ(Yaml({"insert", "/a/-", "y", "a.yaml"}).output,
            "# top\na:   # note\n  - x: 1\n  - x: 2   # two\n  - y\nb: 't'\n");
  EXPECT_EQ(Yaml({"rename", "/b", "c", "a.yaml"}).output,
            "# top\na:   # note\n  - x: 1\n  - x: 2   # two\nc: 't'\n");
  EXPECT_EQ(Read("a.yaml"), text);
  EXPECT_EQ(Yaml({"set", "-i", "/b", "u", "a.yaml"}).exit_code, 0);
  EXPECT_EQ(Read("a.yaml"), "# top\na:   # note\n  - x: 1\n  - x: 2   # two\nb: u\n");
  EXPECT_EQ(Yaml({"set", "-i", "/b", "u"}, "b: 1").exit_code, 2);
}

TEST_F(YamlCli, SetTakesAStringAsItIs) {
  EXPECT_EQ(Yaml({"set", "/a", "1"}, "a: 2\n").output, "a: 1\n");
  EXPECT_EQ(Yaml({"set", "--string", "/a", "1"}, "a: 2\n").output, "a: '1'\n");
  EXPECT_EQ(Yaml({"set", "-s", "/a", "x: [y"}, "a: 2\n").output, "a: 'x: [y'\n");
  EXPECT_EQ(Yaml({"set", "-s", "/a", "plain text"}, "a: 2\n").output, "a: plain text\n");
  EXPECT_EQ(Yaml({"insert", "-s", "/0", "null"}, "- 1\n").output, "- 'null'\n- 1\n");
}

TEST_F(YamlCli, EditsTellWhichDocumentHasThePath) {
  Make("a.yaml", "a: 1\n---\nb: {c: 2}\n");
  const Ran ran = Yaml({"delete", "/b/c", "a.yaml"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_NE(ran.errors.find("document 1 has it: -d 1"), std::string::npos) << ran.errors;
  EXPECT_EQ(Yaml({"delete", "-d", "1", "/b/c", "a.yaml"}).output, "a: 1\n---\nb: {}\n");
  EXPECT_EQ(Yaml({"delete", "/d", "a.yaml"}).errors.find("has it"), std::string::npos);
}

TEST_F(YamlCli, OfEqualKeysTheLastCountsInJson) {
  const std::string text = "a: 1\nb: {c: 1, d: 2, c: 3}\na: 4\n";
  EXPECT_EQ(Yaml({"json", "-c"}, text).exit_code, 1);
  EXPECT_EQ(Yaml({"json", "-c", "--allow-duplicate-keys"}, text).output,
            "{\"a\":4,\"b\":{\"c\":3,\"d\":2}}\n");
  EXPECT_EQ(Yaml({"get", "/", "--json", "--allow-duplicate-keys"}, text).output,
            "{\"a\":4,\"b\":{\"c\":3,\"d\":2}}\n");
}

TEST_F(YamlCli, WhatJsonCannotHoldNamesTheFile) {
  Make("a.yaml", "[1]: 2\n");
  EXPECT_EQ(Yaml({"json", "a.yaml"}).errors,
            "tare: a.yaml: JSON has no keys but strings: a collection is one here\n");
  const std::string formatted = Yaml({"format", "--style", "json", "a.yaml"}).errors;
  EXPECT_EQ(formatted.substr(0, 13), "tare: a.yaml:") << formatted;
}

TEST_F(YamlCli, FormatIndentsSequencesAsTheyAreUnlessToldOtherwise) {
  const std::string indented = "items:\n  - a\n";
  EXPECT_EQ(Yaml({"format"}, indented).output, indented);
  EXPECT_EQ(Yaml({"format"}, "items:\n- a\n").output, "items:\n- a\n");
  EXPECT_EQ(Yaml({"format", "--no-indent-sequences"}, indented).output, "items:\n- a\n");
  EXPECT_EQ(Yaml({"format", "--indent-sequences"}, "items:\n- a\n").output, indented);
}

TEST_F(YamlCli, AFailedEditChangesNothing) {
  Make("a.yaml", "a: 1\nb: ]\n");
  EXPECT_EQ(Yaml({"set", "-i", "/a", "2", "a.yaml"}).exit_code, 1);
  EXPECT_EQ(Read("a.yaml"), "a: 1\nb: ]\n");
  const Ran value = Yaml({"set", "/a", "b: c: d"}, "a: 1\n");
  EXPECT_EQ(value.exit_code, 1);
  EXPECT_EQ(value.errors.substr(0, 43), "tare: value:1:5: a mapping cannot begin her");
}

TEST_F(YamlCli, AFailedRunLeavesItsOutputAlone) {
  Make("bad.yaml", "a: [1\n");
  for (const char* verb : {"json", "events", "format", "stats"}) {
    Make("out.yaml", "keep\n");
    EXPECT_EQ(Yaml({verb, "bad.yaml", "-o", "out.yaml"}).exit_code, 1) << verb;
    EXPECT_EQ(Read("out.yaml"), "keep\n") << verb;
  }
  EXPECT_EQ(Yaml({"set", "/a", "1", "bad.yaml", "-o", "out.yaml"}).exit_code, 1);
  EXPECT_EQ(Read("out.yaml"), "keep\n");
}

TEST_F(YamlCli, Utf16IsNotChangedInPlace) {
  const std::string_view text(
      "\xFF\xFE"
      "a\0:\0 \0"
      "1\0",
      10);
  Make("a.yaml", text);
  EXPECT_EQ(Yaml({"set", "-i", "/a", "2", "a.yaml"}).exit_code, 1);
  EXPECT_EQ(Read("a.yaml"), text);
}

TEST_F(YamlCli, StatisticsCountNodes) {
  const Ran ran = Yaml({"stats"}, "a: [1, two]\nb: {c: *d}\n");
  EXPECT_EQ(ran.exit_code, 1);  // no anchor of that name
  const std::string counted = Yaml({"stats"}, "a: [1, two]\nb: {c: 3}\n").output;
  EXPECT_NE(counted.find("  nodes                               9"), std::string::npos) << counted;
  EXPECT_NE(counted.find("  bytes of values"), std::string::npos) << counted;
}

TEST_F(YamlCli, LintFindsAndFails) {
  Make("a.yaml", "---\na:  1\na: 2\n");
  const Ran ran = Yaml({"lint", "-f", "parsable", "a.yaml"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_NE(ran.output.find("a.yaml:2:4: [error]"), std::string::npos) << ran.output;
  EXPECT_NE(ran.output.find("(key-duplicates)"), std::string::npos) << ran.output;
  EXPECT_EQ(Yaml({"lint"}, "---\na: 1\n").exit_code, 0);
}

TEST_F(YamlCli, LintWalksFolders) {
  fs::create_directories(folder_ / "k/deep");
  Make("k/a.yml", "---\na:  1\n");
  Make("k/deep/b.yaml", "---\nb:  1\n");
  Make("k/c.md", "a:  1\n");
  const Ran ran = Yaml({"lint", "-f", "parsable", "k"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_NE(ran.output.find("k/a.yml:2:4: [error]"), std::string::npos) << ran.output;
  EXPECT_NE(ran.output.find("k/deep/b.yaml:2:4: [error]"), std::string::npos) << ran.output;
  EXPECT_EQ(ran.output.find("c.md"), std::string::npos) << ran.output;
}

}  // namespace
}  // namespace tare
