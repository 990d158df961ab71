#include "genome/kmer_uniqueness.h"

#include <gtest/gtest.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "random_bases.h"

namespace tare::genome {
namespace {

constexpr uint32_t kKmerLength = 17;

class KmerUniquenessTest : public testing::Test {
 protected:
  // Random contigs with what is repeated in them, once turned; long runs of a base; and of N.
  KmerUniquenessTest() {
    std::mt19937_64 random(7);
    const std::vector<BaseCode> repeated = RandomCodes(random, 5'000);
    std::vector<BaseCode> turned(repeated.rbegin(), repeated.rend());
    for (BaseCode& base : turned) base = Complement(base);
    for (int contig = 0; contig < 3; ++contig) {
      sequence_.AddBases(RandomCodes(random, 40'000));
      sequence_.AddBases(contig % 2 == 0 ? repeated : turned);
      sequence_.AddBases(std::vector<BaseCode>(30'000, contig % 2 == 0 ? 0 : 3));
      sequence_.AddBases(std::vector<BaseCode>(100, 4));
      sequence_.EndContig();
    }
  }

  // By counting each k-mer.
  std::vector<bool> Counted() const {
    std::unordered_map<uint64_t, int> counts;
    sequence_.ForEachKmer(kKmerLength, [&](uint64_t, uint64_t kmer) { ++counts[kmer]; });
    std::vector<bool> unique(sequence_.size());
    sequence_.ForEachKmer(kKmerLength, [&](uint64_t position, uint64_t kmer) {
      unique[position] = counts[kmer] == 1 && MayBeSplitter(kmer);
    });
    return unique;
  }
  std::vector<bool> Answers(const KmerUniqueness& uniqueness) const {
    std::vector<bool> unique(sequence_.size());
    for (uint64_t position = 0; position < unique.size(); ++position)
      unique[position] = uniqueness.IsUnique(position);
    return unique;
  }

  Budget budget_;
  Account account_{"k-mers", budget_};
  KmerSequence sequence_{account_};
};

constexpr uint64_t kMemories[] = {1, 100'000, 400'000, 1 << 20, 64 << 20};

TEST_F(KmerUniquenessTest, IsThatOfCountingWhateverTheMemory) {
  const std::vector<bool> expected = Counted();
  EXPECT_GT(std::ranges::count(expected, true), 50'000);
  for (const uint64_t memory : kMemories)
    EXPECT_TRUE(Answers(KmerUniqueness(sequence_, kKmerLength, {.memory = memory}, account_)) == expected)
        << memory;
}

TEST_F(KmerUniquenessTest, ThreadsFindTheSame) {
  std::mt19937_64 random(8);
  const std::vector<BaseCode> bases = RandomCodes(random, 1'200'000);
  sequence_.AddBases(bases);
  sequence_.AddBases(std::span(bases).first(300'000));
  sequence_.EndContig();
  const std::vector<bool> expected = Counted();
  for (const unsigned threads : {1U, 2U, 5U})
    for (const uint64_t memory : {1 << 20, 64 << 20})
      EXPECT_TRUE(Answers(KmerUniqueness(sequence_, kKmerLength, {.memory = memory, .threads = threads},
                                         account_)) == expected)
          << threads << " " << memory;
}

TEST_F(KmerUniquenessTest, AThreadWithoutMemoryIsToldOf) {
  std::mt19937_64 random(8);
  sequence_.AddBases(RandomCodes(random, 2'000'000));
  sequence_.EndContig();
  Budget budget(1 << 20);
  Account account("k-mers", budget);
  EXPECT_THROW(KmerUniqueness(sequence_, kKmerLength, {.memory = 64 << 20, .threads = 4}, account),
               MemoryLimitExceeded);
  EXPECT_EQ(budget.used(), 0U);
}

TEST_F(KmerUniquenessTest, ShortKmersOccurOften) {
  std::unordered_map<uint64_t, int> counts;
  sequence_.ForEachKmer(8, [&](uint64_t, uint64_t kmer) { ++counts[kmer]; });
  for (const uint64_t memory : kMemories) {
    const KmerUniqueness uniqueness(sequence_, 8, {.memory = memory}, account_);
    uint64_t wrong = 0;
    sequence_.ForEachKmer(8, [&](uint64_t position, uint64_t kmer) {
      wrong += uniqueness.IsUnique(position) != (counts[kmer] == 1 && MayBeSplitter(kmer));
    });
    EXPECT_EQ(wrong, 0U) << memory;
  }
}

TEST(KmerUniquenessOfNothingTest, AnEmptySequenceHasNone) {
  Budget budget;
  {
    Account account("k-mers", budget);
    const KmerSequence sequence(account);
    const KmerUniqueness uniqueness(sequence, kKmerLength, {.memory = 1 << 20}, account);
  }
  EXPECT_EQ(budget.used(), 0U);
}

}  // namespace
}  // namespace tare::genome
