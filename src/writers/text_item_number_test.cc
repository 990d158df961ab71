#include "writers/text_item_number.h"

#include <gtest/gtest.h>

#include <string>

namespace tare {
namespace {

std::string Written(uint64_t number, Numbering numbering) {
  return std::string(ItemNumber(number, numbering).text());
}

TEST(ItemNumber, Decimal) {
  EXPECT_EQ(Written(0, Numbering::kDecimal), "0");
  EXPECT_EQ(Written(UINT64_MAX, Numbering::kDecimal), "18446744073709551615");
}

TEST(ItemNumber, Letters) {
  EXPECT_EQ(Written(1, Numbering::kLowerLetter), "a");
  EXPECT_EQ(Written(26, Numbering::kUpperLetter), "Z");
  EXPECT_EQ(Written(27, Numbering::kLowerLetter), "aa");
  EXPECT_EQ(Written(52, Numbering::kLowerLetter), "az");
  EXPECT_EQ(Written(702, Numbering::kLowerLetter), "zz");
  EXPECT_EQ(Written(703, Numbering::kUpperLetter), "AAA");
  EXPECT_EQ(Written(0, Numbering::kLowerLetter), "0");
  EXPECT_EQ(Written(UINT64_MAX, Numbering::kUpperLetter).size(), 14u);
}

TEST(ItemNumber, Roman) {
  EXPECT_EQ(Written(4, Numbering::kLowerRoman), "iv");
  EXPECT_EQ(Written(1994, Numbering::kUpperRoman), "MCMXCIV");
  EXPECT_EQ(Written(3888, Numbering::kLowerRoman), "mmmdccclxxxviii");
  EXPECT_EQ(Written(3999, Numbering::kUpperRoman), "MMMCMXCIX");
  EXPECT_EQ(Written(4000, Numbering::kUpperRoman), "4000");
  EXPECT_EQ(Written(0, Numbering::kLowerRoman), "0");
}

}  // namespace
}  // namespace tare
