#pragma once

// Events become values. A collection's elements wait on a stack until its end, and are then copied to the
// arena once, at their final size.

#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "memory/arena.h"
#include "tare/error.h"
#include "tare/memory.h"
#include "tare/yaml_events.h"
#include "tare/yaml_values.h"
#include "yaml/mapping_keys.h"
#include "yaml/sharing.h"
#include "yaml/value.h"

namespace tare::yaml {

// What is wrong with a document, before its place is turned into line and column.
struct ComposeError {
  ErrorCode code = ErrorCode::kMalformed;
  std::string message{};
  uint64_t offset = 0;
};

// Composes one document after the other. For one thread.
class Composer {
 public:
  // `source` and `arena` must outlive it; scalars are views into the source's text.
  Composer(const TextSource& source, Arena& arena, Account& account, const LoadOptions& options);

  // Takes an event of a document; those around it are ignored. `tag` is the event's in full, empty where it
  // has none. False where the document cannot be composed: see error(). Throws MemoryLimitExceeded.
  bool Add(const Event& event, std::string_view tag) {
    // Most events are scalars of which nothing is to be found out.
    if (event.kind == EventKind::kScalar && tag.empty() && event.anchor.empty() && AddWord(event))
      return true;
    return AddAny(event, tag);
  }
  const ComposeError& error() const { return error_; }

  // The document that was ended; null where it was empty.
  Value root() const { return root_; }
  // Forgets the document, whose arena is about to be reset.
  void Clear();

 private:
  struct Frame {
    size_t first;    // of its elements on the stack
    uint64_t begin;  // offset in the source
    uint64_t nodes;  // composed before it
    std::string_view anchor;
    bool mapping;
    bool tagged;          // its tag is the last of tags_
    bool merges = false;  // has a key "<<"
  };
  struct Anchored {
    Value value;
    uint64_t before;  // nodes composed before it: tells it from others of the same name
    uint64_t nodes;   // in it, with aliases expanded
    bool open;        // its end has not come
  };

  // A string that is its own content. False where it may be something else. Short or long is as good as
  // random: both values are made, and one is taken without a branch.
  [[gnu::always_inline]] bool AddWord(const Event& event) {
    const ScalarText& text = event.scalar;
    if (!text.verbatim || (text.style == ScalarStyle::kPlain && MayBeTyped(text.raw))) return false;
    const size_t size = text.raw.size();
    const auto offset = static_cast<uint64_t>(text.raw.data() - source_.text.data());
    if (size > longest_word_ || offset >= words_end_) return false;
    const Value short_string = ShortStringAt(text.raw.data(), size & kShortString);
    const Value in_source = TextValue(TextStyle::kVerbatim, offset, size);
    const uint64_t is_short = uint64_t{0} - (size <= kShortString ? 1 : 0);
    pending_.Push({(short_string.bits & is_short) | (in_source.bits & ~is_short)}, event.begin);
    ++nodes_;
    return true;
  }
  bool AddAny(const Event& event, std::string_view tag);
  bool AddScalar(const Event& event, std::string_view tag);
  bool AddAlias(const Event& event);
  bool Begin(const Event& event, std::string_view tag);
  bool FitsCollection(const Event& event, std::string_view tag);
  bool End();
  bool Merge(const Frame& frame);
  bool CheckKeys(const Frame& frame);
  Value Collect(const Frame& frame);

  Value Plain(const ScalarText& text);
  Value String(const ScalarText& text);
  Value Number(const Resolved& number, const ScalarText& text, std::string_view content, bool as_float);
  bool OfType(const Event& event, std::string_view type, Value* value);
  bool MergesHere(std::string_view raw) const;
  bool Expand(uint64_t nodes, uint64_t offset);
  bool Fail(std::string message, uint64_t offset, ErrorCode code = ErrorCode::kMalformed);

  const TextSource& source_;
  Arena& arena_;
  const LoadOptions options_;
  const bool merge_keys_;
  const bool apart_;  // long strings are not just referred to: they are copied, or looked for among others
  const size_t longest_word_;  // that AddWord takes
  const uint64_t words_end_;   // no offset from here on: before, eight bytes can be read
  Sharing sharing_;
  MappingKeys keys_;
  PendingStack pending_;
  std::pmr::vector<Frame> frames_;
  std::pmr::vector<std::pmr::string> tags_;  // of open collections
  std::pmr::unordered_map<std::string_view, Anchored> anchors_;
  std::pmr::string scratch_;
  uint64_t nodes_ = 0;     // composed so far, with aliases expanded
  uint64_t expanded_ = 0;  // of them, those that aliases and merge keys added
  Value root_ = kNullValue;
  ComposeError error_;
};

}  // namespace tare::yaml
