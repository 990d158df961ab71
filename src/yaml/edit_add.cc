// New entries: where a path ends before its last keys, and before others.

#include <utility>

#include "yaml/edit_text.h"
#include "yaml/schema.h"

namespace tare::yaml {
namespace {

bool IsNull(const Slot& slot) {
  if (slot.empty) return true;
  return slot.kind == EventKind::kScalar && slot.last_scalar.style == ScalarStyle::kPlain &&
         ResolvePlain(slot.last_scalar.raw, Schema::kCore).type == ScalarType::kNull;
}

bool IsIndex(const PathName& name, size_t index) {
  return !name.quoted && name.integer && *name.integer >= 0 && static_cast<uint64_t>(*name.integer) == index;
}

}  // namespace

Result<Splices> TextEdit::Set(const Path& path, std::string_view yaml) {
  Result<std::pmr::vector<Names>> targets = FindTargets(text_, path, {}, account_, options_);
  if (!targets) return std::unexpected(targets.error());
  targets_ = std::move(*targets);
  PlaceFinder finder(text_, targets_, Removed::kValue, account_, options_);
  if (const Result<void> found = finder.Find(); !found) return std::unexpected(found.error());
  NewValue value(yaml, newline_, finder.layout(), account_);
  if (const Result<void> checked = value.Check(); !checked) return std::unexpected(checked.error());
  if (!finder.found_document() && options_.document == 0) return SetWithoutDocument(targets_[0], value);
  if (const Result<void> found = FindPlaces(finder, path); !found) return std::unexpected(found.error());
  for (const Place& place : finder.places()) {
    NewValue fitting = value;
    if (const Result<void> set = SetPlace(finder, place, fitting); !set) return std::unexpected(set.error());
  }
  return Done();
}

Result<void> TextEdit::SetPlace(const PlaceFinder& finder, const Place& place, NewValue& value) {
  const Keys rest = Rest(place);
  if (rest.empty()) {
    Replace(finder, place, rest, value);
    return {};
  }
  if (place.slot.collection()) return Append(finder, place.slot, rest, value);
  if (!IsNull(place.slot)) return std::unexpected(NotFound(finder, place));
  Replace(finder, place, rest, value);
  return {};
}

// A text with nothing in it but, maybe, comments.
Result<Splices> TextEdit::SetWithoutDocument(Keys keys, const NewValue& value) {
  const FittedText fitted = value.Alone(keys, 0);
  std::pmr::string added(&account_);
  if (!text_.empty() && text_.back() != '\n' && text_.back() != '\r') added += newline_;
  added += fitted.head;
  if (!fitted.body.empty()) added += newline_;
  added += fitted.body;
  added += newline_;
  Put(text_.size(), text_.size(), added);
  return Done();
}

// Behind the last entry of a collection.
Result<void> TextEdit::Append(const PlaceFinder& finder, const Slot& slot, Keys keys, NewValue& value) {
  if (slot.sequence()) {
    const bool behind = IsIndex(keys[0], slot.size) || (!keys[0].quoted && keys[0].text == "-");
    if (!behind) {
      return std::unexpected(finder.MakeError(ErrorCode::kNotFound,
                                              "there is no element \"" + std::string(keys[0].text) +
                                                  "\" in this sequence of " + std::to_string(slot.size),
                                              slot.begin));
    }
    keys = keys.subspan(1);
  }
  if (slot.pair)
    return std::unexpected(finder.MakeError(
        ErrorCode::kInvalidArgument,
        "a mapping without braces in a sequence has one entry only: put it in braces", slot.begin));
  if (slot.flow) {
    AppendInFlow(slot, EntryInFlow(slot, keys, value));
  } else {
    AppendInBlock(slot, keys, value);
  }
  return {};
}

std::pmr::string TextEdit::EntryInFlow(const Slot& slot, Keys keys, const NewValue& value) const {
  if (slot.sequence()) return value.InFlow(keys);
  std::pmr::string entry = KeyText(keys[0], slot.quoted_keys ? '"' : ' ', account_);
  entry += ": ";
  entry += value.InFlow(keys.subspan(1));
  return entry;
}

// The lines of an entry, of which the first is not indented.
std::pmr::string TextEdit::EntryInBlock(const Slot& slot, Keys keys, const NewValue& value) const {
  const FittedText fitted =
      slot.sequence() ? value.BehindDash(keys, slot.column) : value.Alone(keys, slot.column);
  std::pmr::string entry(&account_);
  if (slot.sequence()) entry = "- ";
  entry += fitted.head;
  if (!fitted.body.empty()) entry += newline_;
  entry += fitted.body;
  return entry;
}

void TextEdit::AppendInFlow(const Slot& slot, std::string_view entry) {
  if (slot.size == 0) return Put(slot.inner_end, slot.inner_end, entry);
  const std::optional<uint64_t> line = lines_.OwnLine(slot.last_entry);
  const bool own_line = line && lines_.RestIsBlank(slot.comma == kNowhere ? slot.inner_end : slot.comma + 1);
  std::pmr::string before(&account_);
  if (!own_line) {
    before = slot.comma == kNowhere ? ", " : " ";
    before += entry;
    const uint64_t at = slot.comma == kNowhere ? slot.inner_end : slot.comma + 1;
    return Put(at, at, before);
  }
  if (slot.comma == kNowhere) Put(slot.inner_end, slot.inner_end, ",");
  const uint64_t line_end = lines_.LineEnd(slot.comma == kNowhere ? slot.inner_end : slot.comma);
  before = newline_;
  before += text_.substr(*line, slot.last_entry - *line);
  before += entry;
  if (slot.comma != kNowhere) before += ",";
  Put(line_end, line_end, before);
}

void TextEdit::AppendInBlock(const Slot& slot, Keys keys, NewValue& value) {
  const uint64_t line_end = lines_.LastLineEnd(slot.end, slot.last_scalar);
  if (lines_.CommentBelow(line_end, slot.column)) value.QuoteBlockScalars();
  std::pmr::string lines(slot.column, ' ', &account_);
  lines += EntryInBlock(slot, keys, value);
  PutLines(line_end, lines);
}

Result<Splices> TextEdit::Insert(const Path& path, std::optional<std::string_view> key,
                                 std::string_view yaml) {
  if (!path.concrete() || path.steps().empty())
    return std::unexpected(Error{.code = ErrorCode::kInvalidArgument,
                                 .message = "inserting needs the path of one entry",
                                 .where = {.file = "path"}});
  std::optional<PathName> name;
  if (key) name = PathName{.text = std::pmr::string(*key, &account_), .quoted = true};
  Result<std::pmr::vector<Names>> targets =
      FindTargets(text_, path, {.absent = name ? &*name : nullptr}, account_, options_);
  if (!targets) return std::unexpected(targets.error());
  targets_ = std::move(*targets);
  PlaceFinder finder(text_, targets_, Removed::kNothing, account_, options_);
  if (const Result<void> found = FindPlaces(finder, path); !found) return std::unexpected(found.error());
  NewValue value(yaml, newline_, finder.layout(), account_);
  if (const Result<void> checked = value.Check(); !checked) return std::unexpected(checked.error());
  const Place& place = finder.places()[0];
  const Keys rest = Rest(place);
  if (rest.size() == 1 && place.slot.sequence() && !key) {
    if (const Result<void> added = Append(finder, place.slot, rest, value); !added)
      return std::unexpected(added.error());
    return Done();
  }
  if (!rest.empty()) return std::unexpected(NotFound(finder, place));
  const Slot& parent = finder.parents()[place.parent];
  if (parent.mapping() != key.has_value())
    return std::unexpected(finder.MakeError(
        ErrorCode::kInvalidArgument,
        key ? "an element of a sequence has no key" : "an entry of a mapping needs a key", place.begin));
  if (parent.pair)
    return std::unexpected(finder.MakeError(
        ErrorCode::kInvalidArgument,
        "a mapping without braces in a sequence has one entry only: put it in braces", place.begin));
  InsertBefore(place, parent, name ? Keys(&*name, 1) : Keys(), value);
  return Done();
}

void TextEdit::InsertBefore(const Place& place, const Slot& parent, Keys keys, NewValue& value) {
  const std::optional<uint64_t> line = lines_.OwnLine(place.begin);
  if (parent.flow) {
    std::pmr::string entry = EntryInFlow(parent, keys, value);
    entry += line ? "," : ", ";
    if (line) entry += newline_;
    if (line) entry += text_.substr(*line, place.begin - *line);
    return Put(place.begin, place.begin, entry);
  }
  if (!line) {
    std::pmr::string entry = EntryInBlock(parent, keys, value);
    entry += newline_;
    entry.append(parent.column, ' ');
    return Put(place.begin, place.begin, entry);
  }
  // Comments right above an entry are about it.
  const uint64_t at = lines_.CommentsAbove(*line, place.previous_end);
  if (lines_.CommentAt(at, parent.column)) value.QuoteBlockScalars();
  std::pmr::string entry(parent.column, ' ', &account_);
  entry += EntryInBlock(parent, keys, value);
  entry += newline_;
  Put(at, at, entry);
}

}  // namespace tare::yaml
