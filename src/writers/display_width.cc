#include "writers/display_width.h"

#include "text/scan.h"
#include "text/utf8.h"

namespace tare {

size_t DisplayWidth(std::string_view text) {
  size_t width = text::AsciiPrefix(text);
  for (size_t at = width; at < text.size();) {
    const text::Decoded decoded = text::Decode(text, at);
    width += static_cast<size_t>(text::DisplayWidth(decoded.code_point));
    at += decoded.length;
  }
  return width;
}

}  // namespace tare
