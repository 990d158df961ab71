#pragma once

#include "document/reading.h"

namespace tare {

Result<void> ReadText(ReadContext& context);

}  // namespace tare
