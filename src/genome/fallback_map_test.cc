#include "genome/fallback_map.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

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

  std::vector<uint32_t> Found(const Bases& segment, uint32_t least_shared) const {
    std::vector<uint32_t> groups;
    for (const FallbackMap::Like& like : map_.FindLike(segment, least_shared)) groups.push_back(like.group);
    return groups;
  }

  std::mt19937_64 random_{20261122};
  Budget budget_;
  Account account_{"fallback", budget_};
  FallbackMap map_{0.05, 21, account_};
};

TEST_F(FallbackMapTest, GroupsAreFoundWhenTheirSampleEnds) {
  const Bases reference = RandomBases(10'000);
  map_.AddReference(20, kOne, reference);
  EXPECT_TRUE(map_.FindLike(reference, 1).empty());
  map_.Publish();
  const auto likes = map_.FindLike(reference, 1);
  ASSERT_EQ(likes.size(), 1U);
  EXPECT_EQ(likes[0].group, 20U);
  EXPECT_FALSE(likes[0].reversed);
  EXPECT_EQ(map_.KeyOf(20), kOne);
  EXPECT_TRUE(map_.FindLike(RandomBases(10'000), 1).empty());
}

TEST_F(FallbackMapTest, SaysWhatHasToBeTurned) {
  const Bases reference = RandomBases(10'000);
  map_.AddReference(20, kOne, reference);
  map_.AddReference(21, kTwo, Reversed(RandomBases(5'000)));
  map_.Publish();
  const auto likes = map_.FindLike(Reversed(reference), 1);
  ASSERT_EQ(likes.size(), 1U);
  EXPECT_EQ(likes[0].group, 20U);
  EXPECT_TRUE(likes[0].reversed);
}

TEST_F(FallbackMapTest, TheMostSharedKmersComeFirst) {
  const Bases first = RandomBases(10'000);
  const Bases second = RandomBases(10'000);
  map_.AddReference(20, kOne, first);
  map_.Publish();
  map_.AddReference(21, kTwo, second);
  map_.Publish();
  Bases both(first.begin(), first.begin() + 4'000, &account_);
  both.insert(both.end(), second.begin(), second.begin() + 6'000);
  // Of the 4,000 and 6,000 k-mers some 200 and 300 count.
  EXPECT_EQ(Found(both, 1), (std::vector<uint32_t>{21, 20}));
  EXPECT_EQ(Found(both, 250), (std::vector<uint32_t>{21}));
  EXPECT_TRUE(Found(both, 400).empty());
  // Less than half as many.
  both.erase(both.begin(), both.begin() + 2'000);
  EXPECT_EQ(Found(both, 1), (std::vector<uint32_t>{21}));
}

TEST_F(FallbackMapTest, OfEqualGroupsTheOlderComesFirst) {
  const Bases reference = RandomBases(10'000);
  map_.AddReference(30, kTwo, reference);
  map_.AddReference(29, kOne, reference);
  map_.Publish();
  EXPECT_EQ(Found(reference, 1), (std::vector<uint32_t>{29, 30}));
}

TEST_F(FallbackMapTest, AKmerCountsOnce) {
  const Bases unit = RandomBases(100);
  Bases repeats(&account_);
  for (int i = 0; i < 100; ++i) repeats.insert(repeats.end(), unit.begin(), unit.end());
  map_.AddReference(20, kOne, repeats);
  map_.Publish();
  EXPECT_TRUE(Found(repeats, 101).empty());
}

TEST_F(FallbackMapTest, KmersWithOtherLettersDoNotCount) {
  const Bases unknown(10'000, 4, &account_);
  Bases broken = RandomBases(10'000);
  for (size_t i = 0; i < broken.size(); i += 20) broken[i] = 4;
  map_.AddReference(20, kOne, unknown);
  map_.AddReference(21, kTwo, broken);
  map_.Publish();
  EXPECT_TRUE(Found(unknown, 1).empty());
  EXPECT_TRUE(Found(broken, 1).empty());
}

// Repeats that are everywhere must not make each search go through all groups.
TEST_F(FallbackMapTest, OfARepeatThatManyGroupsHaveTheFirstAreFound) {
  const Bases repeat = RandomBases(2'000);
  for (uint32_t group = 16; group < 1'000; ++group)
    map_.AddReference(group, {.front = group, .back = group}, repeat);
  map_.Publish();
  EXPECT_EQ(Found(repeat, 1), (std::vector<uint32_t>{16, 17, 18, 19, 20, 21, 22, 23, 24, 25}));
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
