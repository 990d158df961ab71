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
    const std::vector<BaseCode> shared = RandomCodes(random, 20'000);
    sequence_.AddBases(shared);
    sequence_.EndContig();
    other_.AddBases(RandomCodes(random, 50'000));
    other_.AddBases(std::span(shared).first(15'000));
    other_.EndContig();
  }

  // By counting each k-mer.
  std::vector<bool> Counted(bool without_other) const {
    std::unordered_map<uint64_t, int> counts;
    sequence_.ForEachKmer(kKmerLength, [&](uint64_t, uint64_t kmer) { ++counts[kmer]; });
    if (without_other) other_.ForEachKmer(kKmerLength, [&](uint64_t, uint64_t kmer) { counts[kmer] += 2; });
    std::vector<bool> unique(sequence_.size());
    sequence_.ForEachKmer(kKmerLength,
                          [&](uint64_t position, uint64_t kmer) { unique[position] = counts[kmer] == 1; });
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
  KmerSequence other_{account_};
};

constexpr uint64_t kMemories[] = {1, 100'000, 400'000, 1 << 20, 64 << 20};

TEST_F(KmerUniquenessTest, IsThatOfCountingWhateverTheMemory) {
  const std::vector<bool> expected = Counted(false);
  EXPECT_GT(std::ranges::count(expected, true), 100'000);
  for (const uint64_t memory : kMemories)
    EXPECT_TRUE(Answers(KmerUniqueness(sequence_, kKmerLength, memory, account_)) == expected) << memory;
}

TEST_F(KmerUniquenessTest, TakesAwayWhatAnotherSequenceHas) {
  const std::vector<bool> expected = Counted(true);
  // Some are there by chance.
  const auto fewer = std::ranges::count(Counted(false), true) - std::ranges::count(expected, true);
  EXPECT_GE(fewer, 15'000 - (kKmerLength - 1));
  EXPECT_LT(fewer, 15'010);
  for (const uint64_t memory : kMemories) {
    KmerUniqueness uniqueness(sequence_, kKmerLength, 1 << 20, account_);
    uniqueness.Exclude(other_, memory);
    EXPECT_TRUE(Answers(uniqueness) == expected) << memory;
  }
}

TEST_F(KmerUniquenessTest, ShortKmersOccurOften) {
  std::unordered_map<uint64_t, int> counts;
  sequence_.ForEachKmer(8, [&](uint64_t, uint64_t kmer) { ++counts[kmer]; });
  for (const uint64_t memory : kMemories) {
    const KmerUniqueness uniqueness(sequence_, 8, memory, account_);
    uint64_t wrong = 0;
    sequence_.ForEachKmer(8, [&](uint64_t position, uint64_t kmer) {
      wrong += uniqueness.IsUnique(position) != (counts[kmer] == 1);
    });
    EXPECT_EQ(wrong, 0U) << memory;
  }
}

TEST(KmerUniquenessOfNothingTest, AnEmptySequenceHasNone) {
  Budget budget;
  {
    Account account("k-mers", budget);
    const KmerSequence sequence(account);
    KmerUniqueness uniqueness(sequence, kKmerLength, 1 << 20, account);
    uniqueness.Exclude(sequence, 1 << 20);
  }
  EXPECT_EQ(budget.used(), 0U);
}

}  // namespace
}  // namespace tare::genome
