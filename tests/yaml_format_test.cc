// tare yaml format as a user runs it.

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "program.h"

namespace tare {
namespace {

class YamlFormat : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) / ("yaml_format_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void Write(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }
  std::string Read(const std::string& name) {
    std::stringstream text;
    text << std::ifstream(folder_ / name).rdbuf();
    return text.str();
  }
  Ran Format(std::vector<std::string> arguments, const std::string& input = {}) {
    arguments.insert(arguments.begin(), {"yaml", "format"});
    return RunTare(arguments, folder_, input);
  }
  ino_t FileNumber(const std::string& name) {
    struct stat file{};
    EXPECT_EQ(stat((folder_ / name).c_str(), &file), 0);
    return file.st_ino;
  }

  std::filesystem::path folder_;
};

TEST_F(YamlFormat, StandardInputToStandardOutput) {
  const Ran ran = Format({}, "a:   1   # one\n\n\n\nb: {c: d}\n");
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_EQ(ran.output, "a: 1 # one\n\nb: {c: d}\n");
}

TEST_F(YamlFormat, Options) {
  const std::string text = "b: [1, 2]\na: 'x'\n";
  EXPECT_EQ(Format({"--style", "block"}, text).output, "b:\n- 1\n- 2\na: 'x'\n");
  EXPECT_EQ(Format({"--no-indent-sequences"}, "a:\n  - b\n").output, "a:\n- b\n");
  EXPECT_EQ(Format({}, "a:\r\n    b\r\n").output, "a: b\r\n");
  EXPECT_EQ(Format({"--style", "flow"}, text).output, "{b: [1, 2], a: 'x'}\n");
  EXPECT_EQ(Format({"--style", "pretty", "--indent", "4", "--indent-sequences", "--sort-keys"}, text).output,
            "a: x\nb:\n    - 1\n    - 2\n");
  EXPECT_EQ(Format({"--style", "original"}, text).output, text);
  EXPECT_EQ(Format({"--style", "json-line"}, text).output, "{\"b\":[1,2],\"a\":\"x\"}\n");
  EXPECT_EQ(Format({"--markers", "always"}, "a").output, "--- a\n...\n");
  EXPECT_EQ(Format({"--width", "5"}, "aaa bbb ccc").output, "aaa\n  bbb\n  ccc\n");
  EXPECT_EQ(Format({"--no-empty-lines"}, "a: 1\n\nb: 2\n").output, "a: 1\nb: 2\n");
  EXPECT_EQ(Format({"--style", "other"}, text).exit_code, 2);
}

TEST_F(YamlFormat, InPlaceWritesOnlyWhatChanges) {
  Write("a.yaml", "a:   1 # one\n");
  Write("b.yaml", "a: 1 # one\n");
  Write("c.yaml", "a:   [\n");
  const ino_t unchanged = FileNumber("b.yaml");
  const Ran ran = Format({"-i", "a.yaml", "b.yaml", "c.yaml"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_TRUE(ran.errors.contains("c.yaml:")) << ran.errors;
  EXPECT_EQ(ran.output, "");
  EXPECT_EQ(Read("a.yaml"), "a: 1 # one\n");
  EXPECT_EQ(FileNumber("b.yaml"), unchanged);
  EXPECT_EQ(Read("c.yaml"), "a:   [\n");
}

TEST_F(YamlFormat, CheckListsWhatWouldChange) {
  Write("a.yaml", "a:   1\n");
  Write("b.yaml", "a: 1\n");
  const Ran changes = Format({"--check", "a.yaml", "b.yaml"});
  EXPECT_EQ(changes.exit_code, 1);
  EXPECT_EQ(changes.output, "a.yaml\n");
  EXPECT_EQ(Read("a.yaml"), "a:   1\n");
  const Ran same = Format({"--check", "b.yaml"});
  EXPECT_EQ(same.exit_code, 0);
  EXPECT_EQ(same.output, "");
}

TEST_F(YamlFormat, SeveralInputsStaySeveralDocuments) {
  Write("a.yaml", "a: 1");
  Write("b.yaml", "%YAML 1.2\n---\nb: 2\n");
  for (const char* style : {"block", "original"}) {
    const Ran ran = Format({"--style", style, "a.yaml", "b.yaml", "-o", "out.yaml"});
    EXPECT_EQ(ran.exit_code, 0) << ran.errors;
    EXPECT_EQ(Read("out.yaml"), "a: 1\n...\n%YAML 1.2\n---\nb: 2\n");
  }
}

TEST_F(YamlFormat, StandardInputHasNoPlace) {
  EXPECT_EQ(Format({"-i"}).exit_code, 2);
  EXPECT_EQ(Format({"-i", "-o", "x"}).exit_code, 2);
  EXPECT_EQ(Format({"-i", "--check", "x"}).exit_code, 2);
}

TEST_F(YamlFormat, ErrorsAreShownWithTheirLine) {
  Write("a.yaml", "a: ]\n");
  for (const char* option : {"--check", "-i", "--sort-keys"}) {
    const Ran ran = Format({option, "a.yaml"});
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_TRUE(ran.errors.contains("a.yaml:1:4")) << ran.errors;
    EXPECT_TRUE(ran.errors.contains("a: ]")) << ran.errors;
  }
}

}  // namespace
}  // namespace tare
