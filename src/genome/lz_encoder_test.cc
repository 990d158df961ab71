#include "genome/lz_encoder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "genome/bases.h"
#include "genome/lz_decoder.h"
#include "random_bases.h"

namespace tare::genome {
namespace {

std::string LettersOf(std::span<const BaseCode> codes) {
  std::string letters;
  for (const BaseCode code : codes) letters += kLetterOfCode[code];
  return letters;
}

// Substitutions, insertions, deletions, runs of N and other letters, one in `every` bases.
std::vector<BaseCode> Mutated(std::mt19937_64& random, std::span<const BaseCode> bases, uint64_t every) {
  std::vector<BaseCode> mutated;
  for (const BaseCode base : bases) {
    const uint64_t dice = random() % (every * 5);
    if (dice == 0) continue;
    mutated.push_back(dice == 1 ? static_cast<BaseCode>(random() % 4) : base);
    if (dice == 2) mutated.insert(mutated.end(), random() % 60, static_cast<BaseCode>(random() % 4));
    if (dice == 3) mutated.insert(mutated.end(), random() % 20, 4);
    if (dice == 4) mutated.push_back(static_cast<BaseCode>(random() % 16));
  }
  return mutated;
}

class LzEncoderTest : public testing::Test {
 protected:
  std::string Delta(const LzIndex& index, std::span<const BaseCode> text) {
    std::pmr::vector<uint8_t> delta(&account_);
    EncodeDelta(index, text, &delta);
    return {delta.begin(), delta.end()};
  }
  void Build(std::span<const BaseCode> reference, LzIndex* index) {
    PackedBases packed(account_);
    packed.Append(reference);
    index->Build(packed);
  }
  void ExpectRoundTrip(const LzIndex& index, std::span<const BaseCode> text) {
    const std::string delta = Delta(index, text);
    ASSERT_EQ(delta.empty(), std::ranges::equal(text, index.reference()));
    if (delta.empty()) return;
    std::string decoded(text.size(), '?');
    ASSERT_TRUE(DecodeDifferences(delta, LettersOf(index.reference()), index.min_match_length(), decoded));
    EXPECT_TRUE(decoded == LettersOf(text));
  }

  Budget budget_;
  Account account_{"encoder", budget_};
  std::mt19937_64 random_{13};
};

TEST_F(LzEncoderTest, DecodesToWhatWasEncoded) {
  for (const uint32_t min_match : {15U, 20U, 32U}) {
    LzIndex index(min_match, account_);
    for (const size_t size : {30, 1'000, 20'000}) {
      std::vector<BaseCode> reference = RandomCodes(random_, size);
      if (size >= 1'000) std::fill_n(reference.begin() + 100, 50, BaseCode{4});
      Build(reference, &index);
      for (const uint64_t every : {3, 30, 300, 30'000})
        ExpectRoundTrip(index, Mutated(random_, reference, every));
      ExpectRoundTrip(index, RandomCodes(random_, 2 * size));
      ExpectRoundTrip(index, std::span(reference).first(size / 2));
      ExpectRoundTrip(index, std::span(reference).last(size / 2 + 1));
      ExpectRoundTrip(index, std::vector<BaseCode>(100, 4));
      std::vector<BaseCode> twice = reference;
      twice.insert(twice.end(), reference.begin(), reference.end());
      ExpectRoundTrip(index, twice);
    }
  }
}

TEST_F(LzEncoderTest, ReferencesMayBeLong) {
  LzIndex index(20, account_);
  const std::vector<BaseCode> reference = RandomCodes(random_, 300'000);
  Build(reference, &index);
  ExpectRoundTrip(index, Mutated(random_, reference, 500));
}

TEST_F(LzEncoderTest, LikeSequencesHaveShortDeltas) {
  LzIndex index(20, account_);
  const std::vector<BaseCode> reference = RandomCodes(random_, 10'000);
  Build(reference, &index);
  EXPECT_EQ(Delta(index, reference), "");
  EXPECT_EQ(Delta(index, std::span(reference).subspan(4'000)), "4000.");
  std::vector<BaseCode> changed = reference;
  changed[5'000] = Complement(changed[5'000]);
  EXPECT_EQ(Delta(index, changed),
            "0,4980." + std::string(1, static_cast<char>('A' + changed[5'000])) + "0.");
}

TEST_F(LzEncoderTest, EstimatesGrowWithTheDifferences) {
  LzIndex index(20, account_);
  const std::vector<BaseCode> reference = RandomCodes(random_, 10'000);
  Build(reference, &index);
  EXPECT_EQ(EstimateDelta(index, reference, UINT32_MAX), 0U);
  uint32_t last = 0;
  for (const uint64_t every : {1'000, 100, 10}) {
    const std::vector<BaseCode> text = Mutated(random_, reference, every);
    const uint32_t estimate = EstimateDelta(index, text, UINT32_MAX);
    EXPECT_GT(estimate, last);
    const auto size = static_cast<double>(Delta(index, text).size());
    EXPECT_NEAR(estimate, size, size * 0.3 + 10) << every;
    EXPECT_GT(EstimateDelta(index, text, estimate / 2), estimate / 2);
    last = estimate;
  }
}

TEST_F(LzEncoderTest, CostsStandAtEitherEndOfAMatch) {
  LzIndex index(20, account_);
  const std::vector<BaseCode> reference = RandomCodes(random_, 1'000);
  Build(reference, &index);
  std::vector<BaseCode> text(reference.begin(), reference.begin() + 500);
  text[200] = Complement(text[200]);
  std::pmr::vector<uint32_t> at_front(&account_);
  std::pmr::vector<uint32_t> at_back(&account_);
  CodingCosts(index, text, true, &at_front);
  CodingCosts(index, text, false, &at_back);
  ASSERT_EQ(at_front.size(), text.size());
  ASSERT_EQ(at_back.size(), text.size());
  EXPECT_EQ(std::accumulate(at_front.begin(), at_front.end(), 0U),
            std::accumulate(at_back.begin(), at_back.end(), 0U));
  EXPECT_GT(at_front[0], 0U);
  EXPECT_EQ(at_front[199], 0U);
  EXPECT_EQ(at_back[0], 0U);
  EXPECT_EQ(at_back[199], at_front[0]);
  EXPECT_EQ(at_front[200], 1U);
  EXPECT_GT(at_front[201], 0U);
  EXPECT_EQ(at_back[499], at_front[201]);
}

}  // namespace
}  // namespace tare::genome
