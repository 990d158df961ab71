#pragma once

// Field instructions (specification 1.9.1, "Fields"; their syntax is that of Word's field codes).

#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>

#include "readers/rtf/control_words.h"

namespace tare::rtf {

enum class FieldKind : uint8_t { kOther, kHyperlink, kPicture, kSymbol };

struct FieldInstruction {
  explicit FieldInstruction(std::pmr::memory_resource* memory)
      : target(memory), title(memory), font(memory) {}

  void Clear();

  FieldKind kind = FieldKind::kOther;
  std::pmr::string target;  // kHyperlink and kPicture; with "#" and a bookmark, where there is one
  std::pmr::string title;   // kHyperlink
  std::pmr::string font;    // kSymbol
  uint32_t symbol = 0;      // kSymbol: its code
};

// Any text may be parsed; what is no instruction of these kinds is kOther.
void ParseFieldInstruction(std::string_view text, FieldInstruction& instruction);

// A \field being read.
struct Field {
  explicit Field(std::pmr::memory_resource* memory) : text(memory), alt(memory), instruction(memory) {}

  std::pmr::string text;  // of the instruction
  std::pmr::string alt;   // kPicture: the text of the result
  FieldInstruction instruction;
  // For use again.
  void Clear();

  Destination outer = Destination::kContent;  // where its result goes
  uint16_t outer_field = 0;
  bool has_result = false;
  uint64_t text_before_result = 0;  // bytes of the content's text
  bool has_link = false;
  bool has_picture = false;
};

}  // namespace tare::rtf
