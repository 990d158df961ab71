#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdio>

#include "tare/io.h"

namespace tare::cli {

// As printf does, at most 255 letters.
template <typename... Values>
void Print(Output& out, const char* format, Values... values) {
  char text[256];
  const int size = std::snprintf(text, sizeof text, format, values...);
  out.Write({text, std::min(sizeof text - 1, static_cast<size_t>(std::max(size, 0)))});
}

}  // namespace tare::cli
