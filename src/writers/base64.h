#pragma once

#include <string_view>

#include "tare/io.h"

namespace tare {

// Base64 (RFC 4648, section 4), padded, on one line.
void WriteBase64(std::string_view bytes, Output& out);

}  // namespace tare
