#pragma once

// Runs the tare program as a user does.

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

}  // namespace tare
