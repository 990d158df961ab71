#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace tare::genome {

// Puts a member of a group together from its differences to the group's reference (docs/agc-format.md,
// "Differences"). `reference` and `out` are letters; `out` has the size that the member must have. False
// where the differences make no sense, or give another size.
bool DecodeDifferences(std::string_view differences, std::string_view reference, uint32_t min_match_length,
                       std::span<char> out);

}  // namespace tare::genome
