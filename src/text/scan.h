#pragma once

// SIMD scanning (Highway, dispatched at run time). Every function has a scalar twin in namespace
// `scalar`, which the tests compare it with and which small inputs take.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace tare::text {

// A set of bytes to search for, prepared once: keep it `static constexpr`.
// Up to kMaxDirect bytes are compared directly; larger sets go through a table by nibbles.
class ByteSet {
 public:
  static constexpr size_t kMaxDirect = 4;

  constexpr ByteSet() = default;
  constexpr explicit ByteSet(std::string_view bytes) {
    for (const char c : bytes) Add(static_cast<unsigned char>(c));
  }
  constexpr void Add(unsigned char byte) {
    if (member_[byte]) return;
    member_[byte] = true;
    if (count_ < kMaxDirect) direct_[count_] = byte;
    ++count_;
    unsigned char& row = rows_[byte >> 7][byte & 15];
    row = static_cast<unsigned char>(row | (1u << ((byte >> 4) & 7)));
  }
  constexpr void AddRange(unsigned char first, unsigned char last) {
    for (unsigned byte = first; byte <= last; ++byte) Add(static_cast<unsigned char>(byte));
  }
  constexpr bool Has(char c) const { return member_[static_cast<unsigned char>(c)]; }

  constexpr size_t count() const { return count_; }
  // The first kMaxDirect members, in the order they were added.
  constexpr const unsigned char* direct() const { return direct_; }
  // By low nibble, 16 bytes: a bit for each high nibble 0 to 7 (`low_rows`) and 8 to 15 (`high_rows`).
  constexpr const unsigned char* low_rows() const { return rows_[0]; }
  constexpr const unsigned char* high_rows() const { return rows_[1]; }

 private:
  bool member_[256] = {};
  unsigned char direct_[kMaxDirect] = {};
  unsigned char rows_[2][16] = {};
  size_t count_ = 0;
};

// FindFirstOf without its look at the first bytes.
size_t FindFirstOfFar(std::string_view text, const ByteSet& set, size_t from);

// Index of the first byte of `text` from `from` on that is in the set; text.size() if none is.
inline size_t FindFirstOf(std::string_view text, const ByteSet& set, size_t from = 0) {
  // Where specials are dense the next one is a few bytes away: found here, without a call.
  const size_t size = text.size();
  for (int near = 0; near < 4; ++near, ++from) {
    if (from >= size) return size;
    if (set.Has(text[from])) return from;
  }
  return FindFirstOfFar(text, set, from);
}

// The same for one byte.
inline size_t FindByte(std::string_view text, char byte, size_t from = 0) {
  if (from >= text.size()) return text.size();
  const void* found = std::memchr(text.data() + from, byte, text.size() - from);
  return found ? static_cast<size_t>(static_cast<const char*>(found) - text.data()) : text.size();
}

// Bytes that Members looks at: one a bit.
inline constexpr size_t kMembers = 64;
// A bit for each of the first kMembers bytes of `text`, the lowest for the first: whether it is in the set.
uint64_t Members(std::string_view text, const ByteSet& set);
// Whether any byte of `text` is.
inline bool HasAny(std::string_view text, const ByteSet& set) {
  return text.size() <= kMembers ? Members(text, set) != 0 : FindFirstOfFar(text, set, 0) < text.size();
}

// Number of '\n'.
size_t CountNewlines(std::string_view text);
// Length of the longest prefix that is ASCII.
size_t AsciiPrefix(std::string_view text);
// Length of the longest prefix that is valid UTF-8 (whole code points).
size_t ValidUtf8Prefix(std::string_view text);
inline bool IsValidUtf8(std::string_view text) { return ValidUtf8Prefix(text) == text.size(); }

namespace scalar {
size_t FindFirstOf(std::string_view text, const ByteSet& set, size_t from = 0);
uint64_t Members(std::string_view text, const ByteSet& set);
size_t CountNewlines(std::string_view text);
size_t AsciiPrefix(std::string_view text);
size_t ValidUtf8Prefix(std::string_view text);
}  // namespace scalar

}  // namespace tare::text
