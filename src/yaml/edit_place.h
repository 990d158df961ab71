#pragma once

// Where in the text the entries are that paths lead to: a pass over the parser's events, and over the
// indicators between them, which are no events.

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "tare/yaml_edit.h"
#include "tare/yaml_events.h"

namespace tare::yaml {

inline constexpr uint64_t kNowhere = UINT64_MAX;

// A node as it stands. All positions are byte offsets in the text.
struct Slot {
  uint64_t indicator_end = 0;  // behind the "-" or ":" it belongs to, or behind the key where there is none
  bool has_indicator = false;
  uint64_t begin = 0;  // of the node, with its properties
  uint64_t properties_end = 0;
  uint64_t content = 0;  // behind the properties
  uint64_t end = 0;      // of the last token in it; of a block scalar behind its lines, the empty ones too
  EventKind kind = EventKind::kScalar;
  bool root = false;          // of the document
  bool empty = false;         // nothing is written but, maybe, properties
  bool flow = false;          // a collection in brackets or braces, or a pair
  bool pair = false;          // a mapping in a flow sequence, without braces
  ScalarText last_scalar{};   // a scalar itself; of a block collection the last one, where that ends it
  uint64_t last_content = 0;  // where the last scalar begins, behind its properties
  // Of a collection.
  size_t size = 0;            // elements or entries
  uint64_t column = 0;        // of a block collection's entries
  uint64_t inner_end = 0;     // of the last token in it, before comma and bracket
  uint64_t last_entry = 0;    // where that begins
  uint64_t comma = kNowhere;  // behind the last entry
  bool quoted_keys = false;   // the last key is in double quotes

  bool mapping() const { return kind == EventKind::kMappingStart; }
  bool sequence() const { return kind == EventKind::kSequenceStart; }
  bool collection() const { return mapping() || sequence(); }
  bool block_collection() const { return collection() && !flow; }
};

// An entry that a path leads to, or the collection where it would be.
struct Place {
  size_t target = 0;   // which path
  size_t matched = 0;  // names of the path that lead to `slot`: less than all where the others are missing
  bool root = false;   // the entry is the document
  size_t parent = SIZE_MAX;  // the collection it is in, of PlaceFinder::parents()
  Slot slot{};               // the value
  uint64_t begin = 0;        // of the entry: its "-", its "?" or its key
  uint64_t key_begin = 0;    // behind the key's properties
  uint64_t key_end = 0;
  bool key_scalar = false;  // no collection and no alias
  bool key_empty = false;
  bool first = false;
  bool last = false;
  uint64_t previous_end = 0;     // of the entry before, or of what opens the collection
  ScalarText previous_scalar{};  // that ends the entry before
  uint64_t next_begin = 0;       // of the next entry, where there is one
  uint64_t comma = kNowhere;     // behind the entry, in flow
  uint64_t comma_before = kNowhere;
};

// What an edit removes of an entry.
enum class Removed : uint8_t { kNothing, kKey, kValue, kEntry };

// A concrete path.
using Names = std::pmr::vector<PathName>;

struct Layout {
  uint8_t indentation = 2;
  bool indent_sequences = false;
};

// One pass. For one use.
class PlaceFinder {
 public:
  // `targets` are in document order, none twice. Aliases that
  // stay and refer to anchors in what is `removed` are errors. Throws MemoryLimitExceeded, as Find does.
  PlaceFinder(std::string_view text, const std::pmr::vector<Names>& targets, Removed removed,
              Account& account, const EditOptions& options);

  // Targets behind an alias are left out, and are no errors. Before Find.
  void PassOverAliases() { passes_over_aliases_ = true; }

  // Fills places(), in the order of their ends. Errors: malformed text, aliases, a key that is there twice.
  Result<void> Find();

  const std::pmr::vector<Place>& places() const { return places_; }
  const std::pmr::vector<Slot>& parents() const { return parents_; }
  const Layout& layout() const { return layout_; }
  bool found_document() const { return found_document_; }
  bool has_directives() const { return has_directives_; }
  bool marked() const { return marked_; }  // the document begins with "---"
  Error MakeError(ErrorCode code, std::string message, uint64_t offset) const;

 private:
  static constexpr size_t kOff = SIZE_MAX;  // not on the path

  struct Frame {
    Slot self{};
    Place entry{};             // the one that is open
    size_t parent = kOff;      // in parents_, where it has places
    size_t matched = kOff;     // names of the target that lead to this collection
    size_t depth = kOff;       // the same, also when the target was found
    size_t last_place = kOff;  // the place of the entry before, which waits for what follows it
    bool key = false;          // the next event is a key
    bool any = false;          // an entry has begun
    bool key_matches = false;
    bool wanted = false;  // the open entry is a target, or where its way ends
    bool found = false;
    bool inside = false;  // a target's value
    uint64_t comma = kNowhere;
  };

  bool Take(const Event& event);
  bool TakeNode(const Event& event);
  bool TakeKey(Frame& frame, const Event& event);
  bool TakeAnchors(const Event& event, bool removed);
  void BeginEntry(Frame& frame, const Event& event);
  void BeginValue(Frame& frame, const Event& event);
  void EndEntry(const Slot& slot);
  Slot SlotOf(const Event& event) const;
  void OpenCollection(const Event& event, size_t matched, bool inside);
  void CloseCollection(const Event& event);
  Place& OpenEntry() { return frames_.empty() ? root_ : frames_.back().entry; }
  void Want(size_t matched);
  bool Matches(const PathName& name, const Event& event);
  void NextTarget();
  bool StartsAlike(size_t target, size_t names) const;
  bool Fail(ErrorCode code, std::string message, uint64_t offset);
  uint64_t Token(uint64_t from) const;  // past white space and comments
  uint64_t ColumnOf(uint64_t offset) const;
  void DetectLayout(const Frame& parent, const Frame& frame);
  char At(uint64_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }

  const std::string_view text_;
  const std::pmr::vector<Names>& targets_;
  const Removed removed_;
  const EditOptions& options_;
  Parser parser_;
  std::pmr::vector<Frame> frames_;
  std::pmr::vector<Place> places_;
  std::pmr::vector<Slot> parents_;
  Place root_{};
  bool root_wanted_ = false;
  bool active_ = false;
  bool marked_ = false;
  bool has_directives_ = false;
  bool passes_over_aliases_ = false;
  size_t documents_ = 0;
  std::pmr::unordered_set<std::string_view> removed_anchors_;
  std::pmr::string scratch_;
  Layout layout_;
  bool has_indentation_ = false;
  bool has_sequence_layout_ = false;
  bool found_document_ = false;
  size_t target_ = 0;
  size_t inside_ = 0;         // collections that are open in a target's value
  uint64_t last_end_ = 0;     // of the last token
  ScalarText last_scalar_{};  // where that was a scalar
  uint64_t last_content_ = 0;
  std::optional<Error> error_;
};

}  // namespace tare::yaml
