#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "tare/memory.h"
#include "yaml/value.h"

namespace tare::yaml {

// A value whose collection has not ended.
struct PendingValue {
  Value value;
  uint64_t begin;  // offset in the source
};

// The elements of the collections that are open. Pushed and dropped once a value: without a vector's
// bookkeeping.
class PendingStack {
 public:
  explicit PendingStack(Account& account) : room_(&account) {}

  void Push(Value value, uint64_t begin) {
    if (size_ == room_.size()) [[unlikely]]
      room_.resize(room_.empty() ? kFirst : 2 * room_.size());
    room_.data()[size_++] = {value, begin};
  }
  // Drops all but the first `size`.
  void Shrink(size_t size) { size_ = size; }
  void Clear() {
    size_ = 0;
    if (room_.size() <= kKept) return;
    room_.clear();
    room_.shrink_to_fit();
  }

  size_t size() const { return size_; }
  PendingValue& operator[](size_t i) { return room_.data()[i]; }
  std::span<const PendingValue> From(size_t first) const { return {room_.data() + first, size_ - first}; }

 private:
  static constexpr size_t kFirst = 256;
  static constexpr size_t kKept = 64 * 1024;  // from one document to the next

  std::pmr::vector<PendingValue> room_;
  size_t size_ = 0;
};

}  // namespace tare::yaml
