#pragma once

// \listtable and \listoverridetable (specification 1.9.1, "List Tables"): how paragraphs with \lsN \ilvlN
// are numbered.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <vector>

#include "readers/rtf/control_words.h"
#include "tare/document.h"

namespace tare::rtf {

struct ListLevel {
  bool ordered = false;
  bool numbered = true;  // has a bullet or number at all
  char delimiter = '.';
  Numbering numbering = Numbering::kDecimal;
  int32_t start = 1;
  int32_t left_indent = 0;  // twips
};

inline constexpr size_t kListLevels = 9;

class ListTable {
 public:
  static constexpr size_t kMaxLists = 4096;

  explicit ListTable(std::pmr::memory_resource* memory) : lists_(memory), overrides_(memory) {}

  // While the tables are read.
  void BeginList();
  void BeginLevel();
  void BeginOverride();
  void OnWord(ListWord word, int32_t parameter);
  void SetLevelIndent(int32_t twips);
  // A byte of \leveltext: its length, characters, and the numbers of levels to be put in.
  void AddLevelText(unsigned char byte);
  // The number by which paragraphs name the override (\ls) ends it.
  void EndOverride(int32_t number);

  struct Item {
    int32_t list;  // the same for all overrides of one list
    ListLevel level;
    int64_t number;
  };
  // The next item of override `number`. Level `level` counts on, deeper ones start again. Null where no list
  // is known by that number.
  std::optional<Item> TakeItem(int32_t number, size_t level);

 private:
  static constexpr int32_t kNoStart = -1;
  static constexpr int32_t kNotResolved = -1;
  static constexpr int32_t kNoList = -2;

  struct List {
    int32_t id = 0;
    std::array<ListLevel, kListLevels> levels{};
    std::array<int64_t, kListLevels> next{};  // number to give
    std::array<bool, kListLevels> begun{};
  };
  struct Override {
    int32_t number = 0;
    int32_t list_id = 0;
    int32_t list = kNotResolved;  // index
    bool used = false;
    std::array<int32_t, kListLevels> starts{kNoStart, kNoStart, kNoStart, kNoStart, kNoStart,
                                            kNoStart, kNoStart, kNoStart, kNoStart};
  };

  List* ListOf(Override& override);
  void OnOverrideWord(ListWord word, int32_t parameter);
  ListLevel* OpenLevel();

  std::pmr::vector<List> lists_;
  std::pmr::vector<Override> overrides_;  // by number
  size_t levels_begun_ = 0;               // of what is being read
  bool in_override_ = false;
  Override override_;
  bool start_overridden_ = false;  // by the level being read
  int level_text_bytes_ = 0;
};

}  // namespace tare::rtf
