// tare genome, run as a user does, with small files of its own: what is taken, and what is said.

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "program.h"

namespace tare {
namespace {

namespace fs = std::filesystem;

class GenomeUsageTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              ("genome_usage_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void Make(const std::string& name, std::string_view content) const {
    std::ofstream(folder_ / name, std::ios::binary) << content;
  }
  std::string Read(const std::string& name) const {
    std::ifstream in(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  bool Exists(const std::string& name) const { return fs::exists(folder_ / name); }
  Ran Run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "genome");
    return RunTare(arguments, folder_);
  }
  void MakeRandom(const std::string& name, size_t size) const {
    std::mt19937_64 random(size);
    std::string bases(size, ' ');
    for (char& base : bases) base = "ACGT"[random() % 4];
    Make(name, ">x\n" + bases + "\n");
  }
  // The archive of samples r and s.
  void MakeArchive(const std::string& name) const {
    Make("r.fa", ">x\nACGTACGT\n>y\nCC\n");
    Make("s.fa", ">x\nACGTACGA\n");
    const Ran made = Run({"create", "r.fa", "s.fa", "-o", name});
    ASSERT_EQ(made.exit_code, 0) << made.errors;
  }
  void Complains(const std::vector<std::string>& arguments, int exit_code, std::string_view text) const {
    const Ran ran = Run(arguments);
    EXPECT_EQ(ran.exit_code, exit_code) << text;
    EXPECT_TRUE(ran.errors.contains(text)) << text << "\n" << ran.errors;
  }

  fs::path folder_;
};

TEST_F(GenomeUsageTest, AFileWithoutRecordsIsNotAsInTheArchive) {
  MakeArchive("a.agc");
  Make("s", "\n\n");
  for (const char* option : {"-c", "--pansn", "-q"})
    Complains({"verify", option, "a.agc", "s"}, 1, "tare: s: the file has no sequence\n");
}

TEST_F(GenomeUsageTest, AMistypedFileIsNoReport) {
  MakeArchive("a.agc");
  Complains({"create", "r.fa", "--memory-report", "typo.fa", "s.fa", "-o", "x.agc"}, 1,
            "typo.fa: cannot open");
  EXPECT_FALSE(Exists("x.agc") || Exists("typo.fa"));
  const auto report = [&](const std::string& option, const std::string& file) {
    const Ran ran = Run({"create", "r.fa", option, file, "s.fa", "-o", "x.agc"});
    EXPECT_EQ(ran.exit_code, 0) << ran.errors;
    EXPECT_TRUE(Read(file).contains("tare memory report")) << file;
    EXPECT_EQ(Run({"listset", "x.agc"}).output, "r\ns\n");
  };
  report("--memory-report", "a.txt");
  report("--memory-report", "a.log");
  report("--memory-report=json", "a.json");
  report("--memory-report=html", "a.html");
  report("--memory-report=html", "a.json");  // an earlier report
}

TEST_F(GenomeUsageTest, ArchivesWithLargeDirectoriesAreKnown) {
  MakeRandom("r.fa", 100'000);
  ASSERT_EQ(Run({"create", "-k", "17", "-s", "100", "r.fa", "-o", "a.agc"}).exit_code, 0);
  std::string archive = Read("a.agc");
  ASSERT_EQ(archive.find("file_type_info", archive.size() - 4096), std::string::npos);
  const Ran known = RunTare({"detect", "a.agc"}, folder_);
  EXPECT_TRUE(known.errors.contains("a.agc: this is an AGC archive of genomes")) << known.errors;
  archive[archive.size() - 2] = '\x7F';  // a directory larger than the file
  Make("b.agc", archive);
  EXPECT_FALSE(RunTare({"detect", "b.agc"}, folder_).errors.contains("AGC"));
}

TEST_F(GenomeUsageTest, AppendingWarnsWhereAnotherFileStaysEmpty) {
  MakeArchive("a.agc");
  Make("t.fa", ">x\nACG\n");
  Make("u.fa", ">x\nACG\n");
  Complains(
      {"append", "a.agc", "t.fa"}, 0,
      "tare: warning: nothing is written to standard output: a.agc itself is appended to (-o writes a new "
      "archive)\n");
  EXPECT_EQ(Run({"append", "-q", "a.agc", "u.fa"}).errors, "");
  Make("v.fa", ">x\nACG\n");
  EXPECT_EQ(Run({"append", "a.agc", "v.fa", "-o", "b.agc"}).errors, "");
}

// Sets `ulimit -f`, which programs that are run inherit.
class FileLimit {
 public:
  explicit FileLimit(rlim_t bytes) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limited{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limited);
  }
  ~FileLimit() { setrlimit(RLIMIT_FSIZE, &before_); }
  FileLimit(const FileLimit&) = delete;
  FileLimit& operator=(const FileLimit&) = delete;

 private:
  rlimit before_{};
};

TEST_F(GenomeUsageTest, AFileLimitIsAnErrorOfWriting) {
  MakeArchive("a.agc");
  MakeRandom("large.fa", 1'000'000);
  const std::string before = Read("a.agc");
  const FileLimit limit(100'000);
  Complains({"create", "large.fa", "-o", "x.agc"}, 1, "x.agc: cannot write: file too large");
  Complains({"append", "a.agc", "large.fa"}, 1, "a.agc: cannot write: file too large");
  EXPECT_TRUE(Read("a.agc") == before);
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_))
    EXPECT_FALSE(entry.path().string().ends_with(".tmp")) << entry.path();
}

