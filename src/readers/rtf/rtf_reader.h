#pragma once

#include "document/reading.h"

namespace tare {

Result<void> ReadRtf(ReadContext& context);

}  // namespace tare
