#pragma once

// Which styles can hold a text, and which one is written.

#include <cstddef>
#include <string_view>

#include "tare/yaml_events.h"
#include "text/utf8.h"

namespace tare::yaml {

// What of a text matters to the styles.
struct TextTraits {
  bool empty = true;
  bool printable = true;   // nothing that only an escape can hold, or that YAML 1.1 takes for a break
  bool has_break = false;  // LF; any other is not printable
  bool has_tab = false;
  bool white_at_edge = false;   // begins or ends with a space, tab or break
  bool white_at_break = false;  // a space or tab beside a break: folding would lose it
  bool blank = true;            // nothing but spaces, tabs and breaks
  bool plain_in_block = true;   // no indicator where it would be read as one
  bool plain_in_flow = true;
  bool needs_indicator = false;  // a block scalar of it says its indentation
  size_t single_quotes = 0;
  size_t escapes = 0;  // characters that double quotes hold only as an escape
};
TextTraits TraitsOf(std::string_view text);

// Whether a code point may stand in the text as it is, in any style (5.1; but not the BOM, nor the line
// breaks of YAML 1.1).
bool IsPrintable(text::CodePoint c);

// Whether a plain scalar of that text may be something other than a string, in YAML 1.1 or 1.2.
bool ReadsAsOther(std::string_view text);

// Where a scalar stands.
struct ScalarPlace {
  bool in_flow = false;
  bool is_key = false;
  bool is_root = false;
};

// The style it had, where that holds the text.
ScalarStyle KeptStyle(ScalarStyle style, const TextTraits& traits, ScalarPlace place);
// The simplest style that holds it, and leaves a string a string.
ScalarStyle SimplestStyle(ScalarStyle style, std::string_view text, const TextTraits& traits,
                          ScalarPlace place);

}  // namespace tare::yaml
