#include "writers/text_item_number.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace tare {

ItemNumber::ItemNumber(uint64_t number, Numbering numbering) {
  const bool roman = numbering == Numbering::kLowerRoman || numbering == Numbering::kUpperRoman;
  const bool upper = numbering == Numbering::kUpperRoman || numbering == Numbering::kUpperLetter;
  if (numbering == Numbering::kDecimal || number == 0 || (roman && number >= kRomanLimit)) {
    WriteDecimal(number);
  } else if (roman) {
    WriteRoman(number, upper);
  } else {
    WriteLetters(number, upper ? 'A' : 'a');
  }
}

void ItemNumber::WriteDecimal(uint64_t number) {
  size_ = static_cast<uint8_t>(std::to_chars(text_, std::end(text_), number).ptr - text_);
}

void ItemNumber::WriteLetters(uint64_t number, char first) {
  constexpr uint64_t kLetters = 26;
  for (; number > 0; number = (number - 1) / kLetters) {
    text_[size_++] = static_cast<char>(first + static_cast<char>((number - 1) % kLetters));
  }
  std::reverse(text_, text_ + size_);
}

void ItemNumber::WriteRoman(uint64_t number, bool upper) {
  struct Sign {
    uint64_t value;
    std::string_view lower;
  };
  static constexpr Sign kSigns[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                                    {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                                    {5, "v"},    {4, "iv"},   {1, "i"}};
  for (const Sign& sign : kSigns) {
    for (; number >= sign.value; number -= sign.value) {
      for (const char c : sign.lower) text_[size_++] = upper ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }
}

}  // namespace tare
