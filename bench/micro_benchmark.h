#pragma once

#include <string>
#include <vector>

namespace tare::bench {

// One benchmark of a Google Benchmark program, over all its repetitions.
struct MicroBenchmark {
  std::string name;
  double best_seconds;    // an iteration, of processor time: other work on the machine only ever adds to it
  double median_seconds;  // the same
  double bytes;           // an iteration; 0 where the benchmark does not tell
};

// Runs the benchmarks whose names match `filter`, ten times each and in random order, so that a slow moment
// of the machine does not meet one of them alone. Empty where the program fails. `csv` is a scratch file.
std::vector<MicroBenchmark> RunMicroBenchmarks(const std::string& program, const std::string& filter,
                                               const std::string& csv);

}  // namespace tare::bench
