#pragma once

#include <string_view>

#include "tare/io.h"

namespace tare {

// A URL as the inside of an HTML attribute in double quotes: what a URL cannot hold is percent-encoded
// (RFC 3986, section 2.1), what is encoded already stays, "&" and "'" are escaped.
void WriteHtmlUrl(std::string_view url, Output& out);

}  // namespace tare
