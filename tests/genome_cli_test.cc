// tare genome, run as a user does, and beside C++ AGC where AGC_BINARY names it.

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "genome_corpus.h"
#include "genome_family.h"
#include "program.h"

namespace tare {
namespace {

namespace fs = std::filesystem;

constexpr const char* kArchives[] = {"toy_ex.agc",          "yeast3-default.agc",  "yeast3-k21-s10000-b2.agc",
                                     "yeast3-adaptive.agc", "yeast3-appended.agc", "lpa-concatenated.agc"};

std::string Contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// What AGC prints on both outputs.
std::string RunAgc(const std::vector<std::string>& arguments) {
  std::string command = std::getenv("AGC_BINARY");
  for (const std::string& argument : arguments) command += " '" + argument + "'";
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  std::string output;
  char buffer[65536];
  for (size_t got = 0; pipe != nullptr && (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
    output.append(buffer, got);
  if (pipe != nullptr) pclose(pipe);
  return output;
}

class GenomeCliTest : public testing::Test {
 protected:
  void SetUp() override {
    corpus_ = CorpusPath("agc");
    if (corpus_.empty()) GTEST_SKIP() << "the corpus is absent: set TARE_CORPUS to its folder";
    corpus_ = fs::absolute(corpus_).string();
    folder_ = fs::path(testing::TempDir()) /
              ("genome_cli_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override {
    if (!folder_.empty()) fs::remove_all(folder_);
  }

  std::string Archive(const std::string& file) const { return corpus_ + "/" + file; }
  Ran Run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "genome");
    return RunTare(arguments, folder_);
  }

  std::string corpus_;
  fs::path folder_;
};

TEST_F(GenomeCliTest, Lists) {
  const std::string toy = Archive("toy_ex.agc");
  EXPECT_EQ(Run({"listref", toy}).output, "ref");
  EXPECT_EQ(Run({"listset", toy}).output, "a\nb\nc\nref\n");
  EXPECT_EQ(Run({"listctg", toy, "b", "ref"}).output,
            "b\n   chr1\n   g h i 21\n   c\n   t\nref\n   chr1\n   chr2\n   chr3\n   seq\n");
  const Ran info = Run({"info", toy});
  EXPECT_NE(info.output.find("No. samples      : 4\n"), std::string::npos);
  EXPECT_NE(info.output.find("Reference name   : ref\n"), std::string::npos);
  const Ran missing = Run({"listctg", toy, "nobody"});
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_NE(missing.errors.find("there is no sample nobody"), std::string::npos);
}

TEST_F(GenomeCliTest, GetsSamplesAndContigs) {
  const std::string toy = Archive("toy_ex.agc");
  EXPECT_EQ(
      Run({"getset", toy, "c", "a"}).output,
      ">1\nTGTGTGTGTGTG\n>2\nACACACACA\n>3\nTTTTCCCGGGAAAAAA\n>chr1a\nCTGAGCTGACTGA\n>chr3a\nAGTTTAGCT\n");
  EXPECT_EQ(Run({"getctg", toy, "chr1@b", "chr1@ref:4-7", "g"}).output,
            ">chr1\nAAAAAAAAA\n>chr1:4-7\nAGCT\n>g h i 21\nGGGAGGG\n");
  EXPECT_EQ(Run({"getctg", toy, "-s", "chr1@ref:4-1000"}).output, ">chr1:4-1000\nAGCTAGCTAGCT\n");
  const Ran ambiguous = Run({"getctg", toy, "chr1"});
  EXPECT_EQ(ambiguous.exit_code, 1);
  EXPECT_NE(ambiguous.errors.find("2 samples have a contig chr1"), std::string::npos);
  EXPECT_EQ(Run({"getctg", toy, "nothing"}).exit_code, 1);
  EXPECT_EQ(Run({"getctg", toy, "nothing@a"}).exit_code, 1);
  EXPECT_EQ(Run({"getctg", toy}).exit_code, 2);
  EXPECT_EQ(Run({"listset", toy, "a"}).exit_code, 2);
  EXPECT_EQ(Run({"getset", "-v", "1", "-p", toy, "a"}).output, Run({"getset", toy, "a"}).output);
  EXPECT_EQ(Run({"getset", toy, "nobody"}).exit_code, 1);
}

TEST_F(GenomeCliTest, RangesThatMakeNoSense) {
  const std::string toy = Archive("toy_ex.agc");
  const auto complains = [&](const std::string& archive, const std::string& asked, const std::string& text) {
    const Ran ran = Run({"getctg", archive, asked});
    EXPECT_EQ(ran.exit_code, 1) << asked;
    EXPECT_EQ(ran.output, "") << asked;
    EXPECT_NE(ran.errors.find(text), std::string::npos) << asked << ": " << ran.errors;
  };
  EXPECT_EQ(Run({"getctg", toy, "chr1@ref:15-16"}).output, ">chr1:15-16\nT\n");
  complains(toy, "chr1@ref:16-16", "contig chr1 of sample ref has 16 bases: the range 16-16 begins behind");
  EXPECT_EQ(Run({"getctg", toy, "chr*@b:9-10"}).exit_code, 1);
  for (const std::string range : {"5", "5-", "-5", "1,000-2,000", "", "x", "-", "1-2-3"}) {
    complains(toy, "chr3a:" + range,
              "the range \"" + range + "\" of chr3a is not understood (a range is FROM-TO");
    complains(toy, "chr3a@a:" + range, "the range \"" + range + "\" of chr3a@a is not understood");
    complains(toy, "chr1:" + range,
              "the range \"" + range + "\" of chr1 is not understood");  // of two samples
    complains(toy, "none:" + range, "there is no contig none:" + range);
    complains(toy, "chr1@none:" + range, "there is no sample none:" + range);
  }
  complains(toy, ":5-", "there is no contig :5-");
  std::ofstream(folder_ / "hla.fa") << ">HLA\nACGTACGT\n>HLA:A-2\nCCGG\n>HLA:9-5\nTT\n";
  ASSERT_EQ(Run({"create", "hla.fa", "-o", "hla.agc"}).exit_code, 0);
  EXPECT_EQ(Run({"getctg", "hla.agc", "HLA:A-2", "HLA:A-2@hla:1-2", "HLA:9-5", "HLA:1-2"}).output,
            ">HLA:A-2\nCCGG\n>HLA:A-2:1-2\nCG\n>HLA:9-5\nTT\n>HLA:1-2\nCG\n");
  complains("hla.agc", "HLA:A-3", "the range \"A-3\" of HLA is not understood");
}

TEST_F(GenomeCliTest, OptionsOutOfBounds) {
  const std::string toy = Archive("toy_ex.agc");
  const std::pair<const char*, std::vector<const char*>> bounds[] = {
      {"-l", {"39", "-5", "2000000001", "x"}}, {"-g", {"10", "99", "-1"}}, {"-t", {"0", "257", "-1"}}};
  for (const auto& [option, values] : bounds) {
    for (const char* value : values) {
      const Ran ran = Run({"getset", toy, "a", option, value});
      EXPECT_EQ(ran.exit_code, 2) << option << " " << value;
      EXPECT_NE(ran.errors.find(std::string("tare: ") + option), std::string::npos) << ran.errors;
    }
  }
  EXPECT_EQ(Run({"getset", toy, "a", "-l", "40", "-g", "0", "-t", "256"}).output,
            Run({"getset", toy, "a"}).output);
}

TEST_F(GenomeCliTest, GetsWhatBeginsAlike) {
  const std::string toy = Archive("toy_ex.agc");
  EXPECT_EQ(Run({"getset", toy, "*"}).output, Run({"getcol", toy}).output);
  EXPECT_EQ(Run({"listctg", toy, "*"}).output, Run({"listctg", toy, "ref", "a", "b", "c"}).output);
  EXPECT_EQ(Run({"getset", toy, "r*"}).output, Run({"getset", toy, "ref"}).output);
  EXPECT_EQ(Run({"getset", toy, "x*"}).exit_code, 1);
  EXPECT_EQ(Run({"getctg", toy, "chr*@ref:1-2"}).output,
            Run({"getctg", toy, "chr1@ref:1-2", "chr2@ref:1-2", "chr3@ref:1-2"}).output);
  EXPECT_EQ(Run({"getctg", toy, "chr1@*"}).output, Run({"getctg", toy, "chr1@ref", "chr1@b"}).output);
  EXPECT_EQ(Run({"getctg", toy, "chr1*"}).output,
            Run({"getctg", toy, "chr1@ref", "chr1a@a", "chr1@b"}).output);
  const Ran none = Run({"getctg", toy, "y*"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_NE(none.errors.find("there is no contig y*"), std::string::npos);
}

TEST_F(GenomeCliTest, Creates) {
  const auto file = [&](const char* name) { return Archive(name); };
  const Ran made = Run({"create", "-o", "toy.agc", file("ref.fa"), file("a.fa"), file("b.fa"), file("c.fa")});
  ASSERT_EQ(made.exit_code, 0) << made.errors;
  EXPECT_EQ(Run({"listset", "toy.agc"}).output, "a\nb\nc\nref\n");
  EXPECT_EQ(Run({"getcol", "toy.agc"}).output, Run({"getcol", Archive("toy_ex.agc")}).output);
  std::ofstream(folder_ / "list.txt") << file("a.fa") << "\r\n\n" << file("ref.fa") << "\n" << file("b.fa");
  const Ran listed = Run({"create", "-i", "list.txt", file("ref.fa"), "--memory-report=json", "report.json"});
  ASSERT_EQ(listed.exit_code, 0) << listed.errors;
  std::ofstream(folder_ / "listed.agc", std::ios::binary) << listed.output;
  EXPECT_EQ(Run({"listset", "listed.agc"}).output, "a\nb\nref\n");
  EXPECT_EQ(Run({"listref", "listed.agc"}).output, "ref");
  const Ran all_listed = Run({"create", "-i", "list.txt", "-o", "all.agc"});
  ASSERT_EQ(all_listed.exit_code, 0) << all_listed.errors;
  EXPECT_EQ(Run({"listset", "all.agc"}).output, "a\nb\nref\n");
  EXPECT_EQ(Run({"listref", "all.agc"}).output, "a");
  std::ofstream(folder_ / "empty.txt") << "\n";
  for (const char* verb : {"create", "stats"}) {
    const Ran none = Run({verb});
    EXPECT_EQ(none.exit_code, 2);
    EXPECT_EQ(none.errors,
              "tare: name FASTA files, the reference first, or a file that names them with -i\n");
    const Ran empty = Run({verb, "-i", "empty.txt"});
    EXPECT_EQ(empty.exit_code, 2);
    EXPECT_EQ(empty.errors, "tare: empty.txt: it names no file\n");
  }
  EXPECT_NE(Contents(folder_ / "report.json").find("genome/"), std::string::npos);
  const Ran concatenated = Run({"create", "-c", "-o", "c.agc", file("ref.fa"), file("b.fa")});
  ASSERT_EQ(concatenated.exit_code, 1);  // both have a chr1
  EXPECT_NE(concatenated.errors.find("has a sample \"chr1\" already"), std::string::npos);
  EXPECT_FALSE(fs::exists(folder_ / "c.agc"));
}

TEST_F(GenomeCliTest, CreatingLosesNothing) {
  fs::copy_file(Archive("ref.fa"), folder_ / "ref.fa");
  fs::copy_file(Archive("a.fa"), folder_ / "a.fa");
  fs::create_directory(folder_ / "sub");
  fs::copy_file(Archive("b.fa"), folder_ / "sub" / "a.fa.gz");
  std::ofstream(folder_ / "list") << "a.fa\n";
  const std::string reference = Contents(folder_ / "ref.fa");
  for (const std::string output : {"./ref.fa", "a.fa", "list"}) {
    const Ran ran = Run({"create", "ref.fa", "-i", "list", "-o", output});
    EXPECT_EQ(ran.exit_code, 2) << output;
    EXPECT_NE(ran.errors.find("would overwrite an input"), std::string::npos) << ran.errors;
  }
  EXPECT_EQ(Contents(folder_ / "ref.fa"), reference);
  EXPECT_EQ(Contents(folder_ / "list"), "a.fa\n");
  const Ran folder = Run({"create", "ref.fa", "-i", "sub", "-o", "x.agc"});
  EXPECT_EQ(folder.exit_code, 1);
  EXPECT_NE(folder.errors.find("sub: cannot read"), std::string::npos) << folder.errors;
  const Ran twice = Run({"create", "ref.fa", "a.fa", "sub/a.fa.gz", "-o", "x.agc"});
  EXPECT_EQ(twice.exit_code, 2);
  EXPECT_NE(twice.errors.find("sub/a.fa.gz: its sample would be named \"a\" as that of a.fa"),
            std::string::npos)
      << twice.errors;
  EXPECT_EQ(Run({"create", "missing.fa", "-o", "x.agc"}).exit_code, 1);
  EXPECT_EQ(Run({"create", "ref.fa", "-k", "5", "-o", "x.agc"}).exit_code, 2);
  EXPECT_FALSE(fs::exists(folder_ / "x.agc"));
}

TEST_F(GenomeCliTest, GetsTheCollection) {
  const std::string toy = Archive("toy_ex.agc");
  const std::string all = Run({"getcol", toy}).output;
  const std::string without = Run({"getcol", "-r", toy}).output;
  EXPECT_TRUE(all.starts_with(">chr1\nAGCTAGCTAGCTAGCT\n"));
  EXPECT_TRUE(without.starts_with(">chr1a\n"));
  EXPECT_TRUE(all.ends_with(without));
  fs::create_directory(folder_ / "out");
  EXPECT_EQ(Run({"getcol", toy, "-o", "out"}).exit_code, 0);
  EXPECT_EQ(Contents(folder_ / "out/a.fa"), ">chr1a\nCTGAGCTGACTGA\n>chr3a\nAGTTTAGCT\n");
  EXPECT_EQ(Contents(folder_ / "out/ref.fa") + without, all);
  EXPECT_EQ(Run({"getcol", toy, "-o", "new/folder/"}).exit_code, 0);
  EXPECT_EQ(Contents(folder_ / "new/folder/a.fa"), Contents(folder_ / "out/a.fa"));
  const Ran file = Run({"getcol", toy, "-o", "out/a.fa"});
  EXPECT_EQ(file.exit_code, 1);
  EXPECT_NE(file.errors.find("out/a.fa: cannot make the folder"), std::string::npos) << file.errors;
  EXPECT_EQ(Run({"getcol", toy, "-o", "-"}).output, all);
}

TEST_F(GenomeCliTest, ReadingLosesNothing) {
  fs::copy_file(Archive("toy_ex.agc"), folder_ / "a.fa");  // as sample a would be called
  const std::string archive = Contents(folder_ / "a.fa");
  const std::vector<std::string> verbs[] = {{"getset", "a.fa", "a", "-o", "a.fa"},
                                            {"getctg", "a.fa", "chr3a", "-o", "./a.fa"},
                                            {"listset", "a.fa", "-o", "a.fa"},
                                            {"verify", "a.fa", "-o", "a.fa"},
                                            {"getcol", "a.fa", "-o", "."}};
  for (const std::vector<std::string>& arguments : verbs) {
    const Ran ran = Run(arguments);
    EXPECT_EQ(ran.exit_code, 2) << arguments[0];
    EXPECT_NE(ran.errors.find("would overwrite an input"), std::string::npos) << ran.errors;
  }
  EXPECT_EQ(Contents(folder_ / "a.fa"), archive);
}

TEST_F(GenomeCliTest, Compresses) {
  const std::string toy = Archive("toy_ex.agc");
  EXPECT_EQ(Run({"getset", toy, "a", "-g", "6", "-o", "a.fa.gz"}).exit_code, 0);
  Budget budget;
  Account account("test", budget);
  const auto source = Source::FromFile((folder_ / "a.fa.gz").string(), account);
  ASSERT_TRUE(source);
  const auto plain = Gunzip(**source, account);
  ASSERT_TRUE(plain && plain->status);
  EXPECT_EQ(plain->source->bytes(), ">chr1a\nCTGAGCTGACTGA\n>chr3a\nAGTTTAGCT\n");
}

TEST_F(GenomeCliTest, InspectsAndVerifies) {
  const Ran verified = Run({"verify", Archive("toy_ex.agc")});
  EXPECT_EQ(verified.exit_code, 0);
  EXPECT_NE(verified.output.find("4 samples, 13 contigs"), std::string::npos) << verified.output;
  const Ran same = Run({"verify", Archive("toy_ex.agc"), Archive("b.fa"), Archive("ref.fa")});
  EXPECT_EQ(same.exit_code, 0) << same.errors;
  EXPECT_NE(same.output.find("b: as in "), std::string::npos);
  std::string changed = Contents(Archive("b.fa"));
  changed[changed.find("GGGAGGG") + 3] = 'T';
  std::ofstream(folder_ / "b.fa") << changed;
  const Ran differs = Run({"verify", Archive("toy_ex.agc"), "b.fa"});
  EXPECT_EQ(differs.exit_code, 1);
  EXPECT_NE(differs.errors.find("record g h i 21 differs at base 3"), std::string::npos) << differs.errors;
  const Ran inspected = Run({"inspect", Archive("yeast3-default.agc")});
  EXPECT_NE(inspected.output.find("stream collection-details: 1 part, "), std::string::npos)
      << inspected.output;
  const Ran groups = Run({"inspect", "--groups", Archive("toy_ex.agc")});
  EXPECT_TRUE(
      groups.output.starts_with("group\treference bases\treference bytes\tpacks\tpack bytes\n0\t0\t0\t1\t"))
      << groups.output;
}

TEST_F(GenomeCliTest, VerifiesWhatRecordsName) {
  const std::string pansn = ">s#1#x\nACGT\n>s#1#y\nCC\n>t#0#x\nGGTA\n>t#0#none\n";
  std::ofstream(folder_ / "all.fa") << pansn;
  ASSERT_EQ(Run({"create", "--pansn", "all.fa", "-o", "pan.agc"}).exit_code, 0);
  ASSERT_EQ(Run({"create", "-c", "all.fa", "-o", "each.agc"}).exit_code, 0);
  const auto last_lines = [](const Ran& ran) { return ran.output.substr(ran.output.find('\n') + 1); };
  const Ran same = Run({"verify", "--pansn", "pan.agc", "all.fa"});
  EXPECT_EQ(same.exit_code, 0) << same.errors;
  EXPECT_EQ(last_lines(same), "s#1: as in all.fa\nt#0: as in all.fa\n");
  const Ran each = Run({"verify", "-c", "each.agc", "all.fa"});
  EXPECT_EQ(each.exit_code, 0) << each.errors;
  EXPECT_EQ(last_lines(each),
            "s#1#x: as in all.fa\ns#1#y: as in all.fa\nt#0#x: as in all.fa\nt#0#none: as in all.fa\n");
  EXPECT_EQ(Run({"verify", "-c", "--pansn", "each.agc", "all.fa"}).exit_code, 2);

  const auto differs = [&](const std::string& what, const std::string& by, const char* text) {
    std::string changed = pansn;
    changed.replace(changed.find(what), what.size(), by);
    std::ofstream(folder_ / "changed.fa") << changed;
    const Ran ran = Run({"verify", "--pansn", "pan.agc", "changed.fa"});
    EXPECT_EQ(ran.exit_code, 1) << text;
    EXPECT_NE(ran.errors.find(text), std::string::npos) << ran.errors;
  };
  differs("GGTA", "GGCA", "changed.fa: record t#0#x differs at base 2");
  differs("ACGT", "ACGTA", "record s#1#x ends at base 4 in the archive, and not in the file");
  differs("ACGT", "ACG", "record s#1#x differs at base 3");
  differs(">s#1#y\nCC\n", "", "record s#1#y is in the archive, and not in the file");
  differs(">s#1#x\nACGT\n", "", "record s#1#x is in the archive where the file has s#1#y");
  differs(">t#0#x\n", ">s#1#z\nA\n>t#0#x\n", "record s#1#z is not in the archive");
  differs(">t#0#x\n", ">u#0#x\n", "changed.fa: there is no sample u#0 in the archive");
  differs(">t#0#x\n", ">t\n", "changed.fa:5:3: the record \"t\" is not named sample#haplotype#contig");
  std::ofstream(folder_ / "turned.fa") << ">t#0#x\nggta\n>t#0#none\n>new#0#none\n>s#1#x\nACGT\n>s#1#y\nCC\n";
  const Ran turned = Run({"verify", "--pansn", "pan.agc", "turned.fa"});
  EXPECT_EQ(last_lines(turned), "t#0: as in turned.fa\ns#1: as in turned.fa\n") << turned.errors;
}

TEST_F(GenomeCliTest, RefusesWhatIsNoArchive) {
  std::ofstream(folder_ / "no.agc") << "this is text, and long enough to have a size at its end";
  for (const char* verb : {"listset", "info", "getcol", "verify", "inspect"}) {
    const Ran ran = Run({verb, "no.agc"});
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_NE(ran.errors.find("no.agc: this is no AGC archive"), std::string::npos) << ran.errors;
    EXPECT_EQ(Run({verb, "missing.agc"}).exit_code, 1);
  }
  for (const char* file : kArchives) {
    const Ran detected = RunTare({"detect", Archive(file)}, folder_);
    EXPECT_EQ(detected.exit_code, 1);
    EXPECT_NE(detected.errors.find(": this is an AGC archive of genomes"), std::string::npos)
        << detected.errors;
  }
  EXPECT_EQ(Run({"getcol", "no.agc", "-o", "no.agc"}).exit_code, 1);
}

TEST_F(GenomeCliTest, AnOutputFileIsWholeOrAsItWas) {
  std::string damaged = Contents(Archive("toy_ex.agc"));
  std::ofstream(folder_ / "out.fa") << "old";
  damaged[40] = static_cast<char>(~damaged[40]);
  for (size_t i = 0; i < 400; i += 3) damaged[i] = static_cast<char>(~damaged[i]);
  std::ofstream(folder_ / "damaged.agc", std::ios::binary) << damaged;
  EXPECT_EQ(Run({"getset", "damaged.agc", "ref", "-o", "out.fa"}).exit_code, 1);
  EXPECT_EQ(Contents(folder_ / "out.fa"), "old");
}

TEST_F(GenomeCliTest, KeepsTheMemoryLimit) {
  const std::string archive = Archive("yeast3-default.agc");
  const std::string expected = Run({"getset", archive, "Y12", "-t", "1"}).output;
  EXPECT_GT(expected.size(), 11'000'000U);
  EXPECT_TRUE(Run({"getset", archive, "Y12", "-t", "4", "--memory-limit", "4M"}).output == expected);
  const Ran refused = Run({"getset", archive, "Y12", "--memory-limit", "100K"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_NE(refused.errors.find("memory limit"), std::string::npos);
  EXPECT_NE(Run({"getset", archive, "Y12", "--memory-report", "-o", "y.fa"}).errors.find("genome/segments"),
            std::string::npos);
}

size_t Count(std::string_view text, std::string_view what) {
  size_t count = 0;
  for (size_t at = 0; (at = text.find(what, at)) != std::string_view::npos; at += what.size()) ++count;
  return count;
}

TEST_F(GenomeCliTest, StatisticsOfCreating) {
  std::vector<std::string> stats = {
      "stats", Archive("ref.fa"), Archive("a.fa"), Archive("b.fa"), Archive("c.fa"), "-t", "2"};
  const Ran ran = Run(stats);
  ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  const std::string heading = ran.output.substr(0, ran.output.find('\n'));
  for (const char* column : {"seconds", "input", "k-mers", "segments", "packs", "groups", "zstd contexts",
                             "queue", "accounted", "resident"})
    EXPECT_EQ(Count(heading, column), 1U) << column << " in " << heading;
  for (const char* phase :
       {"\nreading the reference", "\nreference read", "\nsplitters found", "\nsegments on the way",
        "\na sample written", "\nwriting the last packs", "\nmost at any time", " * "})
    EXPECT_EQ(Count(ran.output, phase), 1U) << phase << " in " << ran.output;
  EXPECT_TRUE(fs::is_empty(folder_));

  stats.push_back("--json");
  const std::string json = Run(stats).output;
  EXPECT_EQ(Count(json, "{\"phase\": \"segments on the way\""), 1U) << json;
  EXPECT_EQ(Count(json, "\"fullest\": true"), 1U) << json;
  EXPECT_EQ(Count(json, "\"genome/k-mers\": "), Count(json, "\"resident\": ")) << json;

  const Ran refused = Run({"stats", Archive("ref.fa"), "--memory-limit", "300K"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_NE(refused.errors.find("memory limit"), std::string::npos) << refused.errors;
  EXPECT_EQ(Count(refused.output, "\nreading the reference"), 1U) << refused.output;
  EXPECT_EQ(Run({"stats", "missing.fa"}).output, "");
  EXPECT_EQ(Run({"stats", Archive("ref.fa"), "-k", "5"}).exit_code, 2);
}

TEST_F(GenomeCliTest, StatisticsOfReading) {
  for (const char* file : kArchives) {
    const Ran ran = Run({"stats", Archive(file)});
    ASSERT_EQ(ran.exit_code, 0) << ran.errors;
    for (const char* phase : {"\nopening the archive", "\nsample loaded", "\ndecoding", "\nmost at any time"})
      EXPECT_EQ(Count(ran.output, phase), 1U) << phase << " in " << ran.output;
    EXPECT_EQ(Count(ran.output, "descriptions"), 1U) << ran.output;
    EXPECT_EQ(Count(ran.output, ">"), 0U);
  }
}

TEST_F(GenomeCliTest, StatisticsOfReadingTakeNoOptionsOfCreating) {
  const std::string toy = Archive("toy_ex.agc");
  std::ofstream(folder_ / "list") << "";
  const std::vector<std::string> of_creating[] = {{"-k", "21"},   {"-s", "1000"}, {"-l", "20"},   {"-b", "2"},
                                                  {"-i", "list"}, {"-a"},         {"-f", "0.01"}, {"-c"},
                                                  {"--pansn"},    {"-d"},         {"-v", "1"}};
  for (const std::vector<std::string>& option : of_creating) {
    std::vector<std::string> arguments = {"stats", toy};
    arguments.insert(arguments.end(), option.begin(), option.end());
    const Ran ran = Run(arguments);
    EXPECT_EQ(ran.exit_code, 2) << option[0];
    EXPECT_NE(ran.errors.find(option[0] + " says how to create an archive"), std::string::npos) << ran.errors;
    EXPECT_EQ(ran.output, "");
  }
  const Ran ran = Run({"stats", toy, "-t", "2", "--json", "-q", "--memory-limit", "1G",
                       "--memory-report=json", "report.json"});
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_TRUE(fs::exists(folder_ / "report.json"));
}

TEST_F(GenomeCliTest, UnusedBytes) {
  for (const char* file : kArchives)
    EXPECT_NE(Run({"inspect", Archive(file)}).output.find("\nunused bytes                    0\n"),
              std::string::npos)
        << file;
}

TEST_F(GenomeCliTest, SaysWhatSamplesHave) {
  const auto create = [&](const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {"create", "-o", "toy.agc", Archive("ref.fa"), Archive("b.fa")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Run(arguments);
  };
  EXPECT_EQ(create({"-v", "1"}).errors,
            "tare: sample ref: 4 contigs, 55 bases\ntare: sample b: 4 contigs, 32 bases\n");
  EXPECT_EQ(create({"-v", "0"}).errors, "");
  EXPECT_EQ(create({"-v", "2", "-q"}).errors, "");
  EXPECT_EQ(create({"-v", "3"}).exit_code, 2);
  EXPECT_TRUE(Run({"append", "-v", "1", "toy.agc", Archive("a.fa")})
                  .errors.ends_with("\ntare: sample a: 2 contigs, 22 bases\n"));
}

TEST_F(GenomeCliTest, CountsOne) {
  std::ofstream(folder_ / "one.fa") << ">x\nA\n";
  EXPECT_EQ(Run({"create", "-v", "1", "one.fa", "-o", "one.agc"}).errors,
            "tare: sample one: 1 contig, 1 base\n");
  EXPECT_TRUE(Run({"verify", "one.agc"}).output.starts_with("1 sample, 1 contig, 1 segment, 1 base in "));
  const Ran behind = Run({"getctg", "one.agc", "x:1-2"});
  EXPECT_NE(behind.errors.find("has 1 base: "), std::string::npos) << behind.errors;
}

TEST_F(GenomeCliTest, AppendingFindsSamplesThatAreThereFirst) {
  for (const char* name : {"ref.fa", "a.fa", "b.fa"}) fs::copy_file(Archive(name), folder_ / name);
  ASSERT_EQ(Run({"create", "ref.fa", "a.fa", "-o", "toy.agc"}).exit_code, 0);
  const std::string before = Contents(folder_ / "toy.agc");
  for (const std::vector<std::string>& output : {std::vector<std::string>{}, {"-o", "new.agc"}}) {
    std::vector<std::string> arguments = {"append", "-v", "1", "toy.agc", "b.fa", "a.fa"};
    arguments.insert(arguments.end(), output.begin(), output.end());
    const Ran ran = Run(arguments);
    EXPECT_EQ(ran.exit_code, 2);
    EXPECT_EQ(ran.errors, "tare: a.fa: the archive has a sample \"a\" already\n");  // b.fa was not added
    EXPECT_TRUE(Contents(folder_ / "toy.agc") == before);
    EXPECT_FALSE(fs::exists(folder_ / "new.agc"));
  }
}

TEST_F(GenomeCliTest, FindsGroupsByMinimizers) {
  const auto family = genome::RearrangedFamily(11, 200'000, 5'000, 2);
  for (const genome::ExpectedSample& sample : family)
    std::ofstream(folder_ / (sample.name + ".fa")) << genome::Fasta(sample.contigs, "\n", 80);
  const auto make = [&](const std::string& archive, const std::string& fraction) {
    const Ran made = Run({"create", "-f", fraction, "reference.fa", "rearranged0.fa", "-o", archive});
    EXPECT_EQ(made.exit_code, 0) << made.errors;
    const Ran more = Run({"append", "-f", fraction, archive, "rearranged1.fa"});
    EXPECT_EQ(more.exit_code, 0) << more.errors;
    return fs::file_size(folder_ / archive);
  };
  EXPECT_LT(make("with.agc", "0.01"), make("without.agc", "0") * 9 / 10);
  for (const genome::ExpectedSample& sample : family)
    EXPECT_TRUE(Run({"getset", "with.agc", sample.name}).output == Contents(folder_ / (sample.name + ".fa")))
        << sample.name;
  EXPECT_EQ(Run({"create", "-f", "0.06", "reference.fa", "-o", "x.agc"}).exit_code, 2);
}

TEST_F(GenomeCliTest, ComplaintsSayWhatToDo) {
  const auto complains = [&](const std::vector<std::string>& arguments, int exit_code, const char* text) {
    const Ran ran = Run(arguments);
    EXPECT_EQ(ran.exit_code, exit_code) << text;
    EXPECT_NE(ran.errors.find(text), std::string::npos) << ran.errors;
  };
  const std::string toy = Archive("toy_ex.agc");
  complains({"listctg", toy}, 2, "name samples behind the archive");
  complains({"getctg", toy}, 2, "name contigs behind the archive");
  std::ofstream(folder_ / "r.fa") << Contents(Archive("ref.fa"));
  complains({"create", "r.fa", "r.fa", "-o", "r.agc"}, 0, "r.fa is named more than once: it is added once");
  complains({"append", "r.agc"}, 2, "there is nothing to append, and nothing to remove");
  for (const std::string pipe : {"-", "/dev/stdin", "/dev/fd/0"})
    complains({"append", "r.agc", pipe}, 2, "gives its sample no name (name a file, or take names");
  std::ofstream(folder_ / "twice.fa") << ">y\nACGT\n>x one\nCC\n>x two\nGG\n>y\nA\n";
  complains({"append", "r.agc", "twice.fa"}, 0, "");
  complains({"getctg", "r.agc", "x"}, 1, "sample twice has 2 contigs x (x@twice is the first of them)");
  EXPECT_EQ(Run({"getctg", "r.agc", "x@twice"}).output, ">x one\nCC\n");
  std::ofstream(folder_ / "third.fa") << ">x\nACGT\n";
  complains({"append", "r.agc", "third.fa"}, 0, "");
  complains({"getctg", "r.agc", "x"}, 1, "2 samples have a contig x (ask for x@SAMPLE)");
  std::ofstream(folder_ / "empty.fa") << ">one\nACGT\n>\nACGT\n";
  complains({"append", "-c", "r.agc", "empty.fa"}, 1, "empty.fa:3:2: a sample has no name");
  complains({"append", "--pansn", "r.agc", "empty.fa"}, 1, "empty.fa:1:5: the record \"one\" is not named");
  std::ofstream(folder_ / "pansn.fa") << ">a#1#x\nACGT\n";
  const Ran early = Run({"create", "-v", "1", "--pansn", "pansn.fa", "empty.fa", "-o", "early.agc"});
  EXPECT_EQ(early.exit_code, 1);
  EXPECT_EQ(early.errors.find("a#1:"), std::string::npos) << "what can be told is told before the work";
}

// The same bytes as C++ AGC's.
class AgcComparisonTest : public GenomeCliTest {
 protected:
  void SetUp() override {
    if (std::getenv("AGC_BINARY") == nullptr) GTEST_SKIP() << "AGC_BINARY names no program of C++ AGC";
    GenomeCliTest::SetUp();
  }
  void ExpectSame(const std::vector<std::string>& arguments) const {
    const Ran ran = Run(arguments);
    EXPECT_EQ(ran.exit_code, 0) << ran.errors;
    std::string shown;
    for (const std::string& argument : arguments) shown += argument + " ";
    EXPECT_TRUE(ran.output == RunAgc(arguments)) << shown;
  }
};

TEST_F(AgcComparisonTest, ListsAndInfo) {
  for (const char* file : kArchives) {
    const std::string archive = Archive(file);
    ExpectSame({"listref", archive});
    ExpectSame({"listset", archive});
    ExpectSame({"info", archive});
    const std::string samples = Run({"listset", archive}).output;
    ExpectSame({"listctg", archive, samples.substr(0, samples.find('\n'))});
  }
}

TEST_F(AgcComparisonTest, Collections) {
  for (const char* file : kArchives) {
    ExpectSame({"getcol", Archive(file)});
    ExpectSame({"getcol", "-r", "-l", "61", "-t", "3", Archive(file)});
  }
}

TEST_F(AgcComparisonTest, Samples) {
  for (const char* file : kArchives) {
    const std::string archive = Archive(file);
    std::string samples = Run({"listset", archive}).output;
    for (; !samples.empty(); samples.erase(0, samples.find('\n') + 1)) {
      const std::string sample = samples.substr(0, samples.find('\n'));
      ExpectSame({"getset", archive, sample});
      ExpectSame({"getset", "-s", "-l", "100", archive, sample});
    }
  }
}

TEST_F(AgcComparisonTest, Ranges) {
  std::mt19937_64 random(7);
  for (const char* file : {"yeast3-default.agc", "yeast3-k21-s10000-b2.agc", "yeast3-appended.agc"}) {
    for (int n = 0; n < 30; ++n) {
      const char* const samples[] = {"S288C", "SK1", "Y12"};
      const uint64_t from = random() % 200'000;
      const std::string query = std::string(n % 2 == 0 ? "chrI@" : "chrVI@") + samples[n % 3] + ":" +
                                std::to_string(from) + "-" + std::to_string(from + random() % 20'000);
      ExpectSame({"getctg", Archive(file), query});
    }
  }
}

}  // namespace
}  // namespace tare
