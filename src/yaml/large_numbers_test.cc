// Numbers beyond what a value holds, NaN and infinity, and null: as keys, in paths and errors, compared and
// written.

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "tare/yaml_emitter.h"
#include "tare/yaml_path.h"
#include "tare/yaml_values.h"

namespace tare::yaml {
namespace {

constexpr int64_t kBeyondAValue = int64_t{1} << 60;  // 61 bits stand in one

class LargeNumbersTest : public testing::Test {
 protected:
  Document Loaded(std::string_view text, const LoadOptions& options = {}) {
    return *Load(text, account_, options);
  }
  std::vector<std::string> Found(const Document& document, std::string_view path_text) {
    const Path path = *Path::Parse(path_text, account_);
    std::vector<std::string> paths;
    Find(document.root(), path, account_, [&](const PathMatch& match) {
      std::pmr::string concrete(&account_);
      match.AppendPath(&concrete);
      paths.emplace_back(concrete);
      return true;
    });
    return paths;
  }
  std::string Written(const Node& node, const EmitOptions& options) {
    std::pmr::string text(&account_);
    const auto out = Output::ToString(&text, account_);
    Emitter emitter(*out, account_, options);
    emitter.Write({.kind = EventKind::kStreamStart}, {});
    EmitNode(node, emitter, account_);
    emitter.Write({.kind = EventKind::kStreamEnd}, {});
    EXPECT_TRUE(out->Commit());
    return std::string(text);
  }

