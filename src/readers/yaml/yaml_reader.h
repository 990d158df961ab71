#pragma once

#include "document/reading.h"

namespace tare {

// YAML as a document to read: a mapping is a list of its keys, in strong type, with their values; a sequence
// is a list of its entries; a literal scalar of several lines is a block of code. Documents are parted by
// thematic breaks, and aliases written as they are.
//
// Streamed: memory grows with the depth and the longest scalar alone. UTF-16 and UTF-32 are converted in
// memory. Malformed YAML gives what comes before the error, and a warning; where nothing does, the error.
Result<void> ReadYaml(ReadContext& context);

}  // namespace tare
