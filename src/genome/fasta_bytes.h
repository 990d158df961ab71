#pragma once

#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "io/descriptor.h"
#include "tare/error.h"
#include "tare/memory.h"

struct z_stream_s;

namespace tare::genome {

// The bytes of a file in pieces, decompressed where it is gzip: any number of members.
class FastaBytes {
 public:
  // Errors: those of opening a file.
  static Result<FastaBytes> Open(const std::string& path, Account& account);
  ~FastaBytes();
  FastaBytes(FastaBytes&&) noexcept;
  FastaBytes& operator=(FastaBytes&&) = delete;

  // The next piece, which lives until the next call; empty at the end.
  // Errors: read failures, damaged or cut-short gzip.
  Result<std::string_view> Next();

  const std::string& name() const { return name_; }
  // Of the file, so far.
  uint64_t bytes_read() const { return bytes_read_; }

 private:
  FastaBytes(Descriptor file, std::string name, Account& account);

  Result<bool> Fill();
  Result<std::string_view> NextInflated();
  std::unexpected<Error> Failed(ErrorCode code, std::string message) const;

  Descriptor file_;
  std::string name_;
  Account& account_;
  std::pmr::vector<char> compressed_;  // or the plain bytes
  std::string_view unread_;            // in compressed_
  std::pmr::vector<char> inflated_;
  std::unique_ptr<z_stream_s> stream_;  // of gzip
  bool in_member_ = false;
  uint64_t bytes_read_ = 0;
};

}  // namespace tare::genome
