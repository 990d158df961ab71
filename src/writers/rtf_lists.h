#pragma once

// The list table of an RTF file. Every ordered list must have a list of its own there to count from its own
// start, and the table stands before the content: so lists are handed out while the table is not yet written,
// and from a stock of spare ones afterwards.

#include <array>
#include <cstddef>
#include <cstdint>

#include <string_view>

#include "tare/document.h"
#include "tare/io.h"

namespace tare::rtf_writer {

class ListTable {
 public:
  static constexpr int kLevels = 9;           // of an RTF list
  static constexpr uint8_t kText = 0;         // no list: the numbers are written as text
  static constexpr uint8_t kBullets = 1;      // the \ls of all bulleted items,
  static constexpr uint8_t kOpenBoxes = 2;    // of those to be done,
  static constexpr uint8_t kTickedBoxes = 3;  // and of those done

  // The \ls of the ordered list `block` that begins at `level`, or kText where there is none left. `around`
  // is the \ls of the ordered list whose item holds it (kText where there is none): its next level serves
  // where possible, since a level counts anew after each item above it.
  uint8_t Begin(const Block& block, int level, uint8_t around);
  // To be told of every item, so that levels below count anew.
  void AddItem(uint8_t list, int level);

  // \*\listtable and \*\listoverridetable: the lists that the content uses, and where it is not `complete`,
  // those that it may yet.
  void WriteTo(Output& out, bool complete);

 private:
  static constexpr size_t kMaxLists = 64;
  static constexpr size_t kSpareLists = 32;
  static constexpr uint16_t kMaxStart = 32767;

  struct Level {
    uint16_t start = 1;
    char delimiter = '.';
    Numbering numbering = Numbering::kDecimal;
    bool fixed = false;  // cannot be defined otherwise any more
    bool used = false;   // counts already since the last item above
  };
  struct List {
    std::array<Level, kLevels> levels;
    bool taken = false;
  };

  bool Take(List& list, int level, const Block& block);
  void AddSpareLists();
  void WriteOrderedList(const List& list, uint8_t number, Output& out) const;

  static constexpr uint8_t kFirstOrdered = kTickedBoxes + 1;  // the \ls of lists_[0]
  std::array<List, kMaxLists> lists_{};
  std::array<bool, kFirstOrdered> has_bullets_{};  // by \ls
  size_t count_ = 0;                               // of lists_ that are, or will be, in the file
  bool written_ = false;
};

inline constexpr std::string_view kOpenBox = "\\u9744 ?";
inline constexpr std::string_view kTickedBox = "\\u9746 ?";

// The bullet of an item of one of the bulleted lists, as RTF.
std::string_view Bullet(uint8_t list, int level);

}  // namespace tare::rtf_writer
