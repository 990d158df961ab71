#pragma once

#include "writers/block_lines.h"
#include "writers/held_metadata.h"

namespace tare::to_markdown {

// Writes metadata as front matter: the document's own front matter as it was, or else a YAML block with a
// double-quoted string for each value and a list where a key repeats.
void WriteFrontMatter(const HeldMetadata& metadata, BlockLines& lines);

}  // namespace tare::to_markdown
