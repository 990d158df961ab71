#include "tare/yaml_edit.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tare::yaml {
namespace {

class EditTest : public testing::Test {
 protected:
  Path Parse(std::string_view text) {
    Result<Path> path = Path::Parse(text, account_);
    EXPECT_TRUE(path) << text << ": " << (path ? "" : path.error().ToString());
    return path ? std::move(*path) : *Path::Parse("/", account_);
  }
  // The text with the splices applied, or the error. What comes out is YAML.
  std::string Applied(std::string_view text, const Result<Splices>& splices, bool loads) {
    if (!splices) return splices.error().ToString();
    std::pmr::string edited(&account_);
    const std::unique_ptr<Output> out = Output::ToString(&edited, account_);
    ApplySplices(text, *splices, *out);
    EXPECT_TRUE(out->Commit());
    Result<DocumentStream> stream = LoadAll(std::string_view(edited), account_);
    for (bool more = loads; more;) {
      const Result<bool> next = stream->Next();
      EXPECT_TRUE(next) << (next ? "" : next.error().ToString()) << "\n" << edited;
      more = next && *next;
    }
    return std::string(edited);
  }
  std::string Set(std::string_view text, std::string_view path, std::string_view value, size_t document = 0) {
    const EditOptions options{.document = document};
    const std::string edited = Applied(text, SetValue(text, Parse(path), value, account_, options), true);
    return edited;
  }
  std::string Delete(std::string_view text, std::string_view path, size_t document = 0) {
    const EditOptions options{.document = document};
    return Applied(text, DeleteValue(text, Parse(path), account_, options), true);
  }
  std::string Insert(std::string_view text, std::string_view path, std::string_view value) {
    return Applied(text, InsertValue(text, Parse(path), std::nullopt, value, account_, {}), true);
  }
  std::string InsertKey(std::string_view text, std::string_view path, std::string_view key,
                        std::string_view value) {
    return Applied(text, InsertValue(text, Parse(path), key, value, account_, {}), true);
  }
  std::string Rename(std::string_view text, std::string_view path, std::string_view key) {
    return Applied(text, RenameKey(text, Parse(path), key, account_, {}), true);
  }

