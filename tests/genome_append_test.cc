// Genomes appended to archives, written here and by C++ AGC: all come back, to C++ AGC too where AGC_BINARY
// is set, and an append that fails or is killed leaves the archive as it was.

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "genome/append_marker.h"
#include "genome/archive_contents.h"
#include "genome_family.h"
#include "program.h"
#include "tare/genome.h"
#include "tare/genome_builder.h"

namespace tare::genome {
namespace {

constexpr Parameters kSmall{.kmer_length = 21, .min_match_length = 20, .pack_size = 2, .segment_size = 500};

std::vector<ExpectedSample> FirstOf(const std::vector<ExpectedSample>& samples, size_t count) {
  return {samples.begin(), samples.begin() + static_cast<ptrdiff_t>(count)};
}

Result<void> AddAll(ArchiveBuilder& builder, const std::vector<Input>& inputs) {
  for (const Input& input : inputs) {
    if (Result<void> added = builder.AddSampleFile(input.name, input.path); !added) return added;
  }
  return builder.Finish();
}

Result<void> Create(const std::vector<Input>& inputs, const BuildOptions& options, const std::string& path) {
  Budget budget;
  Ledger ledger(budget);
  Result<std::unique_ptr<Output>> out = Output::ToFile(path, ledger.Open("output"));
  if (!out) return std::unexpected(out.error());
  Result<ArchiveBuilder> builder = ArchiveBuilder::Create(inputs.front().path, options, **out, ledger);
  if (!builder) return std::unexpected(builder.error());
  if (Result<void> added = AddAll(*builder, inputs); !added) return added;
  return (*out)->Commit();
}

Result<void> Append(const std::string& path, const std::vector<Input>& inputs,
                    const BuildOptions& options = {}, uint64_t limit = Budget::kUnlimited) {
  Budget budget(limit);
  Ledger ledger(budget);
  Result<ArchiveBuilder> builder = ArchiveBuilder::Append(path, options, ledger);
  if (!builder) return std::unexpected(builder.error());
  return AddAll(*builder, inputs);
}

Result<void> AppendTo(const std::string& path, const std::vector<Input>& inputs, const std::string& to) {
  Budget budget;
  Ledger ledger(budget);
  Result<std::unique_ptr<Output>> out = Output::ToFile(to, ledger.Open("output"));
  if (!out) return std::unexpected(out.error());
  Result<ArchiveBuilder> builder = ArchiveBuilder::AppendTo(path, {}, **out, ledger);
  if (!builder) return std::unexpected(builder.error());
  if (Result<void> added = AddAll(*builder, inputs); !added) return added;
  return (*out)->Commit();
}

// The archive in `bytes`, and how many of them an unfinished append left.
std::vector<ExpectedSample> ReadBytes(std::string_view bytes, uint64_t* unfinished) {
  Budget budget;
  Account account("genome", budget);
  const Result<Archive> archive = Archive::Open(Source::FromMemory(bytes, "bytes"), account);
  if (!archive) return {{.name = archive.error().ToString(), .contigs = {}}};
  *unfinished = archive->unfinished_bytes();
  return ReadSamples(*archive, account);
}

// What an append of `after` to `before` had written when it was ended.
std::string Unfinished(const std::string& before, std::string after) {
  const auto marker = AppendMarker(before.size(), AppendState::kUnfinished);
  return after.replace(before.size(), marker.size(), marker.data(), marker.size());
}

class GenomeAppendTest : public testing::Test {
 protected:
  void SetUp() override { UseFamily(Family(20261122, 20'000, 5)); }

  void UseFamily(std::vector<ExpectedSample> family) {
    expected_ = std::move(family);
    inputs_.clear();
    for (const ExpectedSample& sample : expected_)
      inputs_.push_back(
          {.name = sample.name, .path = folder_.Write(sample.name + ".fa", Fasta(sample.contigs, "\n", 80))});
  }
  std::vector<Input> Inputs(size_t from, size_t to) const {
    return {inputs_.begin() + static_cast<ptrdiff_t>(from), inputs_.begin() + static_cast<ptrdiff_t>(to)};
  }
  std::string Created(const std::string& name, size_t samples, const BuildOptions& options) {
    const std::string path = folder_.Name(name);
    const Result<void> created = Create(Inputs(0, samples), options, path);
    EXPECT_TRUE(created) << created.error().ToString();
    return path;
  }

  TemporaryFolder folder_;
  std::vector<ExpectedSample> expected_;
  std::vector<Input> inputs_;
};

TEST_F(GenomeAppendTest, GivesBackWhatWasThereAndWhatIsNew) {
  for (const uint32_t pack_size : {1U, 2U, 3U, 50U}) {
    for (const bool adaptive : {false, true}) {
      Parameters parameters = kSmall;
      parameters.pack_size = pack_size;
      const std::string path = Created("a.agc", 2, {.parameters = parameters, .adaptive = adaptive});
      const Result<void> appended = Append(path, Inputs(2, 6), {.adaptive = adaptive, .threads = 2});
      ASSERT_TRUE(appended) << appended.error().ToString();
      ExpectSame(ReadArchive(path), expected_);
      ExpectSameByAgc(path, expected_, folder_);
    }
  }
}

TEST_F(GenomeAppendTest, AppendsAgainAndAgain) {
  const std::string path = Created("a.agc", 1, {.parameters = kSmall});
  for (size_t i = 1; i < expected_.size(); ++i) {
    const std::string before = Content(path);
    const Result<void> appended = Append(path, Inputs(i, i + 1), {.adaptive = i == 3});
    ASSERT_TRUE(appended) << appended.error().ToString();
    EXPECT_TRUE(Content(path).starts_with(before));
    ExpectSame(ReadArchive(path), FirstOf(expected_, i + 1));
  }
  ExpectSameByAgc(path, expected_, folder_);
}

TEST_F(GenomeAppendTest, BytesDependNeitherOnThreadsNorOnTheLimit) {
  for (const bool adaptive : {false, true}) {
    const std::string old = Created("old.agc", 3, {.parameters = kSmall});
    const std::string first = folder_.Name("first.agc");
    std::filesystem::copy_file(old, first, std::filesystem::copy_options::overwrite_existing);
    ASSERT_TRUE(Append(first, Inputs(3, 6), {.adaptive = adaptive}));
    for (const unsigned threads : {1U, 2U, 5U}) {
      for (const uint64_t limit : {uint64_t{8} << 20, uint64_t{1} << 30}) {
        const std::string other = folder_.Name("other.agc");
        std::filesystem::copy_file(old, other, std::filesystem::copy_options::overwrite_existing);
        const Result<void> appended =
            Append(other, Inputs(3, 6), {.adaptive = adaptive, .threads = threads}, limit);
        ASSERT_TRUE(appended) << appended.error().ToString();
        EXPECT_TRUE(Content(first) == Content(other)) << threads << " threads, limit " << limit;
      }
    }
  }
}

TEST_F(GenomeAppendTest, TheFallbackKnowsTheGroupsThatWereThere) {
  UseFamily(RearrangedFamily(20261125, 60'000, 1'000, 3));
  const std::string old = Created("old.agc", 1, {.parameters = kSmall});
  const std::string without = folder_.Name("without.agc");
  std::filesystem::copy_file(old, without);
  ASSERT_TRUE(Append(without, Inputs(1, 4)));
  const std::string first = folder_.Name("first.agc");
  for (const unsigned threads : {1U, 2U, 4U}) {
    const std::string path = threads == 1 ? first : folder_.Name("other.agc");
    std::filesystem::copy_file(old, path, std::filesystem::copy_options::overwrite_existing);
    const Result<void> appended =
        Append(path, Inputs(1, 4), {.fallback_fraction = 0.02, .threads = threads}, uint64_t{8} << 20);
    ASSERT_TRUE(appended) << appended.error().ToString();
    EXPECT_TRUE(Content(first) == Content(path)) << threads << " threads";
  }
  ExpectSame(ReadArchive(first), expected_);
  ExpectSameByAgc(first, expected_, folder_);
  EXPECT_LT((Content(first).size() - Content(old).size()) * 20,
            (Content(without).size() - Content(old).size()) * 19);
}

TEST_F(GenomeAppendTest, ANewFileHasNothingThatIsNotUsed) {
  for (const uint32_t pack_size : {1U, 2U, 50U}) {
    Parameters parameters = kSmall;
    parameters.pack_size = pack_size;
    const std::string path = Created("a.agc", 3, {.parameters = parameters});
    const std::string before = Content(path);
    const std::string copy = folder_.Name("copy.agc");
    ASSERT_TRUE(AppendTo(path, Inputs(3, 6), copy));
    EXPECT_TRUE(Content(path) == before);
    ExpectSame(ReadArchive(copy), expected_);
    ExpectSameByAgc(copy, expected_, folder_);
    // As large as if all had been there from the start, but for the length of offsets.
    const std::string whole = Created("whole.agc", 6, {.parameters = parameters});
    EXPECT_NEAR(static_cast<double>(Content(copy).size()), static_cast<double>(Content(whole).size()), 100);
    // Without more genomes, what was left behind goes.
    ASSERT_TRUE(Append(path, Inputs(3, 5)));
    ASSERT_TRUE(Append(path, Inputs(5, 6)));
    EXPECT_GT(Content(path).size(), Content(whole).size());
    ASSERT_TRUE(AppendTo(path, {}, copy));
    ExpectSame(ReadArchive(copy), expected_);
    EXPECT_NEAR(static_cast<double>(Content(copy).size()), static_cast<double>(Content(whole).size()), 100);
  }
}

// What groups take in an archive, in bytes.
uint64_t SizeOfGroups(const std::string& path) {
  Budget budget;
  Account account("genome", budget);
  const Result<Archive> archive = Archive::Open(path, account);
  if (!archive) return UINT64_MAX;
  uint64_t size = 0;
  const Result<void> done = ForEachGroup(*archive, [&](const GroupStatistics& group) {
    size += group.reference_size + group.packs_size;
    return true;
  });
  return done ? size : UINT64_MAX;
}

TEST_F(GenomeAppendTest, WhatIsThereAlreadyIsNotWrittenAgain) {
  // Among the members of packs that are not full.
  Parameters parameters = kSmall;
  parameters.pack_size = 50;
  const std::string path = Created("a.agc", 3, {.parameters = parameters});
  const uint64_t before = SizeOfGroups(path);
  ASSERT_TRUE(Append(path, {{.name = "again", .path = inputs_[1].path}}));
  // But for what has no splitters.
  EXPECT_LT(SizeOfGroups(path), before + 300);
  EXPECT_TRUE(ReadArchive(path)[3].contigs[0].bases == expected_[1].contigs[0].bases);
}

TEST_F(GenomeAppendTest, ConcatenatedRecordsAreSamples) {
  std::vector<ExpectedSample> expected;
  for (size_t i = 0; i < expected_.size(); ++i) {
    const std::string name = "genome" + std::to_string(i);
    expected.push_back({.name = name, .contigs = {expected_[i].contigs[0]}});
    expected.back().contigs[0].name = name + " whole";
  }
  const auto file = [&](size_t from, size_t to) {
    std::string text;
    for (size_t i = from; i < to; ++i) text += Fasta(expected[i].contigs, "\n", 80);
    return Input{.name = "", .path = folder_.Write(std::to_string(from) + ".fa", text)};
  };
  const std::string path = folder_.Name("c.agc");
  ASSERT_TRUE(Create({file(0, 3)}, {.parameters = kSmall, .concatenated = true}, path));
  const Result<void> appended = Append(path, {file(3, 6)}, {.concatenated = true});
  ASSERT_TRUE(appended) << appended.error().ToString();
  ExpectSame(ReadArchive(path), expected);
  ExpectSameByAgc(path, expected, folder_);
}

TEST_F(GenomeAppendTest, AppendsToArchivesOfAgc) {
  if (CorpusPath("agc").empty()) GTEST_SKIP() << "the corpus is not there";
  // Like the corpus's reference, and unlike it.
  std::vector<ExpectedSample> added = FirstOf(expected_, 2);
  for (const CorpusArchive& archive : CorpusArchives()) {
    const std::string path = folder_.Name(archive.file);
    std::filesystem::copy_file(CorpusPath(std::string("agc/") + archive.file), path);
    std::vector<ExpectedSample> expected = SamplesOf(archive);
    std::mt19937_64 random(7);
    ExpectedSample like{.name = "like", .contigs = {}};
    for (size_t i = 0; i < std::min<size_t>(expected[0].contigs.size(), 2); ++i) {
      const ExpectedContig& contig = expected[0].contigs[i];
      like.contigs.push_back(
          {.name = "like " + contig.name, .bases = Mutated(random, contig.bases.substr(0, 400'000), 100)});
    }
    const std::string fasta = folder_.Write("like.fa", Fasta(like.contigs, "\n", 80));
    const bool adaptive = std::string_view(archive.file).find("adaptive") != std::string_view::npos;
    const Result<void> appended = Append(path, {{.name = "like", .path = fasta}, inputs_[0], inputs_[1]},
                                         {.adaptive = adaptive, .threads = 2});
    ASSERT_TRUE(appended) << archive.file << ": " << appended.error().ToString();
    expected.push_back(std::move(like));
    expected.insert(expected.end(), added.begin(), added.end());
    ExpectSame(ReadArchive(path), expected);
    ExpectSameByAgc(path, expected, folder_);
  }
}

TEST_F(GenomeAppendTest, AppendsToConcatenatedArchivesOfAgc) {
  const std::string archive = CorpusPath("agc/lpa-concatenated.agc");
  if (archive.empty()) GTEST_SKIP() << "the corpus is not there";
  const std::string path = folder_.Name("lpa.agc");
  std::filesystem::copy_file(archive, path);
  std::vector<ExpectedSample> expected = ConcatenatedSamples();
  std::mt19937_64 random(7);
  std::string text;
  for (int i = 0; i < 60; ++i) {
    const std::string name = "new" + std::to_string(i);
    expected.push_back(
        {.name = name,
         .contigs = {{.name = name, .bases = Mutated(random, expected[i].contigs[0].bases, 50)}}});
    text += Fasta(expected.back().contigs, "\n", 80);
  }
  const Result<void> appended = Append(path, {{.name = "", .path = folder_.Write("new.fa", text)}},
                                       {.concatenated = true, .threads = 2});
  ASSERT_TRUE(appended) << appended.error().ToString();
  ExpectSame(ReadArchive(path), expected);
  ExpectSameByAgc(path, {expected.front(), expected.back()}, folder_);
}

TEST_F(GenomeAppendTest, AgcAppendsToWhatWasAppendedHere) {
  if (AgcProgram().empty()) GTEST_SKIP() << "AGC_BINARY is not set";
  for (const uint32_t pack_size : {2U, 50U}) {
    Parameters parameters = kSmall;
    parameters.pack_size = pack_size;
    const std::string path = Created("a.agc", 2, {.parameters = parameters});
    ASSERT_TRUE(Append(path, Inputs(2, 4)));
    const std::string by_agc = folder_.Name("by-agc.agc");
    const std::string command =
        AgcProgram() + " append -t 1 -o " + by_agc + " " + path + " " + inputs_[4].path;
    ASSERT_EQ(std::system(command.c_str()), 0);
    ExpectSame(ReadArchive(by_agc), FirstOf(expected_, 5));
    // And the other way again.
    const Result<void> appended = Append(by_agc, Inputs(5, 6));
    ASSERT_TRUE(appended) << appended.error().ToString();
    ExpectSame(ReadArchive(by_agc), expected_);
    ExpectSameByAgc(by_agc, expected_, folder_);
  }
}

// Such as a later version may write.
TEST_F(GenomeAppendTest, KeepsStreamsThatItDoesNotKnow) {
  std::string bytes = Content(Created("a.agc", 2, {.parameters = kSmall}));
  bytes.replace(bytes.rfind("tare-checksums"), 14, "of-the-future!");
  for (const bool in_place : {true, false}) {
    const std::string path = folder_.Write("a.agc", bytes);
    const std::string result = in_place ? path : folder_.Name("b.agc");
    const Result<void> appended =
        in_place ? Append(path, Inputs(2, 4)) : AppendTo(path, Inputs(2, 4), result);
    ASSERT_TRUE(appended) << appended.error().ToString();
    ExpectSame(ReadArchive(result), FirstOf(expected_, 4));
    ExpectSameByAgc(result, FirstOf(expected_, 4), folder_);
    Budget budget;
    Account account("genome", budget);
    const Result<Archive> archive = Archive::Open(result, account);
    ASSERT_TRUE(archive);
    uint64_t kept = 0;
    ForEachStream(*archive, [&](const StreamStatistics& stream) {
      if (stream.name == "of-the-future!" && stream.parts == 1) kept = stream.size;
    });
    EXPECT_EQ(kept, 12U);
  }
}

// Those that are there go on to be checked, and what is new gets them.
TEST_F(GenomeAppendTest, ChecksumsAreOfAll) {
  const auto verify = [](const std::string& path) {
    Budget budget;
    Account account("genome", budget);
    const Result<Archive> archive = Archive::Open(path, account);
    const Result<Verified> verified = archive ? Verify(*archive, account) : std::unexpected(archive.error());
    EXPECT_TRUE(verified) << verified.error().ToString();
    return verified && verified->checksums;
  };
  const std::string path = Created("a.agc", 2, {.parameters = kSmall});
  ASSERT_TRUE(Append(path, Inputs(2, 3)));
  EXPECT_TRUE(verify(path));
  ASSERT_TRUE(AppendTo(path, Inputs(3, 4), folder_.Name("b.agc")));
  EXPECT_TRUE(verify(folder_.Name("b.agc")));

  // Of an archive that has none, those of new parts only.
  std::string bytes = Content(path);
  bytes.replace(bytes.rfind("tare-checksums"), 14, "of-the-future!");
  folder_.Write("a.agc", bytes);
  ASSERT_TRUE(Append(path, Inputs(3, 4)));
  EXPECT_FALSE(verify(path));
  ASSERT_TRUE(AppendTo(path, {}, folder_.Name("c.agc")));
  EXPECT_TRUE(verify(folder_.Name("c.agc")));
}

TEST_F(GenomeAppendTest, WhatFailsLeavesTheArchiveAsItWas) {
  const std::string path = Created("a.agc", 3, {.parameters = kSmall});
  const std::string before = Content(path);
  const Input bad{.name = "bad", .path = folder_.Write("bad.fa", ">one\nACGT\n>two\nAC*T\n")};
  struct Case {
    std::vector<Input> inputs;
    const char* message;
  };
  for (const Case& one :
       {Case{{inputs_[3], bad}, "'*' in record \"two\" is no base"},
        Case{{inputs_[3], inputs_[1]}, "the archive has a sample \"sample0\" already"},
        Case{{inputs_[3], inputs_[3]}, "the archive has a sample \"sample2\" already"},
        Case{{inputs_[3], {.name = "none", .path = folder_.Name("none.fa")}}, "cannot open"}}) {
    const Result<void> appended = Append(path, one.inputs, {.threads = 2});
    ASSERT_FALSE(appended) << one.message;
    EXPECT_NE(appended.error().message.find(one.message), std::string::npos) << appended.error().message;
    EXPECT_TRUE(Content(path) == before) << one.message;
  }
  const Result<void> appended = Append(path, Inputs(3, 6), {.threads = 2}, 600 << 10);
  ASSERT_FALSE(appended);
  EXPECT_EQ(appended.error().code, ErrorCode::kMemoryLimit);
  EXPECT_TRUE(Content(path) == before);
}

TEST_F(GenomeAppendTest, AFullDiskLeavesTheArchiveAsItWas) {
  const std::string path = Created("a.agc", 3, {.parameters = kSmall});
  const std::string before = Content(path);
  const std::string whole = folder_.Name("whole.agc");
  std::filesystem::copy_file(path, whole);
  ASSERT_TRUE(Append(whole, Inputs(3, 6)));
  const size_t after = Content(whole).size();
  rlimit old{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &old), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  for (const size_t size : {before.size(), before.size() + 10, before.size() + 32,
                            (before.size() + after) / 2, after - 9, after - 8, after - 1}) {
    const rlimit limit{.rlim_cur = size, .rlim_max = old.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &limit), 0);
    const Result<void> appended = Append(path, Inputs(3, 6));
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &old), 0);
    ASSERT_FALSE(appended) << size;
    EXPECT_EQ(appended.error().code, ErrorCode::kWriteFailed) << appended.error().ToString();
    EXPECT_TRUE(Content(path) == before) << size;
  }
  std::signal(SIGXFSZ, handler);
  ASSERT_TRUE(Append(path, Inputs(3, 6)));
  EXPECT_TRUE(Content(path) == Content(whole));
}

TEST_F(GenomeAppendTest, TwoDoNotAppendAtOnce) {
  const std::string path = Created("a.agc", 2, {.parameters = kSmall});
  Budget budget;
  Ledger ledger(budget);
  Result<ArchiveBuilder> first = ArchiveBuilder::Append(path, {}, ledger);
  ASSERT_TRUE(first) << first.error().ToString();
  const Result<void> second = Append(path, Inputs(3, 4));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().message, "another process is appending to it");
  // Readers see what was there before.
  ExpectSame(ReadArchive(path), FirstOf(expected_, 2));
  ASSERT_TRUE(AddAll(*first, Inputs(2, 3)));
  ExpectSame(ReadArchive(path), FirstOf(expected_, 3));
}

// As a crash leaves it: cut short at any byte, or zeros where nothing was written yet.
TEST_F(GenomeAppendTest, AnUnfinishedAppendIsNotSeen) {
  UseFamily(Family(3, 1'500, 3));
  const std::string path = Created("a.agc", 2, {.parameters = kSmall});
  for (size_t samples = 2; samples < 4; ++samples) {
    const std::string before = Content(path);
    ASSERT_TRUE(Append(path, Inputs(samples, samples + 1)));
    const std::string after = Unfinished(before, Content(path));
    const std::vector<ExpectedSample> old = FirstOf(expected_, samples);
    for (size_t cut = before.size(); cut < after.size(); ++cut) {
      SCOPED_TRACE(cut);
      uint64_t unfinished = UINT64_MAX;
      ExpectSame(ReadBytes(after.substr(0, cut), &unfinished), old);
      EXPECT_EQ(unfinished, cut - before.size());
      std::string zeros = after;
      std::fill(zeros.begin() + static_cast<ptrdiff_t>(cut), zeros.end(), '\0');
      if (zeros == after) continue;  // the size itself ends with zeros
      ExpectSame(ReadBytes(zeros, &unfinished), old);
      EXPECT_EQ(unfinished, after.size() - before.size());
    }
  }
}

// What it was before is no answer where the append was finished: it would be cut off by the next one.
TEST_F(GenomeAppendTest, ADamagedEndIsNoUnfinishedAppend) {
  UseFamily(Family(3, 1'500, 2));
  const std::string path = Created("a.agc", 2, {.parameters = kSmall});
  const std::string before = Content(path);
  ASSERT_TRUE(Append(path, Inputs(2, 3)));
  const std::string after = Content(path);
  for (size_t cut = before.size() + kAppendMarkerSize + 1; cut < after.size(); cut += 7) {
    uint64_t unfinished = 0;
    EXPECT_EQ(ReadBytes(after.substr(0, cut), &unfinished).size(), 1U) << cut;
  }
  std::string damaged = after;
  damaged[damaged.size() - 100] ^= 1;
  folder_.Write("a.agc", damaged);
  EXPECT_FALSE(Append(path, Inputs(2, 3)));
  Budget budget;
  Account account("genome", budget);
  EXPECT_FALSE(RestoreArchive(path, account));
  EXPECT_TRUE(Content(path) == damaged);
}

TEST_F(GenomeAppendTest, GoesOnAfterAnUnfinishedAppend) {
  const std::string path = Created("a.agc", 2, {.parameters = kSmall});
  const std::string before = Content(path);
  ASSERT_TRUE(Append(path, Inputs(2, 3)));
  const std::string after = Content(path);
  const size_t cut = (before.size() + after.size()) / 2;
  const std::string unfinished = Unfinished(before, after).substr(0, cut);
  folder_.Write("a.agc", unfinished);
  Budget budget;
  Account account("genome", budget);
  const Result<uint64_t> restored = RestoreArchive(path, account);
  ASSERT_TRUE(restored) << restored.error().ToString();
  EXPECT_EQ(*restored, cut - before.size());
  EXPECT_TRUE(Content(path) == before);
  EXPECT_EQ(RestoreArchive(path, account).value_or(1), 0U);

  folder_.Write("a.agc", unfinished);
  ASSERT_TRUE(Append(path, Inputs(2, 3)));
  EXPECT_TRUE(Content(path) == after);
  // To a new file, which leaves the unfinished one as it is.
  folder_.Write("a.agc", unfinished);
  const std::string copy = folder_.Name("copy.agc");
  ASSERT_TRUE(AppendTo(path, Inputs(2, 3), copy));
  ExpectSame(ReadArchive(copy), FirstOf(expected_, 3));
  EXPECT_TRUE(Content(path) == unfinished);
}

// What it left may be all there is of what somebody wants back.
TEST_F(GenomeAppendTest, WhatFailsEarlyLeavesAnUnfinishedAppendAsItIs) {
  const std::string path = Created("a.agc", 2, {.parameters = kSmall});
  const std::string before = Content(path);
  ASSERT_TRUE(Append(path, Inputs(2, 3)));
  const std::string after = Content(path);
  const std::string unfinished = Unfinished(before, after).substr(0, after.size() - 50);
  folder_.Write("a.agc", unfinished);
  EXPECT_FALSE(Append(path, {{.name = "none", .path = folder_.Name("none.fa")}}));
  EXPECT_TRUE(Content(path) == unfinished);
  EXPECT_FALSE(Append(path, {{.name = "reference", .path = inputs_[2].path}}));
  EXPECT_TRUE(Content(path) == unfinished);
  folder_.Write("text.fa", "this is text");
  folder_.Write("nothing.fa", "");
  for (const std::string wrong : {"none.fa", "text.fa", "nothing.fa"}) {
    const Ran ran = RunTare({"genome", "append", "a.agc", "sample1.fa", wrong}, folder_.path());
    EXPECT_EQ(ran.exit_code, 1) << ran.errors;
    EXPECT_EQ(ran.errors.find("warning"), std::string::npos) << ran.errors;
    EXPECT_TRUE(Content(path) == unfinished);
  }
  const std::string dropped = std::to_string(unfinished.size() - before.size());
  Ran ran = RunTare({"genome", "append", "a.agc", "sample1.fa", "-o", "b.agc"}, folder_.path());
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_EQ(ran.errors,
            "tare: warning: a.agc: " + dropped + " bytes of an append that was not finished are left out\n");
  EXPECT_TRUE(Content(path) == unfinished);
  ran = RunTare({"genome", "append", "a.agc", "sample1.fa"}, folder_.path());
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_TRUE(ran.errors.contains("\ntare: warning: a.agc: " + dropped +
                                  " bytes of an append that was not finished are removed\n"))
      << ran.errors;
  EXPECT_TRUE(Content(path) == after);
}

TEST_F(GenomeAppendTest, ReadersSeeWhatWasThereWhileOneAppends) {
  const std::string path = Created("a.agc", 2, {.parameters = kSmall});
  Budget budget;
  Account account("genome", budget);
  const Result<Archive> before = Archive::Open(path, account);
  ASSERT_TRUE(before);
  const auto expect_listed = [&](const std::string& samples) {
    const Ran ran = RunTare({"genome", "listset", "a.agc"}, folder_.path());
    EXPECT_EQ(ran.exit_code, 0) << ran.errors;
    EXPECT_EQ(ran.output, samples);
    EXPECT_EQ(ran.errors, "");
  };
  const auto append = [&](bool finish) {
    Ledger ledger(budget);
    Result<ArchiveBuilder> builder = ArchiveBuilder::Append(path, {}, ledger);
    ASSERT_TRUE(builder) << builder.error().ToString();
    ASSERT_TRUE(builder->AddSampleFile("sample1", inputs_[2].path));
    expect_listed("reference\nsample0\n");
    const Result<Archive> during = Archive::Open(path, account);
    ASSERT_TRUE(during);
    EXPECT_GT(during->unfinished_bytes(), 0U);
    EXPECT_TRUE(during->is_appended_to());
    EXPECT_TRUE(before->CheckUnchanged());
    const Ran copied = RunTare({"genome", "append", "a.agc", "sample1.fa", "-o", "b.agc"}, folder_.path());
    EXPECT_EQ(copied.exit_code, 0);
    EXPECT_EQ(copied.errors, "") << "it is no append that was not finished";
    ASSERT_TRUE(builder->AddSampleFile("sample2", inputs_[3].path));
    EXPECT_TRUE(during->CheckUnchanged());
    if (finish) {
      ASSERT_TRUE(builder->Finish());
    } else {
      builder = std::unexpected(Error{});
    }
    EXPECT_TRUE(during->CheckUnchanged());
    EXPECT_TRUE(during->is_appended_to()) << "it was when it was opened";
    ExpectSame(ReadSamples(*during, account), FirstOf(expected_, 2));
  };
  append(false);
  expect_listed("reference\nsample0\n");
  append(true);
  EXPECT_TRUE(before->CheckUnchanged());
  ExpectSame(ReadSamples(*before, account), FirstOf(expected_, 2));
  expect_listed("reference\nsample0\nsample1\nsample2\n");

  // Other changes are told.
  const Result<Archive> opened = Archive::Open(path, account);
  ASSERT_TRUE(opened);
  EXPECT_FALSE(opened->is_appended_to());
  folder_.Write("a.agc", Content(path) + "more");
  EXPECT_FALSE(opened->CheckUnchanged());
}

TEST_F(GenomeAppendTest, AnArchiveCanBeOpenedAtAnyMomentOfAnAppend) {
  UseFamily(Family(5, 2'000, 2));
  const std::string path = Created("a.agc", 2, {.parameters = kSmall});
  const std::string whole = Content(path);
  std::atomic<bool> done = false;
  std::jthread appending([&] {
    for (int i = 0; i < 100; ++i) {
      EXPECT_TRUE(Append(path, {{.name = "again" + std::to_string(i), .path = inputs_[2].path}}));
    }
    done = true;
  });
  uint32_t samples = 0;
  while (!done) {
    Budget budget;
    Account account("genome", budget);
    const Result<Archive> archive = Archive::Open(path, account);
    ASSERT_TRUE(archive) << archive.error().ToString();
    EXPECT_GE(archive->sample_count(), samples);
    samples = archive->sample_count();
    EXPECT_TRUE(archive->LoadSample(0));
    const Result<void> same = archive->CheckUnchanged();
    EXPECT_TRUE(same) << same.error().ToString();
  }
  appending.join();
}

TEST_F(GenomeAppendTest, CountsBytesThatAreNotUsed) {
  const auto unused = [](const std::string& path) {
    Budget budget;
    Account account("genome", budget);
    const Result<Archive> archive = Archive::Open(path, account);
    return archive ? UnusedBytes(*archive) : UINT64_MAX;
  };
  const std::string path = Created("a.agc", 2, {.parameters = kSmall});
  EXPECT_EQ(unused(path), 0U);
  const uint64_t before = Content(path).size();
  ASSERT_TRUE(Append(path, Inputs(2, 3)));
  const uint64_t left = unused(path);
  EXPECT_GT(left, kAppendMarkerSize);
  EXPECT_LT(left, before + kAppendMarkerSize);
  const std::string copy = folder_.Name("copy.agc");
  ASSERT_TRUE(AppendTo(path, {}, copy));
  EXPECT_EQ(unused(copy), 0U);
  // But for offsets in the directory, of which a smaller file has shorter ones.
  EXPECT_NEAR(static_cast<double>(Content(path).size() - Content(copy).size()), static_cast<double>(left),
              100);
}

TEST_F(GenomeAppendTest, DamagedGroupsAreAnError) {
  const std::string path = Created("a.agc", 3, {.parameters = kSmall});
  // Without checksums, as C++ AGC writes them.
  std::string whole = Content(path);
  whole.replace(whole.rfind("tare-checksums"), 14, "of-the-future!");
  std::mt19937_64 random(11);
  size_t failed = 0;
  for (int i = 0; i < 200; ++i) {
    std::string damaged = whole;
    damaged[random() % damaged.size()] ^= static_cast<char>(1 << random() % 8);
    folder_.Write("a.agc", damaged);
    const Result<void> appended = Append(path, Inputs(3, 4), {.adaptive = i % 2 == 0, .threads = 2});
    if (appended) continue;
    ++failed;
    EXPECT_TRUE(Content(path) == damaged);
  }
  EXPECT_GT(failed, 0U);
}

TEST_F(GenomeAppendTest, SplittersOfAGroupInTheWrongOrderAreAnError) {
  const std::string path = Created("a.agc", 2, {.parameters = kSmall});
  std::string bytes = Content(path);
  Budget budget;
  Account account("genome", budget);
  {
    const Result<Archive> archive = Archive::Open(Source::FromMemory(bytes, "bytes"), account);
    ASSERT_TRUE(archive);
    const Container& container = archive->contents().container;
    const Result<Part> part = container.ReadPart(container.Find("segment-splitters"), 0);
    ASSERT_TRUE(part);
    constexpr size_t kEntrySize = 20;
    ASSERT_GE(part->bytes.size(), 4 * kEntrySize);
    // Sorted, so that pairs of two splitters are in the middle.
    const auto entry = static_cast<size_t>(part->bytes.data() - container.source().bytes().data()) +
                       part->bytes.size() / kEntrySize / 2 * kEntrySize;
    std::swap_ranges(bytes.begin() + static_cast<ptrdiff_t>(entry),
                     bytes.begin() + static_cast<ptrdiff_t>(entry + 8),
                     bytes.begin() + static_cast<ptrdiff_t>(entry + 8));
  }
  bytes.replace(bytes.rfind("tare-checksums"), 14, "of-the-future!");
  folder_.Write("a.agc", bytes);
  const Result<void> appended = Append(path, Inputs(2, 3));
  ASSERT_FALSE(appended);
  EXPECT_NE(appended.error().message.find("make no sense"), std::string::npos) << appended.error().message;
}

// C++ AGC takes names that are not ASCII, and some can be read back: not so once they are written anew.
TEST_F(GenomeAppendTest, NamesThatCannotBeWrittenAnewAreRefused) {
  const std::string genome = folder_.Write("one.fa", ">unQuoted\n" + expected_[0].contigs[0].bases + "\n");
  const std::string path = folder_.Name("a.agc");
  ASSERT_TRUE(Create({{.name = "one", .path = genome}}, {.parameters = kSmall}, path));
  std::string bytes = Content(path);
  bytes.replace(bytes.rfind("tare-checksums"), 14, "of-the-future!");
  ASSERT_NE(bytes.find("unQuoted"), std::string::npos);
  bytes[bytes.find("unQuoted") + 2] = '\xE9';
  folder_.Write("a.agc", bytes);
  const Result<void> appended = Append(path, Inputs(1, 2));
  ASSERT_FALSE(appended);
  EXPECT_EQ(appended.error().message,
            "it cannot be appended to: the name of a contig of sample one has letters other than ASCII");
  EXPECT_TRUE(Content(path) == bytes);
}

// A new archive has its parts in another order than an old one; it is appended to like any.
TEST_F(GenomeAppendTest, ANewArchiveIsAppendedToInPlace) {
  for (const uint32_t pack_size : {2U, 3U}) {
    Parameters parameters = kSmall;
    parameters.pack_size = pack_size;
    Created("a.agc", 3, {.parameters = parameters});
    Ran ran = RunTare({"genome", "append", "a.agc", "sample2.fa", "-o", "b.agc"}, folder_.path());
    ASSERT_EQ(ran.exit_code, 0) << ran.errors;
    ran = RunTare({"genome", "append", "b.agc", "sample3.fa"}, folder_.path());
    ASSERT_EQ(ran.exit_code, 0) << ran.errors;
    ExpectSame(ReadArchive(folder_.Name("b.agc")), FirstOf(expected_, 5));
  }
}

// The front of a marker may reach the disk behind its end.
TEST_F(GenomeAppendTest, AMarkerMayBeTornAnywhere) {
  const std::string path = Created("a.agc", 2, {.parameters = kSmall});
  const std::string before = Content(path);
  const auto marker = AppendMarker(before.size(), AppendState::kUnfinished);
  for (size_t zeros = 0; zeros <= marker.size(); ++zeros) {
    std::string torn(marker.begin(), marker.end());
    std::fill_n(torn.begin(), zeros, '\0');
    folder_.Write("a.agc", before + torn);
    ExpectSame(ReadArchive(path), FirstOf(expected_, 2));
  }
}

TEST_F(GenomeAppendTest, RefusesAFileThatWasReplacedMeanwhile) {
  const std::string path = Created("a.agc", 2, {.parameters = kSmall});
  const std::string before = Content(path);
  Budget budget;
  Ledger ledger(budget);
  Result<ArchiveBuilder> builder = ArchiveBuilder::Append(path, {}, ledger);
  ASSERT_TRUE(builder) << builder.error().ToString();
  ASSERT_TRUE(builder->AddSampleFile("sample1", inputs_[2].path));
  std::filesystem::rename(path, folder_.Name("old.agc"));
  folder_.Write("a.agc", before);
  const Result<void> finished = builder->Finish();
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().code, ErrorCode::kChanged);
  EXPECT_TRUE(Content(path) == before);
}

TEST_F(GenomeAppendTest, TheVerbAppends) {
  const std::string path = Created("a.agc", 2, {.parameters = kSmall});
  const std::string before = Content(path);
  Ran ran = RunTare({"genome", "append", "a.agc", "sample1.fa", "-o", "b.agc"}, folder_.path());
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_TRUE(Content(path) == before);
  ran = RunTare({"genome", "append", "a.agc", "-i", "-", "sample1.fa"}, folder_.path());
  EXPECT_EQ(ran.exit_code, 1) << ran.errors;
  folder_.Write("list", "sample1.fa\r\n\n");
  for (const std::string itself : {"./a.agc", "link.agc"}) {
    if (itself == "link.agc") std::filesystem::create_hard_link(path, folder_.Name(itself));
    ran = RunTare({"genome", "append", "a.agc", "-i", "list", "-o", itself}, folder_.path());
    EXPECT_EQ(ran.exit_code, 2) << ran.errors;
    EXPECT_TRUE(Content(path) == before);
  }
  folder_.Write("empty", "\n");
  EXPECT_EQ(RunTare({"genome", "append", "a.agc", "-i", "empty"}, folder_.path()).exit_code, 2);
  EXPECT_TRUE(Content(path) == before);
  ran = RunTare({"genome", "append", "a.agc", "-i", "list"}, folder_.path());
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  const std::string after = Content(path);
  EXPECT_TRUE(after.starts_with(before));
  for (const std::string& archive : {path, folder_.Name("b.agc")})
    ExpectSame(ReadArchive(archive), FirstOf(expected_, 3));

  ran = RunTare({"genome", "append", "a.agc", "sample1.fa"}, folder_.path());
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_NE(ran.errors.find("the archive has a sample \"sample1\" already"), std::string::npos) << ran.errors;
  const std::string fasta = Content(inputs_[3].path);
  ran = RunTare({"genome", "append", "a.agc", "sample2.fa", "-o", "sample2.fa"}, folder_.path());
  EXPECT_EQ(ran.exit_code, 2) << ran.errors;
  EXPECT_TRUE(Content(inputs_[3].path) == fasta);
  EXPECT_TRUE(Content(path) == after);

  folder_.Write("a.agc", Unfinished(before, after).substr(0, after.size() - 1));
  ran = RunTare({"genome", "listset", "a.agc"}, folder_.path());
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_EQ(ran.output, "reference\nsample0\n");
  EXPECT_NE(ran.errors.find("an append was not finished"), std::string::npos) << ran.errors;
  ran = RunTare({"genome", "append", "a.agc"}, folder_.path());
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_TRUE(Content(path) == before);
  ran = RunTare({"genome", "append", "a.agc"}, folder_.path());
  EXPECT_EQ(ran.exit_code, 2) << ran.errors;
}

// Killed at any moment, it leaves what was there before, or all.
TEST_F(GenomeAppendTest, SurvivesBeingKilled) {
  UseFamily(Family(4, 8'000, 3));
  const std::string path = Created("a.agc", 2, {.parameters = kSmall});
  const std::string before = Content(path);
  const std::vector<std::string> append = {"genome",     "append", "a.agc", "sample1.fa",
                                           "sample2.fa", "-t",     "2"};
  std::chrono::nanoseconds whole = std::chrono::hours(1);
  for (int i = 0; i < 5; ++i) {
    folder_.Write("a.agc", before);
    const auto start = std::chrono::steady_clock::now();
    ASSERT_EQ(RunTare(append, folder_.path()).exit_code, 0);
    whole = std::min<std::chrono::nanoseconds>(whole, std::chrono::steady_clock::now() - start);
  }
  const std::string after = Content(path);
  std::mt19937_64 random(20261122);
  size_t unfinished = 0;
  size_t finished = 0;
  for (int i = 0; i < 200; ++i) {
    folder_.Write("a.agc", before);
    const auto delay = std::chrono::nanoseconds(static_cast<int64_t>(random() % 1000) * whole.count() / 1000);
    KillTare(append, folder_.path(), delay);
    const std::string killed = Content(path);
    // The last thing it does is to mark the append as finished.
    const bool is_whole = killed == after || killed == Unfinished(before, after);
    if (killed != before && !is_whole) ++unfinished;
    if (is_whole) ++finished;
    ExpectSame(ReadArchive(path), FirstOf(expected_, is_whole ? 4 : 2));
    if (is_whole) continue;
    // The next one finds nothing in its way.
    const Result<void> appended = Append(path, Inputs(2, 4));
    ASSERT_TRUE(appended) << appended.error().ToString();
    EXPECT_TRUE(Content(path) == after);
  }
  RecordProperty("unfinished", static_cast<int>(unfinished));
  RecordProperty("finished", static_cast<int>(finished));
  EXPECT_GT(unfinished, 0U) << "no moment was in the middle";
}

}  // namespace
}  // namespace tare::genome
