#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "genome/byte_input.h"
#include "io/descriptor.h"

namespace tare::genome {

// The bytes of a file, a pipe or ("-") standard input.
class InputFile final : public ByteInput {
 public:
  // Reading ends with kCancelled when `*stop` has become true, a tenth of a second later at most where
  // nothing comes. `is_read_again` refuses what can be read but once. Errors: not found, permission, a
  // directory, a pipe that would be read again, cancelled.
  static Result<std::unique_ptr<InputFile>> Open(const std::string& path, const std::atomic<bool>* stop,
                                                 bool is_read_again = false);

  void Cancel() override { cancelled_ = true; }

 private:
  InputFile(Descriptor file, std::string name, const std::atomic<bool>* stop, bool may_wait)
      : ByteInput(std::move(name)), file_(std::move(file)), stop_(stop), may_wait_(may_wait) {}

  Result<size_t> ReadMore(std::span<char> room) override;
  bool IsStopped() const { return cancelled_ || (stop_ != nullptr && *stop_); }

  const Descriptor file_;
  const std::atomic<bool>* const stop_;
  std::atomic<bool> cancelled_{false};
  const bool may_wait_;
};

}  // namespace tare::genome
