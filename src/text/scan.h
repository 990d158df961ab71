#pragma once

// SIMD scanning (Highway, dispatched at run time). Every function has a scalar twin in namespace
// `scalar`, which the tests compare it with and which small inputs take.

#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace tare::text {

// A set of bytes to search for, prepared once. Up to 8 bytes are compared directly; larger sets
// go through a nibble table.
class ByteSet {
 public:
  constexpr explicit ByteSet(std::string_view bytes) {
    for (const char c : bytes) Add(static_cast<unsigned char>(c));
  }
  constexpr void Add(unsigned char byte) {
    if (member_[byte]) return;
    member_[byte] = true;
    if (count_ < kMaxDirect) direct_[count_] = byte;
    ++count_;
    table_[byte & 15] = static_cast<unsigned char>(table_[byte & 15] | (1u << ((byte >> 4) & 7)));
    high_ |= byte >= 0x80;
  }
  constexpr bool Has(char c) const { return member_[static_cast<unsigned char>(c)]; }

  static constexpr size_t kMaxDirect = 8;
  size_t count() const { return count_; }
  const unsigned char* direct() const { return direct_; }
  const unsigned char* table() const { return table_; }
  bool high() const { return high_; }

 private:
  bool member_[256] = {};
  unsigned char direct_[kMaxDirect] = {};
  unsigned char table_[16] = {};  // [low nibble]: bit per high nibble modulo 8
  size_t count_ = 0;
  bool high_ = false;  // holds a byte of 0x80 and above
};

// Index of the first byte of `text` from `from` on that is in the set; text.size() if none is.
size_t FindFirstOf(std::string_view text, const ByteSet& set, size_t from = 0);
// The same for one byte.
size_t FindByte(std::string_view text, char byte, size_t from = 0);
// Number of '\n'.
size_t CountNewlines(std::string_view text);
// Length of the longest prefix that is ASCII.
size_t AsciiPrefix(std::string_view text);
// Length of the longest prefix that is valid UTF-8 (whole code points).
size_t ValidUtf8Prefix(std::string_view text);
inline bool IsValidUtf8(std::string_view text) { return ValidUtf8Prefix(text) == text.size(); }

namespace scalar {
size_t FindFirstOf(std::string_view text, const ByteSet& set, size_t from = 0);
size_t CountNewlines(std::string_view text);
size_t AsciiPrefix(std::string_view text);
size_t ValidUtf8Prefix(std::string_view text);
}  // namespace scalar

}  // namespace tare::text
