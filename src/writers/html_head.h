#pragma once

#include <string_view>

#include "tare/io.h"
#include "writers/held_metadata.h"

namespace tare {

// Everything before the content of an HTML document, up to and with "<body>": language, title and the other
// metadata as <meta> and <link>. `title` is for a document without one.
void WriteHtmlHead(const HeldMetadata& metadata, std::string_view title, Output& out);

}  // namespace tare
