#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace tare {

// Whether valid UTF-8 can be the name of an anchor: not empty, without spaces and control characters of
// ASCII.
inline bool IsAnchorName(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](unsigned char c) { return c > ' ' && c != 0x7F; });
}

inline constexpr size_t kMaxAnchorName = 256;  // bytes that readers take
inline bool IsReadableAnchorName(std::string_view name) {
  return name.size() <= kMaxAnchorName && IsAnchorName(name);
}

}  // namespace tare
