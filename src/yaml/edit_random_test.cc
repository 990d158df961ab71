// Random documents in random styles, edited at random: what comes out has the value that the same edit gives
// on a plain tree.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tare/yaml_edit.h"

namespace tare::yaml {
namespace {

// A value without any style. Keys are strings.
struct Tree {
  enum class Kind { kString, kSequence, kMapping } kind = Kind::kString;
  std::string text{};
  std::vector<std::pair<std::string, Tree>> entries{};  // of a sequence without keys
};

std::string Quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out + "\"";
}

std::string Json(const Tree& tree) {
  if (tree.kind == Tree::Kind::kString) return Quoted(tree.text);
  const bool mapping = tree.kind == Tree::Kind::kMapping;
  std::string out = mapping ? "{" : "[";
  for (size_t i = 0; i < tree.entries.size(); ++i) {
    if (i > 0) out += ", ";
    if (mapping) out += Quoted(tree.entries[i].first) + ": ";
    out += Json(tree.entries[i].second);
  }
  return out + (mapping ? "}" : "]");
}

class Author {
 public:
  explicit Author(uint64_t seed) : random_(seed) {}
  void WriteProperties(bool properties) { properties_ = properties; }

  size_t Below(size_t n) { return std::uniform_int_distribution<size_t>(0, n - 1)(random_); }
  bool OneIn(size_t n) { return Below(n) == 0; }

  Tree Value(int depth) {
    Tree tree;
    const size_t pick = depth == 0 ? 0 : Below(3);
    if (pick == 0) {
      static const char* const kTexts[] = {"x",    "some words", "a: b",   "",     "- n",    "two\nlines\n",
                                           "# no", "end\n\n\n",  "l1\nl2", "it's", "  in\n", "[x",
                                           "k,v"};
      tree.text = kTexts[Below(std::size(kTexts))];
      return tree;
    }
    tree.kind = pick == 1 ? Tree::Kind::kSequence : Tree::Kind::kMapping;
    const size_t count = Below(4);
    for (size_t i = 0; i < count; ++i) {
      static const char* const kKeys[] = {"a", "b c", "k: v", "7", "x/y", "~", ""};
      std::string key = kKeys[Below(std::size(kKeys))];
      while (std::ranges::any_of(tree.entries, [&](const auto& entry) { return entry.first == key; }))
        key += "z";
      tree.entries.emplace_back(tree.kind == Tree::Kind::kMapping ? key : "", Value(depth - 1));
    }
    return tree;
  }

  // A document, of lines.
  std::string Write(const Tree& tree) {
    std::string out;
    if (OneIn(3)) out += "# head\n";
    if (OneIn(4)) out += "---\n";
    WriteBlock(tree, 0, true, &out);
    if (!out.ends_with('\n')) out += '\n';
    if (OneIn(3)) out += "# tail\n";
    if (OneIn(4) && !tree.text.ends_with("\n")) out += "...\n";
    return out;
  }

  std::string Flow(const Tree& tree, size_t column) {
    if (tree.kind == Tree::Kind::kString)
      return (properties_ ? Properties(true) : "") + Inline(tree.text, column);
    const bool mapping = tree.kind == Tree::Kind::kMapping;
    std::string out = properties_ ? Properties(false) : "";
    out += mapping ? "{" : "[";
    const bool lines = column > 0 && OneIn(3);
    if (OneIn(5)) out += " ";
    for (size_t i = 0; i < tree.entries.size(); ++i) {
      if (i > 0) out += OneIn(4) ? "," : ", ";
      if (lines && OneIn(2)) out += (OneIn(3) ? " # in\n" : "\n") + std::string(column + Below(3), ' ');
      if (mapping) out += Key(tree.entries[i].first) + ": ";
      out += Flow(tree.entries[i].second, column);
    }
    if (!tree.entries.empty() && OneIn(6)) out += ",";
    if (lines && OneIn(2)) out += (OneIn(3) ? " # in\n" : "\n") + std::string(column, ' ');
    return out + (mapping ? "}" : "]");
  }

