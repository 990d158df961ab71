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
  std::string path;                // "-" is standard input
  std::filesystem::path relative;  // below the folder that was named; the file's name for single files
};

// Walks arguments in order: files as they are, folders with `recursive` (files of formats that are read, in
// the file system's order), patterns ("docs/*.html") that no file is named like. Holds one folder's position
// a depth, not a list.
class InputWalk {
 public:
  // A folder inside a walked one that is `skipped` (the output's; it need not exist yet) is passed over.
  InputWalk(const std::vector<std::string>& arguments, bool recursive, std::string skipped = {});

  // The next file; empty at the end, and where TakeError tells what could not be walked.
  std::optional<Input> Next();
  // A folder without -r, or one that cannot be read, or a pattern that matches nothing. Told once, as met;
  // the walk goes on behind it.
  std::optional<Error> TakeError();
  // Files met in folders whose names tell no format that is read.
  uint64_t left_out() const { return left_out_; }

 private:
  // One open folder.
  struct Level {
    std::string path;
    std::filesystem::directory_iterator entry;
    bool visited = false;  // the entry has been looked at
  };

  void Start(const std::string& argument);
  void Enter(const std::string& folder);
  std::optional<Input> NextInFolder();
  bool Skips(const std::filesystem::path& folder) const;

  const std::vector<std::string>& arguments_;
  const bool recursive_;
  const std::string skipped_;
  size_t next_argument_ = 0;
  std::vector<std::string> matches_;  // of the current pattern, last first
  std::filesystem::path root_;        // the argument that is being walked
  std::vector<Level> levels_;         // the root's first
  std::optional<Error> error_;
  uint64_t left_out_ = 0;
};

// Whether it would be expanded, if no file is named like it.
bool IsPattern(const std::string& argument);
// What a pattern stands for, where no file is named like it; any other argument stands for itself.
std::vector<std::string> Expand(const std::string& argument);
// Whether a walk takes a file of that name: by its extension, a format that is read.
bool HasReadableName(const std::filesystem::path& path);

struct InputTotal {
  uint64_t files = 0;
  uint64_t bytes = 0;
};
// For progress: walks all once more than the conversion does.
InputTotal CountInputs(InputWalk walk);

}  // namespace tare::cli
