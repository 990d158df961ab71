#pragma once

#include <array>
#include <string_view>

namespace tare::yaml {

using NumberRoom = std::array<char, 40>;

// The shortest text that reads back to the same number, and as a floating-point one, in `*room`.
std::string_view FormatReal(double number, NumberRoom* room);
// The same for a number that is read as a double, then made a float.
std::string_view FormatReal(float number, NumberRoom* room);

}  // namespace tare::yaml
