// Flow collections, by brackets (7.4).

#include <algorithm>
#include <cstring>

#include "text/utf8.h"
#include "yaml/flow_collection_end.h"
#include "yaml/parser_machine.h"

namespace tare::yaml {

bool Parser::Machine::SkipInFlow() {
  SkipToToken();
  if (AtEnd()) return Fail(at_, "the text ends inside a flow collection", "close it with ] or }");
  if (!fresh_) return true;
  if (AtDocumentMarker()) return Fail(at_, "a document ends inside a flow collection");
  const int64_t indent = SpacesOf(line_);
  const bool closes =
      *at_ == ']' || *at_ == '}';  // which people write below the start of the line that opened
  if (indent > flow_indent_ || (closes && indent == flow_indent_)) return true;
  return Fail(at_, "a line of a flow collection is not indented enough");
}

bool Parser::Machine::AtFlowEnd() const { return *at_ == ',' || *at_ == ']' || *at_ == '}'; }

bool Parser::Machine::AtIndicatorInFlow(char indicator) const {
  return *at_ == indicator && (WhiteAt(at_ + 1) || Is(at_[1], kFlowIndicator));
}

bool Parser::Machine::AtColonInFlow() const {
  return *at_ == ':' && (last_was_json_ || AtIndicatorInFlow(':'));
}

// at_ is at the bracket.
void Parser::Machine::OpenFlow(const Properties& properties) {
  const bool sequence = *at_ == '[';
  if (!PushFrame(sequence ? Collection::kFlowSequence : Collection::kFlowMapping, Place::kEntry, 0)) return;
  const EventKind kind = sequence ? EventKind::kSequenceStart : EventKind::kMappingStart;
  PushNode(kind, properties, at_, at_ + 1).flow = true;
  EndToken(at_ + 1);
  step_ = Step::kInCollection;
}

void Parser::Machine::CloseFlow() {
  const bool sequence = frames_.back().collection == Collection::kFlowSequence;
  if (*at_ != (sequence ? ']' : '}')) return FailVoid(at_, sequence ? "expected \"]\"" : "expected \"}\"");
  Push(sequence ? EventKind::kSequenceEnd : EventKind::kMappingEnd, at_, at_ + 1).flow = true;
  EndToken(at_ + 1);
  last_was_json_ = true;
  frames_.pop_back();
  NodeIsDone();
}

void Parser::Machine::ParseInFlow(Frame& frame) {
  if (frame.place == Place::kSeparator && frame.collection == Collection::kFlowPair) {
    Push(EventKind::kMappingEnd, at_, at_).flow = true;
    frames_.pop_back();
    return;
  }
  if (!SkipInFlow()) return;
  switch (frame.place) {
    case Place::kEntry:
      if (*at_ == ']' || *at_ == '}') return CloseFlow();
      if (frame.collection == Collection::kFlowSequence) return ParseSequenceEntryInFlow(frame);
      return ParseMappingEntryInFlow(frame);
    case Place::kExplicitKey:
      frame.place = Place::kAfterKey;
      last_was_json_ = false;
      if (AtFlowEnd() || AtIndicatorInFlow(':')) return PushEmpty({});
      return ParseFlowNode(false);
    case Place::kAfterKey:
      if (AtColonInFlow()) {
        EndToken(at_ + 1);
        frame.place = Place::kValue;
        return;
      }
      frame.place = Place::kSeparator;
      return PushEmpty({});
    case Place::kValue:
      frame.place = Place::kSeparator;
      if (AtFlowEnd()) return PushEmpty({});
      return ParseFlowNode(false);
    default:
      return ParseSeparator(frame);
  }
}

void Parser::Machine::ParseSeparator(Frame& frame) {
  if (*at_ == ',') {
    EndToken(at_ + 1);
    frame.place = Place::kEntry;
  } else if (*at_ == ']' || *at_ == '}') {
    CloseFlow();
  } else {
    FailVoid(at_, frame.collection == Collection::kFlowSequence ? "expected \",\" or \"]\""
                                                                : "expected \",\" or \"}\"");
  }
}

void Parser::Machine::ParseMappingEntryInFlow(Frame& frame) {
  if (AtIndicatorInFlow('?')) {
    EndToken(at_ + 1);
    frame.place = Place::kExplicitKey;
    return;
  }
  frame.place = Place::kAfterKey;
  last_was_json_ = false;
  if (AtIndicatorInFlow(':')) return PushEmpty({});
  ParseFlowNode(false);
}

// An entry may be a pair, which is a mapping of one key: [? a : b, c: d, : e].
void Parser::Machine::ParseSequenceEntryInFlow(Frame& frame) {
  frame.place = Place::kSeparator;
  last_was_json_ = false;
  if (AtIndicatorInFlow('?')) {
    if (!OpenPair(at_, Place::kExplicitKey)) return;
    EndToken(at_ + 1);
  } else if (AtIndicatorInFlow(':')) {
    if (OpenPair(at_, Place::kAfterKey)) PushEmpty({});
  } else {
    ParseFlowNode(true);
  }
}

bool Parser::Machine::OpenPair(const char* begin, Place place) {
  if (!PushFrame(Collection::kFlowPair, place, 0)) return false;
  Push(EventKind::kMappingStart, begin, begin).flow = true;
  return true;
}

// With `may_be_pair` the node may turn out to be the key of a pair.
void Parser::Machine::ParseFlowNode(bool may_be_pair) {
  const char* const begin = at_;
  const char* const line = line_;
  Properties properties;
  while (*at_ == '&' || *at_ == '!') {
    Properties more;
    if (!ParseProperties(&more) || !Merge(more, &properties)) return;
    EndToken(at_);
    if (!SkipInFlow()) return;
  }
  if (*at_ == '[' || *at_ == '{') {
    if (may_be_pair && line == line_ && FlowCollectionIsKey() && !OpenPair(begin, Place::kAfterKey)) return;
    return OpenFlow(properties);
  }
  Event scalar;
  const bool empty = AtFlowEnd() || AtIndicatorInFlow(':');
  if (empty) {
    if (!properties.any()) return void(FailAtIndicator());
    scalar = EmptyScalar(properties);
  } else if (!ScanScalar(flow_indent_, false, &scalar)) {
    return;
  }
  last_was_json_ = scalar.scalar.style != ScalarStyle::kPlain;
  if (may_be_pair) {
    const char* const behind = at_;
    SkipBlanks();
    const bool pair = !AtEnd() && AtColonInFlow();
    at_ = behind;
    if (pair && line == line_ && (!CheckKey(scalar, line) || !OpenPair(begin, Place::kAfterKey))) return;
  }
  PushScalar(scalar, properties);
}

// Whether the collection that begins at at_ ends on the line with a ":" behind it. Looks no further than a
// key may be long.
bool Parser::Machine::FlowCollectionIsKey() {
  constexpr ptrdiff_t kMostBytes = 4 * kLongestKey;
  const char* const limit = at_ + std::min(end_ - at_, kMostBytes);
  if (!KeyEndIsAhead(limit)) return false;
  const char* at = FlowCollectionEnd(at_, LongestKeyEnd(limit));
  if (at == nullptr) return false;
  while (at != end_ && IsBlank(*at)) ++at;
  return at != end_ && *at == ':' && (InFlow() || WhiteAt(at + 1));
}

// Behind the longest key that could begin at at_, which is limited in characters. `limit` is that of as many
// as UTF-8 makes of them at most, which is not looked beyond where the text is something else.
const char* Parser::Machine::LongestKeyEnd(const char* limit) const {
  size_t left = kLongestKey;
  return std::find_if(at_, limit, [&](char c) { return !text::IsContinuationByte(c) && left-- == 0; });
}

// Whether a bracket closes before a ":" anywhere from at_ to `limit`. What was searched is not searched
// again: the many collections of a long line cost no more than the line.
bool Parser::Machine::KeyEndIsAhead(const char* limit) {
  if (key_end_ >= at_) return key_end_ < limit;
  for (const char* from = std::max(at_, key_end_searched_); from < limit;) {
    const auto* colon = static_cast<const char*>(std::memchr(from, ':', static_cast<size_t>(limit - from)));
    if (colon == nullptr) break;
    const char* before = colon;
    while (before != at_ && IsBlank(before[-1])) --before;
    if (before != at_ && (before[-1] == ']' || before[-1] == '}')) {
      key_end_ = colon;
      key_end_searched_ = colon + 1;
      return true;
    }
    from = colon + 1;
  }
  key_end_searched_ = std::max(key_end_searched_, limit);
  return false;
}

}  // namespace tare::yaml