  Budget budget_;
  Account account_{"yaml", budget_};
};

TEST_F(EditTest, AScalarIsReplacedAndNothingElse) {
  EXPECT_EQ(Set("a: 1 # one\nb:   'x'   # two\n", "/a", "2"), "a: 2 # one\nb:   'x'   # two\n");
  EXPECT_EQ(Set("a: 1 # one\nb:   'x'   # two\n", "/b", "\"\\x41\""), "a: 1 # one\nb:   \"\\x41\"   # two\n");
  EXPECT_EQ(Set("- a\n- b", "/1", "c"), "- a\n- c");
  EXPECT_EQ(Set("a:\n  - {x: 1, y: [1, 2]} # c\n", "/a/0/y/-1", "3"), "a:\n  - {x: 1, y: [1, 3]} # c\n");
  EXPECT_EQ(Set("{\"a\":1,\"b\":2}", "/a", "[x]"), "{\"a\":[x],\"b\":2}");
  EXPECT_EQ(Set("a: long\n  text # c\nb: 2\n", "/a", "1"), "a: 1 # c\nb: 2\n");
  EXPECT_EQ(Set("a:\n  text # c\nb: 2\n", "/a", "1"), "a:\n  1 # c\nb: 2\n");
  EXPECT_EQ(Set("a: !t &x 1 # c\n", "/a", "2"), "a: 2 # c\n");
  EXPECT_EQ(Set("1: a\n\"2\": b\n", "/2", "c"), "1: a\n\"2\": c\n");
  EXPECT_EQ(Set("? a\n: b\n? c\n: d\n", "/c", "e"), "? a\n: b\n? c\n: e\n");
  EXPECT_EQ(Set("a: &x 1\nb: *x\n", "/b", "2"), "a: &x 1\nb: 2\n");
  EXPECT_EQ(Set("scalar # c\n", "/", "2"), "2 # c\n");
}

TEST_F(EditTest, EmptyValuesAreFilled) {
  EXPECT_EQ(Set("a:\nb: # c\nc:", "/a", "1"), "a: 1\nb: # c\nc:");
  EXPECT_EQ(Set("a:\nb: # c\nc:", "/b", "1"), "a:\nb: 1 # c\nc:");
  EXPECT_EQ(Set("a:\nb: # c\nc:", "/c", "1"), "a:\nb: # c\nc: 1");
  EXPECT_EQ(Set("-\n- # c\n", "/0", "1"), "- 1\n- # c\n");
  EXPECT_EQ(Set("-\n- # c\n", "/1", "a: 1\nb: 2"), "-\n- a: 1 # c\n  b: 2\n");
  EXPECT_EQ(Set("{a, b: , c: 3}", "/a", "1"), "{a: 1, b: , c: 3}");
  EXPECT_EQ(Set("{a, b: , c: 3}", "/b", "1"), "{a, b: 1 , c: 3}");
  EXPECT_EQ(Set("? a\n? b\n", "/a", "1"), "? a\n: 1\n? b\n");
  EXPECT_EQ(Set("a: !t\nb: 1\n", "/a", "2"), "a: 2\nb: 1\n");
  EXPECT_EQ(Set("", "/", "a: 1"), "a: 1\n");
  EXPECT_EQ(Set("# c", "/a/b", "1"), "# c\na:\n  b: 1\n");
  EXPECT_EQ(Set("---\n...\n", "/", "1"), "--- 1\n...\n");
}

TEST_F(EditTest, BlocksTakeTheIndentationOfTheirPlace) {
  EXPECT_EQ(Set("x:\n  a: 1 # c\n  b: 2\n", "/x/a", "k: v\nl: [1]"),
            "x:\n  a: # c\n    k: v\n    l: [1]\n  b: 2\n");
  EXPECT_EQ(Set("x:\n  a: 1\n  b: 2\n", "/x/b", "- 1\n- 2\n"), "x:\n  a: 1\n  b:\n  - 1\n  - 2\n");
  EXPECT_EQ(Set("x:\n    a:\n      - 1\n    b: 2", "/x/b", "- 1\n- 2\n"),
            "x:\n    a:\n      - 1\n    b:\n        - 1\n        - 2");
  EXPECT_EQ(Set("a: 1 # c\nb: 2\n", "/a", "|\n  x\n  y\n"), "a: | # c\n  x\n  y\nb: 2\n");
  EXPECT_EQ(Set("- 1 # c\n- 2\n", "/0", "a: 1\nb: 2\n"), "- a: 1 # c\n  b: 2\n- 2\n");
  EXPECT_EQ(Set("-   1\n", "/0", "a: 1\nb: 2\n"), "-   a: 1\n    b: 2\n");
  EXPECT_EQ(Set("a: |  # c\n  x\n  y\n\nb: 2\n", "/a", "1"), "a: 1  # c\n\nb: 2\n");
  EXPECT_EQ(Set("a: |+\n  x\n\nb: 2\n", "/a", "1"), "a: 1\nb: 2\n");
  EXPECT_EQ(Set("a: >-\n  x\nb: 2\n", "/a", "- 1"), "a:\n- 1\nb: 2\n");
  EXPECT_EQ(Set("a: # c\n  # d\n  x: 1\n  y: 2 # e\nb: 2\n", "/a", "1"), "a: 1 # c\n  # d\nb: 2\n");
  EXPECT_EQ(Set("a: # c\n  x: 1\n  y: 2\nb: 2\n", "/a", "z: 3"), "a: # c\n  z: 3\nb: 2\n");
  EXPECT_EQ(Set("a:\n- 1\n- 2\nb: 2\n", "/a", "|\n x"), "a: |\n  x\nb: 2\n");
  EXPECT_EQ(Set("- a: 1\n  b: 2 # c\n- 3\n", "/0", "x"), "- x\n- 3\n");
  EXPECT_EQ(Set("- - 1\n  - 2\n- 3\n", "/0", "c: 1\nd: 2"), "- c: 1\n  d: 2\n- 3\n");
  EXPECT_EQ(Set("a: &m !t # c\n  x: 1\nb: 2\n", "/a", "y: 1"), "a:\n  y: 1\nb: 2\n");
  EXPECT_EQ(Set("a: 1\nb: 2\n", "/", "[1]"), "[1]\n");
  EXPECT_EQ(Set("a: 1", "/a", "|\n  x\n"), "a: |\n  x");
  EXPECT_EQ(Set("--- 1\n", "/", "a: 1\nb: 2"), "---\na: 1\nb: 2\n");
  EXPECT_EQ(Set("[a, b]\n", "/0", "x: 1\ny:\n  - |\n    l\n"), "[{x: 1, y: [\"l\\n\"]}, b]\n");
  EXPECT_EQ(Set("[a, b]\n", "/0", "x,y"), "['x,y', b]\n");
}

TEST_F(EditTest, CommentsBelowDoNotBecomeText) {
  EXPECT_EQ(Set("a: 1\n    # c\nb: 2\n", "/a", "|\n  x\n"), "a: \"x\\n\"\n    # c\nb: 2\n");
  EXPECT_EQ(Set("a: 1\n\n\nb: 2\n", "/a", "|+\n  x\n\n"), "a: \"x\\n\\n\"\n\n\nb: 2\n");
  EXPECT_EQ(Delete("a: |+\n  x\nb: 1\n\n    # c\nc: 2\n", "/b"), "a: |+\n  x\nc: 2\n");
}

TEST_F(EditTest, MissingKeysAreAdded) {
  EXPECT_EQ(Set("a: 1 # c\n# d\n", "/b", "2"), "a: 1 # c\nb: 2\n# d\n");
  EXPECT_EQ(Set("a:\n  b: 1\nc: 2\n", "/a/x/y", "[3]"), "a:\n  b: 1\n  x:\n    y: [3]\nc: 2\n");
  EXPECT_EQ(Set("a:\nc: 2\n", "/a/x/y", "3"), "a:\n  x:\n    y: 3\nc: 2\n");
  EXPECT_EQ(Set("a: ~\n", "/a/x", "3"), "a:\n  x: 3\n");
  EXPECT_EQ(Set("a: {}\n", "/a/x/y", "3"), "a: {x: {y: 3}}\n");
  EXPECT_EQ(Set("a: {b: 1}\n", "/a/x", "3"), "a: {b: 1, x: 3}\n");
  EXPECT_EQ(Set("{\"b\": 1}\n", "/x", "3"), "{\"b\": 1, \"x\": 3}\n");
  EXPECT_EQ(Set("a: {b: 1,}\n", "/a/x", "3"), "a: {b: 1, x: 3}\n");
  EXPECT_EQ(Set("{\n  a: 1, # c\n  b: 2 # d\n}\n", "/x", "3"), "{\n  a: 1, # c\n  b: 2, # d\n  x: 3\n}\n");
  EXPECT_EQ(Set("[\n  1,\n  2, # d\n]\n", "/2", "3"), "[\n  1,\n  2, # d\n  3,\n]\n");
  EXPECT_EQ(Set("- 1\n", "/1/a", "x"), "- 1\n- a: x\n");
  EXPECT_EQ(Set("- a: 1", "/0/b", "2"), "- a: 1\n  b: 2");
  EXPECT_EQ(Set("a: 1\n", "/\"2\"", "x"), "a: 1\n\"2\": x\n");
  EXPECT_EQ(Set("a: 1\n", "/b: c", "x"), "a: 1\n'b: c': x\n");
  EXPECT_EQ(Set("a: |\n  x", "/b", "1"), "a: |\n  x\nb: 1");
  EXPECT_EQ(Set("a: |+\n  x\n\n", "/b", "1"), "a: |+\n  x\n\nb: 1\n");
  EXPECT_EQ(Set("- 1\n", "/2", "x"), "1:1: there is no element \"2\" in this sequence of 1");
  EXPECT_EQ(Set("a: 1\n", "/a/b", "x"), "1:4: a scalar, which has no \"b\"");
}

TEST_F(EditTest, EntriesAreDeletedWithTheirLines) {
  EXPECT_EQ(Delete("a: 1 # c\n# d\nb: 2\n", "/a"), "# d\nb: 2\n");
  EXPECT_EQ(Delete("a: 1\nb:\n  x: 1\n  y: 2 # e\n\nc: 3\n", "/b"), "a: 1\n\nc: 3\n");
  EXPECT_EQ(Delete("a: 1\nb: 2", "/b"), "a: 1\n");
  EXPECT_EQ(Delete("a: |\n  x\n\nb: 2\n", "/a"), "\nb: 2\n");
  EXPECT_EQ(Delete("- a: 1\n  b: 2\n", "/0/a"), "- b: 2\n");
  EXPECT_EQ(Delete("- a: 1 # c\n  # d\n  b: 2\n", "/0/a"), "-\n  # d\n  b: 2\n");
  EXPECT_EQ(Delete("- - 1\n  - 2\n", "/0/0"), "- - 2\n");
  EXPECT_EQ(Delete("? a\n: b\n? c\n: d\n", "/a"), "? c\n: d\n");
  EXPECT_EQ(Delete("[a, b, c]", "/0"), "[b, c]");
  EXPECT_EQ(Delete("[a, b, c]", "/1"), "[a, c]");
  EXPECT_EQ(Delete("[a, b, c]", "/2"), "[a, b]");
  EXPECT_EQ(Delete("[a, b, c]", "[1:]"), "[a]");
  EXPECT_EQ(Delete("[a, b, c]", "[::2]"), "[b]");
  EXPECT_EQ(Delete("{a: 1, b: 2,}", "/b"), "{a: 1,}");
  EXPECT_EQ(Delete("[\n  a, # 1\n  b, # 2\n  c # 3\n]", "/1"), "[\n  a, # 1\n  c # 3\n]");
  EXPECT_EQ(Delete("[\n  a, # 1\n  b, # 2\n  c # 3\n]", "/2"), "[\n  a, # 1\n  b # 2\n]");
  EXPECT_EQ(Delete("a: [b,\n  c]\n", "/a/1"), "a: [b\n  ]\n");
}

TEST_F(EditTest, CommentsRightAboveGoWithTheirEntry) {
  EXPECT_EQ(Delete("a: 1\n# of b\n# too\nb: 2\nc: 3\n", "/b"), "a: 1\nc: 3\n");
  EXPECT_EQ(Delete("a: 1\n# apart\n\n# of b\nb: 2\nc: 3\n", "/b"), "a: 1\n# apart\n\nc: 3\n");
  EXPECT_EQ(Delete("a: 1\n  # further in\nb: 2\n", "/b"), "a: 1\n  # further in\n");
  EXPECT_EQ(Delete("k:\n  # of 1\n  - 1\n  # of 2\n  - 2\n", "/k/0"), "k:\n  # of 2\n  - 2\n");
  EXPECT_EQ(Delete("a:\n  b: |\n    x\n  # of c\n  c: 1\n", "/a/c"), "a:\n  b: |\n    x\n");
  // At the top they may be about the whole file.
  EXPECT_EQ(Delete("# top\na: 1\nb: 2\n", "/a"), "# top\nb: 2\n");
  EXPECT_EQ(Delete("---\n# top\na: 1\nb: 2\n", "/a"), "---\n# top\nb: 2\n");
  EXPECT_EQ(Delete("# top\n\n# of a\na: 1\nb: 2\n", "/a"), "# top\n\nb: 2\n");
  EXPECT_EQ(Delete("---\r\n# top\r\na: 1\r\nb: 2\r\n", "/a"), "---\r\n# top\r\nb: 2\r\n");
  EXPECT_EQ(Delete("# top\r\n\r\n# of a\r\na: 1\r\nb: 2\r\n", "/a"), "# top\r\n\r\nb: 2\r\n");
}

TEST_F(EditTest, ABlockKeyWithoutAValueEndsWithItsLines) {
  EXPECT_EQ(Delete("a:\n  ? |\n    k\nb: 1\n", "/a"), "b: 1\n");
  EXPECT_EQ(Set("a:\n  ? |\n    k\nb: 1\n", "/a", "2"), "a: 2\nb: 1\n");
}

TEST_F(EditTest, WhatIsLeftEmptyIsWrittenSo) {
  EXPECT_EQ(Delete("a:\n  b: 1 # c\nd: 2\n", "/a/b"), "a: {}\nd: 2\n");
  EXPECT_EQ(Delete("a:\n- 1\nd: 2\n", "/a/0"), "a: []\nd: 2\n");
  EXPECT_EQ(Delete("a: &x !t\n  b: 1\nd: *x\n", "/a/b"), "a: &x !t {}\nd: *x\n");
  EXPECT_EQ(Delete("a: {b: 1}\n", "/a/b"), "a: {}\n");
  EXPECT_EQ(Delete("- a: 1\n- 2\n", "/0/a"), "- {}\n- 2\n");
  EXPECT_EQ(Delete("# c\na: 1\nb: 2\n", "/*"), "# c\n{}\n");
  EXPECT_EQ(Delete("[a: 1, b]", "/0/a"), "[{}, b]");
}

TEST_F(EditTest, Insertions) {
  EXPECT_EQ(Insert("- a\n# b\n- b\n", "/1", "x"), "- a\n- x\n# b\n- b\n");
  EXPECT_EQ(Insert("- a\n- b\n", "/0", "x: 1\ny: 2"), "- x: 1\n  y: 2\n- a\n- b\n");
  EXPECT_EQ(Insert("- a\n- b\n", "/2", "x"), "- a\n- b\n- x\n");
  EXPECT_EQ(Insert("k:\n  - a", "/k/-", "x"), "k:\n  - a\n  - x");
  EXPECT_EQ(Insert("- - a\n", "/0/0", "x"), "- - x\n  - a\n");
  EXPECT_EQ(Insert("[a, b]", "/1", "x"), "[a, x, b]");
  EXPECT_EQ(Insert("[]", "/-", "x"), "[x]");
  EXPECT_EQ(Insert("[\n  a,\n  b\n]", "/1", "x"), "[\n  a,\n  x,\n  b\n]");
  EXPECT_EQ(InsertKey("a: 1\nb: 2\n", "/b", "x", "|\n  l\n"), "a: 1\nx: |\n  l\nb: 2\n");
  EXPECT_EQ(InsertKey("- a: 1\n", "/0/a", "5", "x"), "- \"5\": x\n  a: 1\n");
  EXPECT_EQ(InsertKey("{a: 1}", "/a", "x", "y: z"), "{x: {y: z}, a: 1}");
  EXPECT_EQ(InsertKey("a: 1\nb: 2\n", "/b", "a", "1"), "the mapping has the key \"a\" already");
  EXPECT_EQ(InsertKey("a: 1\nb: 2\n", "/b", "b", "1"), "the mapping has the key \"b\" already");
  EXPECT_EQ(Insert("a: 1\n", "/a", "1"), "1:1: an entry of a mapping needs a key");
}

TEST_F(EditTest, KeysAreRenamed) {
  EXPECT_EQ(Rename("a:   1 # c\n", "/a", "b"), "b:   1 # c\n");
  EXPECT_EQ(Rename("{\"a\":1}", "/a", "b"), "{\"b\":1}");
  EXPECT_EQ(Rename("'a': 1\n", "/a", "it's"), "'it''s': 1\n");
  EXPECT_EQ(Rename("? &x a\n: 1\n", "/a", "x y"), "? &x x y\n: 1\n");
  EXPECT_EQ(Rename("? |\n  a\n: 1\n", "/\"a\n\"", "b"), "? b\n: 1\n");
  for (const std::string key : {"5", "null", "1.0", "on", "yes", "1e3", "0b1", "~"}) {
    EXPECT_EQ(Rename("a: 1\n", "/a", key), "\"" + key + "\": 1\n");
    EXPECT_EQ(InsertKey("a: 1\n", "/a", key, "2"), "\"" + key + "\": 2\na: 1\n");
  }
  EXPECT_EQ(Rename("a: 1\n", "/a", "y"), "y: 1\n");
  EXPECT_EQ(Set("a: 1\n", "/on", "2"), "a: 1\n\"on\": 2\n");
  EXPECT_EQ(Set("a: 1\n", "/5", "2"), "a: 1\n5: 2\n");
  EXPECT_EQ(Rename("a: 1\n", "/a", "# x: y"), "'# x: y': 1\n");
  EXPECT_EQ(Rename("- {n: 1}\n- {n: 2, m: {n: 3}}\n", "/**/n", "x"), "- {x: 1}\n- {x: 2, m: {x: 3}}\n");
  EXPECT_EQ(Rename("a: 1\nb: 2\n", "/a", "b"), "the mapping has the key \"b\" already");
  EXPECT_EQ(Rename("- {a: 1}\n- {a: 2, b: 1}\n", "/*/a", "b"), "the mapping has the key \"b\" already");
  EXPECT_EQ(Rename("- a\n", "/0", "b"), "1:3: this has no key that could be renamed");
  EXPECT_EQ(Rename(": 1\n", "/null", "b"), "b : 1\n");
}

TEST_F(EditTest, AnchorsAndAliases) {
  EXPECT_EQ(Set("a: &x {b: 1}\nc: *x\n", "/c/b", "2"),
            "2:4: the path goes through the alias *x: edit the value with the anchor &x");
  EXPECT_EQ(Set("a: &x 1\nc: *x\n", "/a", "2"),
            "2:4: the alias *x refers to the anchor &x in what would be removed");
  EXPECT_EQ(Delete("a: {b: &x 1}\nc: *x\n", "/a"),
            "2:4: the alias *x refers to the anchor &x in what would be removed");
  EXPECT_EQ(Delete("a: &x 1\nb: &x 2\nc: *x\n", "/a"), "b: &x 2\nc: *x\n");
  EXPECT_EQ(Rename("? &x a\n: 1\n? b\n: *x\n", "/a", "c"),
            "4:3: the alias *x refers to the anchor &x in what would be removed");
  EXPECT_EQ(Set("a: 1\n", "/a", "&x 1"),
            "value:1:1: the new value has the anchor &x, which cannot be put into another text");
  EXPECT_EQ(Set("a: &x {b: 1}\nc: *x\n", "/**/b", "2"),
            "2:4: the path goes through the alias *x: edit the value with the anchor &x");
}

TEST_F(EditTest, StreamsAndLineEnds) {
  EXPECT_EQ(Set("a: 1\n---\na: 1 # c\n...\n", "/a", "2", 1), "a: 1\n---\na: 2 # c\n...\n");
  EXPECT_EQ(Set("a: 1\n---\nb: 1\n", "/*", "2", 1), "a: 1\n---\nb: 2\n");
  EXPECT_EQ(Set("a: 1\n", "/a", "2", 1), "the stream has no document number 1");
  EXPECT_EQ(Delete("a: 1\n---\na: 1\nb: 2\n---\nc: 1\n", "/b", 1), "a: 1\n---\na: 1\n---\nc: 1\n");
  EXPECT_EQ(Set("a: 1\r\nb: 2\r\n", "/a", "- x\n- y"), "a:\r\n- x\r\n- y\r\nb: 2\r\n");
  EXPECT_EQ(Set("a: 1\r\nb: 2\r\n", "/c/d", "|\n  x\n  y\n"),
            "a: 1\r\nb: 2\r\nc:\r\n  d: |\r\n    x\r\n    y\r\n");
  EXPECT_EQ(Delete("a: 1\r\nb: 2\r\n", "/a"), "b: 2\r\n");
}

TEST_F(EditTest, ErrorsSayWhatAndWhere) {
  EXPECT_EQ(Set("a: 1\n", "/a", ""), "value:1:1: the new value is empty: write null or \"\"");
  EXPECT_EQ(Set("a: 1\n", "/a", "x\n---\ny"), "value:2:1: the new value is more than one document");
  EXPECT_EQ(Delete("a: 1\n", "/b"), "1:1: there is no \"b\" in this mapping");
  EXPECT_EQ(Delete("a: 1\n", "/"), "1:1: the whole document cannot be deleted, only what is in it");
  EXPECT_EQ(Delete("a: 1\n", "/*/b"), "nothing is at /*/b");
  EXPECT_EQ(Set("a: 1\nb: 2\na: 3\n", "/a", "4"),
            "3:1: the mapping has this key twice, and which is meant is not clear");
  EXPECT_EQ(Delete("a: [1\n", "/a"), "2:1: the text ends inside a flow collection (close it with ] or })");
}

}  // namespace
}  // namespace tare::yaml
