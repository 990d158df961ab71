// A value in the place of another. What was behind it on its line, a comment, stays there.

#include "yaml/characters.h"
#include "yaml/edit_text.h"

namespace tare::yaml {

// Lines below the one that ends at `line_end`.
void TextEdit::PutLines(uint64_t line_end, std::string_view lines) {
  if (lines.empty()) return;
  std::pmr::string text(newline_, &account_);
  text += lines;
  Put(line_end, line_end, text);
}

void TextEdit::Replace(const PlaceFinder& finder, const Place& place, Keys keys, NewValue& value) {
  const Slot& slot = place.slot;
  const Slot* const parent = place.root ? nullptr : &finder.parents()[place.parent];
  if (parent != nullptr && parent->flow) {
    const std::pmr::string text = value.InFlow(keys);
    const FittedText fitted{.head = text, .body = std::pmr::string(&account_)};
    return slot.empty ? ReplaceEmpty(slot, parent, fitted) : ReplaceInline(slot, slot.begin, fitted);
  }
  const uint64_t column = parent != nullptr ? parent->column : 0;
  if (lines_.CommentBelow(lines_.LastLineEnd(slot.end, slot.last_scalar), column) ||
      lines_.CommentBelow(lines_.LineEnd(slot.indicator_end), column))
    value.QuoteBlockScalars();
  const bool block = value.block_collection() || !keys.empty();
  if (parent != nullptr && parent->mapping())
    return ReplaceFrom(slot, parent, slot.begin, value.BehindKey(keys, column), false);
  if (!block) {
    const FittedText fitted = parent != nullptr ? value.BehindDash(keys, column) : value.BehindKey(keys, 0);
    return ReplaceFrom(slot, parent, slot.begin, fitted, parent == nullptr);
  }
  // A block collection, whose lines stand below each other.
  const bool own_line = lines_.OwnLine(slot.begin).has_value();
  if (parent == nullptr && !(own_line && !slot.empty)) {
    FittedText fitted = value.Alone(keys, 0);
    if (!fitted.body.empty()) fitted.body.insert(0, newline_);
    fitted.body.insert(0, fitted.head);
    fitted.head.clear();
    return ReplaceFrom(slot, parent, slot.begin, fitted, false);
  }
  uint64_t at = slot.begin;
  if (slot.empty) {
    const FittedText fitted = value.BehindDash(keys, column);  // as far right as "- " is wide
    return ReplaceEmpty(slot, parent, fitted);
  }
  uint64_t begin = at;
  while (begin > 0 && text_[begin - 1] != '\n' && text_[begin - 1] != '\r') --begin;
  ReplaceFrom(slot, parent, slot.begin, value.Alone(keys, at - begin), true);
}

void TextEdit::ReplaceFrom(const Slot& slot, const Slot* parent, uint64_t begin, const FittedText& fitted,
                           bool in_place) {
  if (slot.empty) return ReplaceEmpty(slot, parent, fitted);
  if (slot.block_collection()) return ReplaceBlockCollection(slot, begin, fitted, in_place);
  if (slot.kind == EventKind::kScalar && IsBlockScalar(slot.last_scalar))
    return ReplaceBlockScalar(slot, begin, fitted);
  ReplaceInline(slot, begin, fitted);
}

// Whether what ends there is an anchor, a tag or an alias, to which a ":" would belong.
bool TextEdit::EndsInName(uint64_t end) const {
  uint64_t begin = end;
  while (begin > 0 && !Is(text_[begin - 1], kBlank | kBreak | kFlowIndicator)) --begin;
  return begin < end && (text_[begin] == '&' || text_[begin] == '!' || text_[begin] == '*');
}

void TextEdit::ReplaceEmpty(const Slot& slot, const Slot* parent, const FittedText& fitted) {
  if (slot.end > slot.begin) {  // properties
    Put(fitted.head.empty() ? lines_.BlanksBefore(slot.begin) : slot.begin, slot.end, fitted.head);
    return PutLines(lines_.LineEnd(slot.end), fitted.body);
  }
  std::pmr::string head(fitted.head.empty() ? "" : " ", &account_);
  head += fitted.head;
  const bool needs_colon = parent != nullptr && parent->mapping() && !slot.has_indicator;
  if (needs_colon && !parent->flow) {
    // Behind "? key", on a line of its own.
    const ScalarText key = IsBlockScalar(slot.last_scalar)
                               ? slot.last_scalar
                               : ScalarText{.raw = {}, .style = ScalarStyle::kLiteral};
    const uint64_t line_end = lines_.LastLineEnd(slot.indicator_end, key);
    head.insert(0, ":");
    head.insert(0, parent->column, ' ');
    if (!fitted.body.empty()) head += newline_;
    head += fitted.body;
    return PutLines(line_end, head);
  }
  if (needs_colon) head.insert(0, EndsInName(slot.indicator_end) ? " :" : ":");
  Put(slot.indicator_end, slot.indicator_end, head);
  PutLines(lines_.LineEnd(slot.indicator_end), fitted.body);
}

// A scalar, an alias or a collection in brackets.
void TextEdit::ReplaceInline(const Slot& slot, uint64_t begin, const FittedText& fitted) {
  if (!fitted.head.empty()) {
    Put(begin, slot.end, fitted.head);
    return fitted.body.empty() ? void() : PutLines(lines_.LineEnd(slot.end), fitted.body);
  }
  const std::optional<uint64_t> line = lines_.OwnLine(begin);
  const uint64_t line_end = lines_.LineEnd(slot.end);
  if (line && lines_.BlanksBefore(line_end) == slot.end) {
    Put(*line, line_end, fitted.body);
    return;
  }
  Cut(lines_.BlanksBefore(begin), slot.end);
  PutLines(line_end, fitted.body);
}

// The comment behind the header stays.
void TextEdit::ReplaceBlockScalar(const Slot& slot, uint64_t begin, const FittedText& fitted) {
  uint64_t header_end = slot.content;
  while (header_end < slot.end && text_[header_end] != ' ' && text_[header_end] != '\t' &&
         text_[header_end] != '\n' && text_[header_end] != '\r')
    ++header_end;
  const uint64_t line_end = lines_.LineEnd(header_end);
  const uint64_t end = std::max(line_end, lines_.LastLineEnd(slot.end, slot.last_scalar));
  Put(fitted.head.empty() ? lines_.BlanksBefore(begin) : begin, header_end, fitted.head);
  std::pmr::string body(&account_);
  if (!fitted.body.empty()) {
    body = newline_;
    body += fitted.body;
  }
  Put(line_end, end, body);
}

// `in_place`: the first line is to begin where that of the collection did.
void TextEdit::ReplaceBlockCollection(const Slot& slot, uint64_t begin, const FittedText& fitted,
                                      bool in_place) {
  const uint64_t end = lines_.LastLineEnd(slot.end, slot.last_scalar);
  const std::optional<uint64_t> line = lines_.OwnLine(begin);
  std::pmr::string body(&account_);
  if (!fitted.body.empty()) {
    body = newline_;
    body += fitted.body;
  }
  if (in_place || (!line && !fitted.head.empty())) {
    body.insert(0, fitted.head);
    Put(begin, end, body);
  } else if (!line) {
    Put(lines_.BlanksBefore(begin), end, body);
  } else if (fitted.head.empty()) {
    Put(*line, end, fitted.body);
  } else {
    const uint64_t at = begin != slot.begin ? slot.properties_end : slot.indicator_end;
    std::pmr::string head(" ", &account_);
    head += fitted.head;
    Put(at, at, head);
    const uint64_t line_end = lines_.LineEnd(at);
    if (!body.empty()) Put(line_end, line_end, body);
    Cut(*line, lines_.BehindBreak(end));
    return;
  }
}

}  // namespace tare::yaml
