#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tare/yaml_path.h"

namespace tare::yaml {
namespace {

using Strings = std::vector<std::string>;

constexpr std::string_view kDocument = R"(
spec:
  versions:
    - {name: v1, served: true, replicas: 1}
    - {name: v2, served: false, replicas: 2.5}
    - {name: "v3", replicas: 30}
  a/b: slash
  "~": tilde
  200: number
  "200": both
  "404": text
  true: yes
  "": empty
  '*': star
base: &base
  image: one
  in: {image: two}
other: *base
tags: [x, y, x, "1", 1]
)";

class PathTest : public testing::Test {
 protected:
  Path Parse(std::string_view text) {
    Result<Path> path = Path::Parse(text, account_);
    EXPECT_TRUE(path) << text << ": " << (path ? "" : path.error().ToString());
    return path ? std::move(*path) : *Path::Parse("/", account_);
  }
  std::string ErrorOf(std::string_view text) {
    const Result<Path> path = Path::Parse(text, account_);
    return path ? "no error" : path.error().ToString();
  }
  std::string Printed(std::string_view text) { return Parse(text).ToString(); }

  // The concrete paths of what is found; each of them finds the same value again.
  Strings Found(std::string_view text, std::string_view path_text) {
    const Result<Document> document = Load(text, account_);
    EXPECT_TRUE(document) << (document ? "" : document.error().ToString());
    Strings paths;
    if (!document) return paths;
    const Path path = Parse(path_text);
    std::vector<Node> nodes;
    Find(document->root(), path, account_, [&](const PathMatch& match) {
      std::pmr::string concrete(&account_);
      match.AppendPath(&concrete);
      paths.emplace_back(concrete);
      nodes.push_back(match.node);
      return true;
    });
    for (size_t i = 0; i < paths.size(); ++i) {
      const Node again = FindFirst(document->root(), Parse(paths[i]), account_);
      EXPECT_TRUE(again.exists() && again == nodes[i]) << paths[i];
    }
    return paths;
  }
  Strings Found(std::string_view path) { return Found(kDocument, path); }

