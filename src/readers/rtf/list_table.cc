#include "readers/rtf/list_table.h"

#include <algorithm>

namespace tare::rtf {
namespace {

// \levelnfc
constexpr int32_t kBullet = 23;
constexpr int32_t kNoNumber = 255;

constexpr Numbering NumberingOf(int32_t number_format) {
  switch (number_format) {
    case 1:
      return Numbering::kUpperRoman;
    case 2:
      return Numbering::kLowerRoman;
    case 3:
      return Numbering::kUpperLetter;
    case 4:
      return Numbering::kLowerLetter;
    default:
      return Numbering::kDecimal;
  }
}

}  // namespace

void ListTable::BeginList() {
  in_override_ = false;
  levels_begun_ = 0;
  if (lists_.size() < kMaxLists) lists_.emplace_back();
}

void ListTable::BeginLevel() {
  ++levels_begun_;
  level_text_bytes_ = 0;
}

void ListTable::BeginOverride() {
  in_override_ = true;
  levels_begun_ = 0;
  start_overridden_ = false;
  override_ = Override();
}

ListLevel* ListTable::OpenLevel() {
  if (in_override_ || lists_.empty() || levels_begun_ == 0 || levels_begun_ > kListLevels) return nullptr;
  return &lists_.back().levels[levels_begun_ - 1];
}

void ListTable::OnWord(ListWord word, int32_t parameter) {
  if (in_override_) return OnOverrideWord(word, parameter);
  if (word == ListWord::kId && !lists_.empty()) lists_.back().id = parameter;
  ListLevel* level = OpenLevel();
  if (level == nullptr) return;
  if (word == ListWord::kNumberFormat) {
    level->numbered = parameter != kNoNumber;
    level->ordered = level->numbered && parameter != kBullet;
    level->numbering = NumberingOf(parameter);
  }
  if (word == ListWord::kStartAt) level->start = std::max(parameter, 0);
}

void ListTable::OnOverrideWord(ListWord word, int32_t parameter) {
  if (word == ListWord::kId) override_.list_id = parameter;
  if (word == ListWord::kOverrideStartAt) start_overridden_ = true;
  if (word == ListWord::kOverrideLevel) {
    ++levels_begun_;
    start_overridden_ = false;
  }
  if (word == ListWord::kStartAt && start_overridden_ && levels_begun_ >= 1 && levels_begun_ <= kListLevels) {
    override_.starts[levels_begun_ - 1] = std::max(parameter, 0);
  }
}

void ListTable::SetLevelIndent(int32_t twips) {
  if (ListLevel* level = OpenLevel()) level->left_indent = twips;
}

// The text of a level is its length and then that many characters; numbers below 9 stand for the number of
// that level. What follows the last number says how numbers are delimited.
void ListTable::AddLevelText(unsigned char byte) {
  ListLevel* level = OpenLevel();
  if (level == nullptr || level_text_bytes_++ == 0) return;
  if (byte < kListLevels) level->delimiter = '.';
  if (byte == ')') level->delimiter = ')';
}

void ListTable::EndOverride(int32_t number) {
  override_.number = number;
  const auto place = std::ranges::lower_bound(overrides_, number, {}, &Override::number);
  if (place != overrides_.end() && place->number == number) {
    *place = override_;
  } else if (overrides_.size() < kMaxLists) {
    overrides_.insert(place, override_);
  }
}

ListTable::List* ListTable::ListOf(Override& override) {
  if (override.list == kNotResolved) {
    const auto list = std::ranges::find(lists_, override.list_id, &List::id);
    override.list = list == lists_.end() ? kNoList : static_cast<int32_t>(list - lists_.begin());
  }
  return override.list == kNoList ? nullptr : &lists_[static_cast<size_t>(override.list)];
}

std::optional<ListTable::Item> ListTable::TakeItem(int32_t number, size_t level) {
  const auto place = std::ranges::lower_bound(overrides_, number, {}, &Override::number);
  if (place == overrides_.end() || place->number != number) return std::nullopt;
  List* list = ListOf(*place);
  if (list == nullptr) return std::nullopt;

  level = std::min(level, kListLevels - 1);
  if (!place->used) {
    place->used = true;
    for (size_t i = 0; i < kListLevels; ++i) {
      if (place->starts[i] != kNoStart) list->begun[i] = false;
    }
  }
  if (!list->begun[level]) {
    const int32_t start = place->starts[level];
    list->next[level] = start != kNoStart ? start : list->levels[level].start;
    list->begun[level] = true;
  }
  std::fill(list->begun.begin() + static_cast<std::ptrdiff_t>(level) + 1, list->begun.end(), false);
  return Item{.list = place->list, .level = list->levels[level], .number = list->next[level]++};
}

}  // namespace tare::rtf
