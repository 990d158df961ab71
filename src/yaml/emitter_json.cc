#include "yaml/emitter_json.h"

#include <algorithm>
#include <charconv>

#include "text/escape.h"
#include "yaml/characters.h"

namespace tare::yaml {
namespace {

// Lines stand no further right than that: else white space could be most of the output.
constexpr size_t kDeepestIndented = 200;  // levels

// The digits that `*text` begins with, which are taken off.
std::string_view TakeDigits(std::string_view* text) {
  size_t count = 0;
  while (count < text->size() && IsDigit((*text)[count])) ++count;
  const std::string_view digits = text->substr(0, count);
  text->remove_prefix(count);
  return digits;
}

std::string_view WithoutZeros(std::string_view digits) {
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  return digits;
}

// "0x1F", "0o17", "0b11": up to 64 bits.
bool WriteOtherBase(std::string_view number, bool negative, Output& out) {
  const char mark = number[1];
  const int base = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 0;
  if (base == 0) return false;
  const std::string_view digits = number.substr(2);
  uint64_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto parsed = std::from_chars(digits.data(), end, value, base);
  if (parsed.ec != std::errc() || parsed.ptr != end) return false;
  char text[20];
  const char* const text_end = std::to_chars(text, text + sizeof(text), value).ptr;
  if (negative) out.Put('-');
  out.Write({text, static_cast<size_t>(text_end - text)});
  return true;
}

// A number in parts, as it is written.
struct Decimal {
  std::string_view whole, fraction, exponent_sign, exponent;
};

// False where `number` is none.
bool SplitDecimal(std::string_view number, Decimal* parts) {
  parts->whole = TakeDigits(&number);
  if (number.starts_with('.')) {
    number.remove_prefix(1);
    parts->fraction = TakeDigits(&number);
  }
  if (parts->whole.empty() && parts->fraction.empty()) return false;
  if (number.starts_with('e') || number.starts_with('E')) {
    number.remove_prefix(1);
    if (number.starts_with('-') || number.starts_with('+')) {
      parts->exponent_sign = number.substr(0, 1);
      number.remove_prefix(1);
    }
    parts->exponent = TakeDigits(&number);
    if (parts->exponent.empty()) return false;
  }
  return number.empty();
}

}  // namespace

bool WriteJsonNumber(std::string_view number, Output& out) {
  const bool negative = number.starts_with('-');
  if (negative || number.starts_with('+')) number.remove_prefix(1);
  if (number.size() > 2 && number[0] == '0' && WriteOtherBase(number, negative, out)) return true;
  Decimal parts;
  if (!SplitDecimal(number, &parts)) return false;
  if (negative) out.Put('-');
  out.Write(parts.whole.empty() ? "0" : WithoutZeros(parts.whole));
  if (!parts.fraction.empty()) {
    out.Put('.');
    out.Write(parts.fraction);
  }
  if (!parts.exponent.empty()) {
    out.Put('e');
    out.Write(parts.exponent_sign);
    out.Write(parts.exponent);
  }
  return true;
}

void JsonWriter::Write(const Event& event, std::string_view tag) {
  if (out_.failed()) return;
  switch (event.kind) {
    case EventKind::kStreamStart:
    case EventKind::kStreamEnd:
    case EventKind::kDocumentStart:
      break;
    case EventKind::kDocumentEnd:
      out_.Put('\n');
      break;
    case EventKind::kSequenceStart:
    case EventKind::kMappingStart:
      Open(event);
      break;
    case EventKind::kSequenceEnd:
    case EventKind::kMappingEnd:
      Close();
      break;
    case EventKind::kScalar:
      WriteScalarNode(event, tag);
      break;
    case EventKind::kAlias:
      Fail(event, "JSON has no aliases");
      break;
  }
}

void JsonWriter::Open(const Event& event) {
  if (IsKey()) {
    Fail(event, "JSON has no keys but strings: a collection is one here");
    return;
  }
  BeginNode();
  const bool mapping = event.kind == EventKind::kMappingStart;
  out_.Put(mapping ? '{' : '[');
  levels_.push_back({.mapping = mapping});
}

void JsonWriter::Close() {
  const Level level = levels_.back();
  levels_.pop_back();
  if (!level.first) NewLine();
  out_.Put(level.mapping ? '}' : ']');
  EndNode();
}

void JsonWriter::WriteScalarNode(const Event& event, std::string_view tag) {
  const std::string_view content = DecodeScalar(event.scalar, &content_);
  const bool resolves = options_.json_kind != nullptr && !IsKey() &&
                        (event.scalar.style == ScalarStyle::kPlain || !tag.empty());
  const JsonKind kind = resolves ? options_.json_kind(event, tag, content) : JsonKind::kString;
  BeginNode();
  if (kind == JsonKind::kNull) {
    out_.Write("null");
  } else if (kind == JsonKind::kTrue) {
    out_.Write("true");
  } else if (kind == JsonKind::kFalse) {
    out_.Write("false");
  } else if (kind == JsonKind::kString || !WriteJsonNumber(content, out_)) {
    out_.Put('"');
    text::EscapeJson(content, out_);
    out_.Put('"');
  }
  EndNode();
}

void JsonWriter::BeginNode() {
  if (levels_.empty()) return;
  Level& level = levels_.back();
  if (level.at_value) {
    out_.Write(options_.style == EmitStyle::kJson ? ": " : ":");
    return;
  }
  if (!level.first) out_.Put(',');
  level.first = false;
  NewLine();
}

void JsonWriter::EndNode() {
  if (!levels_.empty() && levels_.back().mapping) levels_.back().at_value = !levels_.back().at_value;
}

void JsonWriter::NewLine() {
  if (options_.style != EmitStyle::kJson) return;
  out_.Put('\n');
  const size_t depth = std::min(levels_.size(), kDeepestIndented);
  for (size_t spaces = depth * options_.indentation; spaces > 0; --spaces) out_.Put(' ');
}

void JsonWriter::Fail(const Event& event, std::string_view what) {
  Error error{.code = ErrorCode::kInvalidArgument, .message = std::string(what)};
  error.where.file = options_.name;
  if (event.end != 0) error.where.offset = event.begin;  // else it is a value's, which has none
  out_.Fail(std::move(error));
}

}  // namespace tare::yaml
