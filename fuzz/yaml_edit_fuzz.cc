// Edits of YAML text: up to three, one after the other, at random places of any text. What comes out is YAML,
// nothing but the edited value is another than before, and no byte is touched that is not near it. The last
// bytes of the input choose what is done.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tare/yaml_edit.h"
#include "tare/yaml_events.h"
#include "tare/yaml_values.h"

namespace {

using namespace tare;
using namespace tare::yaml;

enum class Edit : uint8_t { kSet, kAdd, kInsert, kDelete, kRename };

constexpr size_t kChoices = 16;  // bytes at the end of the input
constexpr size_t kMostEdits = 3;
constexpr size_t kMaxDepth = 100;
constexpr std::string_view kNewKey = "new: key";
constexpr std::string_view kValues[] = {"x",
                                        "\"two\\nlines\"",
                                        "[1, {a: b}]",
                                        "a: 1\nb:\n- 2\n- |\n  lines\n  more\n",
                                        "- - 1\n  - ''\n- k: v\n",
                                        "|+\n  kept\n\n",
                                        "'it''s' # and a comment",
                                        "{}",
                                        "null",
                                        ">\n  a\n  b\n\n  c\n",
                                        "some\nwords",
                                        "!!str 1",
                                        "!t [a]",
                                        "? [k]\n: v\n"};
constexpr size_t kUntagged = 11;  // of them, the first

// UTF-16 and UTF-32 are not edited. Where a tab may stand depends on what is around it, which an edit
// changes.
bool IsLeftOut(char c) { return c == '\0' || c == '\xFE' || c == '\xFF' || c == '\t'; }

// The choices, one after the other.
class Chooser {
 public:
  explicit Chooser(std::string_view bytes) : bytes_(bytes) {}
  size_t Below(size_t n) {
    const auto byte = static_cast<unsigned char>(bytes_[at_++ % bytes_.size()]);
    return byte % n;
  }

 private:
  std::string_view bytes_;
  size_t at_ = 0;
};

// The documents of a text; nothing where there is an error.
class Documents {
 public:
  Documents(std::string_view text, Account& account) {
    const LoadOptions options{.max_alias_expansion = 1000, .max_depth = kMaxDepth};
    for (size_t i = 0;; ++i) {
      // Each in a stream of its own, so that all stay.
      Result<DocumentStream> stream = LoadAll(text, account, options);
      if (!stream) return;
      for (size_t skipped = 0; skipped <= i; ++skipped) {
        const Result<bool> next = stream->Next();
        if (!next || i == kMostDocuments) return;
        valid_ = !*next;
        if (valid_) return;
      }
      streams_.push_back(std::move(*stream));
    }
  }

  bool valid() const { return valid_; }
  size_t size() const { return streams_.size(); }
  Node root(size_t i) const { return streams_[i].root(); }

