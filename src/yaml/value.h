#pragma once

// How a Value says what it is, in 64 bits. The lowest three are a tag:
//
//   0 simple        61 bits: null, false, true
//   1 integer       61 bits, signed
//   2 float         a double whose lowest three bits are zero, as they are
//   3 short string  5 bits of length, then up to 7 bytes
//   4 source text   4 bits of TextStyle, 36 of offset, 21 of length: a string (or a number that does not fit
//                   above) as it stands in the source, decoded when asked for
//   5 sequence      45 bits of address (of 8 bytes each), 16 of count
//   6 mapping       the same; the count is of pairs, which are a key and a value
//   7 box           the address of a Box, for what fits nowhere else
//
// The count of a collection that is larger stands in the 8 bytes before its elements.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "memory/arena.h"
#include "tare/yaml_events.h"
#include "tare/yaml_values.h"
#include "yaml/schema.h"

namespace tare::yaml {

static_assert(std::endian::native == std::endian::little, "short strings lie behind their tag");

enum class ValueTag : uint8_t {
  kSimple,
  kInteger,
  kFloat,
  kShortString,
  kSourceText,
  kSequence,
  kMapping,
  kBox,
};

// How source text becomes content.
enum class TextStyle : uint8_t {
  kVerbatim,  // is the content
  kPlainLines,
  kSingleQuoted,
  kDoubleQuoted,
  kLiteral,                    // + Chomping
  kFolded = kLiteral + 3,      // + Chomping
  kIntegerText = kFolded + 3,  // verbatim; a number to be resolved when asked for
  kFloatText,
};

// What the arena holds of a value that does not fit. What it says stands behind it.
struct Box {
  enum class Content : uint8_t {
    kTagged,       // a Value, then the bytes of its tag
    kString,       // the bytes of the content
    kIntegerText,  // the bytes of a number to be resolved when asked for
    kFloatText,
    kScalar,  // a ScalarText
  };
  Content content : 8;
  uint64_t size : 56;  // of the bytes

  const Value& inner() const { return *reinterpret_cast<const Value*>(this + 1); }
  const ScalarText& scalar() const { return *reinterpret_cast<const ScalarText*>(this + 1); }
  std::string_view bytes() const {
    const auto* behind = reinterpret_cast<const char*>(this + 1);
    return {content == Content::kTagged ? behind + sizeof(Value) : behind, size};
  }
};
static_assert(sizeof(Box) == 8);

// Elements of a collection: a mapping has its keys and values in turn.
struct Elements {
  const Value* first = nullptr;
  size_t count = 0;

