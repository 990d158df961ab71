#pragma once

#include "document/reading.h"

namespace tare {

// Reads a page of HTML (WHATWG HTML Living Standard), or of XHTML: charset (charset_detection.h), tokens
// (tokenizer.h), content (content_builder.h). Uses options.charset, base_url and main_content.
// Errors: stopped by the job; failure to write decoded text to a temporary file.
Result<void> ReadHtml(ReadContext& context);

}  // namespace tare
