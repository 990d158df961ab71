#pragma once

#include <memory_resource>
#include <string>
#include <unordered_set>

#include "cli/inputs.h"
#include "tare/convert.h"
#include "tare/memory.h"

namespace tare::cli {

// Names the outputs of a batch: the input's place below the output folder, with the format's extension. Where
// two inputs would get one name (a.html and a.md), the later keeps its own extension too (a.md.txt), then a
// number.
class OutputNames {
 public:
  // `account` holds 8 bytes and a set's overhead a file, to know the names given out.
  OutputNames(std::string folder, const FormatInfo& format, Account& account);

  std::string NameFor(const Input& input);

 private:
  bool Take(const std::string& name);

  const std::filesystem::path folder_;
  const std::string extension_;
  std::pmr::unordered_set<uint64_t> taken_;  // hashes of the names
};

}  // namespace tare::cli
