#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "tare/document.h"

namespace tare::rtf {

// Where a paragraph stands in lists, and what it is numbered by.
struct ItemPlace {
  // Of the numbering; the same for all items of one list. Negative where the levels of a list are told by
  // indentation alone.
  int32_t list;
  uint8_t level;        // from 0
  int32_t left_indent;  // twips
  bool ordered;
  char delimiter;
  Numbering numbering = Numbering::kDecimal;
  int64_t number;  // kNext: whatever comes next
  int64_t start;   // the first number, where `number` is kNext
  Checked checked;

  static constexpr int64_t kNext = -1;
};

// The lists, quotations and code blocks open in one place (the document, a cell). RTF has only paragraphs:
// what they belong to begins and ends where neighbours differ.
class BlockNesting {
 public:
  static constexpr size_t kMaxLists = 9;  // nested; deeper items are put into the last

  // Each makes `sink` ready for the paragraph, heading or text that follows.
  void EnterItem(Sink& sink, const ItemPlace& place);
  // A paragraph indented like the text of an open item belongs to it.
  void EnterPlain(Sink& sink, int32_t left_indent);
  void EnterQuote(Sink& sink, int32_t left_indent);
  void EnterCode(Sink& sink, int32_t left_indent);
  void CloseAll(Sink& sink);

  bool in_code() const { return in_code_; }

 private:
  struct List {
    int32_t list;
    uint8_t level;
    int32_t left_indent;
    bool ordered;
    int64_t next;  // number
  };

  static bool IsSame(const ItemPlace& place, const List& list);
  static bool IsDeeper(const ItemPlace& place, const List& list);
  void OpenList(Sink& sink, const ItemPlace& place);
  void CloseList(Sink& sink);
  void CloseQuoteAndCode(Sink& sink);

  std::array<List, kMaxLists> lists_{};
  size_t open_lists_ = 0;
  bool in_quote_ = false;
  bool in_code_ = false;
};

}  // namespace tare::rtf
