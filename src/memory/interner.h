#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "memory/arena.h"
#include "tare/memory.h"

namespace tare {

// One copy of each string that comes again and again. Bounded: at its limit of entries or bytes it forgets
// everything and starts a new generation, so it never grows with the number of documents seen. For one thread
// at a time.
class Interner {
 public:
  static constexpr size_t kShortest = 9;    // shorter strings fit in a value of their own
  static constexpr size_t kLongest = 1024;  // longer ones hardly come twice

  explicit Interner(Account& account, size_t max_entries = 16 * 1024, size_t max_bytes = 1 << 20);

  // True for lengths that are interned; others are the caller's to keep.
  static bool Interns(std::string_view text) { return text.size() >= kShortest && text.size() <= kLongest; }

  // The one copy of `text`, which must be of a length that is interned. It stays valid while generation()
  // does.
  std::string_view Intern(std::string_view text);

  // Goes up whenever all strings handed out so far become invalid. To keep using them, call StartGeneration
  // at a point of your own choice (between documents): Intern starts one by itself only at the limit.
  uint64_t generation() const { return generation_; }
  void StartGeneration();

  size_t entries() const { return entries_; }
  size_t bytes() const { return bytes_; }  // of the strings held

 private:
  struct Slot {
    const char* text;  // null is free
    uint32_t size;
    uint32_t hash;
  };

  Slot& Find(std::string_view text, uint32_t hash);
  void Grow();

  Arena arena_;
  std::pmr::vector<Slot> slots_;  // open addressing; a power of two, at most half full
  const size_t max_entries_;
  const size_t max_bytes_;
  size_t entries_ = 0;
  size_t bytes_ = 0;
  uint64_t generation_ = 0;
};

}  // namespace tare
