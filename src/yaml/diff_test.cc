#include "tare/yaml_diff.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tare/yaml_emitter.h"
#include "yaml/diff_tree.h"

namespace tare::yaml {
namespace {

class DiffTest : public testing::Test {
 protected:
  std::string Text(std::string_view from, std::string_view to, const DiffOptions& options = {},
                   bool colour = false) {
    const Document a = *Load(from, account_);
    const Document b = *Load(to, account_);
    std::pmr::string text;
    const auto out = Output::ToString(&text, account_);
    const bool equal = WriteDiff(a.root(), b.root(), *out, account_, options, {.colour = colour});
    EXPECT_TRUE(out->Commit());
    EXPECT_EQ(equal, text.empty());
    return std::string(text);
  }

  std::string Patch(std::string_view from, std::string_view to, const DiffOptions& options = {}) {
    const Document a = *Load(from, account_);
    const Document b = *Load(to, account_);
    return PatchOf(a.root(), b.root(), options);
  }

  std::string PatchOf(const Node& from, const Node& to, const DiffOptions& options = {}) {
    std::pmr::string text;
    const auto out = Output::ToString(&text, account_);
    {
      Emitter emitter(*out, account_, {.style = EmitStyle::kJsonLine, .json_kind = CoreJsonKind});
      const bool equal = WriteJsonPatch(from, to, emitter, account_, options);
      EXPECT_EQ(equal, from == to || (!from.exists() && !to.exists()));
    }
    EXPECT_TRUE(out->Commit());
    return std::string(text);
  }

