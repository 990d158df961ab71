#include "tare/yaml_merge.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "yaml/diff_tree.h"

namespace tare::yaml {
namespace {

class MergeTest : public testing::Test {
 protected:
  std::string Flow(const Node& node) {
    if (!node.exists()) return "nothing";
    std::pmr::string text;
    const auto out = Output::ToString(&text, account_);
    {
      Emitter emitter(*out, account_, {.style = EmitStyle::kJsonLine, .json_kind = CoreJsonKind});
      EmitNode(node, emitter, account_);
    }
    EXPECT_TRUE(out->Commit());
    while (text.ends_with('\n')) text.pop_back();
    return std::string(text);
  }

  // The result, and the conflicts in conflicts_ as "/path: base | ours | theirs".
  std::string Merged(const Node& base, const Node& ours, const Node& theirs, const MergeOptions& options = {},
                     EmitStyle style = EmitStyle::kJsonLine) {
    conflicts_.clear();
    std::pmr::string text;
    const auto out = Output::ToString(&text, account_);
    {
      Emitter emitter(*out, account_, {.style = style, .json_kind = CoreJsonKind});
      const uint64_t count = Merge(base, ours, theirs, emitter, account_, options, [&](const Conflict& at) {
        conflicts_.push_back(std::string(at.path) + ": " + Flow(at.base) + " | " + Flow(at.ours) + " | " +
                             Flow(at.theirs));
      });
      EXPECT_EQ(count, conflicts_.size());
    }
    EXPECT_TRUE(out->Commit());
    return std::string(text);
  }

  std::string Text(std::string_view base, std::string_view ours, std::string_view theirs,
                   const MergeOptions& options = {}, EmitStyle style = EmitStyle::kJsonLine) {
    const Document a = *Load(base, account_);
    const Document b = *Load(ours, account_);
    const Document c = *Load(theirs, account_);
    return Merged(a.root(), b.root(), c.root(), options, style);
  }

