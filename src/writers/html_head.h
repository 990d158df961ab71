#pragma once

#include "tare/io.h"
#include "writers/held_metadata.h"

namespace tare {

// Everything before the content of an HTML document, up to and with "<body>": language, title and the other
// metadata as <meta> and <link>.
void WriteHtmlHead(const HeldMetadata& metadata, Output& out);

}  // namespace tare
