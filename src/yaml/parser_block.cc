// Block collections, by indentation (chapter 8). A block node's place tells what it may be.

#include <algorithm>
#include <functional>
#include <string>

#include "text/utf8.h"
#include "yaml/parser_machine.h"

namespace tare::yaml {

// Nothing is there, or what is there belongs to a collection further out.
bool Parser::Machine::NodeIsAbsent(const NodePlace& place) const {
  if (AtEnd()) return true;
  if (!fresh_) return false;
  if (AtDocumentMarker()) return true;
  const int64_t indent = tabs_ ? SpacesOf(line_) : Column();
  if (indent > place.parent_indent) return false;
  return !(place.mapping_value && indent == place.parent_indent && !tabs_ && AtIndicator('-'));
}

void Parser::Machine::ParseBlockNode() {
  const NodePlace place = node_place_;
  Properties outer;  // on lines before the node's
  for (;;) {
    SkipToToken();
    if (NodeIsAbsent(place)) {
      PushEmpty(outer);
      return NodeIsDone();
    }
    const bool may_open = !tabs_ && (fresh_ || (place.compact && !outer.any()));
    if (*at_ != '&' && *at_ != '!') return ParseNodeContent(place, outer, {}, may_open);
    Properties inner;
    if (!ParseProperties(&inner)) return;
    EndToken(at_);
    SkipToToken();
    if (!fresh_ && !AtEnd()) return ParseNodeContent(place, outer, inner, may_open);
    if (!Merge(inner, &outer)) return;
  }
}

// The node itself. `inner` properties stand on its line: where the node turns out to be a key they are the
// key's, and `outer` ones the mapping's. Without `may_open` no block collection may begin here.
void Parser::Machine::ParseNodeContent(const NodePlace& place, const Properties& outer,
                                       const Properties& inner, bool may_open) {
  const int64_t column = inner.any() ? static_cast<int64_t>(inner.begin - line_) : Column();
  const char c = *at_;
  if (Is(c, kMayBegin) && WhiteAt(at_ + 1)) {
    if (!may_open || (c != ':' && inner.any()))
      return FailToOpen(c == '-' ? "a block sequence cannot begin here" : "a mapping cannot begin here");
    if (c == '-') return OpenBlockSequence(outer, column);
    if (!OpenBlockMapping(outer, column, c == ':' ? Place::kAfterKey : Place::kMayHaveValue)) return;
    if (c == ':') return PushEmpty(inner);
    return ParseEntryNode({.parent_indent = column, .compact = true, .mapping_value = true});
  }
  if (c == '[' || c == '{') return ParseFlowContent(place, outer, inner, may_open);
  const char* const line = line_;
  Event scalar;
  if (!ScanScalar(place.parent_indent, false, &scalar)) return;
  const char* const behind = at_;
  if (!fresh_) {
    SkipBlanks();
    if (AtIndicator(':')) {
      if (!may_open) return FailToOpen("a mapping cannot begin here");
      if (!CheckKey(scalar, line) || !OpenBlockMapping(outer, column, Place::kAfterKey)) return;
      if (PushScalar(scalar, inner)) ParseValueNode(frames_.back());
      return;
    }
    at_ = behind;
  }
  Properties properties = outer;
  if (Merge(inner, &properties) && PushScalar(scalar, properties)) NodeIsDone();
}

void Parser::Machine::FailToOpen(const char* what) {
  if (tabs_) return FailVoid(at_, "a tab where the line is indented", "YAML is indented by spaces");
  FailVoid(at_, what,
           *at_ == ':' ? "quote the text before the \":\", or begin the mapping on a line of its own"
                       : "begin it on a line of its own");
}

// A collection in brackets, which may be the first key of a block mapping.
void Parser::Machine::ParseFlowContent(const NodePlace& place, const Properties& outer,
                                       const Properties& inner, bool may_open) {
  const int64_t column = inner.any() ? static_cast<int64_t>(inner.begin - line_) : Column();
  flow_indent_ = place.parent_indent;
  Properties properties = outer;
  if (FlowCollectionIsKey()) {
    if (!may_open) return FailToOpen("a mapping cannot begin here");
    if (!OpenBlockMapping(outer, column, Place::kAfterKey)) return;
    properties = inner;
  } else if (!Merge(inner, &properties)) {
    return;
  }
  OpenFlow(properties);
}

// Implicit keys are on one line and not too long (7.4.2), so that nobody need look further to find the ":".
bool Parser::Machine::CheckKey(const Event& key, const char* line) {
  const char* begin = begin_ + key.begin;
  if (line != line_) return Fail(begin, "a key that goes over several lines", "write \"? \" before it");
  if (key.end - key.begin <= kLongestKey) return true;
  const auto characters = std::count_if(begin, begin_ + key.end, std::not_fn(text::IsContinuationByte));
  if (characters <= static_cast<ptrdiff_t>(kLongestKey)) return true;
  return Fail(begin, "a key of more than 1024 characters", "write \"? \" before it");
}

// at_ is at the ":" behind an implicit key.
void Parser::Machine::ParseValueNode(Frame& frame) {
  frame.place = Place::kEntry;
  ParseEntryNode({.parent_indent = frame.indent, .mapping_value = true});
}

void Parser::Machine::OpenBlockSequence(const Properties& properties, int64_t column) {
  if (!PushFrame(Collection::kBlockSequence, Place::kEntry, column)) return;
  PushNode(EventKind::kSequenceStart, properties, at_, at_);
  ParseEntryNode({.parent_indent = column, .compact = true});
}

bool Parser::Machine::OpenBlockMapping(const Properties& properties, int64_t column, Place place) {
  if (!PushFrame(Collection::kBlockMapping, place, column)) return false;
  const char* begin = line_ + column;
  PushNode(EventKind::kMappingStart, properties, begin, begin);
  step_ = Step::kInCollection;
  return true;
}

void Parser::Machine::PopBlock() {
  const Frame frame = frames_.back();
  const bool sequence = frame.collection == Collection::kBlockSequence;
  if (!sequence && frame.place == Place::kMayHaveValue) PushEmpty({});
  Push(sequence ? EventKind::kSequenceEnd : EventKind::kMappingEnd, at_, at_);
  frames_.pop_back();
  NodeIsDone();
}

void Parser::Machine::ParseInBlock(Frame& frame) {
  if (frame.place == Place::kAfterKey) {
    SkipBlanks();
    if (!AtIndicator(':')) return FailVoid(at_, "expected \":\" behind the key");
    return ParseValueNode(frame);
  }
  SkipToToken();
  if (AtEnd() || AtDocumentMarker()) return PopBlock();
  if (!fresh_) return FailVoid(at_, "text behind a value on its line");
  if (tabs_) return FailVoid(at_, "a tab where the line is indented", "YAML is indented by spaces");
  const int64_t column = Column();
  if (column < frame.indent) return PopBlock();
  if (column > frame.indent)
    return FailVoid(at_, "this line is indented more than the entry before it, and is no part of it");
  if (frame.collection == Collection::kBlockMapping) return ParseMappingEntry(frame);
  if (!AtIndicator('-')) return PopBlock();
  ParseEntryNode({.parent_indent = frame.indent, .compact = true});
}

void Parser::Machine::ParseMappingEntry(Frame& frame) {
  const NodePlace behind_indicator{.parent_indent = frame.indent, .compact = true, .mapping_value = true};
  if (AtIndicator(':') && frame.place == Place::kMayHaveValue) {
    frame.place = Place::kEntry;
    return ParseEntryNode(behind_indicator);
  }
  if (frame.place == Place::kMayHaveValue) PushEmpty({});
  if (AtIndicator('?')) {
    frame.place = Place::kMayHaveValue;
    return ParseEntryNode(behind_indicator);
  }
  frame.place = Place::kAfterKey;
  ParseImplicitKey(frame.indent);
}

void Parser::Machine::ParseImplicitKey(int64_t indent) {
  Properties properties;
  if ((*at_ == '&' || *at_ == '!') && !ParseProperties(&properties)) return;
  if (AtEnd() || IsBreak(*at_)) return FailVoid(at_, "expected a key");
  if (AtIndicator(':')) return PushEmpty(properties);
  if (*at_ == '[' || *at_ == '{') {
    if (!FlowCollectionIsKey()) return FailVoid(at_, "expected a key and \":\" on one line");
    flow_indent_ = indent;
    return OpenFlow(properties);
  }
  const char* const line = line_;
  Event key;
  if (!ScanScalar(indent, true, &key)) return;
  SkipBlanks();
  if (!AtIndicator(':'))
    return FailVoid(begin_ + key.begin,
                    line == line_ ? "expected \":\" behind the key" : "a key that goes over several lines",
                    line == line_ ? "text that goes on needs to be indented more" : "write \"? \" before it");
  if (CheckKey(key, line) && PushScalar(key, properties)) ParseValueNode(frames_.back());
}

}  // namespace tare::yaml
