#pragma once

#include <cstddef>
#include <string_view>

#include "yaml/characters.h"

namespace tare::yaml {

// Where a parser may begin anew behind an error: a line that begins with something at its first column.
inline size_t NextStart(std::string_view text, size_t offset) {
  for (size_t line = offset;;) {
    line = text.find_first_of("\n\r", line);
    if (line == std::string_view::npos) return text.size();
    line = text.find_first_not_of("\n\r", line);
    if (line == std::string_view::npos) return text.size();
    if (!IsBlank(text[line]) && text[line] != '#' && text[line] != ']' && text[line] != '}') return line;
  }
}

}  // namespace tare::yaml
