#include "tare/yaml_edit.h"

#include <algorithm>
#include <utility>

#include "io/inside_limit.h"
#include "yaml/characters.h"
#include "yaml/edit_text.h"

namespace tare::yaml {

Result<void> TextEdit::FindPlaces(PlaceFinder& finder, const Path& path) const {
  if (Result<void> found = finder.Find(); !found) return found;
  if (!finder.found_document())
    return std::unexpected(
        Error{.code = ErrorCode::kNotFound,
              .message = "the stream has no document number " + std::to_string(options_.document),
              .where = {.file = options_.name}});
  if (finder.places().empty())
    return std::unexpected(Error{.code = ErrorCode::kNotFound,
                                 .message = "nothing is at " + path.ToString(),
                                 .where = {.file = options_.name}});
  return {};
}

Error TextEdit::NotFound(const PlaceFinder& finder, const Place& place) const {
  const PathName& name = Rest(place)[0];
  std::string message = place.slot.collection() ? "there is no \"" : "a scalar, which has no \"";
  message += name.text;
  message += place.slot.collection() ? "\" in this " : "\"";
  if (place.slot.collection()) message += place.slot.mapping() ? "mapping" : "sequence";
  return finder.MakeError(ErrorCode::kNotFound, std::move(message), place.slot.begin);
}

Result<Splices> TextEdit::Rename(const Path& path, std::string_view key) {
  const PathName absent{.text = std::pmr::string(key, &account_), .quoted = true};
  Result<std::pmr::vector<Names>> targets =
      FindTargets(text_, path, {.nested = true, .absent = &absent, .may_have_it = true}, account_, options_);
  if (!targets) return std::unexpected(targets.error());
  targets_ = std::move(*targets);
  PlaceFinder finder(text_, targets_, Removed::kKey, account_, options_);
  if (const Result<void> found = FindPlaces(finder, path); !found) return std::unexpected(found.error());
  for (const Place& place : finder.places()) {
    if (!Rest(place).empty()) return std::unexpected(NotFound(finder, place));
    if (place.root || !finder.parents()[place.parent].mapping())
      return std::unexpected(finder.MakeError(ErrorCode::kInvalidArgument,
                                              "this has no key that could be renamed", place.slot.begin));
    if (!place.key_scalar)
      return std::unexpected(
          finder.MakeError(ErrorCode::kInvalidArgument, "the key is an alias or a collection", place.begin));
    const char style = place.key_begin < text_.size() && !place.key_empty ? text_[place.key_begin] : ' ';
    const std::pmr::string written = KeyText(absent, style, account_);
    if (place.key_empty) {
      const bool marked = text_[place.begin] == '?';
      std::pmr::string spaced(marked ? " " : "", &account_);
      spaced += written;
      if (!marked) spaced += ' ';
      Put(place.key_begin, place.key_begin, spaced);
    } else if (style == '|' || style == '>') {
      Put(place.key_begin, lines_.LastLineEnd(place.key_end, {.raw = {}, .style = ScalarStyle::kLiteral}),
          written);
    } else {
      Put(place.key_begin, place.key_end, written);
    }
  }
  return Done();
}

// In order, with those that touch put together.
Splices TextEdit::Done() {
  // Those at the same place stay in the order they were made in.
  std::pmr::vector<size_t> order(&account_);
  for (size_t i = 0; i < splices_.size(); ++i) order.push_back(i);
  std::ranges::sort(order, [&](size_t a, size_t b) {
    return splices_[a].offset != splices_[b].offset ? splices_[a].offset < splices_[b].offset : a < b;
  });
  Splices done(&account_);
  for (const size_t i : order) {
    Splice& splice = splices_[i];
    if (!done.empty() && splice.offset <= done.back().offset + done.back().removed) {
      Splice& before = done.back();
      const uint64_t end = std::max(before.offset + before.removed, splice.offset + splice.removed);
      before.text += splice.text;
      before.removed = end - before.offset;
    } else if (splice.removed > 0 || !splice.text.empty()) {
      done.push_back(std::move(splice));
    }
  }
  return done;
}

void ApplySplices(std::string_view text, const Splices& splices, Output& out) {
  uint64_t at = 0;
  for (const Splice& splice : splices) {
    out.Write(text.substr(at, splice.offset - at));
    out.Write(splice.text);
    at = splice.offset + splice.removed;
  }
  out.Write(text.substr(at));
}

namespace {

// A byte order mark stays where it is, and no column counts it.
template <typename Make>
Result<Splices> BehindMark(std::string_view text, Account& account, const EditOptions& options, Make make) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  const size_t mark = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  return InsideLimit(options.name, [&] {
    TextEdit edit(text.substr(mark), account, options);
    Result<Splices> splices = make(edit);
    if (splices) {
      for (Splice& splice : *splices) splice.offset += mark;
    } else if (splices.error().where.offset != Location::kUnknown) {
      splices.error().where.offset += mark;
    }
    return splices;
  });
}

}  // namespace

Result<Splices> SetValue(std::string_view text, const Path& path, std::string_view value, Account& account,
                         const EditOptions& options) {
  return BehindMark(text, account, options, [&](TextEdit& edit) { return edit.Set(path, value); });
}

Result<Splices> DeleteValue(std::string_view text, const Path& path, Account& account,
                            const EditOptions& options) {
  return BehindMark(text, account, options, [&](TextEdit& edit) { return edit.Delete(path); });
}

Result<Splices> InsertValue(std::string_view text, const Path& path, std::optional<std::string_view> key,
                            std::string_view value, Account& account, const EditOptions& options) {
  return BehindMark(text, account, options, [&](TextEdit& edit) { return edit.Insert(path, key, value); });
}

Result<Splices> RenameKey(std::string_view text, const Path& path, std::string_view key, Account& account,
                          const EditOptions& options) {
  return BehindMark(text, account, options, [&](TextEdit& edit) { return edit.Rename(path, key); });
}

}  // namespace tare::yaml
