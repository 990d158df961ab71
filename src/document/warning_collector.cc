#include "document/warning_collector.h"

#include "text/scan.h"

namespace tare {

void WarningCollector::Warn(const Warning& warning) {
  WarnOutside(warning);
  next_.Warn(warning);
}

void WarningCollector::WarnOutside(const Warning& warning) {
  ++count_;
  if (kept_.size() == kMaxKept) return;
  std::string_view message = warning.message;
  if (message.size() > kMaxMessage) {
    message = message.substr(0, kMaxMessage);
    message = message.substr(0, text::ValidUtf8Prefix(message));  // no half code point
  }
  kept_.push_back({.message = std::string(message), .offset = warning.offset});
}

}  // namespace tare
