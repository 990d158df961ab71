// Character references (13.2.5.72 to 13.2.5.80), and text that is not as the input has it.

#include <algorithm>
#include <cstring>

#include "readers/html/tokenizer.h"
#include "readers/html/tokenizer_scan.h"
#include "text/entities.h"

namespace tare::html {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";
// A longer run of letters after "&" is not looked through for a semicolon, which only tells of an error.
constexpr ptrdiff_t kLongestUnknownName = 4096;

// Text put together in an arena piece by piece.
class ArenaText {
 public:
  explicit ArenaText(Arena& arena) : arena_(arena) {}

  void Append(std::string_view piece) {
    if (piece.empty()) return;
    auto* room = static_cast<char*>(arena_.Allocate(piece.size(), 1));
    if (size_ != 0 && room != data_ + size_) {  // the arena went on elsewhere
      room = static_cast<char*>(arena_.Allocate(size_ + piece.size(), 1));
      std::memcpy(room, data_, size_);
      data_ = room;
      room += size_;
    } else if (size_ == 0) {
      data_ = room;
    }
    std::memcpy(room, piece.data(), piece.size());
    size_ += piece.size();
  }
  std::string_view view() const { return {data_, size_}; }

 private:
  Arena& arena_;
  char* data_ = nullptr;
  size_t size_ = 0;
};

std::string_view Between(const char* begin, const char* end) {
  return {begin, static_cast<size_t>(end - begin)};
}

}  // namespace

// At an ampersand in text.
void Tokenizer::ReadTextReference() {
  const char* const ampersand = next_;
  const Reference reference = ReadReference(ampersand, end_, /*in_attribute=*/false);
  next_ = std::min(reference.end, end_);
  if (reference.utf8.empty()) return;
  FlushText(ampersand);
  EmitText(reference.utf8, ampersand);
  run_ = next_;
}

// What the ampersand and the bytes after it, before `end`, stand for.
Tokenizer::Reference Tokenizer::ReadReference(const char* ampersand, const char* end, bool in_attribute) {
  const char* name = ampersand + 1;
  if (name == end) return {{}, name};
  if (*name == '#') return ReadNumericReference(name + 1, end);
  if (!text::IsAlphanumeric(*name)) return {{}, name};
  if (const text::Entity entity = text::LongestEntity(Between(name, end)); entity.length != 0) {
    const char* after = name + entity.length;
    if (after[-1] != ';') {
      // "?a=1&copy=2" is a query, not a copyright sign.
      if (in_attribute && after < end && (*after == '=' || text::IsAlphanumeric(*after))) return {{}, after};
      Error("missing-semicolon-after-character-reference", after);
    }
    return {entity.utf8, after};
  }
  const char* const limit = name + std::min(end - name, kLongestUnknownName);
  const char* p = name;
  while (p < limit && text::IsAlphanumeric(*p)) ++p;
  if (p < limit && *p == ';') Error("unknown-named-character-reference", p);
  return {{}, p};
}

// After "&#".
Tokenizer::Reference Tokenizer::ReadNumericReference(const char* p, const char* end) {
  const bool hexadecimal = p < end && (*p | 0x20) == 'x';
  if (hexadecimal) ++p;
  const char* const digits = p;
  uint32_t number = 0;
  for (; p < end; ++p) {
    if (p >= window_ && !AdvanceWindow(p)) break;
    const char c = *p;
    uint32_t digit;
    if (text::IsDigit(c)) {
      digit = static_cast<uint32_t>(c - '0');
    } else if (hexadecimal && (c | 0x20) >= 'a' && (c | 0x20) <= 'f') {
      digit = static_cast<uint32_t>((c | 0x20) - 'a' + 10);
    } else {
      break;
    }
    number = std::min(number * (hexadecimal ? 16 : 10) + digit, 0x110000u);
  }
  if (p == digits) {
    Error("absence-of-digits-in-numeric-character-reference", p);
    return {{}, p};
  }
  if (p < end && *p == ';') {
    ++p;
  } else {
    Error("missing-semicolon-after-character-reference", p);
  }
  const text::NumericReference reference = text::ResolveNumericReference(number);
  if (!reference.error.empty()) Error(reference.error, p);
  return {{encoded_, text::Encode(reference.code_point, encoded_)}, p};
}

