// What the emitter writes, to the byte. That it reads as the same is tested in emitter_round_trip_test.cc.

#include "tare/yaml_emitter.h"

#include <memory_resource>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "tare/memory.h"
#include "yaml/event_notation_reader.h"

namespace tare::yaml {
namespace {

class EmitterTest : public testing::Test {
 protected:
  // `node` is the events of one document's root.
  std::string Written(std::string_view node, const EmitOptions& options = {}) {
    return WrittenStream("+DOC\n" + std::string(node) + "-DOC\n", options);
  }

  std::string WrittenStream(std::string_view documents, const EmitOptions& options = {}) {
    std::pmr::string text;
    const auto out = Output::ToString(&text, account_);
    Emitter emitter(*out, account_, options);
    ReadNotation("+STR\n" + std::string(documents) + "-STR\n", [&](const Event& event) {
      std::string_view tag = event.tag;
      if (tag.starts_with("!<")) tag = tag.substr(2, tag.size() - 3);
      emitter.Write(event, tag);
    });
    const Result<void> result = out->Commit();
    return result ? std::string(text) : result.error().message;
  }

  Budget budget_;
  Account account_{"test", budget_};
};

constexpr std::string_view kTree =
    "+MAP\n=VAL :spec\n+MAP\n=VAL :names\n+SEQ\n=VAL :a\n+MAP\n=VAL :k\n=VAL :v\n=VAL :l\n+SEQ []\n=VAL :1\n"
    "=VAL :2\n-SEQ\n-MAP\n+SEQ\n=VAL :x\n+SEQ\n=VAL :y\n-SEQ\n-SEQ\n-SEQ\n-MAP\n=VAL :none\n+MAP\n-MAP\n"
    "=VAL :nothing\n=VAL :\n-MAP\n";

TEST_F(EmitterTest, Block) {
  EXPECT_EQ(
      Written(kTree),
      "spec:\n  names:\n  - a\n  - k: v\n    l:\n    - 1\n    - 2\n  - - x\n    - - y\nnone: {}\nnothing:\n");
  EXPECT_EQ(
      Written(kTree, {.indentation = 4, .indent_sequences = true}),
      "spec:\n    names:\n        - a\n        - k: v\n          l:\n              - 1\n              - 2\n"
      "        - - x\n          - - y\nnone: {}\nnothing:\n");
}

TEST_F(EmitterTest, Original) {
  EXPECT_EQ(Written(kTree, {.style = EmitStyle::kOriginal}),
            "spec:\n  names:\n  - a\n  - k: v\n    l: [1, 2]\n  - - x\n    - - y\nnone: {}\nnothing:\n");
}

TEST_F(EmitterTest, Flow) {
  EXPECT_EQ(Written(kTree, {.style = EmitStyle::kFlow}),
            "{spec: {names: [a, {k: v, l: [1, 2]}, [x, [y]]]}, none: {}, nothing: }\n");
  EXPECT_EQ(Written("+SEQ\n=VAL :a\n=VAL :\n=VAL &x :\n=VAL :b\n-SEQ\n", {.style = EmitStyle::kFlow}),
            "[a, null, &x , b]\n");
  EXPECT_EQ(Written("+SEQ\n=VAL :aaaa\n=VAL :bbbb\n=VAL :cccc\n=VAL :dddd\n-SEQ\n",
                    {.style = EmitStyle::kFlow, .width = 10}),
            "[aaaa, bbbb,\n  cccc, dddd]\n");
}

TEST_F(EmitterTest, Json) {
  EXPECT_EQ(Written(kTree, {.style = EmitStyle::kJsonLine}),
            R"({"spec":{"names":["a",{"k":"v","l":["1","2"]},["x",["y"]]]},"none":{},"nothing":""})"
            "\n");
  EXPECT_EQ(
      Written("+MAP\n=VAL :a\n+SEQ\n=VAL \"b\\n\n+MAP\n-MAP\n-SEQ\n-MAP\n", {.style = EmitStyle::kJson}),
      "{\n  \"a\": [\n    \"b\\n\",\n    {}\n  ]\n}\n");
}

TEST_F(EmitterTest, JsonNumbers) {
  constexpr auto kNumber = [](const Event&, std::string_view, std::string_view) { return JsonKind::kNumber; };
  const auto number = [&](std::string text) {
    return Written("=VAL :" + text + "\n", {.style = EmitStyle::kJsonLine, .json_kind = kNumber});
  };
  EXPECT_EQ(number("12"), "12\n");
  EXPECT_EQ(number("+12"), "12\n");
  EXPECT_EQ(number("-007"), "-7\n");
  EXPECT_EQ(number("0"), "0\n");
  EXPECT_EQ(number("0x1F"), "31\n");
  EXPECT_EQ(number("0o17"), "15\n");
  EXPECT_EQ(number("-0b101"), "-5\n");
  EXPECT_EQ(number(".5"), "0.5\n");
  EXPECT_EQ(number("1."), "1\n");
  EXPECT_EQ(number("01.50E+3"), "1.50e+3\n");
  EXPECT_EQ(number("123456789012345678901234567890"), "123456789012345678901234567890\n");
  for (const char* const none :
       {".inf", "-.INF", ".nan", ".", "1e", "0xFFFFFFFFFFFFFFFFF", "1_000", "0x", "+"}) {
    EXPECT_EQ(number(none), "\"" + std::string(none) + "\"\n");
  }
}

TEST_F(EmitterTest, JsonSaysWhatItCannotHold) {
  EXPECT_EQ(Written("+SEQ\n=VAL &a :x\n=ALI *a\n-SEQ\n", {.style = EmitStyle::kJson}), "JSON has no aliases");
  EXPECT_EQ(Written("+MAP\n+SEQ\n-SEQ\n=VAL :v\n-MAP\n", {.style = EmitStyle::kJson}),
            "JSON has no keys but strings: a collection is one here");
}

TEST_F(EmitterTest, PropertiesAndAliases) {
  EXPECT_EQ(
      Written(
          "+MAP &m <tag:yaml.org,2002:map>\n=VAL &k :a\n+SEQ &s\n=VAL <!x> :b\n+MAP &n\n=ALI *k\n=ALI *s\n"
          "-MAP\n-SEQ\n=VAL &e :\n=VAL <tag:e.org,2000:t> :\n-MAP\n"),
      "&m !!map\n&k a: &s\n- !x b\n- &n\n  *k : *s\n&e : !<tag:e.org,2000:t>\n");
  EXPECT_EQ(Written("=VAL <!a{b}> :x\n"), "!a%7Bb%7D x\n");
  EXPECT_EQ(Written("=VAL <!> :x\n"), "! x\n");
}

TEST_F(EmitterTest, KeysThatNeedAMark) {
  EXPECT_EQ(
      Written(
          "+MAP\n+SEQ\n=VAL :a\n=VAL :b\n-SEQ\n+MAP\n=VAL :c\n=VAL :d\n-MAP\n=VAL |e\\nf\n=VAL :\n-MAP\n"),
      "? - a\n  - b\n: c: d\n? |-\n  e\n  f\n:\n");
  EXPECT_EQ(Written("+MAP\n+SEQ\n=VAL :a\n-SEQ\n=VAL :b\n-MAP\n", {.style = EmitStyle::kFlow}),
            "{? [a] : b}\n");
  const std::string longest(1000, 'x'), longer(1100, 'x');
  EXPECT_EQ(Written("+MAP\n=VAL :" + longest + "\n=VAL :v\n-MAP\n"), longest + ": v\n");
  EXPECT_EQ(Written("+MAP\n=VAL :" + longer + "\n=VAL :v\n-MAP\n"), "? " + longer + "\n: v\n");
  EXPECT_EQ(Written("+MAP\n=VAL :\n=VAL :\n+SEQ\n-SEQ\n=VAL :v\n-MAP\n"), ":\n[]: v\n");
}

TEST_F(EmitterTest, ScalarsKeepTheirStyle) {
  EXPECT_EQ(Written("+SEQ\n=VAL :a\n=VAL 'a\n=VAL \"a\n=VAL |a\n=VAL >a\n-SEQ\n"),
            "- a\n- 'a'\n- \"a\"\n- |-\n  a\n- >-\n  a\n");
  EXPECT_EQ(Written("+SEQ\n=VAL :a\\nb\n=VAL 'a\\n\\nb\n=VAL \"a\\nb\n=VAL |a\\nb\n=VAL >a\\nb\n-SEQ\n"),
            "- a\n\n  b\n- 'a\n\n\n  b'\n- \"a\\nb\"\n- |-\n  a\n  b\n- >-\n  a\n\n  b\n");
}

TEST_F(EmitterTest, ScalarsThatPlainCannotHold) {
  for (const std::string text :
       {"a: b", "a #b", "- a", "? a", "&a", "*a",  "!a",    "[a",  "{a", "#a", "%a", "@a", "`a",
        "|",    ">",    " a",  "a ",  "a:", "---", "--- a", "...", "-",  "?",  ":",  ",a", "\"a"}) {
    EXPECT_EQ(Written("=VAL :" + text + "\n"), "'" + text + "'\n");
  }
  for (const std::string text :
       {"a:b", "a#b", "-a", "?a", ":a", "a,b", "a[b]", "----", "a'b", "a\"b", "a\\\\b"}) {
    EXPECT_EQ(Written("=VAL :" + text + "\n").front(), text.front()) << text;
  }
  EXPECT_EQ(Written("=VAL :'a\n"), "'''a'\n");
  EXPECT_EQ(Written("=VAL :a\\tb\\r\n"), "\"a\\tb\\r\"\n");
  EXPECT_EQ(Written("=VAL :\\0\\a\\b\\v\\f\\e\x01\x7F\xC2\x85\xE2\x80\xA8\xE2\x80\xA9\xEF\xBB\xBF\n"),
            R"("\0\a\b\v\f\e\x01\x7F\N\L\P\uFEFF")"
            "\n");
  EXPECT_EQ(Written("=VAL :\xC3\xA9\xF0\x9F\x98\x80\n"), "\xC3\xA9\xF0\x9F\x98\x80\n");
  EXPECT_EQ(Written("+SEQ\n=VAL :a,b\n=VAL :a]\n-SEQ\n", {.style = EmitStyle::kFlow}), "['a,b', 'a]']\n");
}

TEST_F(EmitterTest, BlockScalars) {
  const auto literal = [&](std::string text) { return Written("+SEQ\n=VAL |" + text + "\n-SEQ\n"); };
  EXPECT_EQ(literal("a\\n"), "- |\n  a\n");
  EXPECT_EQ(literal("a\\n\\n"), "- |+\n  a\n\n");
  EXPECT_EQ(literal(" a\\nb"), "- |2-\n   a\n  b\n");
  EXPECT_EQ(literal("\\n a"), "- |2-\n\n   a\n");
  EXPECT_EQ(literal("\\na\\n \\n"), "- |\n\n  a\n   \n");
  EXPECT_EQ(literal(""), "- |-\n");
  EXPECT_EQ(literal("\\n\\n"), "- |+\n\n\n");
  EXPECT_EQ(literal("a\\r"), "- \"a\\r\"\n");
  EXPECT_EQ(Written("=VAL | a\n"), "' a'\n");  // no indicator at the root
  EXPECT_EQ(Written("=VAL >a\\nb\\n c\\n\\nd\\n\n"), ">\n  a\n\n  b\n   c\n\n  d\n");
}

TEST_F(EmitterTest, Pretty) {
  const auto pretty = [&](std::string scalar) {
    return Written("=VAL " + scalar + "\n", {.style = EmitStyle::kPretty});
  };
  EXPECT_EQ(pretty("\"abc"), "abc\n");
  EXPECT_EQ(pretty("|abc"), "abc\n");
  EXPECT_EQ(pretty("\"a\\nb"), "|-\n  a\n  b\n");
  EXPECT_EQ(pretty("'it's"), "it's\n");
  EXPECT_EQ(pretty(":'tis"), "\"'tis\"\n");
  EXPECT_EQ(pretty("\"\\n"), "\"\\n\"\n");
  EXPECT_EQ(pretty(":true"), "true\n");
  for (const std::string text : {"true", "No", "~", "null", "12", "-1.5", "0x1F", "1:30", "2001-01-01",
                                 ".inf", ".NaN", "=", "<<", "y", ""}) {
    EXPECT_EQ(pretty("\"" + text), "'" + text + "'\n");
  }
  EXPECT_EQ(pretty("\"3 apples"), "3 apples\n");
}

TEST_F(EmitterTest, DeepNestingIsNotMostlySpaces) {
  constexpr size_t kDepth = 10'000;
  std::string events;
  for (size_t i = 0; i < kDepth; ++i) events += "+MAP\n=VAL :k\n";
  events += "=VAL :v\n";
  for (size_t i = 0; i < kDepth; ++i) events += "-MAP\n";
  EXPECT_LT(Written(events).size(), 150'000u);
  EXPECT_LT(Written(events, {.style = EmitStyle::kJson}).size(), 8'500'000u);
}

TEST_F(EmitterTest, Width) {
  EXPECT_EQ(Written("+MAP\n=VAL :key\n=VAL :one two three four five\n-MAP\n", {.width = 14}),
            "key: one two\n  three four\n  five\n");
  EXPECT_EQ(Written("=VAL \"one  two - three\n", {.width = 1}), "\"one  two -\n  three\"\n");
  EXPECT_EQ(Written("=VAL >one two three\\n\n", {.width = 8}), ">\n  one\n  two\n  three\n");
}

TEST_F(EmitterTest, DocumentMarkers) {
  constexpr std::string_view kStream =
      "+DOC ---\n=VAL :a\n-DOC ...\n+DOC\n+MAP\n=VAL :b\n=VAL :c\n-MAP\n-DOC\n";
  EXPECT_EQ(WrittenStream(kStream), "--- a\n...\n---\nb: c\n");
  EXPECT_EQ(WrittenStream(kStream, {.markers = DocumentMarkers::kWhenNeeded}), "a\n---\nb: c\n");
  EXPECT_EQ(WrittenStream(kStream, {.markers = DocumentMarkers::kAlways}), "--- a\n...\n---\nb: c\n...\n");
  EXPECT_EQ(Written("=VAL :\n"), "---\n");
  EXPECT_EQ(Written("=VAL &a :\n"), "&a\n");
  EXPECT_EQ(WrittenStream(""), "");
}

}  // namespace
}  // namespace tare::yaml
