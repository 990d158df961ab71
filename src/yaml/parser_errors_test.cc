// What the parser says of malformed text, and where: sentence, line and column.

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tare/yaml_events.h"
#include "tare/yaml_values.h"

namespace tare::yaml {
namespace {

class ParserErrorsTest : public testing::Test {
 protected:
  std::string ErrorOf(std::string_view text, const LoadOptions& options = {}) {
    const Result<Document> document = Load(text, account_, options);
    return document ? "no error" : document.error().ToString();
  }

  Budget budget_;
  Account account_{"test", budget_};
};

TEST_F(ParserErrorsTest, Directives) {
  EXPECT_EQ(ErrorOf("%YAML 2.0\n---\na\n"), "1:6: YAML 2.0 is not known (Tare reads YAML 1.2 and 1.1)");
  EXPECT_EQ(ErrorOf("%YAML one\n---\na\n"), "1:6: the %YAML directive needs a version, such as 1.2");
  EXPECT_EQ(ErrorOf("%TAG !e!\n---\na\n"),
            "1:5: the %TAG directive needs a handle and a prefix, such as !e! tag:example.com,2000:");
  EXPECT_EQ(ErrorOf("%TAG !e! a b\n---\na\n"),
            "1:5: the %TAG directive needs a handle and a prefix, such as !e! tag:example.com,2000:");
}

TEST_F(ParserErrorsTest, TwoPropertiesOfAKind) {
  EXPECT_EQ(ErrorOf("a: &x\n  &y [b]\n"), "2:3: a second anchor for the same node");
  EXPECT_EQ(ErrorOf("a: !x\n  !y b\n"), "2:3: a second tag for the same node");
}

TEST_F(ParserErrorsTest, CharactersThatBeginNoScalar) {
  EXPECT_EQ(ErrorOf("[|\n a]\n"), "1:2: \"|\" cannot begin a scalar here (quote the text)");
  EXPECT_EQ(ErrorOf("a: @b\n"), "1:4: \"@\" is reserved and cannot begin a plain scalar (quote the text)");
  EXPECT_EQ(ErrorOf("a: %b\n"), "1:4: \"%\" cannot begin a plain scalar (quote the text)");
}

TEST_F(ParserErrorsTest, Escapes) {
  EXPECT_EQ(*Load("\"\\U0001F600\"", account_)->root().as<std::string>(), "\xF0\x9F\x98\x80");
  EXPECT_EQ(ErrorOf("a: \"x\\uD800\"\n"), "1:6: an escape that is no Unicode character");
  EXPECT_EQ(ErrorOf("a: \"x\\U00110000\"\n"), "1:6: an escape that is no Unicode character");
  EXPECT_EQ(ErrorOf("a: \"\\x4\"\n"), "1:5: an escape without its hexadecimal digits");
  EXPECT_EQ(ErrorOf("a: \"\\q\"\n"),
            "1:5: an escape that YAML does not know: \\q (write a backslash as \\\\, or use single quotes)");
}

TEST_F(ParserErrorsTest, ScalarsThatAreNotWhatTheirTagSays) {
  EXPECT_EQ(ErrorOf("a: !!float x\n"), "1:4: \"x\" is tagged !!float and is not a number");
  EXPECT_EQ(ErrorOf("a: !!bool 3\n"), "1:4: \"3\" is tagged !!bool and is not a boolean");
  EXPECT_EQ(ErrorOf("a: !!null 3\n"), "1:4: \"3\" is tagged !!null and is not null");
  EXPECT_EQ(ErrorOf("a: !!int true\n"), "1:4: \"true\" is tagged !!int and is not an integer");
  EXPECT_EQ(ErrorOf("a: !!int ~\n"), "1:4: \"~\" is tagged !!int and is not an integer");
  EXPECT_EQ(ErrorOf("a: !!int 1.5\n"), "1:4: \"1.5\" is tagged !!int and is not an integer");
  EXPECT_EQ(ErrorOf("a: !!seq x\n"), "1:4: a scalar is tagged as a sequence");
}

TEST_F(ParserErrorsTest, WhatIsMergedMustBeAMapping) {
  const LoadOptions merging{.merge_keys = true};
  const Document document = *Load("a: &a {x: 1}\nb: {!!merge <<: *a, y: 2}\n", account_, merging);
  EXPECT_EQ(document["b"]["x"].as<int>(), 1);
  EXPECT_EQ(document["b"].size(), 2u);
  EXPECT_EQ(ErrorOf("a: {<<: [{b: 1}, c]}\n", merging), "1:9: only mappings can be merged");
}

TEST_F(ParserErrorsTest, OffsetIsWhereTheParserHasCome) {
  const std::string_view text = "a: 1\nb: 2\n";
  Parser parser(text, account_);
  uint64_t before = parser.offset();
  EXPECT_EQ(before, 0u);
  while (const Event* event = parser.Next()) {
    EXPECT_GE(parser.offset(), before);
    EXPECT_GE(parser.offset(), event->end);
    before = parser.offset();
    if (event->kind == EventKind::kStreamEnd) break;
  }
  EXPECT_EQ(before, text.size());
}

}  // namespace
}  // namespace tare::yaml