 private:
  std::string Inline(const std::string& text, size_t column = 0) {
    if (text == "some words" && column > 0 && OneIn(4)) {
      const std::string lines = "some\n" + std::string(column + Below(3), ' ') + "words";
      return OneIn(2) ? lines : OneIn(2) ? "'" + lines + "'" : "\"" + lines + "\"";
    }
    if (text == "x" || text == "some words") return OneIn(3) ? "'" + text + "'" : text;
    return Quoted(text);
  }
  std::string Key(const std::string& key) { return key == "a" || key == "b c" ? Inline(key) : Quoted(key); }
  std::string Comment() { return OneIn(4) ? "  # comment" : ""; }
  // Also of comments that stand further left or right than what is around them.
  void Between(size_t column, std::string* out) {
    if (OneIn(6)) *out += "\n";
    if (OneIn(6)) *out += std::string(OneIn(3) ? Below(8) : column, ' ') + "# about\n";
  }
  std::string Properties(bool string) {
    if (!OneIn(8)) return "";
    const std::string anchor = "&n" + std::to_string(++anchors_);
    const std::string tag = string ? "!!str" : "";
    if (tag.empty() || OneIn(2)) return anchor + " ";
    return (OneIn(2) ? anchor + " " + tag : tag) + " ";
  }

  // Behind an indicator, or at the start of a line (`fresh`); `column` is for the lines of a collection.
  void WriteBlock(const Tree& tree, size_t column, bool fresh, std::string* out) {
    if (tree.kind == Tree::Kind::kString) return WriteScalar(tree.text, column, out);
    if (tree.entries.empty() || OneIn(4)) {
      if (!fresh) *out += " ";
      *out += Flow(tree, fresh ? column : column + 1) + Comment() + "\n";
      return;
    }
    if (!fresh) {
      const std::string properties = properties_ ? Properties(false) : "";
      if (!properties.empty()) *out += " " + properties;
      *out += Comment() + "\n";
    }
    WriteEntries(tree, column, false, out);
  }

  void WriteScalar(const std::string& text, size_t column, std::string* out) {
    std::string properties = properties_ ? Properties(true) : "";
    const bool fits = text.ends_with('\n') && !text.starts_with(' ');
    if (!fits || OneIn(3)) {
      const bool below = column > 0 && OneIn(8);
      *out += below ? "\n" + std::string(column, ' ') : (out->empty() || out->ends_with('\n') ? "" : " ");
      *out += properties + Inline(text, column) + Comment() + "\n";
      return;
    }
    *out += out->empty() || out->ends_with('\n') ? "" : " ";
    *out += properties;
    *out += text.ends_with("\n\n") ? "|+" : "|";
    *out += Comment() + "\n";
    for (size_t at = 0; at < text.size();) {
      const size_t end = text.find('\n', at);
      if (end > at) *out += std::string(column + 1, ' ') + text.substr(at, end - at);
      *out += "\n";
      at = end + 1;
    }
  }

  // `begun`: the first entry stands on a line that has begun.
  void WriteEntries(const Tree& tree, size_t column, bool begun, std::string* out) {
    const bool mapping = tree.kind == Tree::Kind::kMapping;
    bool keeps = false;
    for (const auto& [key, value] : tree.entries) {
      if (!begun && !keeps) Between(column, out);
      if (!begun) *out += std::string(column, ' ');
      begun = false;
      const size_t before = out->size();
      const size_t deeper = column + 1 + Below(4);
      if (mapping) {
        const bool explicit_key = OneIn(8);
        *out += explicit_key ? "? " + Key(key) + Comment() + "\n" + std::string(column, ' ') + ":"
                             : Key(key) + ":";
        const bool same = value.kind == Tree::Kind::kSequence && OneIn(2);
        WriteBlock(value, same ? column : deeper, false, out);
      } else {
        *out += "-";
        const bool compact = value.kind != Tree::Kind::kString && !value.entries.empty() && OneIn(2);
        if (compact) {
          *out += " ";
          WriteEntries(value, column + 2, true, out);
        } else {
          WriteBlock(value, deeper, false, out);
        }
      }
      keeps = out->find("|+", before) != std::string::npos;
    }
  }

