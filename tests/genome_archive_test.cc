// Archives written by C++ AGC give back what they were made of: names, whole contigs, ranges; from several
// threads; inside a limit.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "genome_corpus.h"
#include "tare/genome.h"

namespace tare::genome {
namespace {

constexpr int kRanges = 1000;

// One archive and what is expected of it.
struct Case {
  std::string file;
  std::vector<ExpectedSample> samples;
};

Case CaseNamed(const std::string& file) {
  if (file == "lpa-concatenated.agc") return {.file = file, .samples = ConcatenatedSamples()};
  for (const CorpusArchive& archive : CorpusArchives()) {
    if (archive.file == file) return {.file = file, .samples = SamplesOf(archive)};
  }
  return {};
}

std::string ReadContig(SequenceReader& reader, const Contig& contig, Range range) {
  std::string bases;
  const Result<void> read = reader.Read(contig, range, [&](std::string_view piece) {
    bases += piece;
    return true;
  });
  return read ? bases : read.error().ToString();
}

class GenomeArchiveTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    path_ = CorpusPath(std::string("agc/") + GetParam());
    if (path_.empty()) GTEST_SKIP() << "the corpus is absent: set TARE_CORPUS to its folder";
    case_ = CaseNamed(GetParam());
    ASSERT_FALSE(case_.samples.empty());
  }
  void TearDown() override { EXPECT_EQ(budget_.used(), 0U); }

  Budget budget_{64 << 20};
  Account account_{"genome", budget_};
  std::string path_;
  Case case_;
};

TEST_P(GenomeArchiveTest, HasItsSamplesAndContigs) {
  const Result<Archive> archive = Archive::Open(path_, account_);
  ASSERT_TRUE(archive) << archive.error().ToString();
  ASSERT_EQ(archive->sample_count(), case_.samples.size());
  for (uint32_t i = 0; i < archive->sample_count(); ++i) {
    const ExpectedSample& expected = case_.samples[i];
    EXPECT_EQ(archive->sample_name(i), expected.name);
    EXPECT_EQ(archive->FindSample(expected.name), i);
    std::vector<std::string> names;
    ASSERT_TRUE(archive->ForEachContigName(i, [&](std::string_view name) {
      names.emplace_back(name);
      return true;
    }));
    const Result<Sample> sample = archive->LoadSample(i);
    ASSERT_TRUE(sample) << sample.error().ToString();
    ASSERT_EQ(names.size(), expected.contigs.size());
    ASSERT_EQ(sample->contig_count(), expected.contigs.size());
    for (size_t j = 0; j < names.size(); ++j) {
      EXPECT_EQ(names[j], expected.contigs[j].name);
      EXPECT_EQ(sample->contig(j).name, expected.contigs[j].name);
      EXPECT_EQ(sample->contig(j).length, expected.contigs[j].bases.size());
    }
  }
  EXPECT_EQ(archive->FindSample("no such sample"), std::nullopt);
}

TEST_P(GenomeArchiveTest, GivesEachContigBack) {
  const Result<Archive> archive = Archive::Open(path_, account_);
  ASSERT_TRUE(archive);
  SequenceReader reader(*archive, account_);
  SampleReader samples(*archive, account_);
  Sample sample(account_);
  for (const ExpectedSample& expected : case_.samples) {
    ASSERT_TRUE(samples.Next(&sample).value_or(false));
    for (const ExpectedContig& contig : expected.contigs) {
      const std::optional<Contig> found = sample.Find(ShortName(contig.name));
      ASSERT_TRUE(found);
      EXPECT_TRUE(ReadContig(reader, *found, {}) == contig.bases) << expected.name << " " << contig.name;
    }
  }
  EXPECT_FALSE(samples.Next(&sample).value_or(true));
}

