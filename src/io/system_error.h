#pragma once

#include <string>
#include <string_view>

#include "tare/error.h"

namespace tare {

// "cannot open: no such file or directory" about `file`, with the code that errno `number` tells where it
// is more exact than `code`.
Error SystemError(ErrorCode code, std::string_view action, const std::string& file, int number);

}  // namespace tare
