#include "genome/base_tuples.h"

#include <array>
#include <cstring>

#include "genome/bases.h"

namespace tare::genome {

namespace {

// The letters of each byte that holds `kCount` codes below `kRadix`, the first the most significant.
template <size_t kCount, unsigned kRadix>
constexpr std::array<std::array<char, kCount>, 256> kLettersOfTuple = [] {
  std::array<std::array<char, kCount>, 256> letters{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    unsigned rest = byte;
    for (size_t i = kCount; i-- > 0; rest /= kRadix) letters[byte][i] = kLetterOfCode[rest % kRadix];
  }
  return letters;
}();

template <size_t kCount, unsigned kRadix>
bool Unpack(std::string_view tuples, std::span<char> out) {
  const size_t whole = out.size() / kCount;
  char* to = out.data();
  for (size_t i = 0; i < whole; ++i, to += kCount)
    std::memcpy(to, kLettersOfTuple<kCount, kRadix>[static_cast<uint8_t>(tuples[i])].data(), kCount);
  // The last tuple is not full: its codes are the least significant ones.
  unsigned rest = static_cast<uint8_t>(tuples[whole]);
  for (size_t i = out.size() % kCount; i-- > 0; rest /= kRadix) to[i] = kLetterOfCode[rest % kRadix];
  return true;
}

}  // namespace

std::optional<uint64_t> TupleBaseCount(std::string_view tuples) {
  if (tuples.empty()) return std::nullopt;
  const uint8_t marker = static_cast<uint8_t>(tuples.back());
  const unsigned count = marker >> 4;
  const unsigned in_last = marker & 0xF;
  if (count == 1 && in_last == 0) return tuples.size() - 1;
  if (count < 2 || count > 4 || in_last >= count || tuples.size() < 2) return std::nullopt;
  return (tuples.size() - 2) * count + in_last;
}

bool UnpackTuples(std::string_view tuples, std::span<char> out) {
  switch (static_cast<uint8_t>(tuples.back()) >> 4) {
    case 4:
      return Unpack<4, 4>(tuples, out);
    case 3:
      return Unpack<3, 6>(tuples, out);
    case 2:
      return Unpack<2, 16>(tuples, out);
    default:
      return ToLetters(tuples.substr(0, tuples.size() - 1), out);
  }
}

}  // namespace tare::genome
