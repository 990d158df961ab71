#pragma once

#include <cstdint>
#include <string_view>

#include "tare/document.h"

namespace tare {

// The number of a list's item as it is written: "7", "g", "G", "vii", "VII".
class ItemNumber {
 public:
  // Letters go on with "aa" after "z". There are no letters for 0, and no Roman numbers for 0 and from 4000
  // on: those are decimal.
  ItemNumber(uint64_t number, Numbering numbering);

  std::string_view text() const { return {text_, size_}; }

 private:
  static constexpr uint64_t kRomanLimit = 4000;

  void WriteDecimal(uint64_t number);
  void WriteLetters(uint64_t number, char first);
  void WriteRoman(uint64_t number, bool upper);

  char text_[20];  // digits of a 64-bit number
  uint8_t size_ = 0;
};

}  // namespace tare
