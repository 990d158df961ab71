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

// What a plain scalar may be by its first character, beside a string: most end here.
enum class FirstCharacter : uint8_t { kOfString, kOfWord, kOfNumber };
extern const std::array<FirstCharacter, 256> kFirstCharacters;
inline constexpr size_t kLongestWord = 5;  // "false"

// Whether a plain scalar can be anything else, in any schema.
inline bool MayBeTyped(std::string_view text) {
  if (text.empty()) return true;
  const FirstCharacter first = kFirstCharacters[static_cast<unsigned char>(text[0])];
  return first == FirstCharacter::kOfNumber ||
         (first == FirstCharacter::kOfWord && text.size() <= kLongestWord);
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
