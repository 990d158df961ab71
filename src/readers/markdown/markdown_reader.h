#pragma once

#include "document/reading.h"
#include "readers/markdown/extensions.h"
#include "readers/markdown/limits.h"

namespace tare {

// Markdown: CommonMark 0.31.2 with the extensions of extensions.h, streamed.
//
// Memory: besides the source, one top-level block at a time (a few MiB at most, see block_parser.h), and the
// places of link and footnote definitions. What a hostile document could make grow without bound is limited
// and warned of: see warnings.cc for the list.
Result<void> ReadMarkdown(ReadContext& context);
// The same, for tests.
Result<void> ReadMarkdown(ReadContext& context, const MarkdownExtensions& extensions,
                          const MarkdownLimits& limits = {});

}  // namespace tare
