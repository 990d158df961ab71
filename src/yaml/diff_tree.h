#pragma once

// For tests: values that can be made at random, changed and patched. Recursive, so for small ones.

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "tare/yaml_values.h"

namespace tare::yaml {

struct Tree {
  enum class Is { kScalar, kSequence, kMapping };
  Is is = Is::kScalar;
  std::string scalar = "null";  // as JSON
  std::vector<Tree> items{};
  std::map<std::string, Tree> entries{};

  bool operator==(const Tree&) const = default;

  std::string Json() const {
    if (is == Is::kScalar) return scalar;
    std::string text;
    for (const Tree& item : items) text += (text.empty() ? "" : ", ") + item.Json();
    if (is == Is::kSequence) return "[" + text + "]";
    for (const auto& [key, value] : entries)
      text += (text.empty() ? "\"" : ", \"") + key + "\": " + value.Json();
    return "{" + text + "}";
  }
};

// Strings are those without characters to escape.
inline Tree TreeOf(const Node& node) {
  Tree tree;
  std::pmr::string scratch;
  if (node.is_sequence()) {
    tree.is = Tree::Is::kSequence;
    for (const Node item : node) tree.items.push_back(TreeOf(item));
  } else if (node.is_mapping()) {
    tree.is = Tree::Is::kMapping;
    for (const auto& [key, value] : node.pairs())
      tree.entries[std::string(key.Text(&scratch))] = TreeOf(value);
  } else if (node.is_string()) {
    tree.scalar = "\"" + std::string(node.Text(&scratch)) + "\"";
  } else if (node.is_bool()) {
    tree.scalar = node.value_or(false) ? "true" : "false";
  } else if (node.is_integer()) {
    tree.scalar = std::to_string(node.value_or(0));
  }
  return tree;
}

// Trees and changes to them from a seed, with few different values, so that many are equal.
class RandomTrees {
 public:
  explicit RandomTrees(uint32_t seed) : random_(seed) {}

  Tree Make(int depth) {
    Tree tree;
    const size_t kind = Below(depth > 0 ? 5 : 1);
    if (kind == 0) tree.scalar = Scalar();
    if (kind == 1 || kind == 2) tree.is = Tree::Is::kSequence;
    if (kind > 2) tree.is = Tree::Is::kMapping;
    const size_t size = kind == 0 ? 0 : Below(7);
    for (size_t i = 0; i < size; ++i) Add(Make(depth - 1), &tree);
    return tree;
  }

  void Change(Tree* tree, int depth) {
    const bool inside = Below(4) != 0;
    if (tree->is == Tree::Is::kSequence && !tree->items.empty() && inside) {
      const size_t at = Below(tree->items.size());
      if (Below(3) == 0) {
        tree->items.erase(tree->items.begin() + static_cast<std::ptrdiff_t>(at));
      } else if (Below(3) == 0) {
        std::swap(tree->items[at], tree->items[Below(tree->items.size())]);
      } else {
        Change(&tree->items[at], depth - 1);
      }
    } else if (tree->is == Tree::Is::kMapping && !tree->entries.empty() && inside) {
      const auto entry =
          std::next(tree->entries.begin(), static_cast<std::ptrdiff_t>(Below(tree->entries.size())));
      if (Below(3) == 0) {
        tree->entries.erase(entry);
      } else {
        Change(&entry->second, depth - 1);
      }
    } else if (tree->is != Tree::Is::kScalar && Below(4) != 0) {
      Add(Make(depth - 1), tree);
    } else {
      *tree = Make(depth);
    }
  }

  size_t Below(size_t limit) { return random_() % limit; }

 private:
  std::string Scalar() {
    static constexpr const char* kScalars[] = {"null",  "true",  "1",     "2",
                                               "\"1\"", "\"a\"", "\"b\"", "\"c/~d\""};
    return kScalars[Below(std::size(kScalars))];
  }

  void Add(Tree value, Tree* to) {
    static constexpr const char* kKeys[] = {"a", "b", "c", "", "a/b", "~x", "0", "name", "~1"};
    if (to->is == Tree::Is::kMapping) {
      to->entries[kKeys[Below(std::size(kKeys))]] = std::move(value);
    } else {
      to->items.insert(to->items.begin() + static_cast<std::ptrdiff_t>(Below(to->items.size() + 1)),
                       std::move(value));
    }
  }

  std::mt19937 random_;
};

}  // namespace tare::yaml
