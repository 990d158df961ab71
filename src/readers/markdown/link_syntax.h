#pragma once

// The parts of links and of link reference definitions (CommonMark 4.7 and 6.3). Every function looks at
// `text` from `at` on, returns where the part ends, and npos where there is none. What they give is raw:
// Unescape makes the value of it.

#include <cstddef>
#include <string_view>

namespace tare::markdown {

inline constexpr size_t kMaxLabel = 999;  // characters between the brackets

// The inside of "[label]": not blank, without unescaped brackets.
size_t ScanLabel(std::string_view text, size_t at, std::string_view* label);
// "<destination>" or a destination without spaces, which may be empty.
size_t ScanDestination(std::string_view text, size_t at, std::string_view* destination);
// A title in double quotes, single quotes or parentheses.
size_t ScanTitle(std::string_view text, size_t at, std::string_view* title);
// The tail of an inline link, "(destination "title")".
size_t ScanLinkTail(std::string_view text, size_t at, std::string_view* destination, std::string_view* title);

size_t SkipSpace(std::string_view text, size_t at);

}  // namespace tare::markdown
