#pragma once

// Looking up keys: one after the other in small mappings, by an index made at the first lookup in large ones.

#include <cstdint>
#include <memory_resource>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tare/memory.h"
#include "yaml/scalars.h"

namespace tare::yaml {

inline constexpr size_t kLargeMapping = 16;  // entries; more than that are indexed

// A key to look for.
struct SearchedKey {
  explicit SearchedKey(std::string_view string)
      : text(string), short_string(string.size() <= kShortString ? ShortStringValue(string) : kNullValue) {}
  explicit SearchedKey(int64_t number) : integer(number), short_string(kNullValue), is_integer(true) {}

  // Whether `key`, with any tag, is it.
  bool Is(const Value& key, const TextSource& source, std::pmr::string* scratch) const;
  uint64_t Hash(uint64_t seed) const;

  std::string_view text{};
  int64_t integer = 0;
  Value short_string;  // null where it is no short string
  bool is_integer = false;
};

// The indexes of one document's large mappings. Safe to use from any number of threads.
class MappingIndexes {
 public:
  explicit MappingIndexes(Account& account);
  MappingIndexes(const MappingIndexes&) = delete;
  MappingIndexes& operator=(const MappingIndexes&) = delete;

  // The value of the last entry with that key; null if there is none. Throws MemoryLimitExceeded.
  const Value* Find(Elements entries, const SearchedKey& key, const TextSource& source);
  void Clear();

 private:
  // Open addressing: the number of an entry + 1; 0 is free. A power of two, at most half full.
  using Slots = std::pmr::vector<uint32_t>;

  const Slots& IndexOf(Elements entries, const TextSource& source);

  Account& account_;
  const uint64_t seed_;
  std::shared_mutex mutex_;
  std::pmr::unordered_map<const Value*, Slots> indexes_;  // by a mapping's first key; nodes stay in place
};

}  // namespace tare::yaml
