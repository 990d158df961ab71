#include "genome/lz_decoder.h"

#include <gtest/gtest.h>

#include <string>

namespace tare::genome {
namespace {

constexpr std::string_view kReference = "ACGTACGTTTGACCAGATTACA";  // 22 bases
constexpr uint32_t kMinMatch = 5;

// The decoded bases, or "damaged".
std::string Decode(std::string_view differences, size_t size) {
  std::string out(size, '?');
  return DecodeDifferences(differences, kReference, kMinMatch, out) ? out : "damaged";
}

TEST(DifferencesTest, LettersStandForCodes) { EXPECT_EQ(Decode("ABCDEFP", 7), "ACGTNRU"); }

TEST(DifferencesTest, MatchesCountFromTheExpectedPlace) {
  EXPECT_EQ(Decode("2,1.", 6), "GTACGT");  // 2 on, 5 + 1 long
  EXPECT_EQ(Decode("2,1.-8,0.", 11), "GTACGTACGTA");
  EXPECT_EQ(Decode("B14,0.", 6), "CGATTA");  // a letter moves the place too
}

TEST(DifferencesTest, AMatchWithoutLengthReachesTheEnd) {
  EXPECT_EQ(Decode("15.", 7), "GATTACA");
  EXPECT_EQ(Decode("22.A", 1), "A");  // of no length
}

TEST(DifferencesTest, AnExclamationMarkIsTheReferencesLetter) { EXPECT_EQ(Decode("A!!C", 4), "ACGG"); }

TEST(DifferencesTest, RunsOfNLeaveThePlace) {
  using namespace std::string_literals;
  EXPECT_EQ(Decode("\x1E"s + "2\x04"s + "0,0.", 11), "NNNNNNACGTA");
}

TEST(DifferencesTest, WhatLeadsOutOfTheReferenceIsDamage) {
  EXPECT_EQ(Decode("-1,0.", 5), "damaged");
  EXPECT_EQ(Decode("18,0.", 5), "damaged");
  EXPECT_EQ(Decode("23.", 0), "damaged");
  EXPECT_EQ(Decode("0,99999999999.", 5), "damaged");
  EXPECT_EQ(Decode("0,9999999999.", 5), "damaged");
  EXPECT_EQ(Decode("15.!", 8), "damaged");
}

TEST(DifferencesTest, AnotherSizeThanExpectedIsDamage) {
  EXPECT_EQ(Decode("AB", 3), "damaged");
  EXPECT_EQ(Decode("AB", 1), "damaged");
  EXPECT_EQ(Decode("0,0.", 4), "damaged");
  EXPECT_EQ(Decode("\x1E"
                   "0\x04",
                   3),
            "damaged");
}

TEST(DifferencesTest, HalfAMatchIsDamage) {
  for (const char* text : {"0", "0,", "0,0", ",0.", "-", "-.", ".", "0;0.", "a", "Q", "\x1E",
                           "\x1E"
                           "0",
                           "\xFF", "\x05"})
    EXPECT_EQ(Decode(text, 5), "damaged") << text;
}

}  // namespace
}  // namespace tare::genome
