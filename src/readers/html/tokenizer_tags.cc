// Tags and attributes: 13.2.5.8 and 13.2.5.32 to 13.2.5.40.

#include <cstring>

#include "readers/html/tokenizer.h"
#include "readers/html/tokenizer_scan.h"

namespace tare::html {
namespace {

// So many names are compared one by one faster than by hash.
constexpr size_t kHashedFrom = 16;
constexpr size_t kBuckets = 1024;

size_t BucketOf(std::string_view name) {
  uint64_t hash = name.size();
  const auto mix = [&hash](uint64_t word) { hash = (hash ^ (hash >> 29) ^ word) * 0x9E3779B97F4A7C15u; };
  for (; name.size() >= 8; name.remove_prefix(8)) {
    uint64_t word;
    std::memcpy(&word, name.data(), 8);
    mix(word);
  }
  uint64_t rest = 0;
  for (const char c : name) rest = rest << 8 | static_cast<unsigned char>(c);
  mix(rest);
  return (hash >> 32) % kBuckets;
}

}  // namespace

// At the first letter of the name; `start` is the "<".
void Tokenizer::ReadTag(const char* start, bool is_end_tag) {
  const char* name_begin = next_;
  const uint8_t seen = SkipNameUntil(kSpace | kSolidus | kGreaterThan);
  const Raw name{name_begin, next_, (seen & (kUpperCase | kNull)) != 0};
  ReadTagRest(start, name.IsPlain(limits_.name) ? name.text() : LowerCase(name, /*is_attribute=*/false),
              is_end_tag);
}

// After the name.
void Tokenizer::ReadTagRest(const char* start, std::string_view name, bool is_end_tag) {
  Tag tag{.name = name, .attributes = {}};
  if (!ReadAttributes(&tag.self_closing)) {
    Error("eof-in-tag", end_);
  } else if (is_end_tag) {
    if (!attributes_.empty()) Error("end-tag-with-attributes", next_ - 1);
    if (tag.self_closing) Error("end-tag-with-trailing-solidus", next_ - 1);
    model_ = ContentModel::kData;
    handler_.EndTag(tag, OffsetOf(start));
  } else {
    tag.attributes = attributes_;
    model_ = handler_.StartTag(tag, OffsetOf(start));
    if (model_ != ContentModel::kData) last_start_tag_ = name;
  }
  attributes_.clear();
  same_bucket_.clear();
  too_many_attributes_ = false;
  ForgetDecoded();
}

// To the end of the tag. False at the end of the input.
bool Tokenizer::ReadAttributes(bool* self_closing) {
  for (;;) {
    SkipWhitespace();
    if (AtEnd()) return false;
    switch (*next_) {
      case '>':
        ++next_;
        return true;
      case '/':
        ++next_;
        if (AtEnd()) return false;
        if (*next_ == '>') {
          *self_closing = true;
        } else {
          Error("unexpected-solidus-in-tag", next_);
        }
        break;
      default:
        if (!ReadAttribute()) return false;
    }
  }
}

// One attribute with its value. False at the end of the input.
bool Tokenizer::ReadAttribute() {
  const Arena::Mark mark = arena_.GetMark();
  const char* name_begin = next_;
  if (*next_ == '=') {
    Error("unexpected-equals-sign-before-attribute-name", next_);
    ++next_;
  }
  const uint8_t seen = SkipNameUntil(kSpace | kSolidus | kGreaterThan | kEquals);
  const Raw raw{name_begin, next_, (seen & (kUpperCase | kNull | kQuoteOrLess)) != 0};
  const std::string_view name =
      raw.IsPlain(limits_.name) ? raw.text() : LowerCase(raw, /*is_attribute=*/true);
  std::string_view dropped;
  const bool keep = KeepsAttribute(name);
  std::string_view* value = keep ? &attributes_.emplace_back(Attribute{name, {}}).value : &dropped;
  SkipWhitespace();
  if (AtEnd()) return false;
  if (*next_ == '=') {
    ++next_;
    if (!ReadAttributeValue(value)) return false;
  }
  if (!keep) arena_.Rewind(mark);
  return true;
}

// Whether the name just read is new to the tag, and the tag not full.
bool Tokenizer::KeepsAttribute(std::string_view name) {
  if (HasAttribute(name)) {
    Error("duplicate-attribute", next_);
    return false;
  }
  if (attributes_.size() < limits_.attributes) return true;
  if (!too_many_attributes_) Error("too-many-attributes", next_);
  too_many_attributes_ = true;
  return false;
}

bool Tokenizer::HasAttribute(std::string_view name) {
  if (attributes_.size() < kHashedFrom) {
    for (const Attribute& attribute : attributes_) {
      if (attribute.name == name) return true;
    }
    return false;
  }
  if (same_bucket_.empty()) last_in_bucket_.assign(kBuckets, 0);
  while (same_bucket_.size() < attributes_.size()) {
    uint32_t& last = last_in_bucket_[BucketOf(attributes_[same_bucket_.size()].name)];
    same_bucket_.push_back(last);
    last = static_cast<uint32_t>(same_bucket_.size());
  }
  for (uint32_t i = last_in_bucket_[BucketOf(name)]; i != 0; i = same_bucket_[i - 1]) {
    if (attributes_[i - 1].name == name) return true;
  }
  return false;
}

// After the equals sign. False at the end of the input.
bool Tokenizer::ReadAttributeValue(std::string_view* value) {
  SkipWhitespace();
  if (AtEnd()) return false;
  switch (*next_) {
    case '"':
      return ReadQuotedValue<'"'>(value);
    case '\'':
      return ReadQuotedValue<'\''>(value);
    case '>':
      Error("missing-attribute-value", next_);
      return true;
    default:
      return ReadUnquotedValue(value);
  }
}

template <char kQuote>
bool Tokenizer::ReadQuotedValue(std::string_view* value) {
  const char* begin = ++next_;
  next_ = Find<kQuote, '&', '\r', '\0'>(next_);
  const bool changed = !AtEnd() && *next_ != kQuote;
  if (changed) next_ = Find<kQuote>(next_);
  const Raw raw{begin, next_, changed};
  *value = raw.IsPlain(limits_.attribute_value) ? raw.text() : DecodeValue(raw, /*quoted=*/true);
  if (AtEnd()) return false;
  ++next_;
  if (!AtEnd() && !(ClassOf(*next_) & (kSpace | kSolidus | kGreaterThan))) {
    Error("missing-whitespace-between-attributes", next_);
  }
  return true;
}

bool Tokenizer::ReadUnquotedValue(std::string_view* value) {
  const char* begin = next_;
  const uint8_t seen = SkipUntil(kSpace | kGreaterThan);
  const bool changed = (seen & (kEquals | kNull | kQuoteOrLess | kAmpersand)) != 0;
  const Raw raw{begin, next_, changed};
  *value = raw.IsPlain(limits_.attribute_value) ? raw.text() : DecodeValue(raw, /*quoted=*/false);
  return !AtEnd();
}

}  // namespace tare::html
