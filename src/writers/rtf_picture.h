#pragma once

#include "tare/document.h"
#include "tare/io.h"

namespace tare::rtf_writer {

// PNG and JPEG data as an embedded picture, anything else as a field that refers to its target.
void WriteImage(const Image& image, Output& out);

}  // namespace tare::rtf_writer
