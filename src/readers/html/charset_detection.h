#pragma once

// Which charset a page's bytes are in: what it says, checked against what the bytes are.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "document/reading.h"
#include "text/charset.h"

namespace tare::html {

struct PageCharset {
  text::Charset charset = text::Charset::kUtf8;
  size_t mark = 0;                  // bytes of the byte order mark, which is no content
  bool is_utf8 = true;              // the bytes are valid UTF-8 and can be read as they are
  std::string_view rejected_label;  // what the bytes were said to be and are not
};

// In this order: options.charset, byte order mark, <meta>, the bytes themselves. Looks at all of the input
// once to see whether it is UTF-8. A <meta> label that does not fit the bytes is rejected.
PageCharset DetectCharset(ReadContext& context);

// The label in the first <meta charset> or <meta http-equiv="Content-Type"> among the first kPrescanned
// bytes, or empty: the standard's "prescan a byte stream to determine its encoding" (13.2.3.2), which looks
// at 1,024.
inline constexpr size_t kPrescanned = 4096;
std::string_view PrescanLabel(std::string_view bytes);

}  // namespace tare::html