// An attribute's value.
std::string_view Tokenizer::DecodeValue(Raw value, bool quoted) {
  if (!value.changed) return Cut(value, limits_.attribute_value, "attribute-too-long").text();
  arena_used_ = true;
  // A NUL makes three bytes of one; nothing grows more.
  const uint64_t room = (limits_.decoded_values - decoded_) / 3;
  value = Cut(value, std::min(limits_.attribute_value, room), "attribute-too-long");
  ArenaText text(arena_);
  const char* p = value.begin;
  while (p < value.end) {
    const char* special = quoted ? FindAny<'&', '\r', '\0'>(p, value.end)
                                 : FindAny<'&', '\0', '"', '\'', '<', '=', '`'>(p, value.end);
    text.Append(Between(p, special));
    p = special;
    if (p == value.end) break;
    if (*p == '&') {
      const Reference reference = ReadReference(p, value.end, /*in_attribute=*/true);
      text.Append(reference.utf8.empty() ? Between(p, reference.end) : reference.utf8);
      p = reference.end;
      continue;
    }
    if (*p == '\0') {
      Error("unexpected-null-character", p);
      text.Append(kReplacement);
    } else if (*p == '\r') {
      if (p + 1 == value.end || p[1] != '\n') text.Append("\n");
    } else {
      Error("unexpected-character-in-unquoted-attribute-value", p);
      text.Append({p, 1});
    }
    ++p;
  }
  decoded_ += text.view().size();
  return text.view();
}

// Text of a comment or a DOCTYPE identifier: line ends as LF, NUL as U+FFFD.
std::string_view Tokenizer::Normalize(Raw raw) {
  raw = Cut(raw, limits_.comment, "comment-too-long");
  if (!raw.changed) return raw.text();
  arena_used_ = true;
  ArenaText text(arena_);
  const char* p = raw.begin;
  while (p < raw.end) {
    const char* special = FindAny<'\r', '\0'>(p, raw.end);
    text.Append(Between(p, special));
    p = special;
    if (p == raw.end) break;
    if (*p == '\0') {
      text.Append(kReplacement);
    } else if (p + 1 == raw.end || p[1] != '\n') {
      text.Append("\n");
    }
    ++p;
  }
  return text.view();
}

// A name in ASCII lower case, NUL as U+FFFD.
std::string_view Tokenizer::LowerCase(Raw name, bool is_attribute) {
  name = Cut(name, limits_.name, "name-too-long");
  if (!name.changed) return name.text();
  arena_used_ = true;
  const size_t nulls = static_cast<size_t>(std::count(name.begin, name.end, '\0'));
  char* const lowered = arena_.AllocateArray<char>(name.text().size() + 2 * nulls);
  char* to = lowered;
  for (const char* p = name.begin; p < name.end; ++p) {
    if (*p == '\0') {
      Error("unexpected-null-character", p);
      to = std::copy(kReplacement.begin(), kReplacement.end(), to);
      continue;
    }
    if (is_attribute && ClassOf(*p) == kQuoteOrLess) Error("unexpected-character-in-attribute-name", p);
    *to++ = LowerCased(*p);
  }
  return Between(lowered, to);
}

// Ends the life of all text in the arena: its token is delivered.
void Tokenizer::ForgetDecoded() {
  if (!arena_used_) return;
  arena_used_ = false;
  decoded_ = 0;
  arena_.Reset();
}

// The text cut between code points to at most `limit` bytes.
Tokenizer::Raw Tokenizer::Cut(Raw text, uint64_t limit, std::string_view error) {
  if (text.text().size() <= limit) return text;
  Error(error, text.begin);
  text.end = text.begin + limit;
  while (text.end > text.begin && IsContinuationByte(*text.end)) --text.end;
  return text;
}

}  // namespace tare::html
