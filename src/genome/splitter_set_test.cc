#include "genome/splitter_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <vector>

namespace tare::genome {
namespace {

TEST(SplitterSetTest, HasWhatWasPutInto) {
  Budget budget;
  {
    Account account("splitters", budget);
    SplitterSet splitters(account);
    EXPECT_FALSE(splitters.Contains(0));
    std::mt19937_64 random(3);
    std::set<uint64_t> expected;
    for (int i = 0; i < 20'000; ++i) {
      const uint64_t kmer = i == 0 ? 0 : random() >> 1;
      expected.insert(kmer);
      splitters.Insert(kmer);
      if (i % 3 == 0) splitters.Insert(kmer);
    }
    EXPECT_EQ(splitters.size(), expected.size());
    EXPECT_TRUE(std::ranges::all_of(expected, [&](uint64_t kmer) { return splitters.Contains(kmer); }));
    for (int i = 0; i < 20'000; ++i) {
      const uint64_t kmer = random() >> 1;
      EXPECT_EQ(splitters.Contains(kmer), expected.contains(kmer));
    }
    EXPECT_TRUE(std::ranges::equal(splitters.Sorted(account), expected));
  }
  EXPECT_EQ(budget.used(), 0U);
}

}  // namespace
}  // namespace tare::genome
