#include "yaml/decoded_text.h"

#include <mutex>

namespace tare::yaml {

DecodedText::DecodedText(Account& account)
    : account_(account), arena_(account, kReservation), texts_(&account) {}

std::string_view DecodedText::Of(const Value& value, const TextSource& source) {
  if (!NeedsDecoding(value)) return ContentOf(value, source, nullptr);
  {
    const std::shared_lock lock(mutex_);
    if (const auto found = texts_.find(value.bits); found != texts_.end()) return found->second;
  }
  std::pmr::string scratch(&account_);
  const std::string_view decoded = ContentOf(value, source, &scratch);
  const std::unique_lock lock(mutex_);
  if (const auto found = texts_.find(value.bits); found != texts_.end()) return found->second;
  return texts_.emplace(value.bits, arena_.Copy(decoded)).first->second;
}

void DecodedText::Clear() {
  if (texts_.empty()) return;
  texts_.clear();
  arena_.Reset();
}

}  // namespace tare::yaml