TEST_F(GenomeUsageTest, ProgressComesByItselfOnATerminal) {
  MakeArchive("a.agc");
  for (const char* option : {"-v1", "-q"}) {
    fs::remove(folder_ / "slow.fa");
    ASSERT_EQ(mkfifo((folder_ / "slow.fa").c_str(), 0600), 0);
    const std::jthread writer([this] {
      std::ofstream slow(folder_ / "slow.fa");
      std::this_thread::sleep_for(std::chrono::milliseconds(900));
      slow << ">x\nACG\n";
    });
    const Ran ran =
        RunTareOnTerminal({"genome", "create", option, "r.fa", "slow.fa", "s.fa", "-o", "x.agc"}, folder_);
    EXPECT_EQ(ran.exit_code, 0) << ran.output;
    const bool loud = std::string_view(option) == "-v1";
    EXPECT_EQ(ran.output.contains("1 of 3 files"), loud) << ran.output;
    EXPECT_EQ(ran.output.contains("\033[Ktare: sample slow: 1 contig, 3 bases"), loud) << ran.output;
  }
  for (const char* verb : {"getcol", "listset", "verify"})
    Complains({verb, "--progress", "a.agc"}, 2, "--progress");
}

TEST_F(GenomeUsageTest, RangesOfManyLeaveOutWhatIsTooShort) {
  MakeArchive("a.agc");
  const Ran contigs = Run({"getctg", "a.agc", "*@r:4-5"});
  EXPECT_EQ(contigs.exit_code, 0);
  EXPECT_EQ(contigs.output, ">x:4-5\nAC\n");
  EXPECT_TRUE(contigs.errors.starts_with(
      "tare: warning: a.agc: contig y of sample r has 2 bases: the range 4-5 begins behind its end"))
      << contigs.errors;
  EXPECT_EQ(Run({"getctg", "-q", "a.agc", "*:4-5"}).errors, "");
  EXPECT_EQ(Run({"getctg", "a.agc", "*:7-9"}).output, ">x:7-9\nT\n>x:7-9\nA\n");
  EXPECT_EQ(Run({"getctg", "a.agc", "y@*:1-1"}).output, ">y:1-1\nC\n");
  Complains({"getctg", "a.agc", "*:8-9"}, 1, "tare: a.agc: no contig * reaches the range 8-9");
  Complains({"getctg", "a.agc", "y@r:4-5"}, 1, "tare: a.agc: contig y of sample r has 2 bases");
}

TEST_F(GenomeUsageTest, RangesThatAreNoneSayWhy) {
  MakeArchive("a.agc");
  for (const std::string range :
       {"99999999999999999999-5", "5-99999999999999999999", "0-18446744073709551615"})
    Complains({"getctg", "a.agc", "y:" + range}, 1,
              "the range \"" + range + "\" of y has a number that is too large");
  Complains({"getctg", "a.agc", "y:1-0"}, 1,
            "the range \"1-0\" of y ends before it begins (a range is FROM-TO");
  EXPECT_EQ(Run({"getctg", "a.agc", "y:0-18446744073709551614"}).output, ">y:0-18446744073709551614\nCC\n");
}

