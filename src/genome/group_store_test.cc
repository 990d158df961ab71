#include "genome/group_store.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "random_bases.h"

namespace tare::genome {
namespace {

class GroupStoreTest : public testing::Test {
 protected:
  // Of letters, as deltas of what is unlike its reference are: some are short, some long.
  GroupStoreTest() {
    std::mt19937_64 random(3);
    for (size_t i = 0; i < 40; ++i) {
      std::string& member = members_.emplace_back();
      for (const BaseCode code : RandomCodes(random, i % 5 == 0 ? 30'000 : 10 + i))
        member += static_cast<char>('A' + code);
    }
  }
  void AddAll(Group& group, bool spills) {
    for (const std::string& member : members_) {
      group.AddPending(member);
      group.Fold(tools_);
      if (spills) {
        ASSERT_TRUE(group.Spill(tools_));
      }
    }
  }
  std::string Joined() const {
    std::string all;
    for (const std::string& member : members_) all += member + '\xff';
    return all;
  }

  Budget budget_;
  Account account_{"members", budget_};
  Account zstd_{"zstd", budget_};
  GroupSpill spill_;
  ZstdEncoder encoder_{zstd_};
  ZstdDecoder decoder_{zstd_};
  std::pmr::vector<char> scratch_{&zstd_};
  FoldingTools tools_{.spill = spill_, .encoder = encoder_, .decoder = decoder_, .scratch = scratch_};
  std::vector<std::string> members_;
};

TEST_F(GroupStoreTest, PendingMembersComeBackWhereverTheyWere) {
  for (const bool spills : {false, true}) {
    Group group(20, account_, account_);
    AddAll(group, spills);
    EXPECT_EQ(group.pending_count(), members_.size());
    EXPECT_EQ(spill_.size() != 0, spills);
    std::pmr::vector<char> pack(&account_);
    ASSERT_TRUE(group.TakePending(tools_, &pack));
    EXPECT_TRUE(std::string(pack.begin(), pack.end()) == Joined());
    EXPECT_EQ(group.pending_count(), 0U);
    group.AddPending("A");
    ASSERT_TRUE(group.TakePending(tools_, &pack));
    EXPECT_EQ(std::string(pack.begin(), pack.end()), "A\xff");
  }
  EXPECT_EQ(account_.live(), 0U);
}

TEST_F(GroupStoreTest, FoldedMembersTakeLessThanAThird) {
  Group group(20, account_, account_);
  AddAll(group, false);
  EXPECT_LT(account_.live() * 3, Joined().size());
  ASSERT_TRUE(group.Spill(tools_));
  EXPECT_LT(account_.live(), 4'000U);
}

TEST_F(GroupStoreTest, AMemberThatWaitsAlreadyIsFound) {
  for (const bool spills : {false, true}) {
    Group group(20, account_, account_);
    AddAll(group, spills);
    for (uint32_t i = 0; i < members_.size(); ++i) {
      const Result<std::optional<uint32_t>> found = group.FindPending(members_[i], tools_);
      ASSERT_TRUE(found);
      EXPECT_EQ(*found, i);
    }
    EXPECT_EQ(*group.FindPending("ABBA", tools_), std::nullopt);
  }
}

TEST_F(GroupStoreTest, WhatWasPutAsideAndIsGoneIsAnError) {
  Group group(20, account_, account_);
  AddAll(group, true);
  GroupSpill other;
  ASSERT_TRUE(other.Append(std::vector<char>(spill_.size(), 'x')));
  const FoldingTools tools{.spill = other, .encoder = encoder_, .decoder = decoder_, .scratch = scratch_};
  std::pmr::vector<char> pack(&account_);
  const Result<void> taken = group.TakePending(tools, &pack);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, ErrorCode::kReadFailed);
}

}  // namespace
}  // namespace tare::genome
