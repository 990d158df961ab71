#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "tare/io.h"

namespace tare::cli {

// As printf does, at most 255 letters.
template <typename... Values>
void Print(Output& out, const char* format, Values... values) {
  char text[256];
  const int size = std::snprintf(text, sizeof text, format, values...);
  out.Write({text, std::min(sizeof text - 1, static_cast<size_t>(std::max(size, 0)))});
}

// "1 contig", "2 contigs".
inline std::string Counted(uint64_t count, std::string_view what) {
  return std::to_string(count) + " " + std::string(what) + (count == 1 ? "" : "s");
}

}  // namespace tare::cli