 private:
  static constexpr size_t kMostDocuments = 4;
  std::vector<DocumentStream> streams_;
  bool valid_ = false;
};

// An entry of a document, by the numbers of the entries that lead to it.
struct Target {
  Edit edit;
  std::vector<size_t> entries;
  std::pmr::string path;
};

Node KeyAt(const Node& mapping, size_t i) {
  auto pair = mapping.pairs().begin();
  while (i-- > 0) ++pair;
  return (*pair).first;
}
Node ValueAt(const Node& collection, size_t i) {
  if (collection.is_sequence()) return collection[i];
  auto pair = collection.pairs().begin();
  while (i-- > 0) ++pair;
  return (*pair).second;
}

// Goes down by keys that are strings, and by indexes.
Target Pick(Node at, Chooser& choose) {
  Target target{.edit = static_cast<Edit>(choose.Below(5)), .entries = {}, .path = {}};
  while (at.size() > 0) {
    const size_t i = choose.Below(at.size());
    if (at.is_mapping()) {
      const Node key = KeyAt(at, i);
      if (!key.is_string() || !key.tag().empty()) break;
      AppendStep(*key.as<std::string>(), true, &target.path);
    } else {
      target.path += "/" + std::to_string(i);
    }
    target.entries.push_back(i);
    at = ValueAt(at, i);
    if (choose.Below(3) == 0) break;
  }
  if (target.edit != Edit::kAdd) return target;
  if (at.is_mapping() && !at.contains(kNewKey)) {
    AppendStep(kNewKey, true, &target.path);
  } else if (at.is_sequence()) {
    target.path += "/" + std::to_string(at.size());
  } else {
    target.edit = Edit::kSet;
    return target;
  }
  target.entries.push_back(at.size());
  return target;
}

Node ParentOf(Node root, const Target& target) {
  for (size_t i = 0; i + 1 < target.entries.size(); ++i) root = ValueAt(root, target.entries[i]);
  return root;
}

// Why a text is not what an edit should have made of another; empty where it is.
std::string Differs(const Node& before, const Node& after, const Target& target, size_t depth,
                    const Node& value) {
  if (depth == target.entries.size()) return after == value ? "" : "the value is another";
  if (after.kind() != before.kind()) return "a collection is of another kind";
  if (after.tag() != before.tag()) return "a collection has another tag";
  const size_t at = target.entries[depth];
  const bool here = depth + 1 == target.entries.size();
  const size_t added = here && (target.edit == Edit::kInsert || target.edit == Edit::kAdd) ? 1 : 0;
  const size_t removed = here && target.edit == Edit::kDelete ? 1 : 0;
  if (after.size() != before.size() + added - removed) return "there are more or fewer entries";
  for (size_t i = 0, j = 0; j < after.size(); ++i, ++j) {
    if (added == 1 && j == at) {
      if (after.is_mapping() && KeyAt(after, j).value_or<std::string_view>("") != kNewKey)
        return "the new entry has another key";
      if (ValueAt(after, j) != value) return "the new value is another";
      --i;
      continue;
    }
    if (removed == 1 && i == at) ++i;
    const bool renamed = here && target.edit == Edit::kRename && i == at;
    if (after.is_mapping()) {
      const Node key = KeyAt(after, j);
      if (renamed ? key.value_or<std::string_view>("") != kNewKey : key != KeyAt(before, i))
        return "a key is another";
    }
    const bool inside = i == at && added + removed == 0 && !renamed;
    if (!inside && ValueAt(after, j) != ValueAt(before, i)) return "another value has changed";
    if (!inside) continue;
    std::string differs = Differs(ValueAt(before, i), ValueAt(after, j), target, depth + 1, value);
    if (!differs.empty()) return differs;
  }
  return {};
}

// The bytes that may change: from the collection around the edited one to the entry behind it.
struct Range {
  uint64_t begin = 0;
  uint64_t end = 0;
};
Range RangeOf(Node root, const Target& target, size_t size, bool only_document) {
  Range range{.begin = 0, .end = only_document ? size : UINT64_MAX};
  for (size_t depth = 0; depth + 2 < target.entries.size(); ++depth) {
    range.begin = root.Where().offset;
    const size_t next = target.entries[depth] + 1;
    if (next < root.size())
      range.end = (root.is_mapping() ? KeyAt(root, next) : ValueAt(root, next)).Where().offset;
    root = ValueAt(root, target.entries[depth]);
  }
  return range;
}

Result<Splices> Make(std::string_view text, const Target& target, bool in_mapping, std::string_view value,
                     Account& account, const EditOptions& options) {
  const std::string_view written = target.path.empty() ? "/" : std::string_view(target.path);
  const Result<Path> path = Path::Parse(written, account);
  if (!path) std::abort();
  switch (target.edit) {
    case Edit::kSet:
    case Edit::kAdd:
      return SetValue(text, *path, value, account, options);
    case Edit::kInsert:
      return InsertValue(text, *path, in_mapping ? std::optional(kNewKey) : std::nullopt, value, account,
                         options);
    case Edit::kDelete:
      return DeleteValue(text, *path, account, options);
    case Edit::kRename:
      return RenameKey(text, *path, kNewKey, account, options);
  }
  std::abort();
}

[[noreturn]] void Report(std::string_view problem, std::string_view text, const Target& target,
                         std::string_view value, std::string_view edited) {
  const auto length = [](std::string_view part) { return static_cast<int>(part.size()); };
  std::fprintf(stderr, "%.*s: edit %d at %s\n%.*s\n======== value\n%.*s\n======== edited\n%.*s\n",
               length(problem), problem.data(), static_cast<int>(target.edit), target.path.c_str(),
               length(text), text.data(), length(value), value.data(), length(edited), edited.data());
  std::abort();
}

bool HasAliases(std::string_view text, Account& account) {
  Parser parser(text, account);
  const Event* event = parser.Next();
  for (; event != nullptr && event->kind != EventKind::kStreamEnd; event = parser.Next()) {
    if (event->kind == EventKind::kAlias) return true;
  }
  return false;
}

// The text with one edit; nothing where it cannot be made.
std::optional<std::pmr::string> EditOnce(std::string_view text, Chooser& choose, Account& account,
                                         Account& edits) {
  const Documents before(text, account);
  if (!before.valid() || before.size() == 0) return std::nullopt;
  const EditOptions options{.document = choose.Below(before.size()), .max_depth = kMaxDepth};
  const Node root = before.root(options.document);
  const Target target = Pick(root, choose);
  // What a tag in a shorthand means may be another thing in the text.
  const bool may_tag = text.find("%TAG") == text.npos;
  const std::string_view value = kValues[choose.Below(may_tag ? std::size(kValues) : kUntagged)];
  const Document wanted = *Load(value, account);

  const Node parent = ParentOf(root, target);
  const Result<Splices> splices = Make(text, target, parent.is_mapping(), value, edits, options);
  if (!splices) {
    const ErrorCode code = splices.error().code;
    // Aliases, entries of mappings without braces, names that are there already.
    const bool refused = code == ErrorCode::kInvalidArgument || code == ErrorCode::kMemoryLimit;
    if (!refused) Report(splices.error().message, text, target, value, {});
    return std::nullopt;
  }
  uint64_t end = 0;
  const Range range = RangeOf(root, target, text.size(), before.size() == 1);
  for (const Splice& splice : *splices) {
    const uint64_t splice_end = splice.offset + splice.removed;
    if (splice.offset < end || splice_end > text.size() || splice.offset < range.begin ||
        splice_end > range.end)
      Report("a splice is out of place", text, target, value, splice.text);
    end = splice_end;
  }
  std::pmr::string edited(&account);
  const auto out = Output::ToString(&edited, account);
  ApplySplices(text, *splices, *out);
  if (!out->Commit()) std::abort();

  const Documents after(edited, account);
  if (!after.valid() || after.size() != before.size()) Report("no YAML", text, target, value, edited);
  if (HasAliases(text, account)) return edited;  // what is edited may stand in several places
  for (size_t i = 0; i < before.size(); ++i) {
    const bool here = i == options.document;
    const std::string differs = here ? Differs(root, after.root(i), target, 0, wanted.root())
                                : before.root(i) == after.root(i) ? ""
                                                                  : "another document has changed";
    if (!differs.empty()) Report(differs, text, target, value, edited);
  }
  return edited;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size <= kChoices) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size - kChoices);
  Chooser choose({reinterpret_cast<const char*>(data) + text.size(), kChoices});
  if (std::ranges::any_of(text, IsLeftOut)) return 0;
  Budget budget;
  Budget limited(choose.Below(8) == 0 ? 2048 * (1 + choose.Below(256)) : Budget::kUnlimited);
  try {
    Account account("yaml", budget);
    Account edits("edits", limited);
    std::optional<std::pmr::string> edited(std::pmr::string(text, &account));
    for (size_t i = 0; i < kMostEdits && edited; ++i) {
      const std::pmr::string before = std::move(*edited);
      edited = EditOnce(before, choose, account, edits);
    }
  } catch (const MemoryLimitExceeded&) {  // the path does not fit
  }
  if (budget.used() != 0 || limited.used() != 0) std::abort();
  return 0;
}
