#include "yaml/scalars.h"

#include <algorithm>
#include <cmath>
#include <compare>

#include "yaml/hash.h"

namespace tare::yaml {
namespace {

int Sign(std::weak_ordering order) { return order < 0 ? -1 : order > 0 ? 1 : 0; }

template <typename T>
int Order(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

int OrderReals(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return Order<int>(std::isnan(a), std::isnan(b));
  return Order(a, b);
}

bool IsNegative(const Resolved& integer) {
  return integer.type == ScalarType::kBig ? integer.real < 0
                                          : integer.type == ScalarType::kInteger && integer.integer() < 0;
}

int CompareIntegers(const Value& a, const TextSource& a_source, const Value& b, const TextSource& b_source) {
  const Resolved left = NumberOf(a, a_source);
  const Resolved right = NumberOf(b, b_source);
  if (left.type == ScalarType::kInteger && right.type == ScalarType::kInteger)
    return Order(left.integer(), right.integer());
  if (IsNegative(left) != IsNegative(right)) return IsNegative(left) ? -1 : 1;
  if (left.type != right.type) {
    // The types are in the order of their magnitude.
    const int magnitude = Order(left.type, right.type);
    return IsNegative(left) ? -magnitude : magnitude;
  }
  if (left.type == ScalarType::kUnsigned) return Order(left.natural, right.natural);
  if (const int order = OrderReals(left.real, right.real); order != 0) return order;
  return Sign(ContentOf(a, a_source, nullptr) <=> ContentOf(b, b_source, nullptr));
}

// Whether the bits of two such values are equal exactly where they are.
bool BitsTell(Value value) {
  const ValueTag tag = TagOf(value);
  return tag == ValueTag::kSimple || tag == ValueTag::kInteger;
}

}  // namespace

int CompareScalars(const Value& a, const TextSource& a_source, const Value& b, const TextSource& b_source,
                   ScalarScratch& scratch) {
  const Kind kind = KindOf(a);
  if (const int order = Order(kind, KindOf(b)); order != 0) return order;
  switch (kind) {
    case Kind::kBoolean:
      return Order(a.bits, b.bits);
    case Kind::kInteger:
      return CompareIntegers(a, a_source, b, b_source);
    case Kind::kFloat:
      return OrderReals(NumberOf(a, a_source).real, NumberOf(b, b_source).real);
    case Kind::kString:
      return Sign(ContentOf(a, a_source, &scratch.left) <=> ContentOf(b, b_source, &scratch.right));
    default:
      return 0;
  }
}

bool EqualScalars(const Value& a, const TextSource& a_source, const Value& b, const TextSource& b_source,
                  ScalarScratch& scratch) {
  if (BitsTell(a) && BitsTell(b)) return a.bits == b.bits;
  const bool one_source = a_source.text.data() == b_source.text.data();
  if (a.bits == b.bits && (one_source || TagOf(a) != ValueTag::kSourceText)) return true;
  if (TagOf(a) == ValueTag::kShortString && TagOf(b) == ValueTag::kShortString) return false;
  return CompareScalars(a, a_source, b, b_source, scratch) == 0;
}

uint64_t HashString(std::string_view text, uint64_t seed) {
  if (text.size() <= kShortString) return HashWord(ShortStringValue(text).bits, seed);
  return HashBytes(text, seed);
}

uint64_t HashScalar(const Value& value, const TextSource& source, uint64_t seed, std::pmr::string* scratch) {
  if (TagOf(value) == ValueTag::kShortString || BitsTell(value)) return HashWord(value.bits, seed);
  switch (KindOf(value)) {
    case Kind::kString:
      return HashString(ContentOf(value, source, scratch), seed);
    case Kind::kInteger: {
      const Resolved number = NumberOf(value, source);
      if (number.type == ScalarType::kInteger) return HashWord(number.natural ^ 1, seed);
      if (number.type == ScalarType::kUnsigned) return HashWord(number.natural ^ 4, seed);
      return HashWord(std::bit_cast<uint64_t>(number.real) ^ 2, seed);
    }
    case Kind::kFloat: {
      const double real = NumberOf(value, source).real;
      return HashWord((real == 0 ? 0 : std::bit_cast<uint64_t>(real)) ^ 3, seed);  // -0.0 equals 0.0
    }
    default:
      return HashWord(value.bits, seed);
  }
}

}  // namespace tare::yaml
