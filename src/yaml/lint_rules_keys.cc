// Rules on names: of entries, and of anchors.

#include <algorithm>
#include <memory_resource>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "text/utf8.h"
#include "yaml/hash.h"
#include "yaml/lint_rules.h"
#include "yaml/schema.h"

namespace tare::yaml {
namespace {

bool IsMappingStart(const Event& event) { return event.kind == EventKind::kMappingStart; }
bool IsMappingEnd(const Event& event) { return event.kind == EventKind::kMappingEnd; }

// As much of a key as a message shows.
std::string Shown(std::string_view key) {
  constexpr size_t kLongest = 60;
  const size_t size = text::CutBefore(key, std::min(key.size(), kLongest));
  std::string shown = "\"";
  for (const char c : key.substr(0, size))
    shown += static_cast<unsigned char>(c) < ' ' || c == 0x7F ? ' ' : c;
  return shown.append(size < key.size() ? "…\"" : "\"");
}

// Keeps hashes of 64 bits for keys, with a seed that the input cannot know.
class KeyDuplicates : public Rule {
 public:
  enum Option { kMergeKeys };
  explicit KeyDuplicates(const RuleContext& context)
      : Rule(context),
        seed_(SeedFrom(this)),
        mappings_(&account()),
        keys_(&account()),
        large_(&account()),
        scratch_(&account()) {}

  void OnNode(const NodeEvent& node) override {
    if (IsMappingStart(node.event)) {
      mappings_.push_back({.first = keys_.size(), .salt = Mix(++count_, seed_)});
    } else if (IsMappingEnd(node.event)) {
      Close();
    } else if (node.role == NodeRole::kKey && node.event.kind == EventKind::kScalar) {
      Check(node.event);
    }
  }

  void OnRestart() override {
    while (!mappings_.empty()) Close();
  }

 private:
  static constexpr size_t kSmall = 16;  // keys of a mapping that are looked through

  struct Mapping {
    size_t first;  // of its keys
    uint64_t salt;
  };

  void Check(const Event& event) {
    const std::string_view key = DecodeScalar(event.scalar, &scratch_);
    if (event.scalar.style == ScalarStyle::kPlain && key == "<<" && !flag(kMergeKeys)) return;
    if (!Insert(HashOf(event, key))) {
      Find(event.begin, "the key " + Shown(key) + " has been in this mapping before");
    }
  }

  // 1 and "1" are two keys.
  uint64_t HashOf(const Event& event, std::string_view key) const {
    const bool plain = event.scalar.style == ScalarStyle::kPlain && event.tag.empty();
    const bool text = !plain || ResolvePlain(key, Schema::kCore).type == ScalarType::kString;
    return HashBytes(key, mappings_.back().salt + (text ? 0 : 1));
  }

  bool Insert(uint64_t hash) {
    const size_t first = mappings_.back().first;
    const size_t size = keys_.size() - first;
    if (size < kSmall) {
      for (size_t i = first; i < keys_.size(); ++i) {
        if (keys_[i] == hash) return false;
      }
    } else {
      if (size == kSmall) large_.insert(keys_.begin() + static_cast<ptrdiff_t>(first), keys_.end());
      if (!large_.insert(hash).second) return false;
    }
    keys_.push_back(hash);
    return true;
  }

  void Close() {
    const size_t first = mappings_.back().first;
    if (keys_.size() - first > kSmall) {
      for (size_t i = first; i < keys_.size(); ++i) large_.erase(keys_[i]);
    }
    keys_.resize(first);
    mappings_.pop_back();
  }

  const uint64_t seed_;
  uint64_t count_ = 0;
  std::pmr::vector<Mapping> mappings_;       // that are open
  std::pmr::vector<uint64_t> keys_;          // theirs, the innermost's last
  std::pmr::unordered_set<uint64_t> large_;  // the keys of mappings with more than kSmall
  std::pmr::string scratch_;
};

class KeyOrdering : public Rule {
 public:
  enum Option { kIgnored };
  explicit KeyOrdering(const RuleContext& context)
      : Rule(context), highest_(&account()), scratch_(&account()) {}

  void OnNode(const NodeEvent& node) override {
    if (IsMappingStart(node.event)) {
      highest_.push_back({.decoded = std::pmr::string(&account())});
    } else if (IsMappingEnd(node.event)) {
      highest_.pop_back();
    } else if (node.role == NodeRole::kKey && node.event.kind == EventKind::kScalar) {
      Check(node.event);
    }
  }
  void OnRestart() override { highest_.clear(); }

