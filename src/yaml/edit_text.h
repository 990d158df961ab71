#pragma once

// The edits, as splices of the text around the places that edit_place.h finds.
//
//   edit.cc          the public functions, renaming, splices
//   edit_replace.cc  a value in the place of another
//   edit_add.cc      new entries
//   edit_delete.cc   entries that go

#include <optional>
#include <span>
#include <string_view>

#include "yaml/edit_lines.h"
#include "yaml/edit_targets.h"
#include "yaml/edit_value.h"

namespace tare::yaml {

// One edit of one text. Its functions throw MemoryLimitExceeded.
class TextEdit {
 public:
  TextEdit(std::string_view text, Account& account, const EditOptions& options)
      : text_(text),
        lines_(text),
        newline_(lines_.Newline()),
        account_(account),
        options_(options),
        splices_(&account),
        targets_(&account) {}

  Result<Splices> Set(const Path& path, std::string_view yaml);
  Result<Splices> Delete(const Path& path);
  Result<Splices> Insert(const Path& path, std::optional<std::string_view> key, std::string_view yaml);
  Result<Splices> Rename(const Path& path, std::string_view key);

 private:
  using Keys = std::span<const PathName>;

  Result<void> FindPlaces(PlaceFinder& finder, const Path& path) const;
  Error NotFound(const PlaceFinder& finder, const Place& place) const;
  Keys Rest(const Place& place) const { return Keys(targets_[place.target]).subspan(place.matched); }

  // edit_replace.cc: of a node that is there.
  void Replace(const PlaceFinder& finder, const Place& place, Keys keys, NewValue& value);
  void ReplaceFrom(const Slot& slot, const Slot* parent, uint64_t begin, const FittedText& fitted,
                   bool in_place);
  bool EndsInName(uint64_t end) const;
  void ReplaceEmpty(const Slot& slot, const Slot* parent, const FittedText& fitted);
  void ReplaceInline(const Slot& slot, uint64_t begin, const FittedText& fitted);
  void ReplaceBlockScalar(const Slot& slot, uint64_t begin, const FittedText& fitted);
  void ReplaceBlockCollection(const Slot& slot, uint64_t begin, const FittedText& fitted, bool in_place);
  void PutLines(uint64_t line_end, std::string_view lines);

  // edit_add.cc
  Result<void> SetPlace(const PlaceFinder& finder, const Place& place, NewValue& value);
  Result<Splices> SetWithoutDocument(Keys keys, const NewValue& value);
  Result<void> Append(const PlaceFinder& finder, const Slot& slot, Keys keys, NewValue& value);
  void AppendInFlow(const Slot& slot, std::string_view entry);
  void AppendInBlock(const Slot& slot, Keys keys, NewValue& value);
  void InsertBefore(const Place& place, const Slot& parent, Keys keys, NewValue& value);
  std::pmr::string EntryInFlow(const Slot& slot, Keys keys, const NewValue& value) const;
  std::pmr::string EntryInBlock(const Slot& slot, Keys keys, const NewValue& value) const;

  // edit_delete.cc
  void DeleteEntries(const PlaceFinder& finder);
  uint64_t AboutFrom(const Place& place, const Slot& parent, uint64_t line) const;
  void DeleteInBlock(const Place& place, const Slot& parent);
  void DeleteInFlow(const Place& place, const Place& first);

  void Cut(uint64_t from, uint64_t to) { Put(from, to, {}); }
  void Put(uint64_t from, uint64_t to, std::string_view text) {
    splices_.push_back({from, to - from, std::pmr::string(text, &account_)});
  }
  Splices Done();

  const std::string_view text_;
  const EditLines lines_;
  const std::string_view newline_;
  Account& account_;
  const EditOptions& options_;
  Splices splices_;
  std::pmr::vector<Names> targets_;
};

}  // namespace tare::yaml
