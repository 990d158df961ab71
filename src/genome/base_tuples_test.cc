#include "genome/base_tuples.h"

#include <gtest/gtest.h>

#include <string>

#include "genome/bases.h"

namespace tare::genome {
namespace {

std::string Unpacked(std::string_view tuples) {
  const std::optional<uint64_t> count = TupleBaseCount(tuples);
  if (!count) return "damaged";
  std::string out(*count, '?');
  return UnpackTuples(tuples, out) ? out : "no base";
}

TEST(BaseTuplesTest, FourBasesOfTwoBits) {
  EXPECT_EQ(Unpacked(std::string("\x1B\xE4\x00\x40", 4)), "ACGTTGCA");  // the last tuple is empty
  EXPECT_EQ(Unpacked("\x1B\x02\x41"), "ACGTG");
}

TEST(BaseTuplesTest, ThreeBasesOfSixCodes) {
  const char tuple = static_cast<char>(4 * 36 + 0 * 6 + 5);
  EXPECT_EQ(Unpacked(std::string{tuple, 3, 0x31}), "NART");
}

TEST(BaseTuplesTest, TwoBasesOfSixteenCodes) { EXPECT_EQ(Unpacked("\x6F\xB2\x03\x21"), "YUBGT"); }

TEST(BaseTuplesTest, OneBase) {
  EXPECT_EQ(Unpacked(std::string("\x00\x1E\x0F\x10", 4)), "A U");
  EXPECT_EQ(Unpacked("\x11\x10"), "no base");
}

TEST(BaseTuplesTest, AnotherLastByteIsDamage) {
  for (const char* tuples :
       {"", "\x40", "\x1B\x01\x44", "\x1B\x01\x33", "\x1B\x01\x22", "\x01\x11", "\x01\x50", "\x01\x01"})
    EXPECT_EQ(Unpacked(tuples), "damaged");
}

TEST(BasesTest, ReverseComplementLeavesOtherLetters) {
  const auto reversed = [](std::string bases) {
    ReverseComplement(bases);
    return bases;
  };
  EXPECT_EQ(reversed(""), "");
  EXPECT_EQ(reversed("A"), "T");
  EXPECT_EQ(reversed("ACGTN"), "NACGT");
  EXPECT_EQ(reversed("RAAY"), "YTTR");
}

}  // namespace
}  // namespace tare::genome
