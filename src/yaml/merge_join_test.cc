#include <gtest/gtest.h>

#include <string>

#include "tare/yaml_merge.h"

namespace tare::yaml {
namespace {

class JoinTest : public testing::Test {
 protected:
  // The result as one line of JSON, or the error.
  std::string Text(std::string_view base, std::string_view overlay, const JoinOptions& options = {},
                   EmitStyle style = EmitStyle::kJsonLine) {
    const Document a = *Load(base, account_, {.name = "base.yaml"});
    const Document b = *Load(overlay, account_);
    std::pmr::string text;
    const auto out = Output::ToString(&text, account_);
    {
      Emitter emitter(*out, account_, {.style = style, .json_kind = CoreJsonKind});
      const Result<void> joined = Join(a.root(), b.root(), emitter, account_, options);
      if (!joined) return joined.error().ToString();
    }
    EXPECT_TRUE(out->Commit());
    while (text.ends_with('\n')) text.pop_back();
    return std::string(text);
  }

  Budget budget_;
  Account account_{"test", budget_};
};

// All of RFC 7386, appendix A.
TEST_F(JoinTest, MergePatch) {
  const struct {
    std::string_view base, overlay, result;
  } cases[] = {
      {R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})"},
      {R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})"},
      {R"({"a":"b"})", R"({"a":null})", R"({})"},
      {R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})"},
      {R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})"},
      {R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})"},
      {R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})"},
      {R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})"},
      {R"(["a","b"])", R"(["c","d"])", R"(["c","d"])"},
      {R"({"a":"b"})", R"(["c"])", R"(["c"])"},
      {R"({"a":"foo"})", R"(null)", R"(null)"},
      {R"({"a":"foo"})", R"("bar")", R"("bar")"},
      {R"({"e":null})", R"({"a":1})", R"({"e":null,"a":1})"},
      {R"([1,2])", R"({"a":"b","c":null})", R"({"a":"b"})"},
      {R"({})", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})"},
  };
  for (const auto& [base, overlay, result] : cases) EXPECT_EQ(Text(base, overlay), result) << overlay;
}

TEST_F(JoinTest, NullsAsValues) {
  EXPECT_EQ(Text("{a: 1, b: 2}", "{a: null, c: {d: null}}", {.null_deletes = false}),
            R"({"a":null,"b":2,"c":{"d":null}})");
}

TEST_F(JoinTest, SequencesAppended) {
  EXPECT_EQ(Text("{a: [1, 2], b: [1]}", "{a: [2, 3], b: x}", {.sequences = {.how = SequenceJoin::kAppend}}),
            R"({"a":[1,2,2,3],"b":"x"})");
}

TEST_F(JoinTest, SequencesByKey) {
  const SequenceRule by_name{.how = SequenceJoin::kByKey, .key = "name"};
  EXPECT_EQ(
      Text("[{name: a, v: 1, w: 1}, 5, {name: b}, {id: 1}]",
           "[{name: c}, {name: a, v: 2, w: null}, 5, {name: a, v: 3}, {id: 1}]", {.sequences = by_name}),
      R"([{"name":"a","v":2},5,{"name":"b"},{"id":1},{"name":"c"},5,{"name":"a","v":3},{"id":1}])");
  EXPECT_EQ(Text("[{name: 1, a: 1}]", "[{name: '1', a: 2}]", {.sequences = by_name}),
            R"([{"name":1,"a":1},{"name":"1","a":2}])");
}

TEST_F(JoinTest, RulesForPaths) {
  const JoinOptions options{.sequences = {.how = SequenceJoin::kAppend},
                            .rules = {{"/spec/*/containers", {.how = SequenceJoin::kByKey, .key = "name"}},
                                      {"/spec/*/containers/0/args", {.how = SequenceJoin::kReplace}},
                                      {"/a~1b", {.how = SequenceJoin::kReplace}}}};
  EXPECT_EQ(Text("{spec: {t: {containers: [{name: x, args: [1], env: [1]}]}}, a/b: [1], c: [1]}",
                 "{spec: {t: {containers: [{name: x, args: [2], env: [2]}]}}, a/b: [2], c: [2]}", options),
            R"({"spec":{"t":{"containers":[{"name":"x","args":[2],"env":[1,2]}]}},"a/b":[2],"c":[1,2]})");
}

TEST_F(JoinTest, AtAPath) {
  EXPECT_EQ(Text("{a: {5: [x, {y: 1}]}, b: 1}", "{z: 2}", {.at = "/a/5/1"}),
            R"({"a":{"5":["x",{"y":1,"z":2}]},"b":1})");
  EXPECT_EQ(Text("{a: [1, 2]}", "7", {.at = "/a/0"}), R"({"a":[7,2]})");
}

TEST_F(JoinTest, PathsThatLeadNowhere) {
  EXPECT_EQ(Text("a:\n  b: 1\n", "{}", {.at = "/a/c"}), "base.yaml:2:3: there is no \"c\" to join at, at /a");
  EXPECT_EQ(Text("a:\n  b: 1\n", "{}", {.at = "/a/b/x"}),
            "base.yaml:2:6: there is no \"x\" to join at, at /a/b");
  EXPECT_EQ(Text("[1]", "{}", {.at = "/1"}), "base.yaml:1:1: there is no \"1\" to join at, at /");
  EXPECT_EQ(Text("[1]", "{}", {.at = "x"}), "\"x\" is no path: it begins with \"/\"");
  EXPECT_EQ(Text("[1]", "{}", {.rules = {{"x", {}}}}), "\"x\" is no path: it begins with \"/\"");
}

TEST_F(JoinTest, TagsAndOtherKeys) {
  EXPECT_EQ(Text("!a {x: !b [1], [k]: 1}", "{x: !c [2], [k]: 2}",
                 {.sequences = {.how = SequenceJoin::kAppend}}, EmitStyle::kFlow),
            "!a {\"x\": !c [1, 2], ? [\"k\"] : 2}");
}

}  // namespace
}  // namespace tare::yaml
