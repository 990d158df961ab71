#pragma once

#include <string_view>

namespace tare::html {

// Whether a table row consists of header cells alone. `page` begins at the row's start tag; what follows it
// is looked at up to the row's end or its first cell that is not a header, and no further than a nested table
// or kMaxLookAhead bytes.
inline constexpr size_t kMaxLookAhead = 1 << 16;
bool IsHeaderRow(std::string_view page);

}  // namespace tare::html
