#pragma once

// The keys of a mapping that ends: which are there twice, and what "<<" adds to them.

#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "tare/memory.h"
#include "yaml/pending_stack.h"
#include "yaml/scalars.h"

namespace tare::yaml {

// Finds keys among those seen so far. Reused from mapping to mapping. For one thread.
class MappingKeys {
 public:
  MappingKeys(const TextSource& source, Account& account);

  static constexpr size_t kNone = SIZE_MAX;

  // The first key that equals an earlier one, as an index into `entries` (keys and values in turn). Keys that
  // are collections equal nothing.
  size_t FirstDuplicate(std::span<const PendingValue> entries);

  // Begins a mapping of at most `keys` keys, which Add looks at one by one.
  void Begin(size_t keys);
  // Whether `key` is there; if not, it is from now on.
  bool Add(const Value& key);

  // Gives back what a large mapping needed.
  void Trim();

 private:
  struct Slot {
    Value key;
    uint32_t hash;
    uint32_t used;
  };
  static constexpr size_t kSmall = 16;
  static constexpr size_t kKept = 4096;  // slots

  size_t FirstDuplicateOfFew(std::span<const PendingValue> entries);
  uint64_t FingerprintOf(const Value& key);
  uint64_t HashOf(const Value& key) { return HashScalar(key, source_, seed_, &scratch_.left); }
  bool Equal(const Value& a, const Value& b) { return EqualScalars(a, source_, b, source_, scratch_); }

  const TextSource& source_;
  const uint64_t seed_;
  ScalarScratch scratch_;
  std::pmr::vector<Slot> slots_;  // open addressing, at most half full; the first size_ are in use
  size_t mask_ = 0;
};

}  // namespace tare::yaml
