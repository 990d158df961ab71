#pragma once

#include "document/reading.h"

namespace tare {

// Plain text: paragraphs, and blocks of code, parted by blank lines (see ParagraphSplitter and LineRun).
//
// The charset is that of a byte order mark (which wins over all else, as in the WHATWG Encoding Standard), or
// options.charset, or a guess. Ill-formed input becomes U+FFFD and a warning; so does input that is full of
// control characters, with a warning that it does not look like text. The error of a charset that is not
// known is kInvalidArgument, before anything is sent.
//
// Of UTF-8, long lines and runs of lines are sent as views into the source; other charsets are decoded piece
// by piece. Memory is bounded whatever the size of the input, its lines and its paragraphs.
Result<void> ReadText(ReadContext& context);

}  // namespace tare
