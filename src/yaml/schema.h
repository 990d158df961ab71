#pragma once

// What a plain scalar is: null, a boolean, a number or a string.

#include <array>
#include <cstdint>
#include <string_view>

#include "tare/yaml_values.h"

namespace tare::yaml {

enum class ScalarType : uint8_t {
  kString,
  kNull,
  kBoolean,
  kInteger,   // fits int64_t
  kUnsigned,  // fits uint64_t only
  kBig,       // an integer beyond both; `real` is near it
  kFloat,
  kMerge,  // the key "<<" of YAML 1.1
};

struct Resolved {
  static constexpr Resolved Boolean(bool value) {
    return {.type = ScalarType::kBoolean, .natural = value ? uint64_t{1} : 0};
  }
  static constexpr Resolved Integer(int64_t value) {
    return {.type = ScalarType::kInteger, .natural = static_cast<uint64_t>(value)};
  }
  static constexpr Resolved Unsigned(uint64_t value) {
    return {.type = ScalarType::kUnsigned, .natural = value};
  }
  static constexpr Resolved Big(double nearest) { return {.type = ScalarType::kBig, .real = nearest}; }
  static constexpr Resolved Float(double value) { return {.type = ScalarType::kFloat, .real = value}; }

  bool boolean() const { return natural != 0; }
  int64_t integer() const { return static_cast<int64_t>(natural); }

  ScalarType type = ScalarType::kString;
  uint64_t natural = 0;  // kBoolean, kInteger (its two's complement), kUnsigned
  double real = 0;       // kBig, kFloat
};

// A number as a double, the nearest one where it has none of its own.
inline double RealOf(const Resolved& number) {
  if (number.type == ScalarType::kInteger) return static_cast<double>(number.integer());
  return number.type == ScalarType::kUnsigned ? static_cast<double>(number.natural) : number.real;
}

// What a plain scalar may be by how it begins, beside a string: most end here. For each first character the
// second ones, by their lowest five bits, that a word or number may go on with; the lowest bit where it may
// be all.
extern const std::array<uint32_t, 256> kSecondOfTyped;
inline constexpr uint32_t kOfNumber = UINT32_MAX;
inline constexpr size_t kLongestWord = 5;  // "false"

// Whether a plain scalar can be anything else, in any schema.
inline bool MayBeTyped(std::string_view text) {
  if (text.empty()) return true;
  const uint32_t seconds = kSecondOfTyped[static_cast<unsigned char>(text[0])];
  // Without a branch for how words begin, which is as good as random.
  const bool has_second = text.size() > 1;
  if ((seconds >> (text[has_second ? 1 : 0] & (has_second ? 31 : 0)) & 1) == 0) return false;
  return text.size() <= kLongestWord || seconds == kOfNumber;
}

Resolved ResolveTyped(std::string_view text, Schema schema);

// `text` is the decoded content. Sources: YAML 1.2.2, chapter 10; for Schema::kYaml11 the regular expressions
// of PyYAML 6 (resolver.py), without timestamps and "=", which stay strings.
inline Resolved ResolvePlain(std::string_view text, Schema schema) {
  return MayBeTyped(text) ? ResolveTyped(text, schema) : Resolved{};
}

// The same for a scalar with a tag of YAML's own: the failsafe schema, which resolves nothing, reads its
// numbers as the core schema does.
inline Resolved ResolveTagged(std::string_view text, Schema schema) {
  return ResolveTyped(text, schema == Schema::kFailsafe ? Schema::kCore : schema);
}

}  // namespace tare::yaml
