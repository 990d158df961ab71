#include "genome/kmer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "genome/fasta_letters.h"

namespace tare::genome {
namespace {

// The k-mer after each base, as its bases and those of its reverse complement; "-" where there is none.
std::vector<std::string> Kmers(std::string_view letters, uint32_t k) {
  const auto bases_of = [k](uint64_t kmer) {
    std::string bases;
    for (uint32_t i = 0; i < k; ++i) bases += kLetters[kmer >> (62 - 2 * i) & 3];
    return bases;
  };
  std::vector<std::string> kmers;
  RollingKmer rolling(k);
  for (const char letter : letters) {
    const bool whole = rolling.Add(kCodeOfLetter[static_cast<uint8_t>(letter)]);
    kmers.push_back(whole ? bases_of(rolling.kmer().forward) + "/" + bases_of(rolling.kmer().reverse) : "-");
  }
  return kmers;
}

TEST(KmerTest, RollsOverTheBases) {
  EXPECT_EQ(Kmers("ACGTT", 3), (std::vector<std::string>{"-", "-", "ACG/CGT", "CGT/ACG", "GTT/AAC"}));
}

TEST(KmerTest, BeginsAnewBehindALetterThatIsNoRegularBase) {
  EXPECT_EQ(Kmers("ACNGTRC", 2), (std::vector<std::string>{"-", "AC/GT", "-", "-", "GT/AC", "-", "-"}));
}

TEST(KmerTest, MayFillAllBits) {
  const std::string text = "ACGTTGCATTGACCAGATTACAGGCATCGATC";
  ASSERT_EQ(text.size(), 32U);
  EXPECT_EQ(Kmers(text + "G", 32).back(), text.substr(1) + "G/CGATCGATGCCTGTAATCTGGTCAATGCAACG");
}

TEST(KmerTest, TheCanonicalOneIsTheLower) {
  RollingKmer rolling(2);
  rolling.Add(3);
  ASSERT_TRUE(rolling.Add(2));  // TG, whose reverse complement is CA
  EXPECT_EQ(rolling.kmer().canonical(), uint64_t{0b0100} << 60);
  EXPECT_FALSE(rolling.kmer().forward_is_canonical());
  EXPECT_TRUE(rolling.kmer().reversed().forward_is_canonical());
  EXPECT_EQ(rolling.kmer().reversed().canonical(), rolling.kmer().canonical());
}

TEST(KmerTest, ResetForgetsTheBasesBefore) {
  RollingKmer rolling(2);
  rolling.Add(0);
  rolling.Reset();
  EXPECT_FALSE(rolling.Add(1));
  EXPECT_TRUE(rolling.Add(1));
}

}  // namespace
}  // namespace tare::genome
