#pragma once

#include <cstddef>

namespace tare {

// How much of a document is looked at as a whole. The defaults keep memory at a few MiB and are beyond what
// people write; tests use smaller ones. A paragraph counts apart from the block it is in.
struct MarkdownLimits {
  size_t record_bytes = 2 << 20;  // of what is kept about one top-level block
  size_t span_bytes = 4 << 20;    // of source in it
  size_t line_bytes = 16 << 20;   // at least 4; longer ones are split. Room for an image's data in its URL
  size_t tokens = 32768;          // in one paragraph
};

}  // namespace tare