  Budget budget_;
  Account account_{"yaml", budget_};
};

TEST_F(PathTest, PathsArePrintedAsTheyParse) {
  for (const std::string_view text : {"/",
                                      "/a/0/-1",
                                      "/a~1b/~0",
                                      "/\"0\"",
                                      "/\"\"",
                                      "/\"*\"/\"**\"",
                                      "/*/x",
                                      "/**/y",
                                      "/a[1:5]",
                                      "/a[-2:]",
                                      "/a[::2]",
                                      "/a[3]",
                                      "/a[kind=Deployment]",
                                      "/a[spec/replicas>=2]",
                                      "/*[name!=x]",
                                      "/a[name]",
                                      "/a[.<3]",
                                      "/a[name=\"a]b\"]",
                                      "/a[\"b c\"/\"=\"=\"\"]",
                                      "/**[image]/in",
                                      "/a[b][c]",
                                      "[0]/a"})
    EXPECT_EQ(Printed(text), text);
  EXPECT_EQ(Printed(""), "/");
  EXPECT_EQ(Printed("/'it''s'"), "/\"it's\"");
  EXPECT_EQ(Printed("/**/**/a"), "/**/a");
  EXPECT_EQ(Printed("/a[ b / c == 1 ]"), "/a[b/c=1]");
  EXPECT_EQ(Printed("/a/[1: 5 :2]"), "/a[1:5:2]");
  EXPECT_TRUE(Parse("/a/0[1]").concrete());
  EXPECT_FALSE(Parse("/a/*").concrete());
}

TEST_F(PathTest, ErrorsSayWhere) {
  EXPECT_EQ(ErrorOf("a/b"), "path:1:1: a path begins with \"/\"");
  EXPECT_EQ(ErrorOf("/a//b"), "path:1:4: an empty step (a key that is empty is written /\"\")");
  EXPECT_EQ(ErrorOf("/a/"), "path:1:4: an empty step (a key that is empty is written /\"\")");
  EXPECT_EQ(ErrorOf("/a~2"), "path:1:3: \"~\" is written \"~0\" in a path, and \"/\" in a key \"~1\"");
  EXPECT_EQ(ErrorOf("/\"a"), "path:1:2: a quote that is not closed");
  EXPECT_EQ(ErrorOf("/\"a\"b"), "path:1:5: expected \"/\" or \"[\" here");
  EXPECT_EQ(ErrorOf("/a[0"), "path:1:3: a bracket that is not closed");
  EXPECT_EQ(ErrorOf("/a["), "path:1:3: a bracket that is not closed");
  EXPECT_EQ(ErrorOf("/a[]"), "path:1:4: there is nothing in these brackets");
  EXPECT_EQ(ErrorOf("/a[1:2:0]"), "path:1:8: a slice goes forward, by steps of 1 or more");
  EXPECT_EQ(ErrorOf("/a[1:2:-1]"), "path:1:8: a slice goes forward, by steps of 1 or more");
  EXPECT_EQ(ErrorOf("/a[1:2:3:4]"), "path:1:9: a slice has at most three numbers");
  EXPECT_EQ(ErrorOf("/a[99999999999999999999]"), "path:1:4: expected a number here");
  EXPECT_EQ(ErrorOf("/a[b=]"), "path:1:6: expected a value to compare with (an empty one is written \"\")");
  EXPECT_EQ(ErrorOf("/a[=b]"), "path:1:4: expected a key here (quote a key with special characters)");
  EXPECT_EQ(ErrorOf("/a[b=\"c\" d]"), "path:1:10: expected \"]\" here");
}

TEST_F(PathTest, KeysAndIndexes) {
  EXPECT_EQ(Found("/"), Strings{"/"});
  EXPECT_EQ(Found("/spec/versions/0/name"), Strings{"/spec/versions/0/name"});
  EXPECT_EQ(Found("/spec/versions/-1/name"), Strings{"/spec/versions/2/name"});
  EXPECT_EQ(Found("/spec/versions[1]"), Strings{"/spec/versions/1"});
  EXPECT_EQ(Found("/spec/versions/3"), Strings{});
  EXPECT_EQ(Found("/spec/versions/-4"), Strings{});
  EXPECT_EQ(Found("/spec/versions/name"), Strings{});
  EXPECT_EQ(Found("/spec[200]"), Strings{});
  EXPECT_EQ(Found("/tags/0/x"), Strings{});
  EXPECT_EQ(Found("/spec/a~1b"), Strings{"/spec/a~1b"});
  EXPECT_EQ(Found("/spec/\"a/b\""), Strings{"/spec/a~1b"});
  EXPECT_EQ(Found("/spec/~0"), Strings{"/spec/~0"});
  EXPECT_EQ(Found("/spec/\"\""), Strings{"/spec/\"\""});
  EXPECT_EQ(Found("/spec/'*'"), Strings{"/spec/\"*\""});
}

TEST_F(PathTest, AKeyThatLooksLikeANumberIsTheNumberAndElseTheString) {
  EXPECT_EQ(Found("/spec/200"), Strings{"/spec/200"});
  EXPECT_EQ(Found("/spec/\"200\""), Strings{"/spec/\"200\""});
  EXPECT_EQ(Found("/spec/404"), Strings{"/spec/404"});
  EXPECT_EQ(Found("/spec/true"), Strings{"/spec/true"});
  EXPECT_EQ(Found("/spec/\"true\""), Strings{});
  EXPECT_EQ(Found("{1.5: a, null: b, -1: c}", "/*"), (Strings{"/1.5", "/null", "/-1"}));
  EXPECT_EQ(Found("{0x10: a, 1e3: b}", "/*"), (Strings{"/16", "/1000.0"}));
}

TEST_F(PathTest, AnyChildAndAnyDepthInDocumentOrder) {
  EXPECT_EQ(Found("/*/image"), (Strings{"/base/image", "/other/image"}));
  EXPECT_EQ(Found("/**/image"),
            (Strings{"/base/image", "/base/in/image", "/other/image", "/other/in/image"}));
  EXPECT_EQ(Found("/spec/versions/*/name"),
            (Strings{"/spec/versions/0/name", "/spec/versions/1/name", "/spec/versions/2/name"}));
  EXPECT_EQ(Found("{a: {a: {b: 1, a: {b: 2}}}, b: 3}", "/**/a/**/b"), (Strings{"/a/a/b", "/a/a/a/b"}));
  EXPECT_EQ(Found("{a: [1, {b: 2}]}", "/**"), (Strings{"/", "/a", "/a/0", "/a/1", "/a/1/b"}));
  EXPECT_EQ(Found("[[1], [2, 3]]", "/**/-1"), (Strings{"/0/0", "/1", "/1/1"}));
}

TEST_F(PathTest, Slices) {
  const std::string_view text = "[0, 1, 2, 3, 4, 5]";
  EXPECT_EQ(Found(text, "[1:3]"), (Strings{"/1", "/2"}));
  EXPECT_EQ(Found(text, "/[-2:]"), (Strings{"/4", "/5"}));
  EXPECT_EQ(Found(text, "[::2]"), (Strings{"/0", "/2", "/4"}));
  EXPECT_EQ(Found(text, "[1:-1:3]"), (Strings{"/1", "/4"}));
  EXPECT_EQ(Found(text, "[:99]"), (Strings{"/0", "/1", "/2", "/3", "/4", "/5"}));
  EXPECT_EQ(Found(text, "[4:2]"), Strings{});
  EXPECT_EQ(Found(text, "[-99:1]"), Strings{"/0"});
  EXPECT_EQ(Found("{a: 1}", "[:]"), Strings{});
  EXPECT_EQ(Found("{a: [1, 2, 3], b: [4, 5, 6]}", "/**[1:]"), (Strings{"/a/1", "/a/2", "/b/1", "/b/2"}));
}

TEST_F(PathTest, Filters) {
  EXPECT_EQ(Found("/spec/versions[name=v2]/replicas"), Strings{"/spec/versions/1/replicas"});
  EXPECT_EQ(Found("/spec/versions[replicas>=2.5]"), (Strings{"/spec/versions/1", "/spec/versions/2"}));
  EXPECT_EQ(Found("/spec/versions[replicas<2]"), Strings{"/spec/versions/0"});
  EXPECT_EQ(Found("/spec/versions[served]"), (Strings{"/spec/versions/0", "/spec/versions/1"}));
  EXPECT_EQ(Found("/spec/versions[served!=true]"), (Strings{"/spec/versions/1", "/spec/versions/2"}));
  EXPECT_EQ(Found("/spec/versions[served=true]"), Strings{"/spec/versions/0"});
  EXPECT_EQ(Found("/spec/versions[served=\"true\"]"), Strings{});
  EXPECT_EQ(Found("/spec/versions[name>v1][replicas<=30]"),
            (Strings{"/spec/versions/1", "/spec/versions/2"}));
  EXPECT_EQ(Found("/tags[.=x]"), (Strings{"/tags/0", "/tags/2"}));
  EXPECT_EQ(Found("/tags[.=1]"), (Strings{"/tags/3", "/tags/4"}));
  EXPECT_EQ(Found("/tags[.=\"1\"]"), Strings{"/tags/3"});
  EXPECT_EQ(Found("/base[in/image=two]/image"), Strings{"/base/image"});
  EXPECT_EQ(Found("/base[in/image=one]"), Strings{});
  EXPECT_EQ(Found("/*[image=one]/in"), (Strings{"/base/in", "/other/in"}));
  EXPECT_EQ(Found("/**[image=two]"), (Strings{"/base/in", "/other/in"}));
  EXPECT_EQ(Found("/**[replicas>2]/name"), (Strings{"/spec/versions/1/name", "/spec/versions/2/name"}));
  EXPECT_EQ(Found("[{a: [{b: 1}, {b: 2}]}]", "[a/-1/b=2]"), Strings{"/0"});
  EXPECT_EQ(Found("[18446744073709551615, 18446744073709551614]", "[.>18446744073709551614]"), Strings{"/0"});
  EXPECT_EQ(Found("[null, ~, a, false]", "[.=null]"), (Strings{"/0", "/1"}));
}

TEST_F(PathTest, TheSearchStopsWhenToldTo) {
  const Result<Document> document = Load(kDocument, account_);
  int count = 0;
  Find(document->root(), Parse("/tags/*"), account_, [&](const PathMatch&) { return ++count < 2; });
  EXPECT_EQ(count, 2);
  EXPECT_EQ(FindFirst(document->root(), Parse("/tags/*"), account_).value_or<std::string>(""), "x");
  EXPECT_FALSE(FindFirst(document->root(), Parse("/none"), account_).exists());
}

TEST_F(PathTest, DeepDocumentsAndManyWaysCostNoMore) {
  const size_t depth = 9000;
  std::string text;
  for (size_t i = 0; i < depth; ++i) text += "{a: ";
  text += "1" + std::string(depth, '}');
  const Result<Document> document = Load(text, account_);
  ASSERT_TRUE(document) << document.error().ToString();
  size_t count = 0;
  const Path path = Parse("/**/a/**/a/**/a/**/a/**/a/**/a");
  Find(document->root(), path, account_, [&](const PathMatch&) { return ++count > 0; });
  EXPECT_EQ(count, depth - 5);
}

TEST_F(PathTest, TheMemoryLimitHolds) {
  const Result<Document> document = Load(std::string_view("[[[[1]]]]"), account_);
  const Path path = Parse("/**");
  Budget small(64);
  Account tight("path", small);
  EXPECT_THROW(Find(document->root(), path, tight, [](const PathMatch&) { return true; }),
               MemoryLimitExceeded);
  EXPECT_EQ(small.used(), 0u);
}

}  // namespace
}  // namespace tare::yaml
