#pragma once

#include <cstddef>
#include <string_view>

namespace tare {

// Columns that text takes on a terminal or in a monospaced font.
size_t DisplayWidth(std::string_view text);

}  // namespace tare
