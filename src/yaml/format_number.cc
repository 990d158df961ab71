#include "yaml/format_number.h"

#include <charconv>
#include <cmath>

namespace tare::yaml {
namespace {

template <typename Number>
std::string_view Format(Number number, NumberRoom* room) {
  if (std::isnan(number)) return ".nan";
  if (std::isinf(number)) return number < 0 ? "-.inf" : ".inf";
  char* end = std::to_chars(room->data(), room->data() + room->size() - 2, number).ptr;
  const std::string_view text(room->data(), static_cast<size_t>(end - room->data()));
  if (text.find_first_of(".e") != std::string_view::npos) return text;
  *end++ = '.';
  *end++ = '0';
  return {room->data(), text.size() + 2};
}

}  // namespace

std::string_view FormatReal(double number, NumberRoom* room) { return Format(number, room); }

std::string_view FormatReal(float number, NumberRoom* room) {
  const std::string_view text = Format(number, room);
  if (!std::isfinite(number)) return text;
  // Rounded twice, the shortest text of a float may end at its neighbour.
  double wide = 0;
  std::from_chars(text.data(), text.data() + text.size(), wide);
  return static_cast<float>(wide) == number ? text : Format(double{number}, room);
}

}  // namespace tare::yaml
