// ./dev bench: every bar that is about time and memory, beside the peers that are installed, in one run.
//
//   side_by_side [--large]      --large adds the 4 GB files (8 GB of free space in TMPDIR or /tmp)
//
// Exits with 1 when a bar is missed. Ratios are of this run; absolute figures move from machine to machine.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "corpus.h"
#include "micro_benchmark.h"
#include "process.h"
#include "report_number.h"

namespace tare::bench {
namespace {

namespace fs = std::filesystem;

struct Bar {
  double seconds;
  double mib;
};

class Bench {
 public:
  Bench(std::string tare, std::string folder) : tare_(std::move(tare)), folder_(std::move(folder)) {
    fs::create_directories(folder_);
  }

  bool missed() const { return missed_; }
  const std::string& folder() const { return folder_; }

  void Head() const {
    std::printf("%-44s %12s %12s %12s %12s   %s\n", "work", "time", "bar", "peak", "bar",
                "peer in the same run");
  }

  // `tare convert INPUT -t TO`, whole process, against a bar; and pandoc on the same file.
  void Convert(const std::string& input, const std::string& to, Bar bar, const std::string& pandoc_to) {
    const std::string output = folder_ + "/" + fs::path(input).stem().string() + "." + to;
    const Measured ours = Run({tare_, "convert", input, "-t", to, "-o", output, "--quiet"}, 21);
    std::printf("%-44s %9.2f ms %9.0f ms %8.2f MiB %8.0f MiB   ", Name(input, to).c_str(), ours.seconds * 1e3,
                bar.seconds * 1e3, ours.peak_mib, bar.mib);
    Pandoc(input, pandoc_to, output + ".pandoc", ours);
    Kreuzberg(input, ours);
    Check(ours.ok && ours.seconds <= bar.seconds && ours.peak_mib <= bar.mib);
  }

  // A page repeated to 4 GB: memory must not grow with the file.
  void Large(const std::string& page, const std::string& extension, double bar_mib) {
    const std::string input = folder_ + "/large." + extension;
    Repeat(page, input, uint64_t{4} << 30);
    const Measured ours = Run({tare_, "convert", input, "-t", "text", "-o", "/dev/null", "--quiet"}, 1);
    const double rate = static_cast<double>(fs::file_size(input)) / ours.seconds / 1e6;
    std::printf("%-44s %9.2f s  %12s %8.2f MiB %8.0f MiB   %.0f MB/s",
                ("4 GB of ." + extension + " -> text").c_str(), ours.seconds, "", ours.peak_mib, bar_mib,
                rate);
    Check(ours.ok && ours.peak_mib <= bar_mib);
    fs::remove(input);
  }

  // 10,000 files in one run: accounted memory stays below the limit.
  void Batch(const std::string& folder) {
    const std::string input = folder_ + "/batch";
    const std::string report = folder_ + "/batch-report.json";
    CopyMany(folder, input, 10000);
    fs::remove(report);
    const Measured ours = Run({tare_, "convert", "-r", input, "-t", "text", "-o", folder_ + "/batch-out/",
                               "-j", "8", "--memory-limit", "64M", "--quiet", "--memory-report=json", report},
                              1);
    const double peak = NumberAfter(report, "\"peak\": ") / (1 << 20);
    std::printf("%-44s %9.2f s  %12s %8.2f MiB %8.0f MiB   accounted; %.2f MiB resident",
                "10,000 files -j 8, 64M limit", ours.seconds, "", peak, 64.0, ours.peak_mib);
    Check(ours.ok && peak > 0 && peak <= 64);
    fs::remove_all(input);
    fs::remove_all(folder_ + "/batch-out");
  }

  // The memory report of a conversion explains all but 3 % or 512 KiB of the anonymous memory.
  void Unaccounted(const std::string& input, const std::string& to) {
    const std::string report = folder_ + "/report.json";
    fs::remove(report);
    const std::string output = folder_ + "/report-output";
    const Measured ours =
        Run({tare_, "convert", input, "-t", to, "-o", output, "--quiet", "--memory-report=json", report}, 1);
    const double anonymous = NumberAfter(report, "\"anonymous\": ", "\"fullest\"") / 1024;
    const double unaccounted = NumberAfter(report, "\"unaccounted\": ", "\"fullest\"") / 1024;
    const double bar = std::max(512.0, anonymous * 0.03);
    std::printf("%-44s %8.0f KiB %8.0f KiB  of %.0f KiB anonymous",
                ("unaccounted, " + Name(input, to)).c_str(), unaccounted, bar, anonymous);
    Check(ours.ok && anonymous > 0 && std::abs(unaccounted) <= bar);
  }

