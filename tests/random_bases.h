#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string_view>
#include <vector>

#include "genome/fasta_letters.h"

namespace tare::genome {

// Codes of letters, all of which are bases.
inline std::vector<BaseCode> CodesOf(std::string_view letters) {
  std::vector<BaseCode> codes(letters.size());
  ToBases(letters, codes.data());
  return codes;
}

inline std::vector<BaseCode> RandomCodes(std::mt19937_64& random, size_t count) {
  std::vector<BaseCode> codes(count);
  for (BaseCode& code : codes) code = static_cast<BaseCode>(random() % 4);
  return codes;
}

}  // namespace tare::genome
