#pragma once

// The files that a command line's INPUT arguments stand for.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tare/error.h"

namespace tare::cli {

struct Input {
  std::string path;
  std::filesystem::path relative;  // below the folder that was named; the file's name for single files
};

// Walks arguments in order: files as they are, folders with `recursive` (files of formats that are read, in
// the file system's order), patterns ("docs/*.html") that no file is named like. Holds one folder's position
// a depth, not a list.
class InputWalk {
 public:
  InputWalk(const std::vector<std::string>& arguments, bool recursive);

  // The next file; empty at the end.
  std::optional<Input> Next();
  // What could not be walked: a folder without -r, a pattern that matches nothing. Told once, as met.
  std::optional<Error> TakeError();

 private:
  void Start(const std::string& argument);
  std::optional<Input> NextInFolder();

  const std::vector<std::string>& arguments_;
  const bool recursive_;
  size_t next_argument_ = 0;
  std::vector<std::string> matches_;  // of the current pattern, last first
  std::filesystem::path folder_;
  std::filesystem::recursive_directory_iterator entry_;
  std::optional<Error> error_;
};

struct InputTotal {
  uint64_t files = 0;
  uint64_t bytes = 0;
};
// For progress: walks all once more than the conversion does.
InputTotal CountInputs(const std::vector<std::string>& arguments, bool recursive);

}  // namespace tare::cli
