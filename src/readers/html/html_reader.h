#pragma once

#include "document/reading.h"

namespace tare {

Result<void> ReadHtml(ReadContext& context);

}  // namespace tare
