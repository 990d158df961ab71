// The scalar twins: what the vector code must agree with, and what it leaves short inputs to.

#include <cstdint>

#include "text/scan.h"
#include "text/utf8.h"

namespace tare::text::scalar {

size_t FindFirstOf(std::string_view text, const ByteSet& set, size_t from) {
  while (from < text.size() && !set.Has(text[from])) ++from;
  return from < text.size() ? from : text.size();
}

uint64_t Members(std::string_view text, const ByteSet& set) {
  uint64_t bits = 0;
  for (size_t at = 0; at < text.size() && at < kMembers; ++at) bits |= uint64_t{set.Has(text[at])} << at;
  return bits;
}

size_t CountNewlines(std::string_view text) {
  size_t count = 0;
  for (const char c : text) count += c == '\n';
  return count;
}

size_t AsciiPrefix(std::string_view text) {
  size_t at = 0;
  for (; at + sizeof(uint64_t) <= text.size(); at += sizeof(uint64_t)) {
    uint64_t word;
    std::memcpy(&word, text.data() + at, sizeof(word));
    if (word & 0x8080808080808080u) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

size_t ValidUtf8Prefix(std::string_view text) {
  size_t at = 0;
  while (true) {
    at += AsciiPrefix(text.substr(at));
    if (at == text.size()) return at;
    // Beyond ASCII, characters tend to come in runs.
    do {
      const Decoded next = Decode(text, at);
      if (!next.well_formed) return at;
      at += next.length;
      if (at == text.size()) return at;
    } while (static_cast<unsigned char>(text[at]) >= 0x80);
  }
}

}  // namespace tare::text::scalar
