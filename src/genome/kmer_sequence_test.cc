#include "genome/kmer_sequence.h"

#include <gtest/gtest.h>

#include <vector>

#include "random_bases.h"

namespace tare::genome {
namespace {

TEST(KmerSequenceTest, GivesBasesBackWithTheEndsOfContigs) {
  Budget budget;
  Account account("k-mers", budget);
  KmerSequence sequence(account);
  sequence.AddBases(CodesOf("ACN"));
  sequence.AddBases(CodesOf("RG"));
  sequence.EndContig();
  sequence.EndContig();
  sequence.AddBases(CodesOf("T"));
  EXPECT_EQ(sequence.size(), 8U);
  std::vector<int> bases;
  sequence.ForEachBase([&](uint64_t position, BaseCode base) {
    EXPECT_EQ(position, bases.size());
    bases.push_back(base);
  });
  EXPECT_EQ(bases, (std::vector<int>{0, 1, 4, 5, 2, 31, 31, 3}));
}

TEST(KmerSequenceTest, NoKmerSpansTwoContigs) {
  Budget budget;
  Account account("k-mers", budget);
  KmerSequence sequence(account);
  for (const char* contig : {"ACG", "TT", "CCC"}) {
    sequence.AddBases(CodesOf(contig));
    sequence.EndContig();
  }
  std::vector<uint64_t> positions;
  sequence.ForEachKmer(3, [&](uint64_t position, uint64_t) { positions.push_back(position); });
  EXPECT_EQ(positions, (std::vector<uint64_t>{2, 9}));
}

TEST(KmerSequenceTest, HoldsLongSequencesAtTwoBitsABase) {
  Budget budget;
  {
    Account account("k-mers", budget);
    KmerSequence sequence(account);
    std::mt19937_64 random(1);
    const std::vector<BaseCode> bases = RandomCodes(random, 9'000'000);  // more than two chunks
    for (size_t i = 0; i < bases.size(); i += 70'001)
      sequence.AddBases(std::span(bases).subspan(i, std::min<size_t>(70'001, bases.size() - i)));
    bool same = true;
    uint64_t count = 0;
    sequence.ForEachBase([&](uint64_t position, BaseCode base) {
      same = same && base == bases[position];
      ++count;
    });
    EXPECT_TRUE(same);
    EXPECT_EQ(count, bases.size());
    EXPECT_LT(account.live(), 4'000'000U);
  }
  EXPECT_EQ(budget.used(), 0U);
}

}  // namespace
}  // namespace tare::genome
