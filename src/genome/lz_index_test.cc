#include "genome/lz_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "random_bases.h"

namespace tare::genome {
namespace {

constexpr uint32_t kMinMatch = 20;

class LzIndexTest : public testing::Test {
 protected:
  void Build(std::span<const BaseCode> reference) {
    PackedBases packed(account_);
    packed.Append(reference);
    index_.Build(packed);
  }
  // Of the text's base at `at`.
  std::optional<LzMatch> Find(const std::vector<BaseCode>& text, size_t at) const {
    uint64_t key = 0;
    for (uint32_t i = 0; i < index_.key_length(); ++i) key = key << 2 | text[at + i];
    return index_.FindLongest(key, text.data() + at, static_cast<uint32_t>(text.size() - at),
                              static_cast<uint32_t>(at));
  }

  Budget budget_;
  Account account_{"index", budget_};
  LzIndex index_{kMinMatch, account_};
  std::mt19937_64 random_{11};
};

TEST_F(LzIndexTest, KeepsTheReference) {
  std::vector<BaseCode> reference = RandomCodes(random_, 1000);
  reference[500] = 4;
  Build(reference);
  EXPECT_TRUE(std::ranges::equal(index_.reference(), reference));
  EXPECT_EQ(index_.key_length(), 17U);
  EXPECT_GE(index_.memory(), 1000U);
}

// The match of a text that is the reference from `begin` on, between two bases that are not.
void ExpectMatch(const std::optional<LzMatch>& match, uint32_t position, uint32_t backward,
                 uint32_t forward) {
  ASSERT_TRUE(match);
  EXPECT_EQ(match->position, position);
  EXPECT_EQ(match->backward, backward);
  EXPECT_EQ(match->forward, forward);
}

TEST_F(LzIndexTest, FindsMatchesAndHowFarTheyReach) {
  for (const size_t size : {size_t{4'000}, size_t{400'000}}) {  // places of 16 bits, and of 32
    const std::vector<BaseCode> reference = RandomCodes(random_, size);
    Build(reference);
    const size_t begin = size - 1'000;
    std::vector<BaseCode> text(reference.begin() + static_cast<ptrdiff_t>(begin),
                               reference.begin() + static_cast<ptrdiff_t>(begin + 100));
    text.front() = Complement(text.front());
    text.back() = Complement(text.back());
    // Every fourth place is known: begin is one.
    ExpectMatch(Find(text, 4), static_cast<uint32_t>(begin + 4), 3, 95);
    ExpectMatch(Find(text, 40), static_cast<uint32_t>(begin + 40), 39, 59);
    EXPECT_FALSE(Find(text, 41));
  }
}

TEST_F(LzIndexTest, MatchesEndWithTheReference) {
  const std::vector<BaseCode> reference = RandomCodes(random_, 400);
  Build(reference);
  std::vector<BaseCode> text(reference.end() - 40, reference.end());
  text.insert(text.end(), 40, 4);
  ExpectMatch(Find(text, 0), 360, 0, 40);
}

TEST_F(LzIndexTest, ShortMatchesAreNone) {
  const std::vector<BaseCode> reference = RandomCodes(random_, 400);
  Build(reference);
  std::vector<BaseCode> text(reference.begin() + 100, reference.begin() + 150);
  text[19] = Complement(text[19]);
  EXPECT_FALSE(Find(text, 0));  // 19 bases
  text = std::vector<BaseCode>(reference.begin() + 100, reference.begin() + 150);
  text[20] = Complement(text[20]);
  EXPECT_FALSE(Find(text, 0)) << "only longer ones than the shortest";
}

// Keys of which none has a base that is not regular, however near.
TEST_F(LzIndexTest, FindsWhatStandsBesideIrregularBases) {
  const std::vector<BaseCode> regular = RandomCodes(random_, 400);
  for (uint32_t irregular = 196; irregular < 204; ++irregular) {
    std::vector<BaseCode> reference = regular;
    reference[irregular] = 4;
    Build(reference);
    for (uint32_t begin = 160; begin < 240; begin += 4) {
      const std::vector<BaseCode> text(reference.begin() + begin, reference.end());
      if (irregular >= begin && irregular < begin + index_.key_length()) continue;
      const std::optional<LzMatch> match = Find(text, 0);
      ASSERT_TRUE(match) << irregular << ' ' << begin;
      EXPECT_EQ(match->position, begin);
    }
  }
}

TEST_F(LzIndexTest, CanBeBuiltAgain) {
  const std::vector<BaseCode> first = RandomCodes(random_, 400);
  Build(first);
  Build(RandomCodes(random_, 300));
  EXPECT_EQ(index_.reference().size(), 300U);
  EXPECT_FALSE(Find(first, 100));
  Build(std::vector<BaseCode>());
  EXPECT_FALSE(Find(first, 100));
}

}  // namespace
}  // namespace tare::genome