  // Allocation from an arena costs at most `bar` times a bare pointer bump.
  void Arena(const std::string& program, double bar) {
    const std::vector<MicroBenchmark> ran = RunMicroBenchmarks(program, ".", folder_ + "/arena.csv");
    const MicroBenchmark* bare = Find(ran, "BM_BareBump");
    const MicroBenchmark* arena = Find(ran, "BM_Arena");
    const bool ok = bare != nullptr && arena != nullptr;
    const double best = ok ? arena->best_seconds / bare->best_seconds : 0;
    const double median = ok ? arena->median_seconds / bare->median_seconds : 0;
    std::printf("%-44s %9.2f x  %9.2f x  medians %.2f x   ", "arena allocation over a bare pointer bump",
                best, bar, median);
    Check(ok && best <= bar);
  }

  // A Google Benchmark program's bytes a second must reach `bar` in each benchmark that `filter` names.
  void Throughput(const std::string& program, const std::string& filter, double bar) {
    const std::vector<MicroBenchmark> ran = RunMicroBenchmarks(program, filter, folder_ + "/benchmark.csv");
    for (const MicroBenchmark& each : ran) {
      PrintRate(each, bar);
      Check(each.bytes / each.best_seconds >= bar);
    }
    if (ran.empty()) {
      std::printf("%-44s did not run  ", filter.c_str());
      Check(false);
    }
  }

  // YAML to values and to events, beside rapidyaml parsing in place.
  void Yaml(const std::string& program, const std::string& folder) {
    const std::vector<MicroBenchmark> ran =
        RunMicroBenchmarks(program, "(Events|Values)/(crds|ec2)$", folder_ + "/yaml.csv");
    constexpr double kEventsOverValues = 1.5;
    constexpr double kOverRapidyaml = 2.0;
    for (const auto& [name, bar] : {std::pair{"crds", 450e6}, std::pair{"ec2", 300e6}}) {
      const MicroBenchmark* values = Find(ran, std::string("Values/") + name);
      const MicroBenchmark* events = Find(ran, std::string("Events/") + name);
      if (values == nullptr || events == nullptr) {
        std::printf("%-44s did not run  ", name);
        Check(false);
        continue;
      }
      PrintRate(*values, bar);
      const double theirs = Rapidyaml(folder + "/" + name + ".yaml");
      if (theirs <= 0) std::printf("; rapidyaml is not installed");
      if (theirs > 0)
        std::printf("; %.1f times rapidyaml's speed (bar %.1f)", theirs / values->best_seconds,
                    kOverRapidyaml);
      Check(values->bytes / values->best_seconds >= bar &&
            (theirs <= 0 || theirs / values->best_seconds >= kOverRapidyaml));
      PrintRate(*events, kEventsOverValues * values->bytes / values->best_seconds);
      Check(values->best_seconds / events->best_seconds >= kEventsOverValues);
    }
  }

  // A stream of documents as large as `Large`'s: events alone.
  void LargeYaml(const std::string& file, double bar_mib) {
    const std::string input = folder_ + "/large.yaml";
    Repeat(file, input, uint64_t{4} << 30);
    const Measured ours = Run({tare_, "yaml", "events", input, "-o", "/dev/null", "--quiet"}, 1);
    const double rate = static_cast<double>(fs::file_size(input)) / ours.seconds / 1e6;
    std::printf("%-44s %9.2f s  %12s %8.2f MiB %8.0f MiB   %.0f MB/s", "4 GB of YAML documents -> events",
                ours.seconds, "", ours.peak_mib, bar_mib, rate);
    fs::remove(input);
    Check(ours.ok && ours.peak_mib <= bar_mib);
  }

 private:
  static void PrintRate(const MicroBenchmark& ran, double bar) {
    std::printf("%-44s %7.2f GB/s %7.2f GB/s  median %.2f GB/s", ran.name.c_str(),
                ran.bytes / ran.best_seconds / 1e9, bar / 1e9, ran.bytes / ran.median_seconds / 1e9);
  }

  // Seconds of its fastest run, by its Python package; 0 where that is not installed.
  double Rapidyaml(const std::string& input) const {
    const std::string output = folder_ + "/rapidyaml";
    const std::string script = TARE_SOURCE_DIR "/bench/rapidyaml_parse.py";
    if (!Run({"/usr/bin/env", "python3", script, input}, 1, output).ok) return 0;
    double seconds = 0;
    std::ifstream(output) >> seconds;
    return seconds;
  }

  static void Pandoc(const std::string& input, const std::string& to, const std::string& output,
                     const Measured& ours) {
    const std::string pandoc = FindProgram("pandoc");
    if (pandoc.empty()) {
      std::printf("pandoc is not installed");
      return;
    }
    const Measured theirs = Run({pandoc, input, "-t", to, "-o", output}, 1);
    std::printf("pandoc %.2f s, %.0f MiB: %.0f times the time, %.1f times the memory", theirs.seconds,
                theirs.peak_mib, theirs.seconds / ours.seconds, theirs.peak_mib / ours.peak_mib);
  }

