#pragma once

#include "document/reading.h"

namespace tare {

Result<void> ReadMarkdown(ReadContext& context);

}  // namespace tare
