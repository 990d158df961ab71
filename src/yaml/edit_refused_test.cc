// Edits that cannot be made: nothing is changed, and the error says why and where.

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

#include "tare/yaml_edit.h"

namespace tare::yaml {
namespace {

class EditRefusedTest : public testing::Test {
 protected:
  Path At(std::string_view path) { return *Path::Parse(path, account_); }

  std::string Outcome(std::string_view text, const Result<Splices>& splices) {
    if (!splices) return splices.error().ToString();
    std::pmr::string edited(&account_);
    const std::unique_ptr<Output> out = Output::ToString(&edited, account_);
    ApplySplices(text, *splices, *out);
    EXPECT_TRUE(out->Commit());
    return std::string(edited);
  }
  std::string Set(std::string_view text, std::string_view path, std::string_view value) {
    return Outcome(text, SetValue(text, At(path), value, account_, {.name = "a.yaml"}));
  }
  std::string Insert(std::string_view text, std::string_view path, std::optional<std::string_view> key) {
    return Outcome(text, InsertValue(text, At(path), key, "new", account_, {.name = "a.yaml"}));
  }
  std::string Rename(std::string_view text, std::string_view path, std::string_view key) {
    return Outcome(text, RenameKey(text, At(path), key, account_, {.name = "a.yaml"}));
  }

  Budget budget_;
  Account account_{"test", budget_};
};

TEST_F(EditRefusedTest, AMappingOfOneEntryWithoutBraces) {
  const std::string why = "a mapping without braces in a sequence has one entry only: put it in braces";
  EXPECT_EQ(Set("[x, a: 1]\n", "/1/b", "2"), "a.yaml:1:5: " + why);
  EXPECT_EQ(Insert("[x, a: 1]\n", "/1/a", "b"), "a.yaml:1:5: " + why);
  EXPECT_EQ(Set("[x, a: 1]\n", "/1/a", "2"), "[x, a: 2]\n") << "what is there can be set";
}

TEST_F(EditRefusedTest, InsertingNeedsOnePlace) {
  EXPECT_EQ(Insert("a: 1\n", "/*", "b"), "path: inserting needs the path of one entry");
  EXPECT_EQ(Insert("a: 1\n", "/", "b"), "path: inserting needs the path of one entry");
  EXPECT_EQ(Insert("[1]\n", "/5", std::nullopt),
            "a.yaml:1:1: there is no element \"5\" in this sequence of 1");
  EXPECT_EQ(Insert("[1]\n", "/0", "b"), "a.yaml:1:2: an element of a sequence has no key");
  EXPECT_EQ(Insert("a: 1\n", "/a", std::nullopt), "a.yaml:1:1: an entry of a mapping needs a key");
  EXPECT_EQ(Insert("a: 1\nb: 2\n", "/a", "b"), "a.yaml: the mapping has the key \"b\" already");
}

TEST_F(EditRefusedTest, PlacesThatAreNotThere) {
  EXPECT_EQ(Set("[1]\n", "/-3", "x"), "a.yaml: the sequence has no element -3");
  EXPECT_EQ(Set("[1, 2]\n", "/-2", "x"), "[x, 2]\n");
  EXPECT_EQ(Set("a: 1\n", "/a/b", "x"), "a.yaml:1:4: a scalar, which has no \"b\"");
  EXPECT_EQ(Outcome("a: 1\n", SetValue("a: 1\n", At("/a"), "x", account_, {.document = 2, .name = "a.yaml"})),
            "a.yaml: the stream has no document number 2");
}

TEST_F(EditRefusedTest, AValueThatIsNoYaml) {
  EXPECT_EQ(Set("a: 1\n", "/a", "[x"),
            "value:1:3: the text ends inside a flow collection (close it with ] or })");
  EXPECT_EQ(Set("a: 1\n", "/a", "&x 1"),
            "value:1:1: the new value has the anchor &x, which cannot be put into "
            "another text");
  EXPECT_EQ(Set("a: 1\n", "/a", "%YAML 1.2\n---\nx"), "value:1:1: the new value has directives");
}

TEST_F(EditRefusedTest, WhatAliasesReferTo) {
  EXPECT_EQ(Set("a: &x {b: 1}\nc: *x\n", "/c/b", "2"),
            "a.yaml:2:4: the path goes through the alias *x: edit the value with the anchor &x");
  EXPECT_EQ(Set("a: &x {b: 1}\nc: *x\n", "/a", "2"),
            "a.yaml:2:4: the alias *x refers to the anchor &x in what would be removed");
  EXPECT_EQ(Set("a: &x {b: 1}\nc: *x\n", "/a/b", "2"), "a: &x {b: 2}\nc: *x\n");
}

TEST_F(EditRefusedTest, RenamingNeedsAKey) {
  EXPECT_EQ(Rename("[1]\n", "/0", "a"), "a.yaml:1:2: this has no key that could be renamed");
  EXPECT_EQ(Rename("a: 1\nb: 2\n", "/a", "b"), "a.yaml: the mapping has the key \"b\" already");
  EXPECT_EQ(Rename("a: 1\n", "/a", "a"), "a: 1\n");
}

TEST_F(EditRefusedTest, KeysThatAreCollectionsAreLeftAlone) {
  EXPECT_EQ(Set("? [k, {l: m}]\n: v\na: 1\n", "/a", "2"), "? [k, {l: m}]\n: v\na: 2\n");
  EXPECT_EQ(Set("{[k]: v, a: {? {b: c} : d}}\n", "/a/e", "2"), "{[k]: v, a: {? {b: c} : d, e: 2}}\n");
}

}  // namespace
}  // namespace tare::yaml