  Budget budget_;
  Account account_{"test", budget_};
};

// RFC 6901 and RFC 6902, as far as Diff uses them.
std::vector<std::string> Tokens(std::string_view pointer) {
  std::vector<std::string> tokens;
  for (const char c : pointer) {
    if (c == '/') {
      tokens.emplace_back();
    } else {
      tokens.back() += c;
    }
  }
  for (std::string& token : tokens) {
    for (size_t at = 0; (at = token.find("~1", at)) != std::string::npos; ++at) token.replace(at, 2, "/");
    for (size_t at = 0; (at = token.find("~0", at)) != std::string::npos; ++at) token.replace(at, 2, "~");
  }
  return tokens;
}

void ApplyIn(const std::string& op, const std::string& last, const Tree& value, Tree* parent) {
  if (parent->is == Tree::Is::kMapping) {
    ASSERT_EQ(parent->entries.contains(last), op != "add") << last;
    if (op == "remove") {
      parent->entries.erase(last);
    } else {
      parent->entries[last] = value;
    }
    return;
  }
  ASSERT_EQ(parent->is, Tree::Is::kSequence);
  const auto index = static_cast<std::ptrdiff_t>(std::stoul(last));
  ASSERT_LT(index, std::ssize(parent->items) + (op == "add" ? 1 : 0));
  const auto at = parent->items.begin() + index;
  if (op == "remove") {
    parent->items.erase(at);
  } else if (op == "add") {
    parent->items.insert(at, value);
  } else {
    *at = value;
  }
}

void Apply(const Node& operation, Tree* tree) {
  std::vector<std::string> tokens = Tokens(*operation["path"].as<std::string>());
  const std::string op = *operation["op"].as<std::string>();
  const Tree value = TreeOf(operation["value"]);
  if (tokens.empty()) {
    ASSERT_EQ(op, "replace");
    *tree = value;
    return;
  }
  const std::string last = tokens.back();
  tokens.pop_back();
  for (const std::string& token : tokens)
    tree = tree->is == Tree::Is::kMapping ? &tree->entries.at(token) : &tree->items.at(std::stoul(token));
  ApplyIn(op, last, value, tree);
}

TEST_F(DiffTest, MappingsByTheirKeys) {
  EXPECT_EQ(Text("a: 1\nb: {c: x, d: w}\n", "b: {d: z, c: x}\na: 1\n"), "@ /b/d\n- w\n+ z\n");
  EXPECT_EQ(Text("a: 1\nb: 2\n", "b: 2\nc: [3, 4]\n"), "@ /a\n- 1\n@ /c\n+ - 3\n+ - 4\n");
  EXPECT_EQ(Text("a: 1\nb: 2\n", "b: 2\na: 1\n"), "");
}

TEST_F(DiffTest, OrderOfKeysWhereItMatters) {
  EXPECT_EQ(Text("a: 1\nb: 2\n", "b: 2\na: 1\n", {.mind_order = true}), "@ /a\n- 1\n@ /a\n+ 1\n");
  EXPECT_EQ(Text("a: 1\nb: 2\nc: 3\n", "a: 1\nb: 5\nc: 3\n", {.mind_order = true}), "@ /b\n- 2\n+ 5\n");
}

TEST_F(DiffTest, SequencesByTheirLongestCommonPart) {
  EXPECT_EQ(Text("[a, b, c, d]", "[b, c, x, d]"), "@ /0\n- a\n@ /2\n+ x\n");
  EXPECT_EQ(Text("[a, b, c]", "[a, x, c]"), "@ /1\n- b\n+ x\n");
  EXPECT_EQ(Text("[a, b]", "[b, a]"), "@ /0\n- a\n@ /1\n+ a\n") << "a move";
}

TEST_F(DiffTest, ElementsThatChangedInside) {
  EXPECT_EQ(Text("- {name: a, m: 1}\n- {name: b, m: 2}\n", "- {name: a, m: 1}\n- {name: b, m: 3}\n"),
            "@ /1/m\n- 2\n+ 3\n");
  const std::string_view from = "- {name: a, m: 1}\n- {name: b, m: 2}\n";
  const std::string_view to = "- {name: c, m: 7}\n- {name: a, m: 4}\n- {name: b, m: 2}\n";
  EXPECT_EQ(Text(from, to, {.key = "name"}), "@ /0\n+ name: c\n+ m: 7\n@ /1/m\n- 1\n+ 4\n");
  EXPECT_EQ(Patch(from, to, {.key = "name"}),
            "[{\"op\":\"add\",\"path\":\"/0\",\"value\":{\"name\":\"c\",\"m\":7}},"
            "{\"op\":\"replace\",\"path\":\"/1/m\",\"value\":4}]\n");
}

TEST_F(DiffTest, OthersAreReplaced) {
  EXPECT_EQ(Text("a: [1]\n", "a: {b: 1}\n"), "@ /a\n- - 1\n+ b: 1\n");
  EXPECT_EQ(Text("1", "'1'"), "@ (document)\n- 1\n+ '1'\n");
  EXPECT_EQ(Text("1", "1.0"), "@ (document)\n- 1\n+ 1.0\n");
  EXPECT_EQ(Text("a: !x [1]\n", "a: !y [1]\n"), "@ /a\n- !x\n- - 1\n+ !y\n+ - 1\n");
  EXPECT_EQ(Text("a: |\n  one\n  two\n", "a: |\n  one\n"), "@ /a\n- |\n-   one\n-   two\n+ |\n+   one\n");
}

TEST_F(DiffTest, PointersToAnyKey) {
  EXPECT_EQ(Patch("{a/b: 1, ~m: 1, '': 1, 5: 1, [x, 1]: 1, null: 1}", "{}"),
            "[{\"op\":\"remove\",\"path\":\"/a~1b\"},{\"op\":\"remove\",\"path\":\"/~0m\"},"
            "{\"op\":\"remove\",\"path\":\"/\"},{\"op\":\"remove\",\"path\":\"/5\"},"
            "{\"op\":\"remove\",\"path\":\"/[\\\"x\\\", 1]\"},{\"op\":\"remove\",\"path\":\"/null\"}]\n");
}

TEST_F(DiffTest, Colours) {
  EXPECT_EQ(Text("a: 1\n", "a: 2\n", {}, true),
            "\x1b[36m@ /a\x1b[0m\n\x1b[31m- 1\x1b[0m\n\x1b[32m+ 2\x1b[0m\n");
}

TEST_F(DiffTest, ADocumentThatIsMissing) {
  const Document a = *Load("[1]", account_);
  EXPECT_EQ(PatchOf(a.root(), {}), "[{\"op\":\"remove\",\"path\":\"\"}]\n");
  EXPECT_EQ(PatchOf({}, a.root()), "[{\"op\":\"add\",\"path\":\"\",\"value\":[1]}]\n");
  EXPECT_EQ(PatchOf({}, {}), "[]\n");
}

TEST_F(DiffTest, PlacesOfRemovalsAreThoseOfTheFirstDocument) {
  const Document a = *Load("[x, y, [1, 2, 3], z]", account_);
  const Document b = *Load("[[1, 3], z]", account_);
  std::vector<std::string> found;
  Diff(a.root(), b.root(), account_, {}, [&](const Operation& operation) {
    found.push_back(std::string(operation.path) + " " + std::string(operation.place));
    return true;
  });
  EXPECT_EQ(found, (std::vector<std::string>{"/0 /0", "/0 /1", "/0/1 /2/1"}));
}

TEST_F(DiffTest, PatchesMakeTheSecondDocument) {
  int different = 0;
  for (uint32_t seed = 0; seed < 2000; ++seed) {
    RandomTrees random(seed);
    const Tree from = random.Make(5);
    Tree to = from;
    for (size_t changes = random.Below(6); changes > 0; --changes) random.Change(&to, 5);
    const std::string from_text = from.Json();
    const std::string to_text = to.Json();
    const std::string patch_text =
        Patch(from_text, to_text, {.key = seed % 3 == 0 ? "name" : "", .mind_order = seed % 5 == 0});
    const Document patch = *Load(patch_text, account_);
    Tree patched = from;
    for (const Node operation : patch.root()) Apply(operation, &patched);
    ASSERT_EQ(patched.Json(), to_text) << seed << "\n" << from_text << "\n" << patch_text;
    EXPECT_EQ(patch.root().empty(), from == to) << seed;
    different += from != to ? 1 : 0;
  }
  EXPECT_GT(different, 1000);
}

TEST_F(DiffTest, EqualDocumentsAreEqualWhateverTheirOrder) {
  std::string from = "{a: [{x: 1, y: {z: 2, w: [1, {p: 1, q: 2}]}}, 3], b: 1}";
  std::string to = "{b: 1, a: [{y: {w: [1, {q: 2, p: 1}], z: 2}, x: 1}, 3]}";
  for (int i = 0; i < 40; ++i) {
    from = "[" + from + ", {k: 1, l: " + std::to_string(i) + "}]";
    to = "[" + to + ", {l: " + std::to_string(i) + ", k: 1}]";
  }
  EXPECT_EQ(Text(from, to), "") << "also deeper than elements are hashed";
}

}  // namespace
}  // namespace tare::yaml
