#include <charconv>

#include "yaml/document_data.h"
#include "yaml/node_events.h"

namespace tare::yaml {
namespace {

std::string_view FormatInteger(const Node& node, NumberRoom* room, std::pmr::string* scratch) {
  const auto format = [&](auto number) {
    const char* end = std::to_chars(room->data(), room->data() + room->size(), number).ptr;
    return std::string_view(room->data(), static_cast<size_t>(end - room->data()));
  };
  int64_t number = 0;
  if (NodeConversion<int64_t>::Try(node, &number)) return format(number);
  uint64_t natural = 0;
  if (NodeConversion<uint64_t>::Try(node, &natural)) return format(natural);
  return node.Text(scratch);  // beyond 64 bits
}

}  // namespace

std::string_view ScalarContent(const Node& node, NumberRoom* room, std::pmr::string* scratch) {
  switch (node.kind()) {
    case Kind::kString:
      return node.Text(scratch);
    case Kind::kBoolean:
      return node.value_or(false) ? "true" : "false";
    case Kind::kFloat:
      return FormatReal(node.value_or(0.0), room);
    case Kind::kInteger:
      return FormatInteger(node, room, scratch);
    default:
      return "null";
  }
}

void NodeEvents::Value(const Node& node) {
  Enter(node);
  while (!levels_.empty()) Step();
}

// Without quotes, "<<" stays what YAML 1.1 takes for a merge key. Where those were merged, one that is left
// had quotes.
void NodeEvents::EnterKey(const Node& key, const Node& value) {
  const bool collection = value.is_mapping() || value.is_sequence();
  const bool may_be_merge_key = collection && key.is_string() && key.tag().empty();
  if (may_be_merge_key && key.Text(&scratch_) == "<<" && !key.document_->merges_keys()) {
    Scalar("<<", ScalarStyle::kPlain, {});
  } else {
    Enter(key);
  }
}

void NodeEvents::Key(const Node& key, const Node& value) {
  EnterKey(key, value);
  while (!levels_.empty()) Step();
}

void NodeEvents::String(std::string_view text) { Scalar(text, ScalarStyle::kDoubleQuoted, {}); }

void NodeEvents::Mark(EventKind kind, std::string_view tag) {
  emitter_.Write({.kind = kind, .tag = tag}, tag);
}

void NodeEvents::Step() {
  Level& level = levels_.back();
  if (level.entries) StepOver(level);
  if (level.mapping ? level.pair == level.pairs_end : level.item == level.items_end) {
    Mark(level.mapping ? EventKind::kMappingEnd : EventKind::kSequenceEnd);
    levels_.pop_back();
  } else if (!level.mapping) {
    Enter(*level.item++);
  } else if (!level.at_value) {
    level.at_value = true;
    EnterKey((*level.pair).first, (*level.pair).second);
  } else {
    level.at_value = false;
    ++level.index;
    const auto [key, value] = *level.pair++;
    Enter(level.entries ? (*level.entries->FindLast(key).entry).second : value);
  }
}

// Equal keys that have been written.
void NodeEvents::StepOver(Level& level) {
  while (!level.at_value && level.pair != level.pairs_end &&
         level.entries->Find((*level.pair).first).index != level.index) {
    ++level.pair;
    ++level.index;
  }
}

void NodeEvents::Enter(const Node& node) {
  if (node.is_sequence() || node.is_mapping()) {
    const bool mapping = node.is_mapping();
    Mark(mapping ? EventKind::kMappingStart : EventKind::kSequenceStart, node.tag());
    const PairRange pairs = node.pairs();
    levels_.push_back({.mapping = mapping,
                       .item = node.begin(),
                       .items_end = node.end(),
                       .pair = pairs.begin(),
                       .pairs_end = pairs.end()});
    if (mapping && last_of_equal_keys_) levels_.back().entries.emplace(node, account_);
  } else {
    NumberRoom room;
    const ScalarStyle style = node.is_string() ? ScalarStyle::kDoubleQuoted : ScalarStyle::kPlain;
    Scalar(ScalarContent(node, &room, &scratch_), style, node.tag());
  }
}

void NodeEvents::Scalar(std::string_view text, ScalarStyle style, std::string_view tag) {
  emitter_.Write(
      {.kind = EventKind::kScalar, .scalar = {.raw = text, .style = style, .verbatim = true}, .tag = tag},
      tag);
}

void EmitNode(const Node& node, Emitter& emitter, Account& account, bool last_of_equal_keys) {
  NodeEvents events(emitter, account, last_of_equal_keys);
  events.Mark(EventKind::kDocumentStart);
  events.Value(node);
  events.Mark(EventKind::kDocumentEnd);
}

}  // namespace tare::yaml
