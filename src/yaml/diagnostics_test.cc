#include "tare/yaml_diagnostics.h"

#include <gtest/gtest.h>

namespace tare::yaml {
namespace {

class DiagnosticsTest : public testing::Test {
 protected:
  std::vector<Error> Find(std::string_view text, size_t limit = 20) {
    return FindErrors(text, "f.yaml", account_, limit);
  }

  Budget budget_;
  Account account_{"yaml", budget_};
};

TEST_F(DiagnosticsTest, ShowTheLineWithACaret) {
  const std::string_view text = "a: 1\nkey: \"\\q\"\n";
  const std::vector<Error> errors = Find(text);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(ShowError(errors[0], text),
            "f.yaml:2:7: error: an escape that YAML does not know: \\q\n"
            " 2 | key: \"\\q\"\n"
            "   |       ^\n"
            "hint: write a backslash as \\\\, or use single quotes\n");
  EXPECT_EQ(ShowError(errors[0], text, true).substr(0, 32), "\033[1mf.yaml:2:7:\033[0m \033[1;31merror");
}

TEST_F(DiagnosticsTest, TheCaretStandsBelowThePlaceBehindTabsAndLetters) {
  const std::string_view text = "é\t: [a b: c}";
  const std::vector<Error> errors = Find(text);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(ShowError(errors[0], text),
            "f.yaml:1:13: error: expected \"]\"\n"
            " 1 | é\t: [a b: c}\n"
            "   |  \t         ^\n");
}

TEST_F(DiagnosticsTest, OfLongLinesAPartIsShown) {
  const std::string text = "k: '" + std::string(500, 'x') + "' y" + std::string(500, 'z');
  const std::string shown = ShowError(Find(text).at(0), text);
  EXPECT_LT(shown.size(), 300u);
  EXPECT_NE(shown.find("x' yzz"), std::string::npos);
}

TEST_F(DiagnosticsTest, SeveralErrorsShowInOneRun) {
  const std::vector<Error> errors = Find("a: ]\nb: 1\nc: \"\\q\"\n---\nd:\n  e: 1\n   f: 2\ng: @\n");
  ASSERT_EQ(errors.size(), 4u);
  EXPECT_EQ(errors[0].where.line, 1u);
  EXPECT_EQ(errors[1].where.line, 3u);
  EXPECT_EQ(errors[2].where.line, 7u);
  EXPECT_EQ(errors[3].where.line, 8u);
  EXPECT_EQ(errors[3].where.column, 4u);
}

TEST_F(DiagnosticsTest, NoMoreThanTheLimit) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "k: ]\n";
  EXPECT_EQ(Find(text, 7).size(), 7u);
  EXPECT_TRUE(Find("a: b\n").empty());
}

}  // namespace
}  // namespace tare::yaml