TEST_F(GenomeUsageTest, VerifyingGoesOnBehindAFileThatDiffers) {
  MakeArchive("a.agc");
  fs::create_directory(folder_ / "other");
  Make("other/s.fa", ">x\nACGTTCGA\n");
  const Ran ran = Run({"verify", "a.agc", "r.fa", "other/s.fa", "none.fa", "s.fa"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_TRUE(ran.output.ends_with("\nr: as in r.fa\ns: as in s.fa\n")) << ran.output;
  EXPECT_TRUE(ran.errors.starts_with("tare: other/s.fa: record x differs at base 4\n")) << ran.errors;
  EXPECT_TRUE(ran.errors.contains("there is no sample none")) << ran.errors;
  EXPECT_TRUE(
      ran.errors.ends_with("\ntare: a.agc: 2 of 4 files cannot be read or are not as in the archive\n"))
      << ran.errors;
  const Ran one = Run({"verify", "a.agc", "other/s.fa"});
  EXPECT_EQ(one.exit_code, 1);
  EXPECT_TRUE(one.output.starts_with("2 samples, 3 contigs")) << one.output;
  EXPECT_EQ(one.errors, "tare: other/s.fa: record x differs at base 4\n");
}

TEST_F(GenomeUsageTest, WhatRecordsNameIsTheFilesFault) {
  Make("p.fa", ">a#1#x\nACGT\n>b#1#x\nAC\n>a#1#y\nGG\n");
  Complains(
      {"create", "--pansn", "p.fa", "-o", "x.agc"}, 1,
      "tare: p.fa:5:7: the archive has a sample \"a#1\" already (a haplotype's records must stand together)");
  Make("c.fa", ">x\nACGT\n>y\nG\n>x\nAC\n");
  Complains({"create", "-c", "c.fa", "-o", "x.agc"}, 1, "the archive has a sample \"x\" already\n");
}

TEST_F(GenomeUsageTest, HelpNamesWhatIsTaken) {
  const auto helps = [&](const std::string& verb, const std::vector<std::string_view>& texts) {
    const std::string help = Run({verb, "--help"}).output;
    for (const std::string_view text : texts) EXPECT_TRUE(help.contains(text)) << text << "\n" << help;
  };
  helps("create",
        {"[OPTIONS] [FASTA...]\n", "k-mer, 17 to 32", "100 to 1000000", "match, 15 to 32", "0 to 0.05"});
  helps("append", {"[OPTIONS] ARCHIVE [FASTA...]\n", "in place", "- for standard output"});
  helps("getset", {"[OPTIONS] ARCHIVE NAME...\n", "NAME* stands for all"});
  helps("getctg", {"[OPTIONS] ARCHIVE CONTIG...\n", "contig* and sample* stand for all"});
  helps("listctg", {"[OPTIONS] ARCHIVE NAME...\n", "NAME* stands for all"});
  helps("getcol", {"[OPTIONS] ARCHIVE\n", "Folder to write"});
  helps("verify", {"[OPTIONS] ARCHIVE [FASTA...]\n", "ARCHIVE [FASTA...] ", "unless -c or --pansn"});
  helps("stats", {"[OPTIONS] FASTA... | ARCHIVE\n"});
}

TEST_F(GenomeUsageTest, StatisticsOfAnArchiveAreOfItAlone) {
  MakeArchive("a.agc");
  for (const std::vector<std::string>& names : {std::vector<std::string>{"a.agc", "s"}, {"r.fa", "a.agc"}})
    Complains({"stats", names[0], names[1]}, 2,
              "tare: a.agc: this is an archive, which is to be named alone\n");
}

TEST_F(GenomeUsageTest, VerifyingSaysWhereChecksumsAreMissing) {
  MakeArchive("a.agc");
  EXPECT_TRUE(
      Run({"verify", "a.agc"}).output.ends_with(": all can be read, and agrees with its checksums\n"));
  std::string archive = Read("a.agc");
  archive.replace(archive.rfind("tare-checksums"), 14, "of-the-future!");
  Make("a.agc", archive);
  EXPECT_TRUE(Run({"verify", "a.agc"}).output.contains("letters may go unnoticed\n"));
}

TEST_F(GenomeUsageTest, ListsHaveBlanksAndComments) {
  MakeArchive("a.agc");
  Make("list", "# the genomes\n\t r.fa \r\n  # another\n\n s.fa\t\n");
  const Ran made = Run({"create", "-i", "list", "-o", "x.agc"});
  EXPECT_EQ(made.exit_code, 0) << made.errors;
  EXPECT_EQ(Run({"listset", "x.agc"}).output, "r\ns\n");
  Make("bytes", "r.fa\nx\033[2Jy.fa\n");
  Complains({"create", "-i", "bytes", "-o", "y.agc"}, 1, "tare: x\\x1B[2Jy.fa: cannot open");
}

}  // namespace
}  // namespace tare
