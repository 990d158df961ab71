#pragma once

#include "io/spool.h"
#include "tare/io.h"

namespace tare {

// Output kept aside until it can be written behind the rest: notes, lists of tables. Beyond a few MiB it
// waits in a temporary file.
class SpoolOutput final : public Output {
 public:
  explicit SpoolOutput(Account& account) : Output(account), spool_(account) {}

  // Appends everything to `out`; call once, last. An error where the temporary file failed.
  Result<void> MoveTo(Output& out) {
    Flush();
    Result<std::unique_ptr<Source>> source = spool_.Finish("kept output");
    if (!source) return std::unexpected(source.error());
    out.Write((*source)->bytes());
    return {};
  }

 private:
  Result<void> Drain(std::string_view bytes) override {
    spool_.Write(bytes);
    return {};
  }

  Spool spool_;
};

}  // namespace tare