  std::mt19937_64 random_;
  size_t anchors_ = 0;
  bool properties_ = false;
};

class EditRandomTest : public testing::Test {
 protected:
  // A random entry: its collection and index, and its path.
  struct Picked {
    Tree* collection = nullptr;
    size_t index = 0;
    std::pmr::string path{};
    std::pmr::string parent{};  // of the collection
  };

  Picked Pick(Tree* root, Author& author) {
    Picked picked;
    Tree* at = root;
    while (at->kind != Tree::Kind::kString && !at->entries.empty()) {
      picked.collection = at;
      picked.index = author.Below(at->entries.size());
      picked.parent = picked.path;
      AppendStepTo(*at, picked.index, &picked.path);
      at = &at->entries[picked.index].second;
      if (author.OneIn(3)) break;
    }
    return picked;
  }

  // Nothing where a document has the value of a tree.
  std::string Compare(std::string_view text, size_t document, const Tree& tree) {
    Result<DocumentStream> stream = LoadAll(text, account_);
    if (!stream) return stream.error().ToString();
    const std::string json = Json(tree);
    const Result<Document> expected = Load(std::string_view(json), account_);
    if (!expected) return expected.error().ToString();
    std::string problem = "there is no such document";
    for (size_t i = 0;; ++i) {
      const Result<bool> next = stream->Next();
      if (!next) return next.error().ToString();
      if (!*next) return problem;
      if (i == document) problem = stream->root() == expected->root() ? "" : "expected " + json;
    }
  }

  static std::string WithCarriageReturns(const std::string& text) {
    std::string out;
    for (const char c : text) out += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return out;
  }

  static void AppendStepTo(const Tree& collection, size_t index, std::pmr::string* path) {
    if (collection.kind == Tree::Kind::kMapping)
      return AppendStep(collection.entries[index].first, true, path);
    *path += "/" + std::to_string(index);
  }

