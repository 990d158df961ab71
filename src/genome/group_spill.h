#pragma once

#include <cstdint>
#include <mutex>
#include <span>

#include "io/descriptor.h"
#include "tare/error.h"

namespace tare::genome {

// An unnamed temporary file (TMPDIR) for what memory has no room for. Made when first needed. Safe to use
// from any number of threads.
class GroupSpill {
 public:
  // Where in the file they are. Errors: a full disk, ...
  Result<uint64_t> Append(std::span<const char> bytes);
  Result<void> Read(uint64_t offset, std::span<char> bytes) const;
  uint64_t size() const { return size_; }

 private:
  std::mutex mutex_;
  Descriptor file_;
  uint64_t size_ = 0;
};

}  // namespace tare::genome
