#include "micro_benchmark.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "process.h"

namespace tare::bench {
namespace {

// The columns of --benchmark_format=csv.
constexpr size_t kName = 0;
constexpr size_t kProcessorTime = 3;  // ns
constexpr size_t kBytesPerSecond = 5;

struct Repetitions {
  std::vector<double> seconds;
  double bytes = 0;
};

std::vector<std::string> Split(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream parts(line);
  for (std::string field; std::getline(parts, field, ',');) fields.push_back(field);
  return fields;
}

bool IsAggregate(const std::string& name) {
  return name.ends_with("_mean") || name.ends_with("_median") || name.ends_with("_stddev") ||
         name.ends_with("_cv");
}

}  // namespace

std::vector<MicroBenchmark> RunMicroBenchmarks(const std::string& program, const std::string& filter,
                                               const std::string& csv) {
  const Measured ran =
      Run({program, "--benchmark_filter=" + filter, "--benchmark_format=csv", "--benchmark_repetitions=10",
           "--benchmark_min_time=0.05", "--benchmark_enable_random_interleaving=true"},
          1, csv);
  if (!ran.ok) return {};
  std::map<std::string, Repetitions> all;
  std::ifstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('"')) continue;
    const std::vector<std::string> fields = Split(line);
    if (fields.size() <= kBytesPerSecond) continue;
    const std::string name = fields[kName].substr(1, fields[kName].size() - 2);  // without its quotes
    if (IsAggregate(name)) continue;
    const double seconds = std::atof(fields[kProcessorTime].c_str()) / 1e9;
    if (seconds <= 0) continue;
    Repetitions& repetitions = all[name];
    repetitions.seconds.push_back(seconds);
    repetitions.bytes = std::atof(fields[kBytesPerSecond].c_str()) * seconds;
  }
  std::vector<MicroBenchmark> result;
  for (auto& [name, repetitions] : all) {
    std::ranges::sort(repetitions.seconds);
    result.push_back({.name = name,
                      .best_seconds = repetitions.seconds.front(),
                      .median_seconds = repetitions.seconds[repetitions.seconds.size() / 2],
                      .bytes = repetitions.bytes});
  }
  return result;
}

}  // namespace tare::bench
