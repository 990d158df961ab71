#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "tare/memory.h"
#include "tare/yaml_events.h"
#include "yaml/emitter_writer.h"

namespace tare::yaml {

// Hands a stream on to another writer with the entries of each mapping sorted: by the bytes of keys that are
// scalars; the others stay in their order, behind them. Holds the events of one document.
class KeySorter final : public Emitter::Writer {
 public:
  KeySorter(Emitter::Writer& next, Account& account)
      : next_(next),
        account_(account),
        tags_(&account),
        items_(&account),
        entries_(&account),
        levels_(&account),
        anchors_(&account),
        above_first_entry_(&account) {}

  void Write(const Event& event, std::string_view tag) override;
  void WriteComment(const EmitterComment& comment) override;
  void WriteEmptyLine() override;
  void WriteOnLines() override {
    if (!in_document_) return next_.WriteOnLines();
    on_lines_due_ = true;
  }
  void SetIndentSequences(bool indent) override { next_.SetIndentSequences(indent); }
  void WriteDirectives(std::string_view lines) override {
    LeaveAboveDocument();
    next_.WriteDirectives(lines);
  }

 private:
  static constexpr size_t kNone = SIZE_MAX;

  struct Item {
    enum class Kind : uint8_t { kEvent, kComment, kEmptyLine } kind = Kind::kEvent;
    Event event{};
    std::string_view tag{};
    bool on_lines = false;  // a collection
    EmitterComment comment{};
    size_t next = 0;
  };
  // Of a mapping that is open.
  struct Entry {
    size_t first;  // of its items: comments above it, or the key
    size_t last;
    bool simple;  // the key is a scalar
    std::pmr::string key;
  };
  // An open collection.
  struct Level {
    bool mapping = false;
    bool at_value = false;
    bool has_anchor = false;  // in it, or below
    bool has_alias = false;
    bool keeps_order = false;   // an anchor is there twice
    size_t start = 0;           // the item that begins it, or the last one that stays behind that
    size_t first_entry = 0;     // in entries_
    size_t above_next = kNone;  // the first item above the entry to come
  };

  void WriteCommentAboveDocument(const EmitterComment& comment);
  void LeaveAboveDocument();
  void TakeAboveFirstEntry();
  size_t Add(Item item);
  void Note(const Event& event);
  void BeginEntry(const Event& event, size_t item);
  void EndNode(size_t item);
  void EndCollection(size_t item);
  void SortEntries(const Level& level, size_t end);
  void EndDocument();

  Emitter::Writer& next_;
  Account& account_;
  std::pmr::monotonic_buffer_resource tags_;
  std::pmr::vector<Item> items_;
  std::pmr::vector<Entry> entries_;
  std::pmr::vector<Level> levels_;
  std::pmr::unordered_set<std::string_view> anchors_;
  bool in_document_ = false;
  bool on_lines_due_ = false;  // for the collection to come
  // Comments before the document that stand above its first entry: an empty line is between them and those
  // at the top, which stay there.
  std::pmr::vector<EmitterComment> above_first_entry_;
  bool has_top_comment_ = false;
};

}  // namespace tare::yaml