  Budget budget_;
  Account account_{"test", budget_};
};

constexpr std::string_view kKeys =
    "1152921504606846976: a\n18446744073709551615: b\n99999999999999999999: c\n-.inf: d\n.inf: e\n.nan: f\n"
    "1.5: g\n~: h\ntrue: i\n? [k]\n: j\n? {k: v}\n: k\n";

TEST_F(LargeNumbersTest, AreFoundAsKeys) {
  const Document document = Loaded(kKeys);
  EXPECT_EQ(document[kBeyondAValue].as<std::string>(), "a");
  EXPECT_FALSE(document[kBeyondAValue + 1].exists());
  EXPECT_FALSE(document[std::numeric_limits<int64_t>::max()].exists());
  std::string many;
  for (int i = 0; i < 40; ++i) many += std::to_string(kBeyondAValue + i) + ": " + std::to_string(i) + "\n";
  const Document indexed = Loaded(many);
  for (int i = 0; i < 40; ++i) EXPECT_EQ(indexed[kBeyondAValue + i].as<int>(), i);
  EXPECT_FALSE(indexed[kBeyondAValue + 40].exists());
}

TEST_F(LargeNumbersTest, StandInThePathsOfWhatIsFound) {
  const Document document = Loaded(kKeys);
  const std::vector<std::string> expected = {"/1152921504606846976",
                                             "/18446744073709551615",
                                             "/1e+20",
                                             "/-.inf",
                                             "/.inf",
                                             "/.nan",
                                             "/1.5",
                                             "/null",
                                             "/true",
                                             "/(a sequence)",
                                             "/(a mapping)"};
  EXPECT_EQ(Found(document, "/*"), expected);
  EXPECT_EQ(
      FindFirst(document.root(), *Path::Parse("/18446744073709551615", account_), account_).as<std::string>(),
      "b");
  EXPECT_EQ(FindFirst(document.root(), *Path::Parse("/.nan", account_), account_).as<std::string>(), "f");
  EXPECT_EQ(FindFirst(document.root(), *Path::Parse("/-.inf", account_), account_).as<std::string>(), "d");
}

TEST_F(LargeNumbersTest, ArePassedByFilters) {
  const Document document =
      Loaded("- .nan\n- .inf\n- 18446744073709551615\n- 3\n- x\n- {1: a}\n- {\"1\": b}\n");
  using Strings = std::vector<std::string>;
  EXPECT_EQ(Found(document, "/*[.=.nan]"), Strings{"/0"});
  EXPECT_EQ(Found(document, "/*[.=.inf]"), Strings{"/1"});
  EXPECT_EQ(Found(document, "/*[.>4]"), (Strings{"/1", "/2"}));
  EXPECT_EQ(Found(document, "/*[.=18446744073709551615]"), Strings{"/2"});
  EXPECT_EQ(Found(document, "/*[1=a]"), Strings{"/5"}) << "a key that is a number";
  EXPECT_EQ(Found(document, "/*[1=b]"), Strings{"/6"}) << "and else the string";
}

TEST_F(LargeNumbersTest, StandInThePathsOfErrors) {
  const Document document = Loaded("99999999999999999999: [a]\n~: [b]\n1.5: [c]\n7: [d]\n");
  std::vector<std::string> errors;
  for (const auto& [key, value] : document.root().pairs())
    errors.push_back(value[0].as<int>().error().ToString());
  const std::string what = "an integer of 32 bits is expected here, and this is a string, ";
  EXPECT_EQ(errors, (std::vector<std::string>{"1:24: " + what + "\"a\", at /99999999999999999999/0",
                                              "2:5: " + what + "\"b\", at /(null)/0",
                                              "3:7: " + what + "\"c\", at /(a floating-point number)/0",
                                              "4:5: " + what + "\"d\", at /7/0"}));
}

TEST_F(LargeNumbersTest, AreComparedByValueThenByText) {
  const Document document = Loaded(
      "[99999999999999999999, 99999999999999999998, -99999999999999999999, 18446744073709551615, 1, -1, "
      "199999999999999999999, \"1\", 99999999999999999999]");
  EXPECT_GT(Node::Compare(document[0], document[1]), 0) << "the same nearest floating-point number";
  EXPECT_LT(Node::Compare(document[0], document[6]), 0);
  EXPECT_EQ(Node::Compare(document[0], document[8]), 0);
  EXPECT_EQ(document[0].Hash(), document[8].Hash());
  EXPECT_LT(Node::Compare(document[2], document[5]), 0);
  EXPECT_GT(Node::Compare(document[0], document[3]), 0);
  EXPECT_GT(Node::Compare(document[3], document[4]), 0);
}

TEST_F(LargeNumbersTest, AreWrittenAsTheyStand) {
  const std::string_view text = "[18446744073709551615, 99999999999999999999, -99999999999999999999]";
  const Document document = Loaded(text);
  EXPECT_EQ(Written(document.root(), {.style = EmitStyle::kJsonLine, .json_kind = CoreJsonKind}),
            "[18446744073709551615,99999999999999999999,-99999999999999999999]\n");
  const std::string owned(text);
  const Document copied = Loaded(owned, {.copy_text = true});
  EXPECT_EQ(Written(copied.root(), {.style = EmitStyle::kFlow}), owned + "\n");
  EXPECT_EQ(copied[1].kind(), Kind::kInteger);
  EXPECT_EQ(copied[1].as<double>(), 1e20);
}

TEST_F(LargeNumbersTest, SignsAndPointsAloneAreNoNumbers) {
  for (const char* text : {"+", ".", "+a", "-e1", "+.", "1e", "0x", "0o8"}) {
    const std::string quoted = "[" + std::string(text) + "]";
    EXPECT_TRUE(Loaded(quoted)[0].is_string()) << text;
  }
}

TEST(KindNameTest, NamesStandInSentences) {
  const std::pair<Kind, std::string_view> names[] = {
      {Kind::kMissing, "nothing"},     {Kind::kNull, "null"},
      {Kind::kBoolean, "a boolean"},   {Kind::kInteger, "an integer"},
      {Kind::kString, "a string"},     {Kind::kFloat, "a floating-point number"},
      {Kind::kSequence, "a sequence"}, {Kind::kMapping, "a mapping"}};
  for (const auto& [kind, name] : names) EXPECT_EQ(KindName(kind), name);
}

}  // namespace
}  // namespace tare::yaml
