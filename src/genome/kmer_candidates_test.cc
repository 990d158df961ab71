#include "genome/kmer_candidates.h"

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "random_bases.h"

namespace tare::genome {
namespace {

constexpr uint32_t kKmerLength = 17;

class KmerCandidatesTest : public testing::Test {
 protected:
  KmerCandidatesTest() {
    std::mt19937_64 random(9);
    const std::vector<BaseCode> common = RandomCodes(random, 10'000);
    other_.AddBases(RandomCodes(random, 50'000));
    other_.AddBases(std::span(common).first(6'000));
    other_.EndContig();
    // The contigs share something with one another, and with the other sequence.
    for (int i = 0; i < 3; ++i) {
      contigs_.push_back(RandomCodes(random, 20'000));
      contigs_.back().insert(contigs_.back().end(), common.begin(), common.end());
      contigs_.back().insert(contigs_.back().end(), contigs_.back().begin() + 100,
                             contigs_.back().begin() + 600);
      contigs_.back()[50] = 4;
    }
  }

  // By counting each k-mer, contig by contig.
  std::vector<bool> Counted() const {
    std::unordered_map<uint64_t, int> others;
    other_.ForEachKmer(kKmerLength, [&](uint64_t, uint64_t kmer) { ++others[kmer]; });
    std::vector<bool> expected;
    for (const std::vector<BaseCode>& contig : contigs_) {
      KmerSequence alone(account_);
      alone.AddBases(contig);
      alone.EndContig();
      std::unordered_map<uint64_t, int> counts;
      alone.ForEachKmer(kKmerLength, [&](uint64_t, uint64_t kmer) { ++counts[kmer]; });
      const size_t begin = expected.size();
      expected.resize(begin + alone.size());
      alone.ForEachKmer(kKmerLength, [&](uint64_t position, uint64_t kmer) {
        expected[begin + position] = counts[kmer] == 1 && !others.contains(kmer) && MayBeSplitter(kmer);
      });
    }
    return expected;
  }

  Budget budget_;
  mutable Account account_{"k-mers", budget_};
  KmerSequence other_{account_};
  std::vector<std::vector<BaseCode>> contigs_;
};

TEST_F(KmerCandidatesTest, AreThoseOfCountingWhateverTheMemory) {
  const std::vector<bool> expected = Counted();
  EXPECT_GT(std::ranges::count(expected, true), 32'500);
  EXPECT_LT(std::ranges::count(expected, true), 36'000);
  for (const uint64_t memory : {uint64_t{1}, uint64_t{400'000}, uint64_t{64} << 20}) {
    KmerCandidates candidates(kKmerLength, account_);
    for (const std::vector<BaseCode>& contig : contigs_) {
      PackedBases packed(account_);
      packed.Append(contig);
      candidates.AddContig(packed, {.memory = memory}, nullptr);
    }
    candidates.Exclude(other_, memory);
    std::vector<bool> found(candidates.sequence().size());
    for (uint64_t i = 0; i < found.size(); ++i) found[i] = candidates.Has(i);
    EXPECT_TRUE(found == expected) << memory;
  }
}

}  // namespace
}  // namespace tare::genome
