#pragma once

#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "genome/byte_input.h"
#include "tare/error.h"
#include "tare/memory.h"

namespace tare::genome {

// True for the first three bytes of a gzip file, or for as many of them as the file has (RFC 1952, section
// 2.3.1).
bool BeginsAsGzip(std::string_view head);

// Decompresses gzip: any number of members, and zeros behind the last, as on a tape.
class GunzipInput final : public ByteInput {
 public:
  // `read_size`, of what is read of `compressed` at once, is in bytes.
  GunzipInput(std::unique_ptr<ByteInput> compressed, size_t read_size, Account& account);
  ~GunzipInput() override;

  void Cancel() override { input_->Cancel(); }

 private:
  struct Stream;

  // Errors: damaged, cut short, followed by something else; those of the compressed input.
  Result<size_t> ReadMore(std::span<char> room) override;
  Result<bool> Fill();
  Result<bool> BeginMember();
  std::unexpected<Error> Failed(ErrorCode code, std::string message) const;

  std::unique_ptr<ByteInput> input_;
  Account& account_;
  std::pmr::vector<char> compressed_;
  std::string_view unread_;  // in compressed_
  Stream* stream_;           // in account_
  bool in_member_ = false;
  bool after_zeros_ = false;
};

}  // namespace tare::genome
