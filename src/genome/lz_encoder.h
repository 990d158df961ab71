#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "genome/lz_index.h"
#include "genome/segment_bases.h"

namespace tare::genome {

// What stands between matches, and the numbers of AGC's delta code (docs/agc-format.md, "Deltas"): literals,
// runs of N, matches. Encoding is greedy, as C++ AGC does it.

// Writes the delta of `text` against the index's reference. Equal sequences have an empty delta.
void EncodeDelta(const LzIndex& index, std::span<const BaseCode> text, std::pmr::vector<uint8_t>* delta);

// How long a delta would be, nearly: C++ AGC's estimate, by which it chooses groups. Ends as soon as it is
// above `bound`.
uint32_t EstimateDelta(const LzIndex& index, std::span<const BaseCode> text, uint32_t bound);

// What each base costs: a match's cost stands at its first base (`at_front`) or at its last, the others are
// 0.
void CodingCosts(const LzIndex& index, std::span<const BaseCode> text, bool at_front,
                 std::pmr::vector<uint32_t>* costs);

}  // namespace tare::genome
