#pragma once

#include <cstdint>
#include <memory_resource>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "memory/arena.h"
#include "tare/memory.h"
#include "yaml/value.h"

namespace tare::yaml {

// The strings of one document that differ from how they are written, decoded when first asked for. Safe to
// use from any number of threads.
class DecodedText {
 public:
  explicit DecodedText(Account& account);
  DecodedText(const DecodedText&) = delete;
  DecodedText& operator=(const DecodedText&) = delete;

  // The content of a string. It lives until Clear, or as long as `value` itself where it is short. Throws
  // MemoryLimitExceeded.
  std::string_view Of(const Value& value, const TextSource& source);
  void Clear();
  uint64_t used() const {
    const std::shared_lock lock(mutex_);
    return arena_.used();
  }

 private:
  static constexpr size_t kReservation = size_t{1} << 26;  // bytes of address space a region

  Account& account_;
  mutable std::shared_mutex mutex_;
  Arena arena_;
  std::pmr::unordered_map<uint64_t, std::string_view> texts_;  // by a value's bits
};

}  // namespace tare::yaml
