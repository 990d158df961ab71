// tare yaml diff and tare yaml merge, as a user meets them.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "program.h"

namespace tare {
namespace {

namespace fs = std::filesystem;

class YamlDiffMerge : public testing::Test {
 protected:
  YamlDiffMerge() {
    std::string name = (fs::temp_directory_path() / "tare-yaml-diff-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    Make("a.yaml", "a: 1\nb: [x, {name: q, v: 1}]\n---\nsecond: [1, 2, 3]\n");
    Make("b.yaml", "b: [x, {v: 3, name: q}, z]\na: 2\n---\nsecond: [2, 3]\n---\nthird: 1\n");
    Make("base.yaml", "a: 1\nb: 1\nl: [1, 2]\n");
    Make("ours.yaml", "a: 2\nb: 1\nl: [1, 2, 3]\n");
    Make("theirs.yaml", "a: 3\nb: 5\nl: [0, 1, 2]\n");
    Make("bad.yaml", "a: [1\nb: }\n");
  }
  ~YamlDiffMerge() override { fs::remove_all(folder_); }

  void Make(const std::string& name, std::string_view content) const {
    std::ofstream(folder_ / name, std::ios::binary) << content;
  }
  std::string Read(const std::string& name) const {
    std::ifstream file(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  Ran Yaml(std::vector<std::string> arguments, const std::string& input = {}) const {
    arguments.insert(arguments.begin(), "yaml");
    return RunTare(arguments, folder_.string(), input);
  }

  fs::path folder_;
};

TEST_F(YamlDiffMerge, DifferencesAsText) {
  const Ran ran = Yaml({"diff", "a.yaml", "b.yaml"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_EQ(ran.errors, "");
  EXPECT_EQ(ran.output,
            "@ /a\n- 1\n+ 2\n@ /b/1/v\n- 1\n+ 3\n@ /b/2\n+ z\n@ document 2 /second/0\n- 1\n"
            "@ document 3\n+ third: 1\n");
}

TEST_F(YamlDiffMerge, NoDifferences) {
  const Ran ran = Yaml({"diff", "a.yaml", "-"}, Read("a.yaml"));
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_EQ(ran.output + ran.errors, "");
  EXPECT_EQ(Yaml({"diff", "a.yaml", "a.yaml", "--format", "json-patch"}).output, "[]\n[]\n");
}

TEST_F(YamlDiffMerge, JsonPatchIntoAFile) {
  EXPECT_EQ(Yaml({"diff", "ours.yaml", "theirs.yaml", "--format", "json-patch", "-o", "out.json"}).exit_code,
            1);
  EXPECT_EQ(
      Read("out.json").substr(0, 79),
      "[\n  {\n    \"op\": \"replace\",\n    \"path\": \"/a\",\n    \"value\": 3\n  },\n  {\n    \"op\": ");
}

TEST_F(YamlDiffMerge, TroubleWithDifferences) {
  const Ran bad = Yaml({"diff", "a.yaml", "bad.yaml"});
  EXPECT_EQ(bad.exit_code, 2);
  EXPECT_EQ(bad.errors.substr(0, 20), "bad.yaml:2:1: error:");
  EXPECT_EQ(Yaml({"diff", "a.yaml", "absent.yaml"}).exit_code, 2);
  EXPECT_EQ(Yaml({"diff", "a.yaml"}).exit_code, 2);
  EXPECT_EQ(Yaml({"diff", "a.yaml", "b.yaml", "--memory-limit", "10K"}).exit_code, 2);
}

TEST_F(YamlDiffMerge, MergesAndReportsConflicts) {
  const Ran ran = Yaml({"merge", "base.yaml", "ours.yaml", "theirs.yaml"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_EQ(ran.output, "a: 2\nb: 5\nl:\n- 0\n- 1\n- 2\n- 3\n");
  EXPECT_EQ(ran.errors, "tare: ours.yaml:1:4: both sides changed /a: base has 1, ours 2, theirs 3\n");
  const Ran preferred =
      Yaml({"merge", "base.yaml", "ours.yaml", "theirs.yaml", "--prefer", "theirs", "-o", "base.yml"});
  EXPECT_EQ(preferred.exit_code, 0);
  EXPECT_EQ(preferred.errors, "");
  EXPECT_EQ(Read("base.yml"), "a: 3\nb: 5\nl:\n- 0\n- 1\n- 2\n- 3\n");
}

TEST_F(YamlDiffMerge, ADocumentThatOneSideChangedIsWrittenAsItStandsThere) {
  Make("base.yaml", "a: 1\n---\nb: 1\n---\nc: 1\n");
  Make("ours.yaml", "# ours\na: 0x1F # hex\nx: [1.10, 'q']\n---\nb: 1\n---\nc: 2\n");
  Make("theirs.yaml", "a: 1\n---\n# theirs\nb: 1e3\n---\nc: 1\nd: 0x2\n");
  const Ran ran = Yaml({"merge", "base.yaml", "ours.yaml", "theirs.yaml"});
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_EQ(ran.output, "# ours\na: 0x1F # hex\nx: [1.10, 'q']\n---\n# theirs\nb: 1e3\n---\nc: 2\nd: 2\n");
}

TEST_F(YamlDiffMerge, CommentsThatOneSideChangedStay) {
  Make("base.yaml", "a: 1\n---\nb: 1\n");
  Make("ours.yaml", "# ours\na: 1\n---\nb: 1\n");
  Make("theirs.yaml", "a: 1\n---\nb: 0x1 # theirs\n");
  EXPECT_EQ(Yaml({"merge", "base.yaml", "ours.yaml", "theirs.yaml"}).output,
            "# ours\na: 1\n---\nb: 0x1 # theirs\n");
}

TEST_F(YamlDiffMerge, DocumentsThatAreRemoved) {
  Make("base.yaml", "a: 1\n---\nb: 1\n---\nc: 1\n");
  Make("two.yaml", "a: 1\n---\nb: 1\n");
  Make("changed.yaml", "a: 1\n---\nb: 1\n---\nc: 2\n");
  EXPECT_EQ(Yaml({"merge", "base.yaml", "two.yaml", "base.yaml"}).output, "a: 1\n---\nb: 1\n");
  const Ran conflict = Yaml({"merge", "base.yaml", "two.yaml", "changed.yaml"});
  EXPECT_EQ(conflict.exit_code, 1);
  EXPECT_EQ(conflict.output, "a: 1\n---\nb: 1\n");
  EXPECT_EQ(Yaml({"merge", "base.yaml", "two.yaml", "changed.yaml", "--prefer", "theirs"}).output,
            "a: 1\n---\nb: 1\n---\nc: 2\n");
}

TEST_F(YamlDiffMerge, TroubleLeavesTheOutputAlone) {
  Make("out.yaml", "as it was");
  EXPECT_EQ(Yaml({"merge", "base.yaml", "ours.yaml", "bad.yaml", "-o", "out.yaml"}).exit_code, 2);
  EXPECT_EQ(Read("out.yaml"), "as it was");
  EXPECT_EQ(Yaml({"merge", "base.yaml", "ours.yaml", "theirs.yaml", "-o", "ours.yaml"}).exit_code, 2);
  EXPECT_EQ(Yaml({"merge", "base.yaml", "ours.yaml"}).exit_code, 2);
}

TEST_F(YamlDiffMerge, Joins) {
  EXPECT_EQ(Yaml({"merge", "base.yaml", "ours.yaml", "--join", "--sequences", "append"}).output,
            "a: 2\nb: 1\nl:\n- 1\n- 2\n- 1\n- 2\n- 3\n");
  EXPECT_EQ(Yaml({"merge", "base.yaml", "-", "--join", "--at", "/l/0"}, "x: null\nw: 1\n").output,
            "a: 1\nb: 1\nl:\n- w: 1\n- 2\n");
  EXPECT_EQ(Yaml({"merge", "base.yaml", "ours.yaml", "--join", "--sequences", "append", "--sequences-at",
                  "/l", "replace"})
                .output,
            "a: 2\nb: 1\nl:\n- 1\n- 2\n- 3\n");
  const Ran nowhere = Yaml({"merge", "base.yaml", "ours.yaml", "--join", "--at", "/q"});
  EXPECT_EQ(nowhere.exit_code, 2);
  EXPECT_EQ(nowhere.errors.substr(0, 63),
            "base.yaml:1:1: error: there is no \"q\" to join at, at /\n 1 | a: ");
  EXPECT_EQ(Yaml({"merge", "base.yaml", "ours.yaml", "--join", "--sequences", "mix"}).exit_code, 2);
}

}  // namespace
}  // namespace tare
