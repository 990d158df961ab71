#pragma once

#include <string>

#include "tare/error.h"

namespace tare {

// Of a conversion whose output is an input of the same run.
inline Error WouldReplaceInput(const std::string& input, const std::string& output) {
  return {.code = ErrorCode::kInvalidArgument,
          .message = "its output " + output + " would overwrite an input",
          .where = {.file = input},
          .hint = "name another output"};
}

}  // namespace tare