  const Value* begin() const { return first; }
  const Value* end() const { return first + count; }
};

inline constexpr size_t kShortString = 7;  // bytes
inline constexpr unsigned kTagBits = 3;

inline ValueTag TagOf(Value value) { return static_cast<ValueTag>(value.bits & 7); }
inline constexpr Value MakeBits(ValueTag tag, uint64_t payload) {
  return {payload << kTagBits | static_cast<uint64_t>(tag)};
}

inline constexpr Value kNullValue = MakeBits(ValueTag::kSimple, 0);
inline constexpr Value kFalseValue = MakeBits(ValueTag::kSimple, 1);
inline constexpr Value kTrueValue = MakeBits(ValueTag::kSimple, 2);

inline bool FitsInteger(int64_t integer) {
  return integer >= -(int64_t{1} << 60) && integer < (int64_t{1} << 60);
}
inline Value IntegerValue(int64_t integer) {
  return MakeBits(ValueTag::kInteger, static_cast<uint64_t>(integer));
}
inline int64_t IntegerOf(Value value) { return static_cast<int64_t>(value.bits) >> kTagBits; }

inline bool FitsFloat(double real) { return (std::bit_cast<uint64_t>(real) & 7) == 0; }
inline Value FloatValue(double real) {
  return {std::bit_cast<uint64_t>(real) | static_cast<uint64_t>(ValueTag::kFloat)};
}
inline double FloatOf(Value value) { return std::bit_cast<double>(value.bits & ~uint64_t{7}); }

// `text` has at most kShortString bytes.
inline Value ShortStringValue(std::string_view text) {
  const size_t size = text.size();
  uint64_t bytes = 0;
  if (size >= 4) {  // two loads that overlap
    uint32_t head;
    uint32_t tail;
    std::memcpy(&head, text.data(), 4);
    std::memcpy(&tail, text.data() + size - 4, 4);
    bytes = head | uint64_t{tail} << (8 * (size - 4));
  } else if (size > 0) {
    const auto at = [&](size_t i) { return uint64_t{static_cast<unsigned char>(text[i])} << (8 * i); };
    bytes = at(0) | at(size / 2) | at(size - 1);
  }
  return {bytes << 8 | uint64_t{size} << kTagBits | static_cast<uint64_t>(ValueTag::kShortString)};
}
// The same of text behind which eight bytes can be read.
inline Value ShortStringAt(const char* text, size_t size) {
  uint64_t bytes;
  std::memcpy(&bytes, text, sizeof bytes);
  bytes &= (uint64_t{1} << (8 * size)) - 1;
  return {bytes << 8 | uint64_t{size} << kTagBits | static_cast<uint64_t>(ValueTag::kShortString)};
}
// A view into `value` itself.
inline std::string_view ShortStringOf(const Value& value) {
  return {reinterpret_cast<const char*>(&value) + 1, (value.bits >> kTagBits) & 31};
}

inline constexpr uint64_t kMaxTextOffset = (uint64_t{1} << 36) - 1;
inline constexpr uint64_t kMaxTextSize = (uint64_t{1} << 21) - 1;

inline bool FitsText(uint64_t offset, uint64_t size) {
  return offset <= kMaxTextOffset && size <= kMaxTextSize;
}
inline Value TextValue(TextStyle style, uint64_t offset, uint64_t size) {
  return MakeBits(ValueTag::kSourceText, static_cast<uint64_t>(style) | offset << 4 | size << 40);
}
inline TextStyle StyleOf(Value value) { return static_cast<TextStyle>((value.bits >> 3) & 15); }
inline uint64_t OffsetOf(Value value) { return (value.bits >> 7) & kMaxTextOffset; }
inline uint64_t SizeOf(Value value) { return value.bits >> 43; }
inline bool IsVerbatim(Value value) {
  constexpr uint64_t kTagAndStyle = (uint64_t{1} << 7) - 1;
  return (value.bits & kTagAndStyle) == TextValue(TextStyle::kVerbatim, 0, 0).bits;
}
inline std::string_view TextOf(Value value, std::string_view source) {
  return {source.data() + OffsetOf(value), SizeOf(value)};
}

// A scalar that is decoded as a value; false where only a box can hold it.
bool FitsWritten(const ScalarText& text, uint64_t offset, Value* value);
// The same for any scalar of the source.
inline bool FitsSource(const ScalarText& text, std::string_view source, Value* value) {
  const auto offset = static_cast<uint64_t>(text.raw.data() - source.data());
  if (!FitsText(offset, text.raw.size())) return false;
  if (!text.verbatim) return FitsWritten(text, offset, value);
  *value = TextValue(TextStyle::kVerbatim, offset, text.raw.size());
  return true;
}
// And back again.
ScalarText ScalarOf(Value value, std::string_view source);

// Addresses of 48 bits, as AArch64 hands them out too, without the three of their alignment.
inline constexpr int kAddressBits = 45;
inline constexpr uint64_t kCountBefore = (uint64_t{1} << (64 - kTagBits - kAddressBits)) - 1;

// Room for `count` values, to be filled, and what refers to it.
struct NewCollection {
  Value* elements;
  Value value;
};
NewCollection AllocateCollection(Arena& arena, ValueTag tag, size_t count);

inline Elements ElementsOf(Value value) {
  const uint64_t address = (value.bits >> kTagBits & ((uint64_t{1} << kAddressBits) - 1)) << 3;
  const auto* first = reinterpret_cast<const Value*>(static_cast<uintptr_t>(address));
  const uint64_t count = value.bits >> (kTagBits + kAddressBits);
  if (count == kCountBefore) [[unlikely]]
    return {first, first[-1].bits};
  return {first, TagOf(value) == ValueTag::kMapping ? count * 2 : count};
}

inline const Box& BoxOf(Value value) {
  return *reinterpret_cast<const Box*>(static_cast<uintptr_t>(value.bits & ~uint64_t{7}));
}
Value BoxedText(Arena& arena, Box::Content content, std::string_view bytes);
Value BoxedScalar(Arena& arena, const ScalarText& text);
Value Tagged(Arena& arena, std::string_view tag, Value inner);

inline bool IsTagged(Value value) {
  return TagOf(value) == ValueTag::kBox && BoxOf(value).content == Box::Content::kTagged;
}
inline const Value& WithoutTag(const Value& value) { return IsTagged(value) ? BoxOf(value).inner() : value; }
// The tag in full; empty where there is none.
inline std::string_view TagText(Value value) {
  return IsTagged(value) ? BoxOf(value).bytes() : std::string_view();
}

// Where the texts of values are.
struct TextSource {
  std::string_view text;
  Schema schema = Schema::kCore;
};

// The content of a string, or of a number kept as text: a view into the value, the source or the arena, or
// `*scratch`, which is overwritten. Here and below: of a value without its tag.
std::string_view ContentOf(const Value& value, const TextSource& source, std::pmr::string* scratch);
// Whether ContentOf has to decode.
bool NeedsDecoding(Value value);
// Of an integer or a float, in the type that holds it. A float is ScalarType::kFloat.
Resolved NumberOf(const Value& value, const TextSource& source);
Kind KindOf(Value value);

}  // namespace tare::yaml
