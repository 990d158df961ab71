#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace tare::genome {

// Several bases in a byte, as references are stored (docs/agc-format.md, "Tuples"). The last byte says how
// many.

// How many bases there are; nothing where the last byte makes no sense.
std::optional<uint64_t> TupleBaseCount(std::string_view tuples);
// Writes them as letters to `out`, which has TupleBaseCount's size. False where a base's code is none.
bool UnpackTuples(std::string_view tuples, std::span<char> out);

}  // namespace tare::genome
