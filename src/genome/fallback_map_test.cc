#include "genome/fallback_map.h"

#include <gtest/gtest.h>

#include <random>

#include "genome/segment_bases.h"

namespace tare::genome {
namespace {

constexpr GroupKey kOne{.front = 1, .back = 2};
constexpr GroupKey kTwo{.front = 3, .back = kNoSplitter};

class FallbackMapTest : public testing::Test {
 protected:
  Bases RandomBases(size_t count) {
    Bases bases(count, &account_);
    for (BaseCode& base : bases) base = static_cast<BaseCode>(random_() % 4);
    return bases;
  }
  Bases Reversed(const Bases& bases) {
    Bases reversed(&account_);
    ReverseComplement(bases, &reversed);
    return reversed;
  }

  std::mt19937_64 random_{20261122};
  Budget budget_;
  Account account_{"fallback", budget_};
  FallbackMap map_{0.05, 21, account_};
};

TEST_F(FallbackMapTest, GroupsAreFoundWhenTheirSampleEnds) {
  const Bases reference = RandomBases(10'000);
  map_.AddReference(20, kOne, reference);
  EXPECT_FALSE(map_.FindLike(reference, 1));
  map_.Publish();
  const auto like = map_.FindLike(reference, 1);
  ASSERT_TRUE(like);
  EXPECT_EQ(like->key, kOne);
  EXPECT_FALSE(like->reversed);
  EXPECT_FALSE(map_.FindLike(RandomBases(10'000), 1));
}

TEST_F(FallbackMapTest, SaysWhatHasToBeTurned) {
  const Bases reference = RandomBases(10'000);
  map_.AddReference(20, kOne, reference);
  map_.AddReference(21, kTwo, Reversed(RandomBases(5'000)));
  map_.Publish();
  const auto like = map_.FindLike(Reversed(reference), 1);
  ASSERT_TRUE(like);
  EXPECT_EQ(like->key, kOne);
  EXPECT_TRUE(like->reversed);
}

TEST_F(FallbackMapTest, TheMostSharedKmersDecide) {
  const Bases first = RandomBases(10'000);
  const Bases second = RandomBases(10'000);
  map_.AddReference(20, kOne, first);
  map_.Publish();
  map_.AddReference(21, kTwo, second);
  map_.Publish();
  Bases both(first.begin(), first.begin() + 3'000, &account_);
  both.insert(both.end(), second.begin(), second.begin() + 6'000);
  EXPECT_EQ(map_.FindLike(both, 1)->key, kTwo);
  // Some 300 of the 6,000 k-mers count.
  EXPECT_TRUE(map_.FindLike(both, 200));
  EXPECT_FALSE(map_.FindLike(both, 400));
}

TEST_F(FallbackMapTest, OfEqualGroupsTheOldestIsTaken) {
  const Bases reference = RandomBases(10'000);
  map_.AddReference(30, kTwo, reference);
  map_.AddReference(29, kOne, reference);
  map_.Publish();
  EXPECT_EQ(map_.FindLike(reference, 1)->key, kOne);
}

TEST_F(FallbackMapTest, AKmerCountsOnce) {
  const Bases unit = RandomBases(100);
  Bases repeats(&account_);
  for (int i = 0; i < 100; ++i) repeats.insert(repeats.end(), unit.begin(), unit.end());
  map_.AddReference(20, kOne, repeats);
  map_.Publish();
  EXPECT_FALSE(map_.FindLike(repeats, 101));
}

TEST_F(FallbackMapTest, KmersWithOtherLettersDoNotCount) {
  const Bases unknown(10'000, 4, &account_);
  Bases broken = RandomBases(10'000);
  for (size_t i = 0; i < broken.size(); i += 20) broken[i] = 4;
  map_.AddReference(20, kOne, unknown);
  map_.AddReference(21, kTwo, broken);
  map_.Publish();
  EXPECT_FALSE(map_.FindLike(unknown, 1));
  EXPECT_FALSE(map_.FindLike(broken, 1));
}

// Repeats that are everywhere must not make each search go through all groups.
TEST_F(FallbackMapTest, OfARepeatThatManyGroupsHaveTheFirstAreFound) {
  const Bases repeat = RandomBases(2'000);
  for (uint32_t group = 16; group < 1'000; ++group)
    map_.AddReference(group, {.front = group, .back = group}, repeat);
  map_.Publish();
  EXPECT_EQ(map_.FindLike(repeat, 1)->key.front, 16U);
}

TEST_F(FallbackMapTest, TakesAFewBytesOfAHundredBases) {
  FallbackMap map(0.01, 21, account_);
  map.Publish();
  const uint64_t before = budget_.used();
  for (uint32_t group = 16; group < 116; ++group)
    map.AddReference(group, {.front = group, .back = group}, RandomBases(100'000));
  map.Publish();
  // 8 for each k-mer that counts, of 10 million.
  EXPECT_GT(budget_.used() - before, 750'000U);
  EXPECT_LT(budget_.used() - before, 1'000'000U);
}

}  // namespace
}  // namespace tare::genome
