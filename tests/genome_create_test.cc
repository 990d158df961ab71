// Archives written here give back what they were made of; with AGC_BINARY set, to C++ AGC too. Their bytes
// depend neither on the threads nor on the memory limit. Input that is no FASTA is refused with its file and
// record.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "genome_family.h"
#include "tare/genome.h"
#include "tare/genome_builder.h"

namespace tare::genome {
namespace {

constexpr Parameters kSmall{.kmer_length = 21, .min_match_length = 20, .pack_size = 2, .segment_size = 500};

Result<void> Build(const std::vector<Input>& inputs, const BuildOptions& options, const std::string& path,
                   uint64_t limit = Budget::kUnlimited) {
  Budget budget(limit);
  Ledger ledger(budget);
  Result<std::unique_ptr<Output>> out = Output::ToFile(path, ledger.Open("output"));
  if (!out) return std::unexpected(out.error());
  Result<ArchiveBuilder> builder = ArchiveBuilder::Create(inputs.front().path, options, **out, ledger);
  if (!builder) return std::unexpected(builder.error());
  for (const Input& input : inputs) {
    if (Result<void> added = builder->AddSampleFile(input.name, input.path); !added) return added;
  }
  if (Result<void> finished = builder->Finish(); !finished) return finished;
  return (*out)->Commit();
}

class GenomeCreateTest : public testing::Test {
 protected:
  void SetUp() override { UseFamily(Family(20261121, 20'000, 4)); }

  void UseFamily(std::vector<ExpectedSample> family) {
    expected_ = std::move(family);
    inputs_.clear();
    for (const ExpectedSample& sample : expected_) {
      // All line ends and lengths, and the last line without an end.
      const size_t at = inputs_.size();
      std::string text = Fasta(sample.contigs, at % 2 == 0 ? "\n" : "\r\n", 50 + 17 * at);
      if (at == 2) text.pop_back();
      inputs_.push_back({.name = sample.name, .path = folder_.Write(sample.name + ".fa", text)});
    }
  }

  TemporaryFolder folder_;
  std::vector<ExpectedSample> expected_;
  std::vector<Input> inputs_;
};

TEST_F(GenomeCreateTest, GivesBackWhatItWasMadeOf) {
  for (const bool adaptive : {false, true}) {
    const std::string path = folder_.Name("a.agc");
    const Result<void> built = Build(inputs_, {.parameters = kSmall, .adaptive = adaptive}, path);
    ASSERT_TRUE(built) << built.error().ToString();
    ExpectSame(ReadArchive(path), expected_);
    for (const ExpectedSample& sample : expected_) {
      const std::vector<ExpectedContig> extracted = ExtractedByAgc(path, sample.name, folder_);
      if (extracted.empty()) continue;
      ExpectSame({{.name = sample.name, .contigs = extracted}}, {sample});
    }
  }
}

TEST_F(GenomeCreateTest, BytesDependNeitherOnThreadsNorOnTheLimit) {
  for (const bool adaptive : {false, true}) {
    const std::string first = folder_.Name("first.agc");
    ASSERT_TRUE(Build(inputs_, {.parameters = kSmall, .adaptive = adaptive}, first));
    for (const unsigned threads : {1U, 2U, 5U}) {
      for (const uint64_t limit : {uint64_t{8} << 20, uint64_t{1} << 30}) {
        const std::string other = folder_.Name("other.agc");
        const Result<void> built =
            Build(inputs_, {.parameters = kSmall, .adaptive = adaptive, .threads = threads}, other, limit);
        ASSERT_TRUE(built) << built.error().ToString();
        EXPECT_TRUE(Content(first) == Content(other)) << threads << " threads, limit " << limit;
      }
    }
  }
}

TEST_F(GenomeCreateTest, TheFallbackFindsGroupsOfRearrangedGenomes) {
  UseFamily(RearrangedFamily(20261123, 100'000, 1'000, 4));
  for (const bool adaptive : {false, true}) {
    BuildOptions options{.parameters = kSmall, .adaptive = adaptive};
    const std::string without = folder_.Name("without.agc");
    ASSERT_TRUE(Build(inputs_, options, without));
    options.fallback_fraction = 0.02;
    const std::string path = folder_.Name("f.agc");
    const Result<void> built = Build(inputs_, options, path);
    ASSERT_TRUE(built) << built.error().ToString();
    ExpectSame(ReadArchive(path), expected_);
    ExpectSameByAgc(path, expected_, folder_);
    EXPECT_LT(Content(path).size() * 20, Content(without).size() * 19) << adaptive;
  }
}

TEST_F(GenomeCreateTest, TheFallbackDependsNeitherOnThreadsNorOnTheLimit) {
  UseFamily(RearrangedFamily(20261124, 60'000, 300, 4));
  for (const bool adaptive : {false, true}) {
    BuildOptions options{.parameters = kSmall, .adaptive = adaptive, .fallback_fraction = 0.02};
    const std::string first = folder_.Name("first.agc");
    ASSERT_TRUE(Build(inputs_, options, first));
    for (const unsigned threads : {1U, 2U, 4U}) {
      for (const uint64_t limit : {uint64_t{8} << 20, uint64_t{1} << 30}) {
        options.threads = threads;
        const std::string other = folder_.Name("other.agc");
        const Result<void> built = Build(inputs_, options, other, limit);
        ASSERT_TRUE(built) << built.error().ToString();
        EXPECT_TRUE(Content(first) == Content(other)) << threads << " threads, limit " << limit;
      }
    }
  }
}

TEST_F(GenomeCreateTest, TheFallbackIsAsGoodAsThatOfAgc) {
  if (AgcProgram().empty()) GTEST_SKIP() << "AGC_BINARY is not set";
  UseFamily(RearrangedFamily(20261123, 400'000, 3'000, 6));
  const Parameters parameters{
      .kmer_length = 21, .min_match_length = 20, .pack_size = 50, .segment_size = 5'000};
  for (const bool adaptive : {false, true}) {
    const std::string path = folder_.Name("f.agc");
    ASSERT_TRUE(
        Build(inputs_, {.parameters = parameters, .adaptive = adaptive, .fallback_fraction = 0.02}, path));
    const std::string by_agc = folder_.Name("by-agc.agc");
    std::string command = AgcProgram() + " create -k 21 -l 20 -s 5000 -f 0.02 -o " + by_agc;
    if (adaptive) command += " -a";
    for (const Input& input : inputs_) command += " " + input.path;
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
    EXPECT_LE(Content(path).size(), Content(by_agc).size()) << command;
  }
}

TEST_F(GenomeCreateTest, LikeGenomesTakeLittle) {
  const std::string one = folder_.Name("one.agc");
  const std::string two = folder_.Name("two.agc");
  ASSERT_TRUE(Build({inputs_[0]}, {.parameters = kSmall}, one));
  ASSERT_TRUE(Build({inputs_[0], {.name = "again", .path = inputs_[0].path}}, {.parameters = kSmall}, two));
  EXPECT_LT(Content(two).size(), Content(one).size() + 500);
}

TEST_F(GenomeCreateTest, ConcatenatedRecordsAreSamples) {
  std::vector<ExpectedSample> expected;
  for (size_t i = 0; i < 5; ++i) {
    const std::string name = "genome" + std::to_string(i);
    expected.push_back({.name = name, .contigs = {expected_[i].contigs[0]}});
    expected.back().contigs[0].name = name + " whole";
  }
  std::string rest;
  for (size_t i = 1; i < 5; ++i) rest += Fasta(expected[i].contigs, "\n", 80);
  const std::string reference = folder_.Write("first.fa", Fasta(expected[0].contigs, "\n", 80));
  const std::string path = folder_.Name("c.agc");
  const Result<void> built =
      Build({{.name = "", .path = reference}, {.name = "", .path = folder_.Write("rest.fa", rest)}},
            {.parameters = kSmall, .concatenated = true, .threads = 2}, path);
  ASSERT_TRUE(built) << built.error().ToString();
  ExpectSame(ReadArchive(path), expected);

  // All in one file: of what they share, a place to cut at occurs once in the first record alone.
  const Input all{.name = "", .path = folder_.Write("all.fa", Content(reference) + rest)};
  const std::string first = folder_.Name("first.agc");
  ASSERT_TRUE(
      Build({all}, {.parameters = kSmall, .concatenated = true, .first_record_is_reference = true}, first));
  EXPECT_EQ(Content(first), Content(path));
  const std::string whole = folder_.Name("whole.agc");
  ASSERT_TRUE(Build({all}, {.parameters = kSmall, .concatenated = true}, whole));
  EXPECT_NE(Content(whole), Content(path));
}

// Then the second one's splitters are those of the others.
TEST_F(GenomeCreateTest, TheFirstOfConcatenatedRecordsMayBeUnlikeTheOthers) {
  std::mt19937_64 random(8);
  const std::string genome = RandomBases(random, 300'000);
  std::vector<ExpectedSample> expected = {
      {.name = "short", .contigs = {{.name = "short", .bases = RandomBases(random, 200)}}}};
  std::string text = Fasta(expected[0].contigs, "\n", 80);
  for (int i = 0; i < 6; ++i) {
    const std::string name = "genome" + std::to_string(i);
    expected.push_back({.name = name, .contigs = {{.name = name, .bases = Mutated(random, genome, 1'000)}}});
    text += Fasta(expected.back().contigs, "\n", 80);
  }
  const std::string path = folder_.Name("u.agc");
  ASSERT_TRUE(Build({{.name = "", .path = folder_.Write("all.fa", text)}},
                    {.parameters = kSmall, .concatenated = true, .first_record_is_reference = true}, path));
  ExpectSame(ReadArchive(path), expected);
  Budget budget;
  Account account("genome", budget);
  const Result<Archive> archive = Archive::Open(path, account);
  ASSERT_TRUE(archive);
  uint64_t in_references = 0;
  ASSERT_TRUE(ForEachGroup(*archive, [&](const GroupStatistics& group) {
    in_references += group.reference_bases;
    return true;
  }));
  EXPECT_GT(in_references, 290'000U);
  EXPECT_LT(in_references, 400'000U);
}

TEST_F(GenomeCreateTest, PanSnNamesNameSamples) {
  std::vector<ExpectedSample> expected;
  std::string all;
  for (size_t i = 0; i < 4; ++i) {
    const std::string name = "HG" + std::to_string(i / 2) + "#" + std::to_string(i % 2 + 1);
    expected.push_back({.name = name, .contigs = {expected_[i].contigs[0], expected_[i].contigs[1]}});
    for (ExpectedContig& contig : expected.back().contigs) contig.name = name + "#" + contig.name + " of HG#";
    all += Fasta(expected.back().contigs, "\n", 80);
  }
  const std::string path = folder_.Name("p.agc");
  const Input input{.name = "", .path = folder_.Write("all.fa", all)};
  const Result<void> built = Build({input}, {.parameters = kSmall, .pansn = true, .threads = 2}, path);
  ASSERT_TRUE(built) << built.error().ToString();
  ExpectSame(ReadArchive(path), expected);
  // The first haplotype is the reference: what it shares with the others in the file may be a splitter.
  EXPECT_LT(Content(path).size() * 4, all.size() / 4 * 3);

  const Input other{.name = "", .path = folder_.Write("other.fa", ">HG1#1\nACGT\n")};
  const Result<void> refused = Build({input, other}, {.parameters = kSmall, .pansn = true}, path);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "the record \"HG1#1\" is not named sample#haplotype#contig");
  EXPECT_EQ(refused.error().where.file, other.path);
}

// Adaptive mode cuts what has no splitter after the rest of its sample, but describes it where it stood.
TEST_F(GenomeCreateTest, AdaptiveKeepsContigsInTheirOrder) {
  std::mt19937_64 random(7);
  const std::string unlike = RandomBases(random, 9'000);
  const std::string other = RandomBases(random, 700);
  std::vector<ExpectedContig> contigs = {{.name = "first", .bases = unlike},
                                         expected_[1].contigs[0],
                                         {.name = "middle", .bases = other},
                                         {.name = "none", .bases = ""},
                                         expected_[1].contigs[1],
                                         {.name = "last", .bases = Mutated(random, unlike, 300)}};
  const ExpectedSample odd{.name = "odd", .contigs = contigs};
  const ExpectedSample again{.name = "again", .contigs = {contigs[5], contigs[4], contigs[0]}};
  std::vector<Input> inputs = {inputs_[0]};
  for (const ExpectedSample& sample : {odd, again})
    inputs.push_back(
        {.name = sample.name, .path = folder_.Write(sample.name + ".fa", Fasta(sample.contigs, "\n", 60))});
  const std::string path = folder_.Name("a.agc");
  const Result<void> built = Build(inputs, {.parameters = kSmall, .adaptive = true, .threads = 2}, path);
  ASSERT_TRUE(built) << built.error().ToString();
  ExpectSame(ReadArchive(path), {expected_[0], odd, again});

  std::vector<ExpectedSample> singles;
  for (const ExpectedSample* sample : {&std::as_const(expected_[0]), &odd})
    for (const ExpectedContig& contig : sample->contigs)
      singles.push_back({.name = std::string(ShortName(contig.name)) + "-" + sample->name,
                         .contigs = {{.name = {}, .bases = contig.bases}}});
  std::string text;
  for (ExpectedSample& single : singles) {
    single.contigs[0].name = single.name;
    text += Fasta(single.contigs, "\n", 60);
  }
  const Result<void> concatenated =
      Build({inputs_[0], {.name = "", .path = folder_.Write("all.fa", text)}},
            {.parameters = kSmall, .adaptive = true, .concatenated = true, .threads = 2}, path);
  ASSERT_TRUE(concatenated) << concatenated.error().ToString();
  const std::vector<ExpectedSample> read = ReadArchive(path);
  ASSERT_EQ(read.size(), 3 + singles.size());
  ExpectSame({read.begin() + 3, read.end()}, singles);
}

TEST_F(GenomeCreateTest, OddRecordsAreKept) {
  const std::string odd =
      folder_.Write("odd.fa", ">empty\n>twice\nacgtacgtnnRYSWKMBDHVU\n>twice\nCC CC\n\n>last");
  const std::string path = folder_.Name("odd.agc");
  ASSERT_TRUE(Build({inputs_[0], {.name = "odd", .path = odd}}, {.parameters = kSmall}, path));
  const std::vector<ExpectedSample> read = ReadArchive(path);
  ExpectSame(read, {expected_[0],
                    {.name = "odd",
                     .contigs = {{.name = "empty", .bases = ""},
                                 {.name = "twice", .bases = "ACGTACGTNNRYSWKMBDHVU"},
                                 {.name = "twice", .bases = "CCCC"},
                                 {.name = "last", .bases = ""}}}});
}

struct Refused {
  const char* content;
  const char* message;
};

TEST_F(GenomeCreateTest, RefusesWhatIsNoFasta) {
  const std::string path = folder_.Write("kept.agc", "an archive");
  for (const auto& [content, message] :
       {Refused{">one\nACGT\n>two\nAC*T\n", "'*' in record \"two\" is no base"},
        Refused{">one\nAC\x01T\n", "'\\x01' in record \"one\" is no base"},
        Refused{"", "the file has no sequence"},
        Refused{"ACGT\n", "this is no FASTA: it does not begin with \">\""},
        Refused{">caf\xc3\xa9\nACGT\n", "has letters other than ASCII"}}) {
    const std::string bad = folder_.Write("bad.fa", content);
    const Result<void> built =
        Build({inputs_[0], {.name = "bad", .path = bad}}, {.parameters = kSmall, .threads = 2}, path);
    ASSERT_FALSE(built) << message;
    EXPECT_NE(built.error().message.find(message), std::string::npos) << built.error().message;
    EXPECT_EQ(built.error().where.file, bad);
    EXPECT_EQ(Content(path), "an archive");
  }
}

TEST_F(GenomeCreateTest, RefusesASampleTwice) {
  const Result<void> built =
      Build({inputs_[0], inputs_[1], inputs_[0]}, {.parameters = kSmall}, folder_.Name("x.agc"));
  ASSERT_FALSE(built);
  EXPECT_EQ(built.error().message, "the archive has a sample \"reference\" already");
  EXPECT_FALSE(std::filesystem::exists(folder_.Name("x.agc")));
}

TEST_F(GenomeCreateTest, RefusesGzipCutShort) {
  Budget budget;
  Account account("test", budget);
  std::pmr::string zipped(&account);
  {
    const std::unique_ptr<Output> memory = Output::ToString(&zipped, account);
    const std::unique_ptr<Output> gzip = GzipTo(*memory, account);
    gzip->Write(Content(inputs_[1].path));
    ASSERT_TRUE(gzip->Commit());
  }
  const std::string whole = folder_.Write("whole.fa.gz", zipped);
  const std::string path = folder_.Name("z.agc");
  ASSERT_TRUE(Build({inputs_[0], {.name = "sample0", .path = whole}}, {.parameters = kSmall}, path));
  ExpectSame(ReadArchive(path), {expected_[0], expected_[1]});

  const std::string cut = folder_.Write("cut.fa.gz", std::string_view(zipped).substr(0, zipped.size() - 9));
  const Result<void> built = Build({inputs_[0], {.name = "cut", .path = cut}}, {.parameters = kSmall}, path);
  ASSERT_FALSE(built);
  EXPECT_EQ(built.error().code, ErrorCode::kTruncated);
  EXPECT_EQ(built.error().where.file, cut);
}

TEST_F(GenomeCreateTest, RefusesCallsOutOfOrder) {
  Budget budget;
  Ledger ledger(budget);
  std::pmr::string archive(&ledger.Open("archive"));
  const std::unique_ptr<Output> out = Output::ToString(&archive, ledger.Open("output"));
  Result<ArchiveBuilder> builder =
      ArchiveBuilder::Create(inputs_[0].path, {.parameters = kSmall}, *out, ledger);
  ASSERT_TRUE(builder);
  const auto expect_refused = [](const Result<void>& result, const char* message) {
    ASSERT_FALSE(result) << message;
    EXPECT_EQ(result.error().code, ErrorCode::kInvalidArgument);
    EXPECT_EQ(result.error().message, message);
  };
  expect_refused(builder->BeginContig("c"), "a contig outside a sample");
  expect_refused(builder->AddBases("ACGT"), "bases outside a contig");
  expect_refused(builder->EndSample(), "no sample is open");
  expect_refused(builder->BeginSample(""), "a sample has no name");
  ASSERT_TRUE(builder->BeginSample("s"));
  expect_refused(builder->AddBases("ACGT"), "bases outside a contig");
  expect_refused(builder->BeginSample("t"), "a sample is open");
  expect_refused(builder->AddSampleFile("t", inputs_[1].path), "a sample is open");
  expect_refused(builder->Finish(), "a sample is open");
  ASSERT_TRUE(builder->BeginContig("c"));
  ASSERT_TRUE(builder->AddBases("ACGT"));
  ASSERT_TRUE(builder->EndSample());
  ASSERT_TRUE(builder->Finish());
  expect_refused(builder->Finish(), "the archive is finished");
  expect_refused(builder->BeginSample("u"), "the archive is finished");
  ASSERT_TRUE(out->Commit());
  ExpectSame(ReadArchive(folder_.Write("s.agc", archive)),
             {{.name = "s", .contigs = {{.name = "c", .bases = "ACGT"}}}});
}

TEST_F(GenomeCreateTest, EndsWhenStopped) {
  for (const bool adaptive : {false, true}) {
    std::atomic<bool> stop = false;
    Budget budget;
    {
      Ledger ledger(budget);
      const std::unique_ptr<Output> out =
          Output::ToCallback([](std::string_view) { return true; }, ledger.Open("output"));
      const BuildOptions options{.parameters = kSmall, .adaptive = adaptive, .threads = 2, .stop = &stop};
      Result<ArchiveBuilder> builder = ArchiveBuilder::Create(inputs_[0].path, options, *out, ledger);
      ASSERT_TRUE(builder);
      ASSERT_TRUE(builder->AddSampleFile("reference", inputs_[0].path));
      stop = true;
      const Result<void> added = builder->AddSampleFile("more", inputs_[1].path);
      ASSERT_FALSE(added);
      EXPECT_EQ(added.error().code, ErrorCode::kCancelled);
      const Result<ArchiveBuilder> other = ArchiveBuilder::Create(inputs_[0].path, options, *out, ledger);
      ASSERT_FALSE(other);
      EXPECT_EQ(other.error().code, ErrorCode::kCancelled);
    }
    EXPECT_EQ(budget.used(), 0U);
  }
}

TEST_F(GenomeCreateTest, SaysWhereTheOutputFails) {
  Budget budget;
  Ledger ledger(budget);
  const std::unique_ptr<Output> out = Output::ToFile("/dev/full", ledger.Open("output")).value();
  Result<ArchiveBuilder> builder =
      ArchiveBuilder::Create(inputs_[0].path, {.parameters = kSmall, .threads = 2}, *out, ledger);
  ASSERT_TRUE(builder);
  Result<void> done;
  for (const Input& input : inputs_)
    if (done) done = builder->AddSampleFile(input.name, input.path);
  if (done) done = builder->Finish();
  if (done) done = out->Commit();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::kWriteFailed);
  EXPECT_EQ(done.error().where.file, "/dev/full");
}

TEST_F(GenomeCreateTest, RefusesOptionsOutOfRange) {
  for (const Parameters& parameters :
       {Parameters{.kmer_length = 16, .min_match_length = 20, .pack_size = 50, .segment_size = 1000},
        Parameters{.kmer_length = 21, .min_match_length = 33, .pack_size = 50, .segment_size = 1000},
        Parameters{.kmer_length = 21, .min_match_length = 20, .pack_size = 0, .segment_size = 1000},
        Parameters{.kmer_length = 21, .min_match_length = 20, .pack_size = 50, .segment_size = 99}}) {
    const Result<void> built = Build({inputs_[0]}, {.parameters = parameters}, folder_.Name("x.agc"));
    ASSERT_FALSE(built);
    EXPECT_EQ(built.error().code, ErrorCode::kInvalidArgument);
  }
}

TEST_F(GenomeCreateTest, RefusesAFallbackOutOfRange) {
  for (const double fraction : {-0.01, 0.051, std::numeric_limits<double>::quiet_NaN()}) {
    const Result<void> built =
        Build({inputs_[0]}, {.parameters = kSmall, .fallback_fraction = fraction}, folder_.Name("x.agc"));
    ASSERT_FALSE(built);
    EXPECT_EQ(built.error().message, "the fallback fraction must be 0 to 0.05");
  }
}

TEST_F(GenomeCreateTest, EndsWithinALimitThatIsTooLow) {
  const Result<void> built =
      Build(inputs_, {.parameters = kSmall, .threads = 2}, folder_.Name("x.agc"), 600 << 10);
  ASSERT_FALSE(built);
  EXPECT_EQ(built.error().code, ErrorCode::kMemoryLimit);
}

}  // namespace
}  // namespace tare::genome
