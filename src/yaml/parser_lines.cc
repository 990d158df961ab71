// The straight way through the lines that most files are made of: "key: value", "key:" and "- value" in block
// collections, with scalars that are plain, quoted or in a block. It makes the events of many lines at once.
// Each of its steps leaves the machine as the general ones (parser_block.cc) leave it, and those take over
// wherever something else stands: properties, comments in odd places, flow collections, errors.

#include "yaml/parser_machine.h"
#include "yaml/plain_stops.h"

namespace tare::yaml {

void Parser::Machine::ParseLines() {
  if (checked_ - at_ < kCheckedAhead && checked_ != end_) CheckStep();
  bool taken = true;
  while (taken && queued_ + kEventsOfLine <= kQueue) {
    if (step_ == Step::kInCollection) {
      taken = ParseEntryLine();
    } else if (step_ == Step::kBlockNode) {
      taken = ParseNodeLine();
    } else {
      taken = false;
    }
  }
}

// To the next token, which is not beyond the characters that have been checked.
inline bool Parser::Machine::ToTokenOfLine() {
  if (at_ < checked_ && *at_ == '\n') {
    StartLine(at_ + 1);
    at_ = SkipSpaces(line_, checked_);
  }
  if (at_ < checked_ && (IsWhite(*at_) || *at_ == '#')) SkipToToken();
  return at_ < checked_ && !tabs_;
}

// Of an open block collection: the ends of those that are over first.
inline bool Parser::Machine::ParseEntryLine() {
  const Frame frame = frames_.back();
  if (frame.collection > Collection::kBlockMapping || frame.place != Place::kEntry) return false;
  if (!ToTokenOfLine() || !fresh_) return false;
  const int64_t column = Column();
  if (column == frame.indent) {
    if (frame.collection == Collection::kBlockMapping) return ParseKeyLines(column);
    if (AtIndicator('-')) {
      ParseEntryNode({.parent_indent = column, .compact = true});
      return true;
    }
    if (*at_ == '-') return false;
  }
  if (column > frame.indent) return false;
  const bool sequence = frame.collection == Collection::kBlockSequence;
  Push(sequence ? EventKind::kSequenceEnd : EventKind::kMappingEnd, at_, at_);
  frames_.pop_back();
  NodeIsDone();
  return true;
}

// The keys at at_ and below it, as long as their values are on their lines.
inline bool Parser::Machine::ParseKeyLines(int64_t indent) {
  bool taken = false;
  do {
    if (Is(*at_, kIndicator | kMayBegin) || (indent == 0 && *at_ == '.')) return taken;
    PlainStops stops(at_, checked_);
    const char* const colon = stops.Next();
    if (!EndsKey(colon)) return taken;
    ParseKeyAndValue(colon, &stops, indent);
    taken = true;
  } while (fresh_ && Column() == indent && step_ == Step::kInCollection && queued_ + kEventsOfLine <= kQueue);
  return true;
}

// Whether the plain scalar at at_ is a key of which nothing needs to be looked at.
inline bool Parser::Machine::EndsKey(const char* colon) const {
  return colon != checked_ && *colon == ':' && !IsBlank(colon[-1]) &&
         colon - at_ <= static_cast<ptrdiff_t>(kLongestKey);
}

inline void Parser::Machine::ParseKeyAndValue(const char* colon, PlainStops* stops, int64_t indent) {
  PushPlain(at_, colon);
  at_ = colon;
  ParseEntryNode({.parent_indent = indent, .mapping_value = true});
  while (at_ != checked_ && *at_ == ' ') ++at_;
  if (at_ != checked_ && !IsWhite(*at_) && CanBeginPlain()) ParsePlainLine(stops->Next(), indent);
}

// A node whose place is known, behind an indicator on its line or on a line of its own.
inline bool Parser::Machine::ParseNodeLine() {
  const NodePlace place = node_place_;
  if (!ToTokenOfLine()) return false;
  const int64_t column = Column();
  const char c = *at_;
  const bool entry = AtIndicator('-');
  if (fresh_) {
    if (AtDocumentMarker()) return false;
    const bool absent =
        column <= place.parent_indent && !(place.mapping_value && entry && column == place.parent_indent);
    if (absent) {
      PushPlain(at_, at_);
      NodeIsDone();
      return true;
    }
  }
  const bool may_open = fresh_ || place.compact;
  if (entry) {
    if (!may_open || !OpenOnLine(EventKind::kSequenceStart, column)) return false;
    ParseEntryNode({.parent_indent = column, .compact = true});
    return true;
  }
  if (c == '"' || c == '\'' || c == '|' || c == '>') return ParseScalarOfLines(place.parent_indent);
  if (!CanBeginPlain()) return false;
  PlainStops stops(at_, checked_);
  const char* const stop = stops.Next();
  if (stop == checked_ || *stop != ':') return ParsePlainLine(stop, place.parent_indent);
  if (!may_open || !EndsKey(stop) || !OpenOnLine(EventKind::kMappingStart, column)) return false;
  ParseKeyAndValue(stop, &stops, column);
  return true;
}

// False where collections are too deep, of which the general step makes an error.
inline bool Parser::Machine::OpenOnLine(EventKind kind, int64_t column) {
  if (frames_.size() >= options_.max_depth) return false;
  const bool sequence = kind == EventKind::kSequenceStart;
  frames_.push_back({.collection = sequence ? Collection::kBlockSequence : Collection::kBlockMapping,
                     .place = Place::kEntry,
                     .indent = column});
  Push(kind, at_, at_);
  return true;
}

// A plain scalar from at_ to `stop`, if the line ends there and the next one does not go on with it.
inline bool Parser::Machine::ParsePlainLine(const char* stop, int64_t parent_indent) {
  if (stop == checked_ || *stop != '\n') return ParseScalarOfLines(parent_indent);
  const char* const line = stop + 1;
  const char* const text = SkipSpaces(line, checked_);
  if (text == checked_ || text - line > parent_indent || IsWhite(*text) || *text == '#')
    return ParseScalarOfLines(parent_indent);
  while (stop[-1] == ' ') --stop;
  PushPlain(at_, stop);
  NodeIsDone();
  StartLine(line);
  at_ = text;
  return true;
}

// Any scalar that turns out to be no key.
inline bool Parser::Machine::ParseScalarOfLines(int64_t parent_indent) {
  const char* const begin = at_;
  const char* const line = line_;
  const bool fresh = fresh_;
  if (!ScanScalar(parent_indent, false, &queue_[queued_])) return false;
  if (!fresh_) {
    const char* const behind = at_;
    SkipBlanks();
    if (AtIndicator(':')) {
      at_ = begin;
      line_ = line;
      fresh_ = fresh;
      return false;
    }
    at_ = behind;
  }
  if (!CheckCharacters(at_)) return false;
  ++queued_;
  NodeIsDone();
  return true;
}

}  // namespace tare::yaml
