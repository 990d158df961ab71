#pragma once

// Errors of YAML shown as a compiler shows them, and as many as there are.

#include <string>
#include <string_view>
#include <vector>

#include "tare/error.h"
#include "tare/memory.h"

namespace tare::yaml {

// "file:2:5: error: message", the line with a caret below the place, and the hint. `text` is what was parsed;
// of a long line the part about the place is shown. In colour for terminals.
std::string ShowError(const Error& error, std::string_view text, bool colour = false);

// All errors of a text, at most `limit`: behind an error the parser goes on at the next line that begins a
// document or an entry of the outermost collection.
std::vector<Error> FindErrors(std::string_view text, const std::string& name, Account& account,
                              size_t limit = 20);

}  // namespace tare::yaml