  // Inside a warm Python process, beside the whole of ours; nothing where the package is not installed.
  void Kreuzberg(const std::string& input, const Measured& ours) const {
    const std::string output = folder_ + "/kreuzberg";
    const std::string script = TARE_SOURCE_DIR "/bench/kreuzberg_text.py";
    if (!Run({"/usr/bin/env", "python3", script, input}, 1, output).ok) return;
    double first = 0;
    double later = 0;
    double mib = 0;
    std::ifstream(output) >> first >> later >> mib;
    std::printf("; Kreuzberg %.1f ms first, %.1f ms later, %.0f MiB: %.1f times, %.1f times the memory",
                first, later, mib, later / 1e3 / ours.seconds, mib / ours.peak_mib);
  }

  static const MicroBenchmark* Find(const std::vector<MicroBenchmark>& all, const std::string& name) {
    const auto found = std::ranges::find(all, name, &MicroBenchmark::name);
    return found == all.end() ? nullptr : &*found;
  }

  static std::string Name(const std::string& input, const std::string& to) {
    return fs::path(input).filename().string() + " -> " + to;
  }

  void Check(bool reached) {
    std::printf("%s\n", reached ? "   ok" : "   MISSED");
    missed_ |= !reached;
  }

  static void Repeat(const std::string& page, const std::string& output, uint64_t bytes) {
    std::ifstream in(page, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    const std::string content = text.str();
    std::ofstream out(output, std::ios::binary);
    for (uint64_t written = 0; written < bytes; written += content.size()) out << content;
  }

  static void CopyMany(const std::string& folder, const std::string& to, int count) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      const std::string extension = entry.path().extension().string();
      const bool reads =
          extension == ".html" || extension == ".md" || extension == ".rtf" || extension == ".txt";
      if (reads && entry.file_size() < 300000) files.push_back(entry.path());
    }
    for (int i = 0; i < count; ++i) {
      const fs::path& file = files[static_cast<size_t>(i) % files.size()];
      const fs::path target =
          fs::path(to) / std::to_string(i / 100) / (std::to_string(i) + file.extension().string());
      fs::create_directories(target.parent_path());
      fs::copy_file(file, target, fs::copy_options::overwrite_existing);
      fs::permissions(target, fs::perms::owner_write, fs::perm_options::add);
    }
  }

  std::string tare_;
  std::string folder_;
  bool missed_ = false;
};

int Main(int argc, char** argv) {
  const bool large = argc > 1 && std::string(argv[1]) == "--large";
  const std::string programs = fs::path(argv[0]).parent_path().string();
  const std::string documents = CorpusPath("documents");
  if (documents.empty()) {
    std::puts("The corpus is absent: set TARE_CORPUS to its folder.");
    return 1;
  }
  const char* temporary = std::getenv("TMPDIR");
  Bench bench(programs + "/tare", std::string(temporary == nullptr ? "/tmp" : temporary) + "/tare-bench");

  const std::string markdown = documents + "/text/world_war_ii.md";
  const std::string rtf = bench.folder() + "/world_war_ii.rtf";
  bench.Head();
  bench.Convert(markdown, "rtf", {0.025, 12}, "rtf");
  bench.Convert(rtf, "markdown", {0.020, 10}, "markdown");
  bench.Convert(documents + "/web/wkey_am.html", "text", {0.008, 8}, "plain");
  bench.Convert(documents + "/web/simple_table.html", "text", {0.004, 6}, "plain");
  bench.Batch(documents);
  bench.Unaccounted(markdown, "rtf");
  bench.Unaccounted(rtf, "markdown");
  bench.Unaccounted(documents + "/web/wkey_am.html", "text");
  bench.Unaccounted(documents + "/web/simple_table.html", "text");
  bench.Arena(programs + "/arena_bench", 1.2);
  bench.Throughput(programs + "/text_bench", "FindAbsent|CountLines|CheckAscii|ValidateUtf8", 8e9);
  bench.Throughput(programs + "/writers_bench", "Write/(text|markdown|html|rtf)", 300e6);
  const std::string yaml = CorpusPath("yaml");
  bench.Yaml(programs + "/yaml_bench", yaml);
  if (large) {
    bench.LargeYaml(yaml + "/crds.yaml", 16);
    bench.Large(documents + "/web/wkey_am.html", "html", 24);
    bench.Large(documents + "/text/norwich_city.txt", "txt", 24);
  }
  return bench.missed() ? 1 : 0;
}

}  // namespace
}  // namespace tare::bench

int main(int argc, char** argv) { return tare::bench::Main(argc, argv); }
