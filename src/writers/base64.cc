#include "writers/base64.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace tare {
namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr size_t kBlock = 3 * 1024;  // bytes encoded between looks at the output's room

// Two digits for each 12 bits: half as many look-ups as one by one.
constexpr auto kPairs = [] {
  std::array<std::array<char, 2>, 4096> pairs{};
  for (size_t i = 0; i < pairs.size(); ++i) pairs[i] = {kDigits[i >> 6], kDigits[i & 63]};
  return pairs;
}();

uint32_t Byte(char c) { return static_cast<unsigned char>(c); }

char* PutPair(uint32_t bits, char* to) {
  to[0] = kPairs[bits][0];
  to[1] = kPairs[bits][1];
  return to + 2;
}

char* EncodeTriples(std::string_view bytes, char* to) {
  for (size_t i = 0; i + 2 < bytes.size(); i += 3) {
    const uint32_t bits = Byte(bytes[i]) << 16 | Byte(bytes[i + 1]) << 8 | Byte(bytes[i + 2]);
    to = PutPair(bits & 0xFFF, PutPair(bits >> 12, to));
  }
  return to;
}

}  // namespace

void WriteBase64(std::string_view bytes, Output& out) {
  while (bytes.size() >= 3) {
    const size_t size = std::min(kBlock, bytes.size() - bytes.size() % 3);
    char* const to = out.Reserve(size / 3 * 4);
    out.Advance(static_cast<size_t>(EncodeTriples(bytes.substr(0, size), to) - to));
    bytes.remove_prefix(size);
  }
  if (bytes.empty()) return;
  const uint32_t bits = Byte(bytes[0]) << 16 | (bytes.size() == 2 ? Byte(bytes[1]) << 8 : 0);
  char* const to = out.Reserve(4);
  PutPair(bits & 0xFFF, PutPair(bits >> 12, to));
  if (bytes.size() == 1) to[2] = '=';
  to[3] = '=';
  out.Advance(4);
}

}  // namespace tare