TEST_P(GenomeArchiveTest, GivesRangesBack) {
  const Result<Archive> archive = Archive::Open(path_, account_);
  ASSERT_TRUE(archive);
  SequenceReader reader(*archive, account_);
  std::mt19937_64 random(4);
  for (uint32_t i = 0; i < archive->sample_count(); ++i) {
    const Result<Sample> sample = archive->LoadSample(i);
    ASSERT_TRUE(sample);
    for (int n = 0; n < kRanges / static_cast<int>(archive->sample_count()) + 1; ++n) {
      const size_t contig = random() % sample->contig_count();
      const std::string& bases = case_.samples[i].contigs[contig].bases;
      const uint64_t begin = random() % (bases.size() + 10);
      const uint64_t size = random() % (n % 2 == 0 ? 300 : 200'000);
      std::string out(size, '?');
      const Result<uint64_t> read =
          reader.Read(sample->contig(contig), {.begin = begin, .end = begin + size}, out);
      ASSERT_TRUE(read) << read.error().ToString();
      out.resize(*read);
      ASSERT_TRUE(out == bases.substr(std::min(begin, bases.size()), size))
          << contig << ":" << begin << "+" << size;
    }
  }
}

TEST_P(GenomeArchiveTest, CanBeReadFromManyThreads) {
  const Result<Archive> archive = Archive::Open(path_, account_);
  ASSERT_TRUE(archive);
  std::vector<std::thread> threads;
  std::vector<int> right(4, 0);
  for (size_t t = 0; t < right.size(); ++t) {
    threads.emplace_back([&, t] {
      SequenceReader reader(*archive, account_);
      const uint32_t i = static_cast<uint32_t>(t) % archive->sample_count();
      const Result<Sample> sample = archive->LoadSample(i);
      const size_t contig = t % sample->contig_count();
      right[t] = ReadContig(reader, sample->contig(contig), {}) == case_.samples[i].contigs[contig].bases;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, std::vector<int>(4, 1));
}

// All as FASTA, with `threads` inside `limit` bytes; the peak where it is not null.
std::string Extracted(const std::string& path, unsigned threads, uint64_t limit, uint64_t* peak = nullptr) {
  Budget budget(limit);
  std::string text;
  {
    Account account("genome", budget);
    const Result<Archive> archive = Archive::Open(path, account);
    if (!archive) return archive.error().ToString();
    const std::unique_ptr<Output> out = Output::ToCallback(
        [&](std::string_view bytes) {
          text += bytes;
          return true;
        },
        account);
    FastaExtractor extractor(*archive, account, {.line_length = 61, .threads = threads});
    SampleReader samples(*archive, account);
    Sample sample(account);
    for (;;) {
      const Result<bool> more = samples.Next(&sample);
      if (!more) return more.error().ToString();
      if (!*more) break;
      for (size_t i = 0; i < sample.contig_count(); ++i) {
        const Contig contig = sample.contig(i);
        if (Result<void> added = extractor.Add(contig, {}, contig.name, *out); !added)
          return added.error().ToString();
      }
    }
    if (Result<void> done = extractor.Finish(); !done) return done.error().ToString();
    if (Result<void> done = out->Commit(); !done) return done.error().ToString();
  }
  EXPECT_EQ(budget.used(), 0U);
  if (peak != nullptr) *peak = budget.peak();
  return text;
}

TEST_P(GenomeArchiveTest, IsExtractedTheSameByAnyNumberOfThreads) {
  std::string expected;
  for (const ExpectedSample& sample : case_.samples) {
    for (const ExpectedContig& contig : sample.contigs) {
      expected += ">" + contig.name + "\n";
      for (size_t i = 0; i < contig.bases.size(); i += 61) expected += contig.bases.substr(i, 61) + "\n";
    }
  }
  uint64_t peak = 0;
  EXPECT_TRUE(Extracted(path_, 1, Budget::kUnlimited, &peak) == expected);
  EXPECT_TRUE(Extracted(path_, 3, Budget::kUnlimited) == expected);
  // What one thread needs is enough for any number of them.
  EXPECT_TRUE(Extracted(path_, 4, peak + peak / 8 + 65536) == expected);
}

TEST_P(GenomeArchiveTest, IsWhole) {
  const Result<Archive> archive = Archive::Open(path_, account_);
  ASSERT_TRUE(archive);
  const Result<Verified> verified = Verify(*archive, account_);
  ASSERT_TRUE(verified) << verified.error().ToString();
  uint64_t bases = 0;
  for (const ExpectedSample& sample : case_.samples) {
    for (const ExpectedContig& contig : sample.contigs) bases += contig.bases.size();
  }
  EXPECT_EQ(verified->samples, case_.samples.size());
  EXPECT_EQ(verified->bases, bases);
}

INSTANTIATE_TEST_SUITE_P(Corpus, GenomeArchiveTest,
                         testing::Values("toy_ex.agc", "yeast3-default.agc", "yeast3-k21-s10000-b2.agc",
                                         "yeast3-adaptive.agc", "yeast3-appended.agc",
                                         "lpa-concatenated.agc"),
                         [](const auto& test) {
                           std::string name = test.param;
                           std::erase_if(name,
                                         [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); });
                           return name;
                         });

TEST(GenomeArchive, IsComparedWithFasta) {
  const std::string path = CorpusPath("agc/toy_ex.agc");
  if (path.empty()) GTEST_SKIP() << "the corpus is absent: set TARE_CORPUS to its folder";
  Budget budget;
  Account account("genome", budget);
  const Result<Archive> archive = Archive::Open(path, account);
  ASSERT_TRUE(archive);
  // The error's sentence, or nothing.
  const auto compare = [&](const std::string& fasta) {
    const std::string file = testing::TempDir() + "/tare-compared.fa";
    std::ofstream(file, std::ios::binary) << fasta;
    const Result<void> same = CompareWithFasta(*archive, 3, file, account);
    std::remove(file.c_str());
    return same ? std::string() : same.error().message;
  };
  const std::string one = ">1\ntgtgtgtgtgtg\n";
  const std::string two = ">2\nACACA\nCACA\n";
  const std::string three = ">3\nTTTTCCCGGGAAAAAA\n";
  EXPECT_EQ(compare(one + two + three), "");
  EXPECT_EQ(compare(one + ">empty\n" + two + three + ">empty\n"), "");
  EXPECT_EQ(compare(one + two), "record 3 is in the archive, and not in the file");
  EXPECT_EQ(compare(one + three + two), "record 2 is in the archive where the file has 3");
  EXPECT_EQ(compare(one + two + three + ">4\nA\n"), "record 4 is not in the archive");
  EXPECT_EQ(compare(one + ">2\nACACACAC\n" + three), "record 2 differs at base 8");
  EXPECT_EQ(compare(one + ">2\nACACTCACA\n" + three), "record 2 differs at base 4");
  EXPECT_EQ(compare(one + ">2\nACACACACAC\n" + three),
            "record 2 ends at base 9 in the archive, and not in the file");
}

TEST(GenomeArchive, NamesSamplesByTheirFiles) {
  EXPECT_EQ(SampleNameOfFile("in/SK1.fa.gz"), "SK1");
  EXPECT_EQ(SampleNameOfFile("SK1.fasta"), "SK1");
  EXPECT_EQ(SampleNameOfFile("a.b.fna.gz"), "a.b");
  EXPECT_EQ(SampleNameOfFile("dir.fa/plain"), "plain");
  EXPECT_EQ(SampleNameOfFile("x.v1.txt"), "x.v1");
}

TEST(GenomeArchive, FindsTheSamplesOfAContig) {
  const std::string path = CorpusPath("agc/toy_ex.agc");
  if (path.empty()) GTEST_SKIP() << "the corpus is absent: set TARE_CORPUS to its folder";
  Budget budget;
  Account account("genome", budget);
  const Result<Archive> archive = Archive::Open(path, account);
  ASSERT_TRUE(archive);
  const auto samples = archive->SamplesWithContig("no such contig");
  ASSERT_TRUE(samples);
  EXPECT_TRUE(samples->empty());
  EXPECT_EQ(*archive->SamplesWithContig("chr1"), (std::pmr::vector<uint32_t>{0, 2}));
  EXPECT_EQ(*archive->SamplesWithContig("g h i 21"), (std::pmr::vector<uint32_t>{2}));
}

}  // namespace
}  // namespace tare::genome