  Budget budget_;
  Account account_{"test", budget_};
  std::vector<std::string> conflicts_;
};

using Conflicts = std::vector<std::string>;

TEST_F(MergeTest, ChangesOfBothSides) {
  EXPECT_EQ(Text("{a: 1, b: 2, c: 3, d: 4}", "{a: 5, b: 2, d: 4, x: 1}", "{a: 1, b: {y: 2}, c: 3, z: 6}"),
            "{\"a\":5,\"b\":{\"y\":2},\"x\":1,\"z\":6}\n");
  EXPECT_TRUE(conflicts_.empty());
  EXPECT_EQ(Text("{a: {b: {c: 1, d: 1}}}", "{a: {b: {c: 2, d: 1}}}", "{a: {b: {c: 1, d: 3}}}"),
            "{\"a\":{\"b\":{\"c\":2,\"d\":3}}}\n");
  EXPECT_TRUE(conflicts_.empty());
  EXPECT_EQ(Text("{}", "{a: {b: 1}}", "{a: {c: 2}}"), "{\"a\":{\"b\":1,\"c\":2}}\n") << "added by both";
  EXPECT_EQ(Text("{a: 1}", "{a: 2}", "{a: 2}"), "{\"a\":2}\n") << "the same change";
  EXPECT_EQ(Text("{a: 1, b: 1}", "{b: 1}", "{b: 1}"), "{\"b\":1}\n") << "the same removal";
  EXPECT_TRUE(conflicts_.empty());
}

TEST_F(MergeTest, KeysOfAnyKindInAnyOrder) {
  EXPECT_EQ(Text("{1: a, [x]: b, '1': c, null: d}", "{null: d, [x]: b, 1: z, '1': c}",
                 "{[x]: q, '1': c, 1: a}", {}, EmitStyle::kFlow),
            "{? [\"x\"] : \"q\", 1: \"z\", \"1\": \"c\"}\n");
  EXPECT_TRUE(conflicts_.empty());
}

TEST_F(MergeTest, ConflictsHavePathAndValues) {
  EXPECT_EQ(Text("{a: {b: 1}}", "{a: {b: 2}}", "{a: {b: [3]}}"), "{\"a\":{\"b\":2}}\n");
  EXPECT_EQ(conflicts_, Conflicts{"/a/b: 1 | 2 | [3]"});
  EXPECT_EQ(Text("{a: 1, b: 1}", "{b: 1}", "{a: 2, b: 1}"), "{\"b\":1}\n");
  EXPECT_EQ(conflicts_, Conflicts{"/a: 1 | nothing | 2"}) << "removed and changed";
  EXPECT_EQ(Text("{a: 1, b: 1}", "{a: 2, b: 1}", "{b: 1}"), "{\"a\":2,\"b\":1}\n");
  EXPECT_EQ(conflicts_, Conflicts{"/a: 1 | 2 | nothing"});
  EXPECT_EQ(Text("{}", "{a/~: 1}", "{a/~: 2}"), "{\"a/~\":1}\n");
  EXPECT_EQ(conflicts_, Conflicts{"/a~1~0: nothing | 1 | 2"});
}

TEST_F(MergeTest, PreferredSides) {
  const std::string_view base = "{a: 1, b: 1, c: [1, 2]}";
  const std::string_view ours = "{a: 2, c: [1, 3, 3]}";
  const std::string_view theirs = "{a: 3, b: 3, c: [1]}";
  EXPECT_EQ(Text(base, ours, theirs, {.prefer = Prefer::kOurs}), "{\"a\":2,\"c\":[1,3,3]}\n");
  EXPECT_TRUE(conflicts_.empty());
  EXPECT_EQ(Text(base, ours, theirs, {.prefer = Prefer::kTheirs}), "{\"a\":3,\"c\":[1],\"b\":3}\n");
  EXPECT_TRUE(conflicts_.empty());
  EXPECT_EQ(Text(base, ours, theirs), "{\"a\":2,\"c\":[1,3,3]}\n");
  EXPECT_EQ(conflicts_, (Conflicts{"/a: 1 | 2 | 3", "/c: [1,2] | [1,3,3] | [1]", "/b: 1 | nothing | 3"}));
}

TEST_F(MergeTest, SequencesByWhatTheyHaveInCommon) {
  EXPECT_EQ(Text("[a, b, c, d]", "[x, a, b, c, d]", "[a, b, d, y]"), R"(["x","a","b","d","y"])"
                                                                     "\n");
  EXPECT_EQ(Text("[a, b]", "[a, b, c]", "[a, b, c]"), "[\"a\",\"b\",\"c\"]\n") << "the same addition";
  EXPECT_TRUE(conflicts_.empty());
  EXPECT_EQ(Text("[a, b]", "[a, b, c]", "[a, b, d]"), "[\"a\",\"b\",\"c\"]\n");
  EXPECT_EQ(conflicts_, Conflicts{R"(: ["a","b"] | ["a","b","c"] | ["a","b","d"])"});
  EXPECT_EQ(Text("[{n: 1, m: 1}]", "[{n: 2, m: 1}]", "[{n: 1, m: 3}]"), "[{\"n\":2,\"m\":3}]\n");
  EXPECT_TRUE(conflicts_.empty()) << "changes inside of an element";
  EXPECT_EQ(Text("[k, [1]]", "[k, [2]]", "[k, [3]]"), "[\"k\",[2]]\n");
  EXPECT_EQ(conflicts_, Conflicts{"/1/0: 1 | 2 | 3"});
  EXPECT_EQ(Text("[k, k2, [1]]", "[k2, [2]]", "[n, k, k2, [3]]"), "[\"k2\",[2]]\n");
  EXPECT_EQ(conflicts_.size(), 2u) << "a removal beside an addition, and the element";
}

TEST_F(MergeTest, ElementsByTheirKey) {
  const std::string_view base = "[{name: a, v: 1, w: 1}, {name: b, v: 1}]";
  const std::string_view ours = "[{name: c, v: 9}, {name: a, v: 2, w: 1}, {name: b, v: 1}]";
  const std::string_view theirs = "[{name: a, v: 1, w: 5}, {name: b, v: 1}, {name: d, v: 7}]";
  EXPECT_EQ(Text(base, ours, theirs, {.key = "name"}),
            "[{\"name\":\"c\",\"v\":9},{\"name\":\"a\",\"v\":2,\"w\":5},{\"name\":\"b\",\"v\":1},"
            "{\"name\":\"d\",\"v\":7}]\n");
  EXPECT_TRUE(conflicts_.empty());
  EXPECT_EQ(Text("[{name: a, v: 1}]", "[{name: a, v: 2}]", "[{name: c, v: 1}]", {.key = "name"}),
            "[{\"name\":\"a\",\"v\":2}]\n");
  EXPECT_EQ(conflicts_.size(), 1u) << "one changed what the other removed";
}

TEST_F(MergeTest, TagsAndDocuments) {
  EXPECT_EQ(Text("!x {a: 1}", "!x {a: 2}", "!x {a: 1, b: 1}", {}, EmitStyle::kFlow),
            "!x {\"a\": 2, \"b\": 1}\n");
  EXPECT_EQ(Text("{a: 1}", "!x {a: 1}", "{a: 1}", {}, EmitStyle::kFlow), "!x {\"a\": 1}\n");
  EXPECT_TRUE(conflicts_.empty());
  const Document one = *Load("[1]", account_);
  EXPECT_EQ(Merged(one.root(), {}, one.root()), "") << "one removed it";
  EXPECT_EQ(Merged({}, {}, one.root()), "[1]\n") << "one added it";
  EXPECT_EQ(Merged({}, {}, {}), "");
  EXPECT_TRUE(conflicts_.empty());
}

TEST_F(MergeTest, OneSideAloneIsTheResult) {
  for (uint32_t seed = 0; seed < 800; ++seed) {
    RandomTrees random(seed);
    const Tree base = random.Make(5);
    Tree side = base;
    for (size_t changes = random.Below(6); changes > 0; --changes) random.Change(&side, 5);
    const MergeOptions options{.key = seed % 3 == 0 ? "name" : ""};
    using Sides = std::pair<const Tree*, const Tree*>;
    for (const auto& [ours, theirs] : {Sides(&side, &base), Sides(&base, &side), Sides(&side, &side)}) {
      const std::string text = Text(base.Json(), ours->Json(), theirs->Json(), options);
      ASSERT_EQ(TreeOf(Load(text, account_)->root()).Json(), side.Json()) << seed << "\n" << base.Json();
      ASSERT_TRUE(conflicts_.empty()) << seed << " " << conflicts_[0];
    }
  }
}

TEST_F(MergeTest, WhatIsPreferredDecidesEverything) {
  uint64_t conflicts = 0;
  for (uint32_t seed = 0; seed < 500; ++seed) {
    RandomTrees random(seed);
    const Tree base = random.Make(4);
    Tree ours = base;
    Tree theirs = base;
    for (size_t changes = 4; changes > 0; --changes) random.Change(changes % 2 == 0 ? &ours : &theirs, 4);
    const std::string none = Text(base.Json(), ours.Json(), theirs.Json());
    conflicts += conflicts_.size();
    const bool clean = conflicts_.empty();
    EXPECT_EQ(Text(base.Json(), ours.Json(), theirs.Json(), {.prefer = Prefer::kOurs}), none);
    const std::string swapped = Text(base.Json(), theirs.Json(), ours.Json());
    EXPECT_EQ(conflicts_.empty(), clean) << seed;
    if (!clean) continue;
    EXPECT_EQ(TreeOf(Load(none, account_)->root()), TreeOf(Load(swapped, account_)->root())) << seed;
  }
  EXPECT_GT(conflicts, 50u);
}

}  // namespace
}  // namespace tare::yaml
