#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "document/forwarding_sink.h"

namespace tare {

// Stands between a reader and its sink: keeps the first warnings and counts all, and passes everything on.
// What is kept is bounded (about 100 KiB), so it is charged to no account.
class WarningCollector final : public ForwardingSink {
 public:
  static constexpr size_t kMaxKept = 100;
  static constexpr size_t kMaxMessage = 1024;  // bytes; longer messages are cut

  struct Kept {
    std::string message;
    uint64_t offset;  // as in Warning
  };

  explicit WarningCollector(Sink& next) : ForwardingSink(next) {}

  const std::vector<Kept>& kept() const { return kept_; }
  uint64_t count() const { return count_; }

  void Warn(const Warning& warning) override;
  // A warning that comes before or after the document, where the next sink cannot take it: not passed on.
  void WarnOutside(const Warning& warning);

 private:
  std::vector<Kept> kept_;
  uint64_t count_ = 0;
};

}  // namespace tare
