// Differences and merges: applied to a document, what makes it another one gives that one; a merge in which
// one side changed nothing is the other side. The second document is the first with lines cut out, doubled
// and exchanged, as the last bytes of the input choose.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory_resource>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tare/yaml_diff.h"
#include "tare/yaml_emitter.h"
#include "tare/yaml_merge.h"
#include "tare/yaml_values.h"

namespace {

using namespace tare;
using namespace tare::yaml;

constexpr size_t kChoices = 12;  // bytes at the end of the input

void Check(bool holds) {
  if (!holds) std::abort();
}

// A document that can be changed. Of a scalar, `node` is the value.
struct Tree {
  Node node;
  Kind kind = Kind::kNull;
  std::string tag;
  std::vector<std::string> keys;  // of a mapping
  std::vector<Tree> values;
};

// False where a key is no plain string: a pointer does not tell it from others.
bool Build(const Node& from, Tree* tree) {
  tree->node = from;
  tree->kind = from.kind();
  tree->tag = from.tag();
  for (const Node element : from) {
    if (!Build(element, &tree->values.emplace_back())) return false;
  }
  for (const auto& [key, value] : from.pairs()) {
    if (!key.is_string() || !key.tag().empty()) return false;
    tree->keys.push_back(*key.as<std::string>());
    if (!Build(value, &tree->values.emplace_back())) return false;
  }
  return true;
}

bool Equals(const Tree& tree, const Node& node) {
  if (tree.kind != node.kind() || tree.tag != node.tag()) return false;
  if (tree.kind != Kind::kSequence && tree.kind != Kind::kMapping) return tree.node == node;
  if (tree.values.size() != node.size()) return false;
  for (size_t i = 0; i < tree.values.size(); ++i) {
    if (!Equals(tree.values[i], tree.kind == Kind::kSequence ? node[i] : node[tree.keys[i]])) return false;
  }
  return true;
}

// The first token of a JSON Pointer (RFC 6901), which is left without it.
std::string TakeToken(std::string_view* pointer) {
  Check(pointer->starts_with('/'));
  pointer->remove_prefix(1);
  std::string token;
  while (!pointer->empty() && pointer->front() != '/') {
    const char c = pointer->front();
    pointer->remove_prefix(1);
    if (c != '~') {
      token += c;
      continue;
    }
    Check(pointer->starts_with('0') || pointer->starts_with('1'));
    token += pointer->front() == '0' ? '~' : '/';
    pointer->remove_prefix(1);
  }
  return token;
}

// Where an entry is; the size where there is none.
size_t IndexOf(const Tree& collection, const std::string& token) {
  if (collection.kind == Kind::kSequence) return std::stoul(token);
  Check(collection.kind == Kind::kMapping);
  return static_cast<size_t>(std::ranges::find(collection.keys, token) - collection.keys.begin());
}

void Apply(const Operation& operation, Tree* at) {
  std::string_view pointer = operation.path;
  Tree value;
  if (operation.kind != OperationKind::kRemove) Build(operation.new_value, &value);
  if (pointer.empty()) {
    Check(operation.kind == OperationKind::kReplace && Equals(*at, operation.old_value));
    *at = std::move(value);
    return;
  }
  std::string token = TakeToken(&pointer);
  while (!pointer.empty()) {
    const size_t index = IndexOf(*at, token);
    Check(index < at->values.size());
    at = &at->values[index];
    token = TakeToken(&pointer);
  }
  const size_t index = IndexOf(*at, token);
  const auto place = static_cast<ptrdiff_t>(index);
  const bool mapping = at->kind == Kind::kMapping;
  if (operation.kind == OperationKind::kAdd) {
    Check(mapping ? index == at->values.size() : index <= at->values.size());
    if (mapping) at->keys.push_back(token);
    at->values.insert(at->values.begin() + place, std::move(value));
    return;
  }
  Check(index < at->values.size() && Equals(at->values[index], operation.old_value));
  if (operation.kind == OperationKind::kReplace) {
    at->values[index] = std::move(value);
  } else {
    if (mapping) at->keys.erase(at->keys.begin() + place);
    at->values.erase(at->values.begin() + place);
  }
}

// Whether all operations, one after the other, make the second document of the first.
bool DiffMakes(const Node& from, const Node& to, const DiffOptions& options, Account& account) {
  Tree tree;
  Tree other;
  if (!Build(from, &tree) || !Build(to, &other)) return true;
  const bool equal = Diff(from, to, account, options, [&](const Operation& operation) {
    Apply(operation, &tree);
    return true;
  });
  return Equals(tree, to) && (equal == (from == to) || options.mind_order);
}

// A tag in full takes no "%": what one stood for in a shorthand may have no other way to be written.
bool HasNoWay(std::string_view tag) {
  const auto needs_escape = [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '>' || c == 0x7F;
  };
  return std::ranges::any_of(tag, needs_escape);
}

// What is merged is written and read again. Of keys that are collections there may be equal ones, which is
// more than a mapping is to a merge.
bool CanBeMerged(const Node& node) {
  if (HasNoWay(node.tag())) return false;
  for (const Node element : node) {
    if (!CanBeMerged(element)) return false;
  }
  for (const auto& [key, value] : node.pairs()) {
    if (key.is_sequence() || key.is_mapping() || !CanBeMerged(key) || !CanBeMerged(value)) return false;
  }
  return true;
}

// What a merge gives where nothing is in conflict.
bool MergeIs(const Node& base, const Node& ours, const Node& theirs, const Node& wanted,
             const MergeOptions& options, Account& account) {
  if (!CanBeMerged(base) || !CanBeMerged(ours) || !CanBeMerged(theirs)) return true;
  std::pmr::string text(&account);
  const auto out = Output::ToString(&text, account);
  Emitter emitter(*out, account, {.style = EmitStyle::kFlow});
  Event event{.kind = EventKind::kStreamStart};
  emitter.Write(event, {});
  const uint64_t conflicts = Merge(base, ours, theirs, emitter, account, options, [](const Conflict&) {});
  event.kind = EventKind::kStreamEnd;
  emitter.Write(event, {});
  Check(out->Commit().has_value());
  const Result<Document> merged = Load(std::string_view(text), account);
  if (merged && conflicts == 0 && (!wanted.exists() || merged->root() == wanted)) return true;
  std::fprintf(stderr, "%zu conflicts, merged:\n%s\n", static_cast<size_t>(conflicts), text.c_str());
  return false;
}

// The text with some lines cut out, doubled and exchanged.
std::string Changed(std::string_view text, std::string_view choices) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  for (size_t i = 0; i + 2 < choices.size() && !lines.empty(); i += 3) {
    const auto choice = [&](size_t j) { return static_cast<unsigned char>(choices[i + j]); };
    const auto at = lines.begin() + static_cast<ptrdiff_t>(choice(1) % lines.size());
    const auto other = lines.begin() + static_cast<ptrdiff_t>(choice(2) % lines.size());
    switch (choice(0) % 4) {
      case 0:
        lines.erase(at);
        break;
      case 1:
        lines.insert(at, *other);
        break;
      case 2:
        std::swap(*at, *other);
        break;
      default:
        break;
    }
  }
  std::string changed;
  for (const std::string_view line : lines) changed += line;
  return changed;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size <= kChoices) return 0;
  const std::string_view first(reinterpret_cast<const char*>(data), size - kChoices);
  const std::string_view choices(first.data() + first.size(), kChoices);
  const auto flags = static_cast<unsigned char>(choices.back());
  const std::string second = Changed(first, choices.substr(0, kChoices - 3));
  const std::string third = Changed(first, choices.substr(3, kChoices - 4));
  Budget budget;
  Budget limited((flags & 28) == 0 ? 64 * size : Budget::kUnlimited);
  {
    Account account("yaml", budget);
    const LoadOptions load{.max_alias_expansion = 200, .max_depth = 100};
    const Result<Document> a = Load(first, account, load);
    const Result<Document> b = Load(std::string_view(second), account, load);
    const Result<Document> c = Load(std::string_view(third), account, load);
    const std::string key = (flags & 1) != 0 ? "a" : "";
    const DiffOptions diff{.key = key, .mind_order = (flags & 2) != 0};
    const MergeOptions merge{.prefer = Prefer::kNone, .key = key};
    if (a && b) {
      Account small("small", limited);
      try {
        Check(DiffMakes(a->root(), b->root(), diff, small));
        Check(DiffMakes(b->root(), a->root(), diff, small));
        Check(MergeIs(a->root(), a->root(), b->root(), b->root(), merge, small));
        Check(MergeIs(a->root(), b->root(), a->root(), b->root(), merge, small));
        Check(MergeIs(a->root(), b->root(), b->root(), b->root(), merge, small));
        const MergeOptions theirs{.prefer = Prefer::kTheirs, .key = key};
        if (c) Check(MergeIs(a->root(), b->root(), c->root(), Node(), theirs, small));
      } catch (const MemoryLimitExceeded&) {
      }
    }
  }
  Check(budget.used() == 0 && limited.used() == 0);
  return 0;
}
