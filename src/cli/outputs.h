#pragma once

#include <sys/stat.h>

#include <filesystem>
#include <memory_resource>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>

#include "cli/inputs.h"
#include "tare/convert.h"
#include "tare/memory.h"

namespace tare::cli {

// Tells which files a run reads, so that no output replaces one of them.
class InputFiles {
 public:
  // `output_folder`, which the walk of the inputs skips, is empty for an output to one file. `account` holds
  // about 50 bytes an argument once there is an output that exists.
  InputFiles(const std::vector<std::string>& arguments, bool recursive, std::string output_folder,
             Account& account);

  // Whether `path` exists and is one of the inputs, by device and inode.
  bool Contains(const std::string& path);

 private:
  using Identity = std::pair<dev_t, ino_t>;

  void IdentifyArguments();
  bool InWalkedFolder(const std::filesystem::path& path) const;

  const std::vector<std::string>& arguments_;
  const bool recursive_;
  const std::string output_folder_;
  bool identified_ = false;
  std::pmr::set<Identity> named_;  // the files and folders that the arguments name
};

// Names the outputs of a batch: the input's place below the output folder, with the format's extension. Where
// two inputs would get one name (a.html and a.md), the later keeps its own extension too (a.md.txt), then a
// number.
class OutputNames {
 public:
  // `account` holds 8 bytes and a set's overhead a file, to know the names given out.
  OutputNames(std::string folder, const FormatInfo& format, InputFiles& inputs, Account& account);

  // An Error where the output would replace an input.
  Result<std::string> NameFor(const Input& input);
  // Whether `path` has been given out: a walk of the output folder finds outputs of its own run.
  bool Given(const std::string& path) const;

 private:
  bool Take(const std::string& name);
  std::string FreeName(const Input& input);
  uint64_t Hash(const std::string& path) const;

  const std::filesystem::path folder_;
  const std::string extension_;
  std::filesystem::path working_folder_;
  InputFiles& inputs_;
  std::pmr::unordered_set<uint64_t> taken_;  // hashes of the names
};

}  // namespace tare::cli
