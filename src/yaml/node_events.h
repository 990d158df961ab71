#pragma once

// Values as events to an Emitter, whole or put together from parts.

#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tare/yaml_emitter.h"
#include "tare/yaml_values.h"
#include "yaml/diff_alignment.h"
#include "yaml/format_number.h"

namespace tare::yaml {

// What a scalar is written as, without quotes: a view into the document, `*room` or `*scratch`. Numbers are
// as short as they are exact.
std::string_view ScalarContent(const Node& node, NumberRoom* room, std::pmr::string* scratch);

// The caller puts the events in an order that makes a stream.
class NodeEvents {
 public:
  // Both must outlive it. Throws MemoryLimitExceeded, as all below do.
  NodeEvents(Emitter& emitter, Account& account, bool last_of_equal_keys = false)
      : emitter_(emitter),
        account_(account),
        last_of_equal_keys_(last_of_equal_keys),
        levels_(&account),
        scratch_(&account) {}

  // A value and all in it; strings are quoted.
  void Value(const Node& node);
  void String(std::string_view text);
  // A key, and of what comes next as its value, whether that is a collection.
  void Key(const Node& key, const Node& value);
  // kDocumentStart, kSequenceEnd, ...; the tag in full, of the start of a collection.
  void Mark(EventKind kind, std::string_view tag = {});

 private:
  struct Level {
    bool mapping;
    bool at_value = false;  // the key has been written
    Node::Iterator item, items_end;
    PairRange::Iterator pair, pairs_end;
    std::optional<EntryTable> entries{};  // where equal keys are to be found
    uint32_t index = 0;                   // of `pair`, for these
  };

  void Step();
  void StepOver(Level& level);
  void EnterKey(const Node& key, const Node& value);
  void Enter(const Node& node);
  void Scalar(std::string_view text, ScalarStyle style, std::string_view tag);

  Emitter& emitter_;
  Account& account_;
  const bool last_of_equal_keys_;
  std::pmr::vector<Level> levels_;  // what is open, from the value down
  std::pmr::string scratch_;
};

}  // namespace tare::yaml
