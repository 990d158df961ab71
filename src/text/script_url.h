#pragma once

#include <string_view>

namespace tare::text {

// Whether a browser that follows `url` may run what it says: "javascript:", "vbscript:", and "data:" of
// anything but an image. As in browsers (WHATWG URL, "basic URL parser") control characters and spaces before
// the scheme, and tabs and line ends in it, do not count.
bool IsScriptUrl(std::string_view url);

}  // namespace tare::text
