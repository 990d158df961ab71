#pragma once

// Runs a program and measures it as /usr/bin/time does.

#include <cstdint>
#include <string>
#include <vector>

namespace tare::bench {

struct Measured {
  double seconds = 0;  // wall, the median of the runs
  double fastest_seconds = 0;
  double peak_mib = 0;  // resident, the highest of the runs
  bool ok = false;      // every run exited with 0
};

// Runs `arguments[0]` `times` times with standard output to `output` (or nowhere). Standard error is dropped.
Measured Run(const std::vector<std::string>& arguments, int times, const std::string& output = "/dev/null");

// The path of a program on PATH, or empty.
std::string FindProgram(const std::string& name);

}  // namespace tare::bench
