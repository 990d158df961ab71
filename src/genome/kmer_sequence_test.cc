#include "genome/kmer_sequence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <vector>

#include "random_bases.h"

namespace tare::genome {
namespace {

std::vector<int> BasesOf(const KmerSequence& sequence, uint64_t begin, uint64_t end) {
  std::vector<int> bases;
  sequence.ForEachPiece(begin, end, [&](uint64_t position, std::span<const BaseCode> piece) {
    EXPECT_EQ(position, begin + bases.size());
    bases.insert(bases.end(), piece.begin(), piece.end());
  });
  return bases;
}

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
  EXPECT_EQ(BasesOf(sequence, 0, 8), (std::vector<int>{0, 1, 4, 5, 2, 31, 31, 3}));
  EXPECT_EQ(BasesOf(sequence, 3, 6), (std::vector<int>{5, 2, 31}));
  ASSERT_EQ(sequence.contig_count(), 2U);
  EXPECT_EQ(sequence.contig_begin(1), 6U);
  EXPECT_EQ(sequence.contig_end(1), 6U);
  EXPECT_EQ(sequence.ContigAt(4), 0U);
  EXPECT_EQ(sequence.ContigAt(6), 1U);
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
  sequence.ForEachKmer(3, 0, sequence.size(),
                       [&](uint64_t position, uint64_t) { positions.push_back(position); });
  EXPECT_EQ(positions, (std::vector<uint64_t>{2, 9}));
}

TEST(KmerSequenceTest, AWalkMayBeginAndEndAnywhere) {
  Budget budget;
  Account account("k-mers", budget);
  KmerSequence sequence(account);
  std::mt19937_64 random(2);
  sequence.AddBases(RandomCodes(random, 10'000));
  sequence.EndContig();
  std::vector<uint64_t> all(sequence.size());
  sequence.ForEachKmer(21, 0, sequence.size(),
                       [&](uint64_t position, uint64_t kmer) { all[position] = kmer; });
  for (const uint64_t begin : {0, 5, 4090, 4096, 9'990}) {
    std::vector<uint64_t> some(sequence.size());
    sequence.ForEachKmer(21, begin, begin + 10,
                         [&](uint64_t position, uint64_t kmer) { some[position] = kmer; });
    for (uint64_t i = 0; i < some.size(); ++i)
      EXPECT_EQ(some[i], i < begin || i >= begin + 10 ? 0 : all[i]) << begin << ' ' << i;
  }
}

TEST(KmerSequenceTest, HoldsLongSequencesAtTwoBitsABase) {
  Budget budget;
  {
    Account account("k-mers", budget);
    KmerSequence sequence(account);
    std::mt19937_64 random(1);
    const std::vector<BaseCode> bases = RandomCodes(random, 9'000'000);  // several chunks
    for (size_t i = 0; i < bases.size(); i += 70'001)
      sequence.AddBases(std::span(bases).subspan(i, std::min<size_t>(70'001, bases.size() - i)));
    const std::vector<int> read = BasesOf(sequence, 0, sequence.size());
    EXPECT_TRUE(std::ranges::equal(read, bases));
    EXPECT_LT(account.live(), 4'000'000U);
  }
  EXPECT_EQ(budget.used(), 0U);
}

}  // namespace
}  // namespace tare::genome
