#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

namespace tare::genome {

// Takes a number of 1 to 5 bytes (docs/agc-format.md, "Numbers of the collection"): as many bytes follow the
// first as it has leading ones, and each form counts on from where the shorter one ends. `take` gets a byte,
// or returns false at the end.
template <typename TakeByte>
bool TakeCollectionNumber(TakeByte take, uint32_t* number) {
  static constexpr uint32_t kBases[] = {0, 1U << 7, (1U << 7) + (1U << 14),
                                        (1U << 7) + (1U << 14) + (1U << 21),
                                        (1U << 7) + (1U << 14) + (1U << 21) + (1U << 28)};
  uint8_t first = 0;
  if (!take(&first)) return false;
  const int following = std::min(std::countl_one(first), 4);
  uint32_t value = following == 4 ? 0 : first & (0x7FU >> following);
  for (int i = 0; i < following; ++i) {
    uint8_t next = 0;
    if (!take(&next)) return false;
    value = value << 8 | next;
  }
  *number = value + kBases[following];
  return true;
}

}  // namespace tare::genome
