#pragma once

// Attributes, "{#name .class key=value}", as Pandoc, PHP Markdown Extra, kramdown ("{: ...}"),
// Python-Markdown and Quarto have them after headings, links, images, code spans and "[bracketed text]"; and
// divisions, lines of colons ("::: note", ..., ":::") around blocks, as Pandoc, Quarto, MyST, Docusaurus and
// VitePress have them. The document model has neither, so they are left out, but for a heading's name.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tare::markdown {

inline constexpr size_t kMaxAttributes = 1024;  // bytes

// Where the attributes that begin with `text[at]` == '{' end; npos where there are none.
size_t FindAttributesEnd(std::string_view text, size_t at);

// A heading's text without attributes at its end.
std::string_view WithoutAttributes(std::string_view heading);

// The name that attributes give: "x" of " {.c #x}", empty where there is none.
std::string_view IdOf(std::string_view attributes);

// The language of fenced code whose info string is attributes: of "{.haskell .numberLines}" (Pandoc) its
// first class, of "{python}" and "{r setup, echo=FALSE}" (Quarto, R Markdown) its first word. Any other info
// string as it is.
std::string_view CodeLanguageOf(std::string_view info);

enum class DivisionFence : uint8_t { kNone, kOpening, kClosing };
// What a line's text after indentation is. A closing fence is one only where a division is open.
DivisionFence ParseDivisionFence(std::string_view rest);

}  // namespace tare::markdown
