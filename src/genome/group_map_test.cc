#include "genome/group_map.h"

#include <gtest/gtest.h>

#include <vector>

namespace tare::genome {
namespace {

class GroupMapTest : public testing::Test {
 protected:
  std::vector<uint64_t> Neighbours(uint64_t splitter) const {
    const auto* neighbours = map_.Neighbours(splitter);
    return neighbours == nullptr ? std::vector<uint64_t>()
                                 : std::vector<uint64_t>(neighbours->begin(), neighbours->end());
  }

  Budget budget_;
  Account account_{"groups", budget_};
  Group one_{16, account_, account_};
  Group two_{17, account_, account_};
  Group three_{18, account_, account_};
  GroupMap map_{account_};
};

TEST_F(GroupMapTest, NewGroupsAreFoundWhenTheirSampleEnds) {
  const GroupKey key{.front = 1, .back = 2};
  map_.AddNew(key, &one_);
  EXPECT_EQ(map_.Find(key), nullptr);
  EXPECT_EQ(map_.FindNew(key), &one_);
  EXPECT_TRUE(Neighbours(1).empty());
  map_.Publish();
  EXPECT_EQ(map_.Find(key), &one_);
  EXPECT_EQ(map_.FindNew(key), &one_);
  EXPECT_EQ(map_.Find({.front = 2, .back = 1}), nullptr);
}

TEST_F(GroupMapTest, NeighboursAreTheSplittersAtOtherEnds) {
  map_.Add({.front = 5, .back = 9}, &one_);
  map_.Add({.front = 3, .back = 5}, &two_);
  map_.Add({.front = 5, .back = 5}, &three_);
  EXPECT_EQ(Neighbours(5), (std::vector<uint64_t>{3, 5, 9}));
  EXPECT_EQ(Neighbours(3), (std::vector<uint64_t>{5}));
  EXPECT_EQ(Neighbours(9), (std::vector<uint64_t>{5}));
  EXPECT_TRUE(Neighbours(4).empty());
}

TEST_F(GroupMapTest, EndsOfContigsAreNoNeighbours) {
  map_.Add({.front = 5, .back = kNoSplitter}, &one_);
  map_.Add(kRawKey, &two_);
  EXPECT_TRUE(Neighbours(5).empty());
  EXPECT_TRUE(Neighbours(kNoSplitter).empty());
  EXPECT_EQ(map_.Find({.front = 5, .back = kNoSplitter}), &one_);
  EXPECT_EQ(map_.Find(kRawKey), &two_);
}

TEST_F(GroupMapTest, AreSortedByTheirSplitters) {
  map_.Add({.front = 5, .back = 9}, &one_);
  map_.Add({.front = 3, .back = kNoSplitter}, &two_);
  map_.Add({.front = 3, .back = 4}, &three_);
  std::vector<uint32_t> numbers;
  for (const auto& [key, group] : map_.Sorted(account_)) numbers.push_back(group->number());
  EXPECT_EQ(numbers, (std::vector<uint32_t>{18, 17, 16}));
}

}  // namespace
}  // namespace tare::genome
