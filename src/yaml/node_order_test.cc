#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <unordered_set>

#include "tare/yaml_values.h"

namespace tare::yaml {
namespace {

class NodeOrderTest : public testing::Test {
 protected:
  int Compare(std::string_view a, std::string_view b) {
    const Document left = *Load(a, account_);
    const Document right = *Load(b, account_);
    const int order = Node::Compare(left.root(), right.root());
    EXPECT_EQ(Node::Compare(right.root(), left.root()), -order) << a << " and " << b;
    EXPECT_EQ(left.root() == right.root(), order == 0);
    EXPECT_EQ(left.root().Hash() == right.root().Hash(), order == 0) << a << " and " << b;
    return order;
  }

  Budget budget_;
  Account account_{"test", budget_};
};

TEST_F(NodeOrderTest, EqualHoweverItIsWritten) {
  for (const auto& [a, b] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
           {"16", "0x10"},
           {"1.0", "1e0"},
           {"-0.0", "0.0"},
           {".nan", ".NaN"},
           {"'a b'", "a b"},
           {"\"a longer \\x74ext\"", "a longer text"},
           {"18446744073709551615", "0xFFFFFFFFFFFFFFFF"},
           {"1152921504606846976", "0x1000000000000000"},
           {"~", ""},
           {"[a, {b: c}]", "- a\n- b: c\n"},
           {"{a: 1, b: 2, c: [x]}", "{c: [x], b: 2, a: 1}"},
           {"? [a]\n: 1\n? b\n: 2\n", "? b\n: 2\n? [a]\n: 1\n"},
           {"!x {}", "!<!x> {}"},
           {"[&a [1], *a]", "[[1], [1]]"},
           {"|\n  text over\n  lines\n", "\"text over\\nlines\\n\""},
       }) {
    EXPECT_EQ(Compare(a, b), 0) << a << " and " << b;
  }
}

TEST_F(NodeOrderTest, KindsThenValues) {
  constexpr std::string_view kAscending[] = {
      "null",
      "false",
      "true",
      "-123456789012345678901234567890",
      "-9223372036854775808",
      "-1",
      "2",
      "9223372036854775807",
      "9223372036854775808",
      "123456789012345678901234567890",
      "-.inf",
      "-1.5",
      "1.0",
      ".inf",
      ".nan",
      "''",
      "a",
      "abcdefgh",
      "abcdefghi",
      "b",
      "[]",
      "[1]",
      "[1, 1]",
      "[1, 2]",
      "[2]",
      "{}",
      "{b: 1}",
      "{a: 1, b: 1}",
      "{b: 1, a: 2}",
      "{a: 1, c: 0}",
      "!x {a: 1, c: 0}",
  };
  for (size_t i = 0; i < std::size(kAscending); ++i) {
    for (size_t j = i + 1; j < std::size(kAscending); ++j)
      EXPECT_LT(Compare(kAscending[i], kAscending[j]), 0) << kAscending[i] << " and " << kAscending[j];
  }
}

TEST_F(NodeOrderTest, DeepDocumentsNeedNoStack) {
  std::string deep(9000, '[');
  deep += "x" + std::string(9000, ']');
  EXPECT_EQ(Compare(deep, deep), 0);
  std::string mappings;
  for (int i = 0; i < 5000; ++i) mappings += "{a: ";
  mappings += "1" + std::string(5000, '}');
  EXPECT_EQ(Compare(mappings, mappings), 0);
}

TEST_F(NodeOrderTest, NodesAreKeysOfSets) {
  const Document doc = *Load("[a, b, [1, 2], a, [1, 2], {x: y}, {x: y}]", account_);
  std::unordered_set<Node> nodes;
  for (const Node node : doc.root()) nodes.insert(node);
  EXPECT_EQ(nodes.size(), 4u);
  EXPECT_TRUE(doc[0] < doc[1]);
  EXPECT_TRUE(doc["missing"] < doc[0]);
}

}  // namespace
}  // namespace tare::yaml
