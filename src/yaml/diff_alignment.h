#pragma once

// Which elements of two collections belong together.

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "tare/memory.h"
#include "tare/yaml_values.h"

namespace tare::yaml {

inline constexpr uint32_t kUnmatched = UINT32_MAX;

// For each of `first`, the index of its equal in `second`, or kUnmatched; they rise. The longest common
// subsequence by Eugene W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), in linear space;
// where more than some hundred elements differ, what goes furthest is taken for it, as GNU diff does, so that
// time grows with the number of elements alone.
void AlignHashes(std::span<const uint64_t> first, std::span<const uint64_t> second, Account& account,
                 std::pmr::vector<uint32_t>* matches);

// What an element of a sequence is recognized by: the value of `key` where it is a mapping that has it, else
// its content down to a depth of 16. Equal nodes have equal hashes; those with equal hashes need not be
// equal, but are alike enough to be compared inside. So hashing every sequence of a document takes linear
// time.
uint64_t ElementHash(const Node& node, std::string_view key);

// The same of two sequences of nodes, but for what is the same at the beginning: `*same` elements, which
// `*matches` does not have.
void AlignSequences(const Node& first, const Node& second, std::string_view key, Account& account,
                    size_t* same, std::pmr::vector<uint32_t>* matches);

// The entries of one mapping in another. A default iterator is none.
using Entry = PairRange::Iterator;

// Finds keys of any kind, also many that an attacker has chosen.
class EntryTable {
 public:
  EntryTable(const Node& mapping, Account& account);

  struct Found {
    Entry entry{};  // none: there is no such key
    uint32_t index = kUnmatched;
  };
  // The first of equal ones, and the last.
  Found Find(const Node& key) const;
  Found FindLast(const Node& key) const;

 private:
  struct Slot {
    uint64_t hash;
    Entry entry;
    uint32_t index;
  };

  std::pmr::vector<Slot> slots_;  // by hash, then by key
};

}  // namespace tare::yaml
