#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "io/descriptor.h"
#include "tare/io.h"

namespace tare {

// Bytes that arrive as a stream, made into a Source (contiguous) once they are all there: decompressed or
// decoded input, a pipe. Held in memory charged to the account while small, in an unnamed temporary file
// (TMPDIR) beyond that and where the budget has no room, so that memory stays bounded whatever arrives.
class Spool {
 public:
  // Bytes held in memory before the file takes over; less (an eighth) below a budget with a low limit.
  static constexpr size_t kMemoryLimit = 4 << 20;

  // `account` must outlive the spool and the source made from it.
  explicit Spool(Account& account);
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  // Appends. Failures to write the temporary file are kept and returned by Finish.
  void Write(std::string_view bytes);
  uint64_t size() const { return size_; }
  // Makes the source; call once, last.
  Result<std::unique_ptr<Source>> Finish(std::string name);

 private:
  bool HasRoomFor(size_t more);
  bool Grow(size_t at_least);
  void MoveToFile();
  void WriteFile(std::string_view bytes);

  Account& account_;
  char* memory_ = nullptr;
  size_t capacity_ = 0;  // of memory_
  uint64_t size_ = 0;
  Descriptor file_;
  Result<void> status_;
};

}  // namespace tare
