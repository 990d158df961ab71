#pragma once

// Equal values made one: long strings by their content, and collections by their elements, which have been
// shared before. Tables of fixed greatest size remember what came last.

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string>
#include <vector>

#include "memory/arena.h"
#include "tare/memory.h"
#include "yaml/value.h"

namespace tare::yaml {

// For one thread.
class Sharing {
 public:
  static constexpr size_t kMostEntries = size_t{1} << 16;  // of each table; 16 bytes each

  Sharing(Dedup dedup, const TextSource& source, Account& account);

  bool on() const { return on_; }

  // `value`, or what came before with the same content: of strings and numbers in the source text. What is
  // not there yet is `keep(value)` from now on.
  template <typename Keep>
  Value Text(Value value, Keep keep) {
    const uint64_t hash = HashText(value);
    if (const Entry* entry = FindText(value, hash)) return entry->value;
    const Value kept = keep(value);
    Insert(strings_, {hash, kept});
    return kept;
  }
  // The value of `made`, or of an earlier collection with the same `count` elements.
  Value Collection(const NewCollection& made, size_t count);

  void Clear();

 private:
  struct Entry {
    uint64_t hash = 0;
    Value value{};  // 0 bits: none, since null is not shared
  };

  struct Table {
    explicit Table(Account& account) : entries(&account) {}
    std::pmr::vector<Entry> entries;  // a power of two
    size_t used = 0;
  };
  static constexpr size_t kFirstEntries = 256;
  static constexpr size_t kWays = 8;              // places that an entry may be in
  static constexpr uint64_t kJudgedAfter = 4096;  // lookups
  static constexpr uint64_t kWorthwhile = 8;      // one in that many must be found

  uint64_t HashText(Value value);
  const Entry* FindText(Value value, uint64_t hash);
  void Insert(Table& table, Entry entry);
  void Place(Table& table, Entry entry);
  void Count(bool found);

  const TextSource& source_;
  const Dedup dedup_;
  bool on_;
  const uint64_t seed_;
  Table strings_;
  Table collections_;
  std::pmr::string left_;
  std::pmr::string right_;
  uint64_t looked_up_ = 0;
  uint64_t found_ = 0;
};

}  // namespace tare::yaml
