#pragma once

// Scalars compared and hashed by what they say, wherever it stands.

#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>

#include "yaml/value.h"

namespace tare::yaml {

// Where the texts of two scalars are decoded to while they are compared.
struct ScalarScratch {
  explicit ScalarScratch(std::pmr::memory_resource& memory) : left(&memory), right(&memory) {}

  std::pmr::string left;
  std::pmr::string right;
};

inline bool IsCollection(Value value) {
  const ValueTag tag = TagOf(value);
  return tag == ValueTag::kSequence || tag == ValueTag::kMapping;
}

// Of scalars without their tags. Negative, 0 or positive: by kind, then by value. Integers beyond 64 bits
// by the floating-point number that is nearest, then by their text; NaN behind all others.
int CompareScalars(const Value& a, const TextSource& a_source, const Value& b, const TextSource& b_source,
                   ScalarScratch& scratch);
bool EqualScalars(const Value& a, const TextSource& a_source, const Value& b, const TextSource& b_source,
                  ScalarScratch& scratch);
// Equal scalars have equal hashes.
uint64_t HashScalar(const Value& value, const TextSource& source, uint64_t seed, std::pmr::string* scratch);

inline uint64_t HashWord(uint64_t word, uint64_t seed) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(word ^ seed) * 0x9E3779B97F4A7C15u;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

// As HashScalar does for a string.
uint64_t HashString(std::string_view text, uint64_t seed);

}  // namespace tare::yaml
