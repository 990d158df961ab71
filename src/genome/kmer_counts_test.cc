#include "genome/kmer_counts.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace tare::genome {
namespace {

class KmerCountsTest : public testing::Test {
 protected:
  static void Count(KmerCounts& counts, uint64_t kmer, uint32_t owner) {
    counts.Count(kmer, [owner] { return owner; });
  }

  Budget budget_;
  Account account_{"k-mers", budget_};
};

TEST_F(KmerCountsTest, TellsWhatOccursOnce) {
  KmerCounts counts(3, account_);
  for (const uint64_t kmer : {7U, 8U, 9U, 9U}) counts.Ask(kmer, 0);
  for (const uint64_t kmer : {8U, 9U, 9U, 10U}) Count(counts, kmer, 0);
  EXPECT_FALSE(counts.OccursOnce(7, 0));
  EXPECT_TRUE(counts.OccursOnce(8, 0));
  EXPECT_FALSE(counts.OccursOnce(9, 0));
  EXPECT_FALSE(counts.OccursOnce(10, 0)) << "was not asked for";
  Count(counts, 9, 0);
  EXPECT_FALSE(counts.OccursOnce(9, 0));
}

TEST_F(KmerCountsTest, OwnersHaveTheirOwn) {
  KmerCounts counts(4, account_);
  for (const uint32_t owner : {0U, 1U, 2U}) counts.Ask(5, owner);
  counts.Ask(6, 1);
  Count(counts, 5, 0);
  Count(counts, 5, 1);
  Count(counts, 5, 1);
  Count(counts, 6, 0);
  Count(counts, 6, 1);
  EXPECT_TRUE(counts.OccursOnce(5, 0));
  EXPECT_FALSE(counts.OccursOnce(5, 1));
  EXPECT_FALSE(counts.OccursOnce(5, 2));
  EXPECT_TRUE(counts.OccursOnce(6, 1));
  counts.Exclude(5);
  EXPECT_FALSE(counts.OccursOnce(5, 0));
  EXPECT_TRUE(counts.OccursOnce(6, 1));
}

TEST_F(KmerCountsTest, HasTheRoomThatItSays) {
  for (const uint64_t bytes : {uint64_t{0}, uint64_t{100'000}, uint64_t{1} << 22}) {
    const size_t capacity = KmerCounts::CapacityOf(bytes);
    KmerCounts counts(capacity, account_);
    EXPECT_LE(account_.live(), std::max<uint64_t>(bytes, 16'000));
    for (uint64_t i = 0; i < capacity; ++i) counts.Ask(i << 20, 0);
    for (uint64_t i = 0; i < capacity; i += 3) Count(counts, i << 20, 0);
    uint64_t wrong = 0;
    for (uint64_t i = 0; i < capacity; ++i) wrong += counts.OccursOnce(i << 20, 0) != (i % 3 == 0);
    EXPECT_EQ(wrong, 0U);
  }
}

TEST_F(KmerCountsTest, ThreadsCountTogether) {
  KmerCounts counts(3'000, account_);
  for (uint64_t kmer = 0; kmer < 3'000; ++kmer) counts.Ask(kmer, 0);
  {
    std::vector<std::jthread> threads;
    for (uint64_t thread = 0; thread < 4; ++thread)
      threads.emplace_back([&counts, thread] {
        for (uint64_t kmer = 0; kmer < 3'000; ++kmer)
          if (kmer % 3 != 0 || kmer % 4 == thread) Count(counts, kmer, 0);
      });
  }
  uint64_t wrong = 0;
  for (uint64_t kmer = 0; kmer < 3'000; ++kmer) wrong += counts.OccursOnce(kmer, 0) != (kmer % 3 == 0);
  EXPECT_EQ(wrong, 0U);
}

}  // namespace
}  // namespace tare::genome
