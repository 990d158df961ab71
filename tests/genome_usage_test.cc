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

}  // namespace
}  // namespace tare