 private:
  void Check(const Event& event) {
    const std::string_view key = DecodeScalar(event.scalar, &scratch_);
    for (const std::string& pattern : words(kIgnored)) {
      if (Matches(pattern, key)) return;
    }
    Key& highest = highest_.back();
    if (key < highest.text()) {
      Find(event.begin, "the key " + Shown(key) + " belongs before " + Shown(highest.text()));
    } else if (event.scalar.verbatim) {
      highest.verbatim = key;
      highest.decoded.clear();
    } else {
      highest.verbatim = {};
      highest.decoded = key;
    }
  }

  // In the text, or decoded.
  struct Key {
    std::string_view verbatim{};
    std::pmr::string decoded;
    std::string_view text() const { return decoded.empty() ? verbatim : decoded; }
  };

  std::pmr::vector<Key> highest_;  // of each open mapping
  std::pmr::string scratch_;
};

class Anchors : public Rule {
 public:
  enum Option { kUndeclared, kDuplicated, kUnused };
  explicit Anchors(const RuleContext& context)
      : Rule(context), seed_(SeedFrom(this)), anchors_(&account()), used_(&account()) {
    if (flag(kUnused)) LookAhead();
  }

  void OnNode(const NodeEvent& node) override {
    const Event& event = node.event;
    if (event.kind == EventKind::kDocumentStart) return Forget();
    if (event.anchor.empty()) return;
    const auto offset = static_cast<uint64_t>(event.anchor.data() - text().data()) - 1;
    const auto found = anchors_.find(HashBytes(event.anchor, seed_));
    if (event.kind == EventKind::kAlias) {
      if (flag(kUndeclared) && found == anchors_.end()) {
        Find(offset, "no anchor " + Shown(event.anchor) + " before this alias");
      }
      return;
    }
    if (flag(kDuplicated) && found != anchors_.end()) {
      Find(offset, "the anchor " + Shown(event.anchor) + " has been in this document before");
    }
    if (flag(kUnused) && count_ < used_.size() && !used_[count_]) {
      Find(offset, "no alias refers to the anchor " + Shown(event.anchor));
    }
    anchors_[HashBytes(event.anchor, seed_)] = count_++;
  }
  void OnRestart() override { Forget(); }

 private:
  // A new table: to clear one takes as long as it has ever been large.
  void Forget() {
    if (!anchors_.empty()) anchors_ = std::pmr::unordered_map<uint64_t, uint64_t>(&account());
  }

  // Whether an anchor is used is told where it stands, so the aliases are looked for first.
  void LookAhead() {
    Parser parser(text(), account());
    for (const Event* event = parser.Next(); event != nullptr; event = parser.Next()) {
      if (event->kind == EventKind::kStreamEnd) break;
      if (event->kind == EventKind::kDocumentStart) Forget();
      if (event->anchor.empty()) continue;
      const uint64_t hash = HashBytes(event->anchor, seed_);
      if (event->kind != EventKind::kAlias) {
        anchors_[hash] = used_.size();
        used_.push_back(false);
      } else if (const auto found = anchors_.find(hash); found != anchors_.end()) {
        used_[found->second] = true;
      }
    }
    Forget();
  }

  const uint64_t seed_;
  std::pmr::unordered_map<uint64_t, uint64_t> anchors_;  // of the document: which one of the text, by hash
  std::pmr::vector<bool> used_;                          // the anchors of the text, up to a syntax error
  uint64_t count_ = 0;
};

constexpr OptionInfo kKeyDuplicates[] = {{.name = "forbid-duplicated-merge-keys", .type = OptionType::kFlag}};
constexpr OptionInfo kKeyOrdering[] = {{.name = "ignored-keys", .type = OptionType::kPatterns}};
constexpr OptionInfo kAnchors[] = {
    {.name = "forbid-undeclared-aliases", .type = OptionType::kFlag, .number = 1},
    {.name = "forbid-duplicated-anchors", .type = OptionType::kFlag},
    {.name = "forbid-unused-anchors", .type = OptionType::kFlag}};

}  // namespace

const RuleInfo kKeyDuplicatesRule = {"key-duplicates", kOnNodes, Make<KeyDuplicates>, kKeyDuplicates};
const RuleInfo kKeyOrderingRule = {"key-ordering", kOnNodes, Make<KeyOrdering>, kKeyOrdering};
const RuleInfo kAnchorsRule = {"anchors", kOnNodes, Make<Anchors>, kAnchors};

}  // namespace tare::yaml
