#pragma once

// Character references of the HTML Living Standard: the 2,231 named ones (section 13.5) and the rules for
// numeric ones (section 13.2.5.80). HTML and Markdown both use them.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/utf8.h"

namespace tare::text {

struct Entity {
  std::string_view utf8;  // what it stands for, one or two code points; static
  size_t length = 0;      // bytes of the name, with the semicolon where there is one; 0 where none matches
};

// The longest name that `text`, which follows an ampersand, begins with: "notin;" before "not" in
// "notin;x". Some 106 old names match without their semicolon, as HTML reads them.
Entity LongestEntity(std::string_view text);

// What a name given without ampersand and semicolon ("amp") stands for, as Markdown reads it: names count
// with the semicolon only. Empty where it names nothing.
std::string_view EntityByName(std::string_view name);

struct NumericReference {
  CodePoint code_point;
  std::string_view error;  // the parse error by its standard name; empty where there is none
};

// What the number in "&#...;" stands for in HTML: windows-1252 for 0x80 to 0x9F, U+FFFD for zero,
// surrogates and what is beyond Unicode.
NumericReference ResolveNumericReference(uint32_t number);

}  // namespace tare::text
