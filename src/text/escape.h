#pragma once

// Escaping that scans for the first special byte with SIMD and copies the runs between.

#include <string_view>

#include "tare/io.h"

namespace tare::text {

// HTML text content: & < >, and U+00A0 as &nbsp;.
void EscapeHtml(std::string_view text, Output& out);
// An HTML attribute value in double quotes: the above and ".
void EscapeHtmlAttribute(std::string_view text, Output& out);
// The inside of a JSON string (RFC 8259): " \ and control characters. `text` is valid UTF-8.
void EscapeJson(std::string_view text, Output& out);
// RTF 1.9.1: \ { } get a backslash; tab is \tab, a line feed \line; every other code point that is not
// printable ASCII is \uN ? (a surrogate pair beyond U+FFFF). Assumes \uc1, as the writer declares.
void EscapeRtf(std::string_view text, Output& out);

}  // namespace tare::text
