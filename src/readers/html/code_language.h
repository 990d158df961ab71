#pragma once

#include <string_view>

#include "readers/html/tokenizer.h"

namespace tare::html {

// The language of the code in a <pre>, <code> or the <div> around them, by the ways in which highlighters and
// generators of pages say it: class="language-x", "lang-x", "highlight-source-x", "sourceCode x", "brush: x",
// data-lang. Empty where none is told. A view of the tag's attributes.
std::string_view CodeLanguage(const Tag& tag);
// Whether a language of code may be named so: a few letters, digits and signs of ASCII.
bool IsCodeLanguage(std::string_view word);

}  // namespace tare::html
