#include "genome/splitter_finder.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "random_bases.h"

namespace tare::genome {
namespace {

constexpr uint32_t kKmerLength = 7;
constexpr uint32_t kSegmentSize = 20;

class SplitterFinderTest : public testing::Test {
 protected:
  // The positions of the k-mers that became splitters, in a sequence of which no k-mer occurs twice.
  std::set<uint64_t> Find(const std::function<bool(uint64_t)>& is_candidate) {
    SplitterSet splitters(account_);
    FindSplitters(sequence_, {.kmer_length = kKmerLength, .segment_size = kSegmentSize}, is_candidate,
                  &splitters);
    std::set<uint64_t> positions;
    sequence_.ForEachKmer(kKmerLength, [&](uint64_t position, uint64_t kmer) {
      if (splitters.Contains(kmer)) positions.insert(position);
    });
    EXPECT_EQ(positions.size(), splitters.size());
    return positions;
  }

  Budget budget_;
  Account account_{"k-mers", budget_};
  KmerSequence sequence_{account_};
  std::mt19937_64 random_{5};
};

TEST_F(SplitterFinderTest, AreASegmentsSizeApartAndAtBothEnds) {
  sequence_.AddBases(RandomCodes(random_, 100));
  sequence_.EndContig();
  EXPECT_EQ(Find([](uint64_t) { return true; }), (std::set<uint64_t>{6, 26, 46, 66, 86, 99}));
}

TEST_F(SplitterFinderTest, AreCandidates) {
  sequence_.AddBases(RandomCodes(random_, 100));
  sequence_.EndContig();
  EXPECT_EQ(Find([](uint64_t position) { return position % 25 == 9 || position == 56; }),
            (std::set<uint64_t>{9, 34, 56, 84}));
  EXPECT_EQ(Find([](uint64_t position) { return position == 50 || position == 60; }),
            (std::set<uint64_t>{50, 60}));
  EXPECT_TRUE(Find([](uint64_t) { return false; }).empty());
}

TEST_F(SplitterFinderTest, EachContigHasItsOwn) {
  for (const size_t size : {30, 6, 10}) {
    sequence_.AddBases(RandomCodes(random_, size));
    sequence_.EndContig();
  }
  EXPECT_EQ(Find([](uint64_t) { return true; }), (std::set<uint64_t>{6, 26, 44}));
}

TEST_F(SplitterFinderTest, ReadsAFile) {
  const std::string path = testing::TempDir() + "/tare-splitter-finder.fa";
  std::ofstream(path) << ">one\nACGT\nNA\n>two\n>three\nCC";
  ASSERT_TRUE(ReadSequence(path, &sequence_, account_));
  std::vector<int> bases;
  sequence_.ForEachBase([&](uint64_t, BaseCode base) { bases.push_back(base); });
  EXPECT_EQ(bases, (std::vector<int>{0, 1, 2, 3, 4, 0, 31, 31, 1, 1, 31}));

  std::ofstream(path) << "\n";
  const Result<void> empty = ReadSequence(path, &sequence_, account_);
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().ToString(), path + ": the file has no sequence");
  std::remove(path.c_str());
}

}  // namespace
}  // namespace tare::genome
