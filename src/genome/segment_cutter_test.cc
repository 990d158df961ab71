#include "genome/segment_cutter.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "random_bases.h"

namespace tare::genome {
namespace {

constexpr uint32_t kKmerLength = 4;

uint64_t CanonicalKmer(std::string_view letters) {
  RollingKmer rolling(static_cast<uint32_t>(letters.size()));
  for (const BaseCode base : CodesOf(letters)) rolling.Add(base);
  return rolling.kmer().canonical();
}

std::string Splitter(const std::optional<Kmer>& kmer) {
  if (!kmer) return "-";
  std::string letters;
  for (uint32_t i = 0; i < kKmerLength; ++i) letters += kLetters[kmer->forward >> (62 - 2 * i) & 3];
  return letters;
}

class SegmentCutterTest : public testing::Test {
 protected:
  void SetSplitters(const std::vector<std::string>& kmers) {
    for (const std::string& kmer : kmers) splitters_.Insert(CanonicalKmer(kmer));
  }
  // "front bases back" of each segment.
  std::vector<std::string> Cut(std::string_view contig, size_t piece_size) {
    std::vector<std::string> segments;
    const auto consume = [&](const CutSegment& segment) {
      std::string bases;
      for (const BaseCode base : segment.bases) bases += kLetters[base];
      segments.push_back(Splitter(segment.front) + " " + bases + " " + Splitter(segment.back));
    };
    const std::vector<BaseCode> bases = CodesOf(contig);
    for (size_t i = 0; i < bases.size(); i += piece_size)
      cutter_.Add(std::span(bases).subspan(i, std::min(piece_size, bases.size() - i)), consume);
    cutter_.EndContig(consume);
    return segments;
  }

  Budget budget_;
  Account account_{"segments", budget_};
  SplitterSet splitters_{account_};
  SegmentCutter cutter_{kKmerLength, splitters_, account_};
};

TEST_F(SegmentCutterTest, NeighboursShareTheSplitter) {
  SetSplitters({"ACCT", "GGAC"});
  for (const size_t piece_size : {1, 3, 100}) {
    EXPECT_EQ(Cut("TTACCTNNGGACTA", piece_size),
              (std::vector<std::string>{"- TTACCT ACCT", "ACCT ACCTNNGGAC GGAC", "GGAC GGACTA -"}));
  }
}

TEST_F(SegmentCutterTest, SplittersAreFoundOnEitherStrand) {
  SetSplitters({"ACCT"});
  EXPECT_EQ(Cut("TTAGGTCC", 8), (std::vector<std::string>{"- TTAGGT AGGT", "AGGT AGGTCC -"}));
}

TEST_F(SegmentCutterTest, ASplitterAtTheContigsEndLeavesItsOwnBases) {
  SetSplitters({"ACCT"});
  EXPECT_EQ(Cut("ACCT", 8), (std::vector<std::string>{"- ACCT ACCT", "ACCT ACCT -"}));
}

TEST_F(SegmentCutterTest, WithoutSplittersAContigIsOneSegment) {
  SetSplitters({"ACCT"});
  EXPECT_EQ(Cut("TTTT", 8), (std::vector<std::string>{"- TTTT -"}));
  EXPECT_EQ(Cut("A", 8), (std::vector<std::string>{"- A -"}));
  EXPECT_EQ(Cut("", 8), std::vector<std::string>());
  // No splitter is made of the end of one and the begin of the next.
  EXPECT_EQ(Cut("AC", 8), (std::vector<std::string>{"- AC -"}));
  EXPECT_EQ(Cut("CT", 8), (std::vector<std::string>{"- CT -"}));
}

TEST_F(SegmentCutterTest, AContigCanBeDropped) {
  SetSplitters({"ACCT"});
  const auto none = [](const CutSegment&) { FAIL(); };
  cutter_.Add(CodesOf("TTA"), none);
  EXPECT_TRUE(cutter_.uncut());
  EXPECT_EQ(cutter_.current().size(), 3U);
  cutter_.DropContig();
  EXPECT_TRUE(cutter_.current().empty());
  EXPECT_EQ(Cut("CCTG", 8), (std::vector<std::string>{"- CCTG -"}));
}

}  // namespace
}  // namespace tare::genome
