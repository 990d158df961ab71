#pragma once

#include <cstddef>

#include "memory/arena.h"
#include "tare/memory.h"

namespace tare::genome {

// An array that grows in place: nothing is copied, and what is not used is not resident.
template <typename T>
class GrowingArray {
 public:
  // At most `capacity` elements fit.
  GrowingArray(Account& account, size_t capacity)
      : capacity_(capacity), arena_(account, capacity * sizeof(T) + kSlack) {
    Clear();
  }

  size_t size() const { return size_; }
  bool full() const { return size_ == capacity_; }
  // Not when full.
  void Add(const T& element) {
    *arena_.AllocateArray<T>(1) = element;
    ++size_;
  }
  // Elements behind are forgotten; their memory is kept.
  void Shrink(size_t size) {
    arena_.Rewind(begin_mark_);
    if (size != 0) arena_.AllocateArray<T>(size);
    size_ = size;
  }
  void Clear() {
    if (begin_ == nullptr) {
      begin_ = static_cast<T*>(arena_.Allocate(0, alignof(T)));
      begin_mark_ = arena_.GetMark();
    }
    Shrink(0);
  }
  T* begin() { return begin_; }
  T* end() { return begin_ + size_; }
  T& operator[](size_t index) { return begin_[index]; }

 private:
  static constexpr size_t kSlack = size_t{1} << 20;

  size_t capacity_;
  Arena arena_;
  T* begin_ = nullptr;
  Arena::Mark begin_mark_{};
  size_t size_ = 0;
};

}  // namespace tare::genome
