// What a node says of itself, lookups and conversions. Equality, order and hash are in node_order.cc.

#include <algorithm>
#include <new>

#include "text/utf8.h"
#include "yaml/document_data.h"

namespace tare::yaml {
namespace {

constexpr size_t kShown = 40;  // bytes of a string in a message

Elements ElementsIn(const Value& value, ValueTag tag) {
  return TagOf(value) == tag ? ElementsOf(value) : Elements{};
}

}  // namespace

std::string_view KindName(Kind kind) {
  switch (kind) {
    case Kind::kMissing:
      return "nothing";
    case Kind::kNull:
      return "null";
    case Kind::kBoolean:
      return "a boolean";
    case Kind::kInteger:
      return "an integer";
    case Kind::kFloat:
      return "a floating-point number";
    case Kind::kString:
      return "a string";
    case Kind::kSequence:
      return "a sequence";
    case Kind::kMapping:
      return "a mapping";
  }
  return "nothing";
}

Kind Node::kind() const { return exists() ? KindOf(*value_) : Kind::kMissing; }

std::string_view Node::tag() const { return exists() ? TagText(*value_) : std::string_view(); }

size_t Node::size() const {
  if (!exists()) return 0;
  const Value& value = WithoutTag(*value_);
  if (!IsCollection(value)) return 0;
  const size_t count = ElementsOf(value).count;
  return TagOf(value) == ValueTag::kMapping ? count / 2 : count;
}

Node Node::Missing(std::string_view name) const {
  Node node(document_, value_);
  node.missing_ = true;
  node.missing_size_ =
      static_cast<uint8_t>(text::CutBefore(name, std::min(name.size(), sizeof(missing_name_))));
  std::copy_n(name.data(), node.missing_size_, node.missing_name_);
  return node;
}

Node Node::operator[](std::string_view key) const {
  if (!exists()) return *this;
  const Elements entries = ElementsIn(WithoutTag(*value_), ValueTag::kMapping);
  const Value* value = document_->indexes.Find(entries, SearchedKey(key), document_->source);
  return value != nullptr ? Node(document_, value) : Missing(key);
}

Node Node::At(int64_t index) const {
  if (!exists()) return *this;
  const Value& collection = WithoutTag(*value_);
  const Value* value = nullptr;
  if (TagOf(collection) == ValueTag::kMapping) {
    value = document_->indexes.Find(ElementsOf(collection), SearchedKey(index), document_->source);
  } else {
    const Elements elements = ElementsIn(collection, ValueTag::kSequence);
    if (index >= 0 && static_cast<uint64_t>(index) < elements.count) value = elements.first + index;
  }
  return value != nullptr ? Node(document_, value) : Missing("[" + std::to_string(index) + "]");
}

Node::Iterator Node::begin() const {
  if (!exists()) return {};
  return {document_, ElementsIn(WithoutTag(*value_), ValueTag::kSequence).begin()};
}

Node::Iterator Node::end() const {
  if (!exists()) return {};
  return {document_, ElementsIn(WithoutTag(*value_), ValueTag::kSequence).end()};
}

PairRange Node::pairs() const {
  if (!exists()) return {nullptr, nullptr, nullptr};
  const Elements entries = ElementsIn(WithoutTag(*value_), ValueTag::kMapping);
  return {document_, entries.begin(), entries.end()};
}

std::string_view Node::Text(std::pmr::string* scratch) const {
  if (!exists()) return {};
  const Value& value = WithoutTag(*value_);
  const bool has_text =
      is_string() || (is_integer() && NumberOf(value, document_->source).type == ScalarType::kBig);
  return has_text ? ContentOf(value, document_->source, scratch) : std::string_view();
}

bool Node::To(bool* value) const {
  if (!is_bool()) return false;
  *value = WithoutTag(*value_).bits == kTrueValue.bits;
  return true;
}

bool Node::To(int64_t* value) const {
  if (!is_integer()) return false;
  const Resolved number = NumberOf(WithoutTag(*value_), document_->source);
  if (number.type != ScalarType::kInteger) return false;
  *value = number.integer();
  return true;
}

bool Node::To(uint64_t* value) const {
  if (!is_integer()) return false;
  const Resolved number = NumberOf(WithoutTag(*value_), document_->source);
  if (number.type == ScalarType::kBig || (number.type == ScalarType::kInteger && number.integer() < 0))
    return false;
  *value = number.type == ScalarType::kInteger ? static_cast<uint64_t>(number.integer()) : number.natural;
  return true;
}

bool Node::To(double* value) const {
  if (!is_number()) return false;
  *value = RealOf(NumberOf(WithoutTag(*value_), document_->source));
  return true;
}

bool Node::To(std::string_view* value) const {
  if (!is_string()) return false;
  *value = document_->decoded.Of(WithoutTag(*value_), document_->source);
  return true;
}

bool Node::To(std::string* value) const {
  if (!is_string()) return false;
  std::pmr::string scratch(&document_->account);
  *value = Text(&scratch);
  return true;
}

std::string Node::Path() const {
  return value_ != nullptr ? document_->positions.PathOf(*document_, value_) : std::string();
}

Location Node::Where() const {
  return value_ != nullptr ? document_->positions.LocationOf(*document_, value_) : Location{};
}

Error Node::MakeError(ErrorCode code, std::string message) const {
  Error error{.code = code, .message = std::move(message)};
  if (value_ == nullptr) return error;
  error.where.file = document_->input.name;
  // An error that there is no memory to place is still the error.
  try {
    error.message += ", at " + Path();
    error.where = Where();
  } catch (const std::bad_alloc&) {
    error.where.line = error.where.column = 0;
  }
  return error;
}

Error Node::WrongType(std::string_view expected) const {
  if (value_ == nullptr) return MakeError(ErrorCode::kNotFound, "there is no document");
  if (missing_) {
    const std::string_view name(missing_name_, missing_size_);
    const Kind kind = KindOf(*value_);
    const bool collection = kind == Kind::kMapping || kind == Kind::kSequence;
    std::string message = collection ? "there is no " : std::string(KindName(kind)) + " has no ";
    message += name.starts_with('[') ? "element " : "key ";
    message += name.starts_with('[') ? std::string(name) : "\"" + std::string(name) + "\"";
    return MakeError(ErrorCode::kNotFound, std::move(message));
  }
  std::string message = std::string(expected) + " is expected here, and this is ";
  message += KindName(kind());
  const Value& value = WithoutTag(*value_);
  if (kind() == Kind::kInteger) {
    const Resolved number = NumberOf(value, document_->source);
    std::pmr::string scratch(&document_->account);
    message += number.type == ScalarType::kInteger
                   ? ", " + std::to_string(number.integer())
                   : ", " + std::string(ContentOf(value, document_->source, &scratch).substr(0, kShown));
  } else if (kind() == Kind::kString && !NeedsDecoding(value)) {
    const std::string_view content = ContentOf(value, document_->source, nullptr);
    message +=
        ", \"" + std::string(content.substr(0, text::CutBefore(content, std::min(content.size(), kShown))));
    message += content.size() > kShown ? "…\"" : "\"";
  }
  return MakeError(ErrorCode::kMalformed, std::move(message));
}

}  // namespace tare::yaml
