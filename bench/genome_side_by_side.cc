// ./dev bench genomes: the bars of tare genome, beside C++ AGC where AGC_BINARY names it
// (docs/agc-format.md), in one run with the same flags and threads.
//
//   genome_side_by_side [--large]      --large adds ten simulated genomes of 300 Mb (4 GB of free space)
//
// Exits with 1 when a bar is missed, or cannot be shown for want of C++ AGC.

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "corpus.h"
#include "process.h"
#include "report_number.h"
#include "simulated_genomes.h"

namespace tare::bench {
namespace {

namespace fs = std::filesystem;

using Arguments = std::vector<std::string>;

struct Ratios {
  double time;
  double memory;
  double size;  // 0: of no interest
};

Arguments operator+(Arguments left, const Arguments& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

bool SameBytes(const std::string& one, const std::string& other) {
  std::ifstream a(one, std::ios::binary);
  std::ifstream b(other, std::ios::binary);
  return fs::file_size(one) == fs::file_size(other) &&
         std::equal(std::istreambuf_iterator<char>(a), {}, std::istreambuf_iterator<char>(b));
}

class GenomeBench {
 public:
  GenomeBench(std::string tare, std::string folder) : tare_(std::move(tare)), folder_(std::move(folder)) {
    fs::create_directories(folder_);
    if (const char* agc = std::getenv("AGC_BINARY"); agc != nullptr) agc_ = agc;
    if (agc_.empty()) std::puts("AGC_BINARY is not set: ratios to C++ AGC cannot be shown.");
  }

  bool missed() const { return missed_; }

  // `create` with `flags`, in turn with C++ AGC, so that both see the same machine.
  void Create(const std::string& name, const Arguments& flags, const Arguments& files, const Ratios& bars,
              int times) {
    const std::string ours_file = Path("ours.agc");
    const std::string theirs_file = Path("theirs.agc");
    const Arguments ours_command =
        Arguments{tare_, "genome", "create"} + flags + Arguments{"-o", ours_file} + files;
    const Arguments theirs_command = Arguments{agc_, "create"} + flags + Arguments{"-o", theirs_file} + files;
    Compare("create, " + name, ours_command, theirs_command, bars, times);
    if (agc_.empty()) return;
    const auto ours_size = static_cast<double>(fs::file_size(ours_file));
    const auto theirs_size = static_cast<double>(fs::file_size(theirs_file));
    std::printf("%-46s %12.0f B %28.0f B %7.4f (%.2f)", "  size of the archive", ours_size, theirs_size,
                ours_size / theirs_size, bars.size);
    Check(ours_size <= bars.size * theirs_size);
  }

  // Any command of ours beside one of theirs.
  void Compare(const std::string& name, const Arguments& ours_command, const Arguments& theirs_command,
               const Ratios& bars, int times) {
    Measured ours;
    Measured theirs;
    for (int i = 0; i < times; ++i) {
      Add(Run(ours_command, 1), &ours, i == 0);
      if (!agc_.empty()) Add(Run(theirs_command, 1), &theirs, i == 0);
    }
    std::printf("%-46s %8.3f s %7.1f MiB", name.c_str(), ours.fastest_seconds, ours.peak_mib);
    if (agc_.empty()) {
      Check(false);
      return;
    }
    const double time = ours.fastest_seconds / theirs.fastest_seconds;
    const double memory = ours.peak_mib / theirs.peak_mib;
    std::printf(" %10.3f s %7.1f MiB %6.2f (%.2f) %6.2f (%.2f)", theirs.fastest_seconds, theirs.peak_mib,
                time, bars.time, memory, bars.memory);
    Check(ours.ok && theirs.ok && time <= bars.time && memory <= bars.memory);
  }

  // Under a limit: less memory, at most twice the time, the same bytes.
  void Limited(const Arguments& flags, const Arguments& files) {
    const std::string free_file = Path("free.agc");
    const std::string limited_file = Path("limited.agc");
    const std::string report = Path("report.json");
    const Arguments create = Arguments{tare_, "genome", "create"} + flags + files;
    const Measured free = Run(create + Arguments{"-o", free_file}, 2);
    const Measured limited = Run(
        create + Arguments{"-o", limited_file, "--memory-limit", "64M", "--memory-report=json", report}, 2);
    const double accounted = NumberAfter(report, "\"peak\": ") / (1 << 20);
    const double slower = limited.fastest_seconds / free.fastest_seconds;
    std::printf(
        "%-46s %8.3f s %7.1f MiB   accounted %.1f MiB (61.0), resident (72), %.2f times the time (2.00)",
        "  --memory-limit 64M", limited.fastest_seconds, limited.peak_mib, accounted, slower);
    Check(free.ok && limited.ok && accounted > 0 && accounted < 61 && limited.peak_mib <= 72 && slower <= 2 &&
          SameBytes(free_file, limited_file));
  }

  // What two and all genomes take, over what is added: as plain text, so that its size is that of the bases.
  void Growth(const Arguments& flags, const Arguments& files) {
    Arguments plain;
    double added = 0;
    for (const std::string& file : files) {
      plain.push_back(Path(fs::path(file).stem().string()));
      if (!Run({"/usr/bin/env", "gzip", "-dc", file}, 1, plain.back()).ok)
        return Fail("gzip is not installed");
      if (plain.size() > 2) added += static_cast<double>(fs::file_size(plain.back())) / (1 << 20);
    }
    const Arguments create = Arguments{tare_, "genome", "create", "-o", Path("growth.agc")} + flags;
    const Measured two = Run(create + Arguments{plain[0], plain[1]}, 3);
    const Measured all = Run(create + plain, 3);
    const double grown = (all.peak_mib - two.peak_mib) / added;
    std::printf("%-46s %10s %7.1f MiB   %.1f MiB with two: %.1f %% of the %.0f MiB added (10 %%)",
                ("  with " + std::to_string(files.size()) + " genomes").c_str(), "", all.peak_mib,
                two.peak_mib, 100 * grown, added);
    Check(two.ok && all.ok && grown < 0.1);
    for (const std::string& file : plain) fs::remove(file);
  }

  // What the memory report cannot explain at the fullest moment.
  void Unaccounted(const Arguments& flags, const Arguments& files) {
    const std::string report = Path("report.json");
    const Measured ran = Run(Arguments{tare_, "genome", "create", "-o", Path("report.agc")} + flags + files +
                                 Arguments{"--memory-report=json", report},
                             1);
    const double anonymous = NumberAfter(report, "\"anonymous\": ", "\"fullest\"") / 1024;
    const double unaccounted = NumberAfter(report, "\"unaccounted\": ", "\"fullest\"") / 1024;
    std::printf("%-46s %8.0f KiB of %.0f KiB anonymous: %.1f %% (3 %%)", "  unaccounted at the peak",
                unaccounted, anonymous, 100 * unaccounted / anonymous);
    Check(ran.ok && anonymous > 0 && std::abs(unaccounted) <= 0.03 * anonymous);
  }

  void Extract(const std::string& archive, const std::string& sample, const std::string& range) {
    const Arguments ours = {tare_, "genome"};
    const Arguments theirs = {agc_};
    const Ratios bars{.time = 1, .memory = 0.5, .size = 0};
    const Arguments getset = {"getset", "-t", "1", archive, sample};
    const Arguments getctg = {"getctg", "-t", "1", archive, range};
    Compare("getset, one genome of 12 Mb", ours + getset, theirs + getset, bars, 15);
    Compare("getctg, 100 kb", ours + getctg, theirs + getctg, bars, 31);
  }

  // Ten genomes of 300 Mb: 512 MiB must do.
  void Simulated() {
    const std::string folder = Path("simulated");
    const Arguments files = SimulateGenomes({}, folder);
    const Measured ours =
        Run(Arguments{tare_, "genome", "create", "-t", "2", "-o", Path("simulated.agc")} + files, 1);
    std::printf("%-46s %8.1f s %7.1f MiB (512)", "create, ten simulated genomes of 300 Mb", ours.seconds,
                ours.peak_mib);
    if (!agc_.empty()) {
      const Measured theirs = Run(Arguments{agc_, "create", "-t", "2", "-o", Path("theirs.agc")} + files, 1);
      std::printf(" %8.1f s %7.1f MiB; %ju and %ju bytes", theirs.seconds, theirs.peak_mib,
                  static_cast<uintmax_t>(fs::file_size(Path("simulated.agc"))),
                  static_cast<uintmax_t>(fs::file_size(Path("theirs.agc"))));
    }
    Check(ours.ok && ours.peak_mib < 512);
    fs::remove_all(folder);
  }

  std::string Path(const std::string& file) const { return folder_ + "/" + file; }

 private:
  static void Add(const Measured& one, Measured* all, bool first) {
    all->fastest_seconds = first ? one.fastest_seconds : std::min(all->fastest_seconds, one.fastest_seconds);
    all->peak_mib = std::max(all->peak_mib, one.peak_mib);
    all->ok = (first || all->ok) && one.ok;
  }

  void Check(bool reached) {
    std::printf("%s\n", reached ? "   ok" : "   MISSED");
    std::fflush(stdout);
    missed_ |= !reached;
  }
  void Fail(const char* why) {
    std::fputs(why, stdout);
    Check(false);
  }

  std::string tare_;
  std::string agc_;
  std::string folder_;
  bool missed_ = false;
};

int Main(int argc, char** argv) {
  const bool large = argc > 1 && std::string(argv[1]) == "--large";
  const std::string genomes = CorpusPath("genome");
  if (genomes.empty()) {
    std::puts("The corpus is absent: set TARE_CORPUS to its folder.");
    return 1;
  }
  Arguments files = {genomes + "/S288C.fa.gz"};
  for (const auto& entry : fs::directory_iterator(genomes))
    if (entry.path().extension() == ".gz" && entry.path() != files[0]) files.push_back(entry.path().string());
  std::sort(files.begin() + 1, files.end());

  const std::string programs = fs::path(argv[0]).parent_path().string();
  const char* temporary = std::getenv("TMPDIR");
  GenomeBench bench(programs + "/tare",
                    std::string(temporary == nullptr ? "/tmp" : temporary) + "/tare-genome-bench");
  std::printf("%-46s %10s %11s %12s %11s %13s %13s\n", "work", "time", "peak", "AGC's time", "peak",
              "time (bar)", "memory (bar)");
  constexpr Ratios kBars{.time = 0.8, .memory = 0.35, .size = 1.0};
  const Arguments small = {"-k", "21", "-s", "10000", "-l", "20", "-t", "2"};
  const Arguments defaults = {"-t", "2"};
  bench.Create("8 yeast genomes, -k 21 -s 10000 -l 20 -t 2", small, files, kBars, 5);
  bench.Limited(small, files);
  bench.Growth(small, files);
  bench.Unaccounted(small, files);
  bench.Create("8 yeast genomes, -t 2", defaults, files, kBars, 5);
  bench.Limited(defaults, files);
  bench.Growth(defaults, files);
  bench.Unaccounted(defaults, files);
  bench.Extract(bench.Path("ours.agc"), "SK1", "chrIV@SK1:100000-199999");
  if (large) bench.Simulated();
  return bench.missed() ? 1 : 0;
}

}  // namespace
}  // namespace tare::bench

int main(int argc, char** argv) { return tare::bench::Main(argc, argv); }
