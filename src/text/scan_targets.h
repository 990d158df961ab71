#pragma once

// The vector code of scan.h by instruction set: for scan.cc, which takes the fastest that the machine has,
// and for the tests, which run them all.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "text/scan.h"

namespace tare::text {

// The functions of scan.h, compiled for one instruction set.
struct ScanTarget {
  const char* name;
  size_t (*find_first_of)(std::string_view text, const ByteSet& set, size_t from);
  uint64_t (*members)(std::string_view text, const ByteSet& set);
  size_t (*count_newlines)(std::string_view text);
  size_t (*ascii_prefix)(std::string_view text);
  size_t (*valid_utf8_prefix)(std::string_view text);
};

// Those that this machine can run, the fastest first.
std::span<const ScanTarget* const> ScanTargets();

}  // namespace tare::text
