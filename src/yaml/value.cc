#include "yaml/value.h"

#include <new>

#include "yaml/characters.h"
#include "yaml/find.h"

namespace tare::yaml {
namespace {

// Spaces before the first line of a block scalar that is not empty: what its indentation is taken for when
// only its text is known.
uint32_t IndentationOf(std::string_view raw) {
  const char* const end = raw.data() + raw.size();
  for (const char* line = raw.data();;) {
    const char* const text = SkipSpaces(line, end);
    if (text == end || !IsBreak(*text)) return static_cast<uint32_t>(text - line);
    line = text + 1;
  }
}

TextStyle WithChomping(TextStyle style, Chomping chomping) {
  return static_cast<TextStyle>(static_cast<uint8_t>(style) + static_cast<uint8_t>(chomping));
}

TextStyle StyleFor(const ScalarText& text) {
  switch (text.style) {
    case ScalarStyle::kPlain:
      return TextStyle::kPlainLines;
    case ScalarStyle::kSingleQuoted:
      return TextStyle::kSingleQuoted;
    case ScalarStyle::kDoubleQuoted:
      return TextStyle::kDoubleQuoted;
    case ScalarStyle::kLiteral:
      return WithChomping(TextStyle::kLiteral, text.chomping);
    case ScalarStyle::kFolded:
      return WithChomping(TextStyle::kFolded, text.chomping);
  }
  return TextStyle::kVerbatim;
}

Value BoxValue(const Box* box) {
  return {reinterpret_cast<uintptr_t>(box) | static_cast<uint64_t>(ValueTag::kBox)};
}

constexpr uint64_t kMaxBytes = (uint64_t{1} << 56) - 1;

Box* NewBox(Arena& arena, Box::Content content, size_t record, std::string_view bytes) {
  void* memory = arena.Allocate(sizeof(Box) + record + bytes.size(), alignof(Box));
  Box* box = new (memory) Box{.content = content, .size = bytes.size() & kMaxBytes};
  if (!bytes.empty()) std::memcpy(reinterpret_cast<char*>(box + 1) + record, bytes.data(), bytes.size());
  return box;
}

}  // namespace

bool FitsWritten(const ScalarText& text, uint64_t offset, Value* value) {
  const bool block = text.style == ScalarStyle::kLiteral || text.style == ScalarStyle::kFolded;
  if (block && IndentationOf(text.raw) != text.indentation) return false;
  *value = TextValue(StyleFor(text), offset, text.raw.size());
  return true;
}

ScalarText ScalarOf(Value value, std::string_view source) {
  ScalarText text{.raw = TextOf(value, source)};
  const TextStyle style = StyleOf(value);
  if (style >= TextStyle::kLiteral && style < TextStyle::kIntegerText) {
    const bool folded = style >= TextStyle::kFolded;
    const TextStyle base = folded ? TextStyle::kFolded : TextStyle::kLiteral;
    text.style = folded ? ScalarStyle::kFolded : ScalarStyle::kLiteral;
    text.chomping = static_cast<Chomping>(static_cast<uint8_t>(style) - static_cast<uint8_t>(base));
    text.indentation = IndentationOf(text.raw);
    return text;
  }
  switch (style) {
    case TextStyle::kPlainLines:
      break;
    case TextStyle::kSingleQuoted:
      text.style = ScalarStyle::kSingleQuoted;
      break;
    case TextStyle::kDoubleQuoted:
      text.style = ScalarStyle::kDoubleQuoted;
      break;
    default:
      text.verbatim = true;
  }
  return text;
}

NewCollection AllocateCollection(Arena& arena, ValueTag tag, size_t count) {
  uint64_t inline_count = tag == ValueTag::kMapping ? count / 2 : count;
  Value* elements = nullptr;
  if (inline_count >= kCountBefore) [[unlikely]] {
    inline_count = kCountBefore;
    elements = arena.AllocateArray<Value>(count + 1);
    (elements++)->bits = count;
  } else if (count > 0) {
    elements = arena.AllocateArray<Value>(count);
  }
  const uint64_t address = reinterpret_cast<uintptr_t>(elements) >> 3;
  return {elements, MakeBits(tag, address | inline_count << kAddressBits)};
}

Value BoxedText(Arena& arena, Box::Content content, std::string_view bytes) {
  return BoxValue(NewBox(arena, content, 0, bytes));
}

Value BoxedScalar(Arena& arena, const ScalarText& text) {
  Box* box = NewBox(arena, Box::Content::kScalar, sizeof(ScalarText), {});
  new (static_cast<void*>(box + 1)) ScalarText(text);
  return BoxValue(box);
}

Value Tagged(Arena& arena, std::string_view tag, Value inner) {
  Box* box = NewBox(arena, Box::Content::kTagged, sizeof(Value), tag);
  new (static_cast<void*>(box + 1)) Value(inner);
  return BoxValue(box);
}

std::string_view ContentOf(const Value& value, const TextSource& source, std::pmr::string* scratch) {
  switch (TagOf(value)) {
    case ValueTag::kShortString:
      return ShortStringOf(value);
    case ValueTag::kSourceText: {
      const ScalarText text = ScalarOf(value, source.text);
      return text.verbatim ? text.raw : DecodeScalar(text, scratch);
    }
    case ValueTag::kBox: {
      const Box& box = BoxOf(value);
      return box.content == Box::Content::kScalar ? DecodeScalar(box.scalar(), scratch) : box.bytes();
    }
    default:
      return {};
  }
}

bool NeedsDecoding(Value value) {
  if (TagOf(value) == ValueTag::kSourceText) {
    const TextStyle style = StyleOf(value);
    return style != TextStyle::kVerbatim && style < TextStyle::kIntegerText;
  }
  if (TagOf(value) != ValueTag::kBox) return false;
  const Box& box = BoxOf(value);
  return box.content == Box::Content::kScalar && !box.scalar().verbatim;
}

Resolved NumberOf(const Value& value, const TextSource& source) {
  if (TagOf(value) == ValueTag::kInteger) return Resolved::Integer(IntegerOf(value));
  if (TagOf(value) == ValueTag::kFloat) return Resolved::Float(FloatOf(value));
  Resolved number = ResolveTagged(ContentOf(value, source, nullptr), source.schema);
  // The text of an integer, in a scalar tagged !!float.
  if (KindOf(value) == Kind::kFloat) number = Resolved::Float(RealOf(number));
  return number;
}

Kind KindOf(Value value) {
  switch (TagOf(value)) {
    case ValueTag::kSimple:
      return value.bits == kNullValue.bits ? Kind::kNull : Kind::kBoolean;
    case ValueTag::kInteger:
      return Kind::kInteger;
    case ValueTag::kFloat:
      return Kind::kFloat;
    case ValueTag::kShortString:
      return Kind::kString;
    case ValueTag::kSourceText:
      if (StyleOf(value) == TextStyle::kIntegerText) return Kind::kInteger;
      return StyleOf(value) == TextStyle::kFloatText ? Kind::kFloat : Kind::kString;
    case ValueTag::kSequence:
      return Kind::kSequence;
    case ValueTag::kMapping:
      return Kind::kMapping;
    case ValueTag::kBox:
      break;
  }
  switch (BoxOf(value).content) {
    case Box::Content::kIntegerText:
      return Kind::kInteger;
    case Box::Content::kFloatText:
      return Kind::kFloat;
    case Box::Content::kTagged:
      return KindOf(BoxOf(value).inner());  // which has no tag itself
    default:
      return Kind::kString;
  }
}

}  // namespace tare::yaml
