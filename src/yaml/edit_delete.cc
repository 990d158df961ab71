// Entries that go.

#include <algorithm>
#include <utility>

#include "yaml/edit_text.h"

namespace tare::yaml {

Result<Splices> TextEdit::Delete(const Path& path) {
  Result<std::pmr::vector<Names>> targets = FindTargets(text_, path, {}, account_, options_);
  if (!targets) return std::unexpected(targets.error());
  targets_ = std::move(*targets);
  PlaceFinder finder(text_, targets_, Removed::kEntry, account_, options_);
  if (const Result<void> found = FindPlaces(finder, path); !found) return std::unexpected(found.error());
  for (const Place& place : finder.places()) {
    if (!Rest(place).empty()) return std::unexpected(NotFound(finder, place));
    if (place.root)
      return std::unexpected(finder.MakeError(ErrorCode::kInvalidArgument,
                                              "the whole document cannot be deleted, only what is in it",
                                              place.slot.begin));
  }
  DeleteEntries(finder);
  return Done();
}

void TextEdit::DeleteEntries(const PlaceFinder& finder) {
  std::pmr::vector<const Place*> places(&account_);
  for (const Place& place : finder.places()) places.push_back(&place);
  std::ranges::sort(places, [](const Place* a, const Place* b) {
    return std::pair(a->parent, a->begin) < std::pair(b->parent, b->begin);
  });
  for (size_t i = 0; i < places.size();) {
    const Slot& parent = finder.parents()[places[i]->parent];
    size_t end = i;
    while (end < places.size() && places[end]->parent == places[i]->parent) ++end;
    if (end - i == parent.size) {
      const FittedText nothing{.head = std::pmr::string(parent.mapping() ? "{}" : "[]", &account_),
                               .body = std::pmr::string(&account_)};
      ReplaceFrom(parent, nullptr, parent.content, nothing, parent.root && parent.content == parent.begin);
      i = end;
      continue;
    }
    const Place* first = places[i];  // of those that stand side by side
    for (uint64_t next = kNowhere; i < end; ++i) {
      if (places[i]->begin != next) first = places[i];
      next = places[i]->next_begin;
      if (parent.flow) {
        DeleteInFlow(*places[i], *first);
      } else {
        DeleteInBlock(*places[i], parent);
      }
    }
  }
}

// Comments right above an entry are about it, but for those at the top of the document.
uint64_t TextEdit::AboutFrom(const Place& place, const Slot& parent, uint64_t line) const {
  const uint64_t limit = place.first && parent.root ? 0 : place.previous_end;
  const uint64_t begin = lines_.CommentsAbove(line, limit, parent.column);
  const bool at_top =
      place.first && parent.root && (begin == 0 || !lines_.IsBlankLine(lines_.BreakAbove(begin)));
  return at_top ? line : begin;
}

void TextEdit::DeleteInBlock(const Place& place, const Slot& parent) {
  const uint64_t end = lines_.LastLineEnd(place.slot.end, place.slot.last_scalar);
  if (const std::optional<uint64_t> line = lines_.OwnLine(place.begin))
    return Cut(AboutFrom(place, parent, *line),
               lines_.SkipTakenIn(lines_.BehindBreak(end), place.previous_scalar));
  // The first entry, on the line of what it is in: the next one takes its place.
  const bool comments = text_.substr(end, place.next_begin - end).find('#') != std::string_view::npos;
  if (comments) return Cut(lines_.BlanksBefore(place.begin), end);
  Cut(place.begin, place.next_begin);
}

// `first` is that of the entries that go together with this one.
void TextEdit::DeleteInFlow(const Place& place, const Place& first) {
  const uint64_t token_end = place.comma == kNowhere ? place.slot.end : place.comma + 1;
  const std::optional<uint64_t> line = lines_.OwnLine(place.begin);
  if (place.last && place.comma == kNowhere && first.comma_before != kNowhere) {
    Cut(first.comma_before, first.comma_before + 1);
    if (!lines_.OwnLine(first.begin)) Cut(lines_.BlanksBefore(first.begin), first.begin);
  }
  if (line && lines_.RestIsBlank(token_end)) return Cut(*line, lines_.BehindBreak(lines_.LineEnd(token_end)));
  if (!place.last && !lines_.Apart(place.comma, place.next_begin)) return Cut(place.begin, place.next_begin);
  Cut(line ? place.begin : lines_.BlanksBefore(place.begin), token_end);
}

}  // namespace tare::yaml
