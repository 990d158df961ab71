#include "readers/html/code_language.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tare::html {
namespace {

std::string_view LanguageOf(std::string_view name, std::string_view value) {
  const std::vector<Attribute> attributes = {{name, value}};
  return CodeLanguage({.name = "pre", .attributes = attributes});
}

TEST(CodeLanguageTest, Classes) {
  EXPECT_EQ(LanguageOf("class", "language-c++"), "c++");
  EXPECT_EQ(LanguageOf("class", "hljs lang-js"), "js");
  EXPECT_EQ(LanguageOf("class", "highlight highlight-source-python"), "python");
  EXPECT_EQ(LanguageOf("class", "mw-highlight mw-highlight-lang-lua"), "lua");
  EXPECT_EQ(LanguageOf("class", "sourceCode haskell"), "haskell");
  EXPECT_EQ(LanguageOf("class", "brush: php; gutter: false"), "php");
}

TEST(CodeLanguageTest, Attributes) {
  EXPECT_EQ(LanguageOf("data-lang", "go"), "go");
  EXPECT_EQ(LanguageOf("data-language", " rust "), "rust");
}

TEST(CodeLanguageTest, NoLanguage) {
  EXPECT_EQ(LanguageOf("class", "language-none"), "");
  EXPECT_EQ(LanguageOf("class", "highlight-default notranslate"), "");
  EXPECT_EQ(LanguageOf("class", "sourceCode"), "");
  EXPECT_EQ(LanguageOf("class", "language-<b>"), "");
  EXPECT_EQ(LanguageOf("data-lang", "a language with a very long name, or not one"), "");
  EXPECT_EQ(LanguageOf("id", "language-c"), "");
}

TEST(CodeLanguageTest, Names) {
  EXPECT_TRUE(IsCodeLanguage("objective-c++"));
  EXPECT_FALSE(IsCodeLanguage(""));
  EXPECT_FALSE(IsCodeLanguage("x{{y"));
  EXPECT_FALSE(IsCodeLanguage("d\xC3\xA9j\xC3\xA0"));
  EXPECT_TRUE(IsCodeLanguage(std::string(32, 'x')));
  EXPECT_FALSE(IsCodeLanguage(std::string(33, 'x')));
}

}  // namespace
}  // namespace tare::html
