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
bool Parser::Machine::ToTokenOfLine() {
  if (at_ < checked_ && (!fresh_ || Is(*at_, kBlank | kBreak | kIndicator))) SkipToToken();
  return at_ < checked_ && !tabs_;
}

// Of an open block collection.
bool Parser::Machine::ParseEntryLine() {
  const Frame frame = frames_.back();
  if (frame.collection > Collection::kBlockMapping || frame.place != Place::kEntry) return false;
  if (!ToTokenOfLine() || !fresh_) return false;
  const int64_t column = Column();
  if (column < frame.indent) {
    PopBlock();
    return true;
  }
  if (column > frame.indent) return false;
  if (frame.collection == Collection::kBlockMapping) return ParseKeyLine(frame.indent);
  if (AtIndicator('-')) {
    ParseEntryNode({.parent_indent = column, .compact = true});
    return true;
  }
  if (*at_ == '-') return false;
  PopBlock();
  return true;
}

bool Parser::Machine::ParseKeyLine(int64_t indent) {
  if (Is(*at_, kIndicator | kMayBegin) || (indent == 0 && *at_ == '.')) return false;
  PlainStops stops(at_, checked_);
  const char* const colon = stops.Next();
  if (!EndsKey(colon)) return false;
  ParseKeyAndValue(colon, &stops, indent);
  return true;
}

// Whether the plain scalar at at_ is a key of which nothing needs to be looked at.
bool Parser::Machine::EndsKey(const char* colon) const {
  return colon != checked_ && *colon == ':' && !IsBlank(colon[-1]) &&
         colon - at_ <= static_cast<ptrdiff_t>(kLongestKey);
}

void Parser::Machine::ParseKeyAndValue(const char* colon, PlainStops* stops, int64_t indent) {
  PushPlain(at_, colon);
  at_ = colon;
  ParseEntryNode({.parent_indent = indent, .mapping_value = true});
  while (at_ != checked_ && *at_ == ' ') ++at_;
  if (at_ != checked_ && !IsWhite(*at_) && CanBeginPlain()) ParsePlainLine(stops->Next(), indent);
}

// A node whose place is known, behind an indicator on its line or on a line of its own.
bool Parser::Machine::ParseNodeLine() {
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
    if (!may_open) return false;
    OpenBlockSequence({}, column);
    return !failed_;
  }
  if (c == '"' || c == '\'' || c == '|' || c == '>') return ParseScalarOfLines(place.parent_indent);
  if (!CanBeginPlain()) return false;
  PlainStops stops(at_, checked_);
  const char* const stop = stops.Next();
  if (stop == checked_ || *stop != ':') return ParsePlainLine(stop, place.parent_indent);
  if (!may_open || !EndsKey(stop) || !OpenBlockMapping({}, column, Place::kEntry)) return false;
  ParseKeyAndValue(stop, &stops, column);
  return true;
}

// A plain scalar from at_ to `stop`, if the line ends there and the next one does not go on with it.
bool Parser::Machine::ParsePlainLine(const char* stop, int64_t parent_indent) {
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
bool Parser::Machine::ParseScalarOfLines(int64_t parent_indent) {
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
