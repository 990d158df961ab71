#pragma once

// Runs the tare program as a user does.

#include <chrono>
#include <string>
#include <vector>

namespace tare {

struct Ran {
  int exit_code = -1;  // 128 + number where a signal ended it
  std::string output;
  std::string errors;
};

// Runs build's tare with `arguments` in `folder`, with `input` on standard input.
Ran RunTare(const std::vector<std::string>& arguments, const std::string& folder,
            const std::string& input = {});

// Runs it without input, on a terminal: what it shows there is the output, without errors of their own.
Ran RunTareOnTerminal(const std::vector<std::string>& arguments, const std::string& folder);

// Runs it without input, and kills it (SIGKILL) after `delay` where it has not ended by then. What it prints
// is lost.
void KillTare(const std::vector<std::string>& arguments, const std::string& folder,
              std::chrono::nanoseconds delay);

}  // namespace tare
