#include "genome/bases.h"

#include <cstring>

namespace tare::genome {

namespace {

constexpr std::array<char, 256> kComplement = [] {
  std::array<char, 256> complement{};
  for (size_t i = 0; i < complement.size(); ++i) complement[i] = static_cast<char>(i);
  complement['A'] = 'T';
  complement['C'] = 'G';
  complement['G'] = 'C';
  complement['T'] = 'A';
  return complement;
}();

}  // namespace

void ReverseComplement(std::span<char> bases) {
  if (bases.empty()) return;
  char* front = bases.data();
  char* back = bases.data() + bases.size() - 1;
  for (; front < back; ++front, --back) {
    const char last = kComplement[static_cast<uint8_t>(*back)];
    *back = kComplement[static_cast<uint8_t>(*front)];
    *front = last;
  }
  if (front == back) *front = kComplement[static_cast<uint8_t>(*front)];
}

bool ToLetters(std::string_view codes, std::span<char> out) {
  for (size_t i = 0; i < codes.size(); ++i) out[i] = kLetterOfCode[static_cast<uint8_t>(codes[i])];
  return codes.empty() || std::memchr(out.data(), 0, codes.size()) == nullptr;
}

}  // namespace tare::genome
