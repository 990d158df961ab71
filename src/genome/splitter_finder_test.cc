#include "genome/splitter_finder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <span>
#include <string>
#include <vector>

#include "random_bases.h"

namespace tare::genome {
namespace {

constexpr uint32_t kKmerLength = 17;
constexpr SplitterSearch kSearch{.kmer_length = kKmerLength, .segment_size = 1'000, .memory = 1 << 20};

class SplitterFinderTest : public testing::Test {
 protected:
  std::vector<BaseCode> Random(size_t count) { return RandomCodes(random_, count); }
  void AddContig(const std::vector<BaseCode>& bases, KmerSequence* sequence) {
    sequence->AddBases(bases);
    sequence->EndContig();
  }
  // Where the splitters are in the sequence, in which each occurs once.
  std::vector<uint64_t> Find(const SplitterSearch& search = kSearch) {
    SplitterSet splitters(account_);
    FindSplitters(sequence_, search, &splitters, account_);
    const std::vector<uint64_t> positions = PositionsOf(splitters);
    EXPECT_EQ(positions.size(), splitters.size());
    return positions;
  }
  std::vector<uint64_t> PositionsOf(const SplitterSet& splitters) const {
    std::vector<uint64_t> positions;
    sequence_.ForEachKmer(kKmerLength, 0, sequence_.size(), [&](uint64_t position, uint64_t kmer) {
      if (splitters.Contains(kmer)) positions.push_back(position);
    });
    return positions;
  }

  Budget budget_;
  Account account_{"k-mers", budget_};
  KmerSequence sequence_{account_};
  std::mt19937_64 random_{5};
};

using Positions = std::vector<uint64_t>;

// One k-mer in some is looked at, so that a splitter is a little behind where it could be, or before the end.
void ExpectNear(const Positions& found, const Positions& expected) {
  ASSERT_EQ(found.size(), expected.size()) << testing::PrintToString(found);
  for (size_t i = 0; i < found.size(); ++i)
    EXPECT_NEAR(static_cast<double>(found[i]), static_cast<double>(expected[i]), 100);
}

TEST_F(SplitterFinderTest, AreTheFirstOfEachCellAndTheLastOfAContig) {
  AddContig(Random(3'500), &sequence_);
  AddContig(Random(400), &sequence_);
  ExpectNear(Find(), {16, 1'000, 2'000, 3'000, 3'499, 3'517, 3'900});
}

TEST_F(SplitterFinderTest, AContigMayHaveNone) {
  for (const size_t size : {0, 1, 16}) AddContig(Random(size), &sequence_);
  AddContig(std::vector<BaseCode>(5'000, 4), &sequence_);
  AddContig(std::vector<BaseCode>(5'000, 0), &sequence_);
  ExpectNear(Find(), {});
}

TEST_F(SplitterFinderTest, RepeatsHaveNone) {
  std::vector<BaseCode> contig = Random(10'000);
  std::copy_n(contig.begin() + 4'500, 1'200, contig.begin() + 7'900);
  std::fill_n(contig.begin() + 2'000, 300, BaseCode{4});
  AddContig(contig, &sequence_);
  // The first one behind a repeat is too near to that of the next cell.
  ExpectNear(Find(), {16, 1'000, 2'316, 3'000, 4'000, 5'700, 7'000, 9'100, 9'999});
}

// A difference between the copies of a repeat makes some k-mers occur once, which are at no good place.
TEST_F(SplitterFinderTest, ADifferenceBetweenCopiesIsNoPlaceForOne) {
  std::vector<BaseCode> contig = Random(10'000);
  std::copy_n(contig.begin() + 4'500, 1'200, contig.begin() + 7'900);
  for (const size_t place : {5'100, 5'200, 5'500}) contig[place] = Complement(contig[place]);
  AddContig(contig, &sequence_);
  ExpectNear(Find(), {16, 1'000, 2'000, 3'000, 4'000, 5'700, 7'000, 9'100, 9'999});
}

// Both haplotypes in one reference, say: without runs of k-mers that occur once, any such k-mer will do.
TEST_F(SplitterFinderTest, WhatIsRepeatedWithDifferencesHasSome) {
  const std::vector<BaseCode> haplotype = Random(20'000);
  for (int i = 0; i < 2; ++i) {
    std::vector<BaseCode> contig = haplotype;
    for (size_t at = 30; at < contig.size() && i == 1; at += 300) contig[at] = Complement(contig[at]);
    AddContig(contig, &sequence_);
  }
  const Positions without_runs = Find();
  EXPECT_GE(without_runs.size(), 36U);
  EXPECT_LE(without_runs.size(), 42U);

  // Where there are runs elsewhere, after four segments.
  AddContig(Random(3'000), &sequence_);
  std::vector<BaseCode> contig = haplotype;
  for (size_t at = 100; at < contig.size(); at += 300) contig[at] = Complement(contig[at]);
  const std::vector<BaseCode> unique = Random(1'000);
  contig.insert(contig.begin(), unique.begin(), unique.end());
  const uint64_t begin = sequence_.size();
  AddContig(contig, &sequence_);
  Positions places = Find();
  std::erase_if(places, [&](uint64_t place) { return place < begin; });
  ASSERT_GE(places.size(), 5U);
  EXPECT_LT(places[0], begin + 100);
  for (size_t i = 1; i + 1 < places.size(); ++i) {
    EXPECT_GE(places[i], places[i - 1] + 4'000);
    EXPECT_LT(places[i], places[i - 1] + 6'000);
  }
}

TEST_F(SplitterFinderTest, DependOnNeitherMemoryNorThreads) {
  std::vector<BaseCode> contig = Random(2'500'000);
  for (size_t at = 100'000; at < 2'000'000; at += 400'000)
    std::copy_n(contig.begin() + 50'000, 20'000, contig.begin() + static_cast<ptrdiff_t>(at));
  AddContig(contig, &sequence_);
  const Positions expected = Find({.kmer_length = kKmerLength, .segment_size = 3'000, .memory = 64 << 20});
  EXPECT_GT(expected.size(), 780U);
  EXPECT_LT(expected.size(), 810U);
  for (const uint64_t memory : {uint64_t{1}, uint64_t{100'000}})
    for (const unsigned threads : {1U, 3U})
      EXPECT_EQ(
          Find({.kmer_length = kKmerLength, .segment_size = 3'000, .memory = memory, .threads = threads}),
          expected)
          << memory << ' ' << threads;
}

TEST_F(SplitterFinderTest, OfContigsUnlikeTheReference) {
  KmerSequence reference(account_);
  const std::vector<BaseCode> known = Random(5'000);
  AddContig(known, &reference);
  const std::vector<BaseCode> unlike = Random(3'000);
  std::vector<BaseCode> mixed = Random(2'000);
  mixed.insert(mixed.end(), known.begin(), known.begin() + 2'000);
  AddContig(unlike, &sequence_);
  AddContig(unlike, &sequence_);  // another haplotype
  AddContig(Random(999), &sequence_);
  AddContig(mixed, &sequence_);
  for (const unsigned threads : {1U, 2U}) {
    SplitterSet splitters(account_);
    SplitterSearch search = kSearch;
    search.threads = threads;
    FindSplittersOfEach(sequence_, reference, search, &splitters, account_);
    ExpectNear(PositionsOf(splitters), {16, 1'000, 2'000, 2'999, 3'017, 4'001, 5'001, 6'000, 7'018, 8'002});
  }
}

TEST_F(SplitterFinderTest, ReadsAFile) {
  const std::string path = testing::TempDir() + "/tare-splitter-finder.fa";
  std::ofstream(path) << ">one\nACGT\nNA\n>two\n>three\nCC";
  ASSERT_TRUE(ReadSequence(path, &sequence_, account_));
  std::vector<int> bases;
  sequence_.ForEachPiece(0, sequence_.size(), [&](uint64_t, std::span<const BaseCode> piece) {
    bases.insert(bases.end(), piece.begin(), piece.end());
  });
  EXPECT_EQ(bases, (std::vector<int>{0, 1, 2, 3, 4, 0, 31, 31, 1, 1, 31}));

  std::ofstream(path) << "\n";
  const Result<void> empty = ReadSequence(path, &sequence_, account_);
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().ToString(), path + ": the file has no sequence");
  std::remove(path.c_str());
}

}  // namespace
}  // namespace tare::genome