  Budget budget_;
  Account account_{"yaml", budget_};
};

TEST_F(EditRandomTest, AnEditChangesTheValueAtItsPathAndNoOther) {
  const char* const wanted = std::getenv("TARE_EDIT_SEEDS");  // for a longer run
  const uint64_t seeds = wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 20'000;
  size_t edits = 0;
  for (uint64_t seed = 1; seed <= seeds; ++seed) {
    Author author(seed);
    Tree tree = author.Value(4);
    if (tree.kind == Tree::Kind::kString) continue;
    author.WriteProperties(true);
    std::string text = author.Write(tree);
    author.WriteProperties(false);
    size_t document = 0;
    if (author.OneIn(5) && !text.starts_with("# head\n---") && !text.starts_with("---")) {
      text = "first: |\n  one\n---\n" + text;
      document = 1;
    }
    const bool ended = text.ends_with("...\n");
    if (document == 0 && author.OneIn(6) && text.ends_with('\n') && !text.ends_with("\n\n")) text.pop_back();
    if (author.OneIn(5)) text = WithCarriageReturns(text);
    if (document == 1 && author.OneIn(2)) text += ended ? "---\nlast\n" : "---\nlast: 1\n";
    const EditOptions options{.document = document};
    // A comment may have come to stand where it is text.
    if (!Compare(text, document, tree).empty()) continue;
    Picked picked = Pick(&tree, author);
    if (picked.collection == nullptr) continue;
    Tree& collection = *picked.collection;
    auto& entry = collection.entries[picked.index];
    const bool mapping = collection.kind == Tree::Kind::kMapping;
    const Tree value = author.Value(2);
    const std::string yaml = author.OneIn(2) ? author.Flow(value, 0) : author.Write(value);
    if (!Compare(yaml, 0, value).empty()) continue;
    std::string what;
    Result<Splices> splices = std::unexpected(Error{});
    std::pmr::string target = picked.path;
    switch (author.Below(5)) {
      case 0:
        what = "delete";
        splices = DeleteValue(text, *Path::Parse(target, account_), account_, options);
        collection.entries.erase(collection.entries.begin() + static_cast<ptrdiff_t>(picked.index));
        break;
      case 1: {
        what = "insert";
        const std::string key = "new key";
        splices = InsertValue(text, *Path::Parse(target, account_),
                              mapping ? std::optional<std::string_view>(key) : std::nullopt, yaml, account_,
                              options);
        collection.entries.emplace(collection.entries.begin() + static_cast<ptrdiff_t>(picked.index),
                                   mapping ? key : "", value);
        break;
      }
      case 2:
        what = "rename";
        if (!mapping) continue;
        splices = RenameKey(text, *Path::Parse(target, account_), "re: named", account_, options);
        entry.first = "re: named";
        break;
      case 3: {
        what = "add";
        target = picked.parent;
        Tree inner = value;
        if (mapping) {
          target += "/q/r";
          inner = {.kind = Tree::Kind::kMapping, .entries = {{"r", value}}};
        } else {
          target += "/" + std::to_string(collection.entries.size());
        }
        splices = SetValue(text, *Path::Parse(target, account_), yaml, account_, options);
        collection.entries.emplace_back(mapping ? "q" : "", inner);
        break;
      }
      default:
        what = "set";
        splices = SetValue(text, *Path::Parse(target, account_), yaml, account_, options);
        entry.second = value;
    }
    const std::string about = "seed " + std::to_string(seed) + ": " + what + " " + std::string(target) +
                              "\n" + text + "======== value\n" + yaml;
    ASSERT_TRUE(splices) << about << splices.error().ToString();
    std::pmr::string edited(&account_);
    const std::unique_ptr<Output> out = Output::ToString(&edited, account_);
    ApplySplices(text, *splices, *out);
    ASSERT_TRUE(out->Commit());
    const std::string problem = Compare(edited, document, tree);
    ASSERT_EQ(problem, "") << about << "======== edited\n" << edited;
    ++edits;
  }
  EXPECT_GT(edits, seeds / 3);
}

// Every outermost entry of a key, wherever it is, becomes a value or goes.
bool EditAll(Tree* tree, const std::string& key, const Tree* value) {
  bool found = false;
  for (size_t i = 0; i < tree->entries.size();) {
    auto& entry = tree->entries[i];
    const bool hit = tree->kind == Tree::Kind::kMapping && entry.first == key;
    found = (hit || EditAll(&entry.second, key, value)) || found;
    if (hit && value != nullptr) entry.second = *value;
    if (hit && value == nullptr) {
      tree->entries.erase(tree->entries.begin() + static_cast<ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
  return found;
}

TEST_F(EditRandomTest, APathOfManyMatchesChangesThemAll) {
  size_t edits = 0;
  for (uint64_t seed = 1; seed <= 10'000; ++seed) {
    Author author(seed);
    Tree tree = author.Value(5);
    const std::string text = author.Write(tree);
    if (!Compare(text, 0, tree).empty()) continue;
    const Tree value = author.Value(2);
    const std::string yaml = author.Flow(value, 0);
    const bool sets = author.OneIn(2);
    if (!EditAll(&tree, "a", sets ? &value : nullptr)) continue;
    const Path path = *Path::Parse("/**/a", account_);
    const Result<Splices> splices =
        sets ? SetValue(text, path, yaml, account_, {}) : DeleteValue(text, path, account_, {});
    ASSERT_TRUE(splices) << "seed " << seed << "\n" << text << splices.error().ToString();
    std::pmr::string edited(&account_);
    const std::unique_ptr<Output> out = Output::ToString(&edited, account_);
    ApplySplices(text, *splices, *out);
    ASSERT_TRUE(out->Commit());
    ASSERT_EQ(Compare(edited, 0, tree), "") << "seed " << seed << "\n"
                                            << text << "======== edited\n"
                                            << edited;
    ++edits;
  }
  EXPECT_GT(edits, 1000u);
}

}  // namespace
}  // namespace tare::yaml
