#pragma once

// What a style attribute says that matters to text (CSS Style Attributes; CSS 2.2).

#include <string_view>

#include "readers/html/open_elements.h"
#include "tare/document.h"

namespace tare::html {

struct Style {
  bool hidden = false;        // display: none, visibility: hidden
  bool block = false;         // display: block and the like
  bool preformatted = false;  // white-space: pre, pre-wrap
  SpanSet adds = 0;           // font-weight: bold, ...
  SpanSet removes = 0;        // font-weight: normal, ...
  Alignment alignment = Alignment::kDefault;
};

Style ParseStyle(std::string_view declarations);

// By the value of an align attribute or of text-align.
Alignment AlignmentByName(std::string_view name);

}  // namespace tare::html
