#include "writers/rtf_lists.h"

#include <iterator>

#include "writers/rtf_styles.h"
#include "writers/rtf_text.h"

namespace tare::rtf_writer {

uint8_t ListTable::Begin(const Block& block, int level, uint8_t around) {
  if (block.start > kMaxStart) return kText;
  if (around >= kFirstOrdered) {
    List& list = lists_[around - kFirstOrdered];
    if (!list.levels[static_cast<size_t>(level)].used && Take(list, level, block)) return around;
  }
  for (size_t index = 0; index < count_; ++index) {
    if (!lists_[index].taken && Take(lists_[index], level, block))
      return static_cast<uint8_t>(kFirstOrdered + index);
  }
  if (written_ || count_ == kMaxLists) return kText;
  Take(lists_[count_], level, block);
  return static_cast<uint8_t>(kFirstOrdered + count_++);
}

bool ListTable::Take(List& list, int level, const Block& block) {
  Level& wanted = list.levels[static_cast<size_t>(level)];
  const bool fits = wanted.start == block.start && wanted.delimiter == block.delimiter &&
                    wanted.numbering == block.numbering;
  if (wanted.fixed && !fits) return false;
  wanted = {.start = static_cast<uint16_t>(block.start),
            .delimiter = block.delimiter,
            .numbering = block.numbering,
            .fixed = true,
            .used = true};
  list.taken = true;
  return true;
}

void ListTable::AddItem(uint8_t list, int level) {
  if (list < kFirstOrdered) {
    has_bullets_[list] = true;
    return;
  }
  auto& levels = lists_[list - kFirstOrdered].levels;
  for (size_t below = static_cast<size_t>(level) + 1; below < levels.size(); ++below)
    levels[below].used = false;
}

void ListTable::AddSpareLists() {
  for (size_t spare = 0; spare < kSpareLists && count_ < kMaxLists; ++spare, ++count_) {
    const char delimiter = spare % 4 == 3 ? ')' : '.';
    for (Level& level : lists_[count_].levels) level.delimiter = delimiter;
  }
}

namespace {

void WriteIndents(int level, Output& out) {
  out.Write("\\fi-");
  WriteNumber(kHanging, out);
  out.Write("\\li");
  WriteNumber(kListIndent * (level + 1), out);
  out.Put('}');
}

void BeginList(uint8_t number, Output& out) {
  out.Write("{\\list\\listtemplateid");
  WriteNumber(number, out);
  out.Write("\\listhybrid");
}

void EndList(uint8_t number, Output& out) {
  out.Write("{\\listname ;}\\listid");
  WriteNumber(number, out);
  out.Write("}\n");
}

void WriteBulletedList(uint8_t number, Output& out) {
  BeginList(number, out);
  for (int level = 0; level < ListTable::kLevels; ++level) {
    out.Write("{\\listlevel\\levelnfc23\\leveljc0\\levelfollow0\\levelstartat1{\\leveltext\\'01");
    out.Write(Bullet(number, level));
    out.Write(number == ListTable::kBullets ? ";}{\\levelnumbers;}\\f0" : ";}{\\levelnumbers;}\\f3");
    WriteIndents(level, out);
  }
  EndList(number, out);
}

}  // namespace

std::string_view Bullet(uint8_t list, int level) {
  constexpr std::string_view kBullets[] = {"\\u8226\\'b7", "\\u9702 ?", "\\u9642 ?"};
  if (list == ListTable::kOpenBoxes) return kOpenBox;
  if (list == ListTable::kTickedBoxes) return kTickedBox;
  return kBullets[static_cast<size_t>(level) % std::size(kBullets)];
}

// \levelnfc by Numbering.
constexpr std::string_view kNumberFormats = "04321";
static_assert(kNumberFormats.size() == kNumberings);

void ListTable::WriteOrderedList(const List& list, uint8_t number, Output& out) const {
  BeginList(number, out);
  for (int index = 0; index < kLevels; ++index) {
    const Level& level = list.levels[static_cast<size_t>(index)];
    out.Write("{\\listlevel\\levelnfc");
    out.Put(kNumberFormats[static_cast<size_t>(level.numbering)]);
    out.Write("\\leveljc0\\levelfollow0\\levelstartat");
    WriteNumber(level.start, out);
    out.Write("{\\leveltext\\'02\\'0");
    WriteNumber(index, out);
    out.Put(level.delimiter);
    out.Write(";}{\\levelnumbers\\'01;}");
    WriteIndents(index, out);
  }
  EndList(number, out);
}

void ListTable::WriteTo(Output& out, bool complete) {
  if (!complete) AddSpareLists();
  written_ = true;
  for (size_t index = 0; index < count_; ++index) {
    for (Level& level : lists_[index].levels) level.fixed = true;
  }
  const auto is_there = [&](size_t number) {
    return number >= kFirstOrdered || has_bullets_[number] || !complete;
  };
  if (count_ == 0 && !is_there(kBullets) && !is_there(kOpenBoxes) && !is_there(kTickedBoxes)) return;
  out.Write("{\\*\\listtable\n");
  for (uint8_t number = kBullets; number < kFirstOrdered; ++number) {
    if (is_there(number)) WriteBulletedList(number, out);
  }
  for (size_t index = 0; index < count_; ++index)
    WriteOrderedList(lists_[index], static_cast<uint8_t>(kFirstOrdered + index), out);
  out.Write("}\n{\\*\\listoverridetable\n");
  for (size_t number = kBullets; number < kFirstOrdered + count_; ++number) {
    if (!is_there(number)) continue;
    out.Write("{\\listoverride\\listid");
    WriteNumber(number, out);
    out.Write("\\listoverridecount0\\ls");
    WriteNumber(number, out);
    out.Write("}\n");
  }
  out.Write("}\n");
}

}  // namespace tare::rtf_writer
