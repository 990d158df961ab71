#pragma once

// Labels of links and footnotes match by their case-folded text with runs of white space as one space
// (CommonMark 6.3, "matches"). They are compared as they stand in the source: nothing is stored.

#include <cstdint>
#include <string_view>

namespace tare::markdown {

uint64_t HashLabel(std::string_view label);
bool LabelsMatch(std::string_view a, std::string_view b);

}  // namespace tare::markdown
