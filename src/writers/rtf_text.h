#pragma once

// The small change of RTF: numbers, texts and marks (docs/rtf.md).

#include <charconv>
#include <concepts>
#include <string_view>

#include "tare/io.h"

namespace tare::rtf_writer {

// Between these stands what other programs show and Tare's reader leaves out.
inline constexpr std::string_view kHide = "{\\*\\tarehide}";
inline constexpr std::string_view kShow = "{\\*\\tareshow}";

void WriteNumber(std::integral auto number, Output& out) {
  constexpr size_t kDigits = 20;
  char* begin = out.Reserve(kDigits);
  out.Advance(static_cast<size_t>(std::to_chars(begin, begin + kDigits, number).ptr - begin));
}

// {\*\WORD TEXT}, a mark.
void WriteMark(std::string_view word, std::string_view text, Output& out);

// {\*\WORD NAME\tab TEXT}.
void WriteNamedMark(std::string_view word, std::string_view name, std::string_view text, Output& out);

// An argument of a field instruction, without its quotes: " and \ with a backslash before them (and that
// escaped for RTF), control characters as spaces.
void WriteFieldArgument(std::string_view text, Output& out);
// The same for a URL, in which they are percent-encoded.
void WriteFieldUrl(std::string_view url, Output& out);
// Whether WriteFieldArgument or WriteFieldUrl changes anything, so that a mark has to keep the original.
bool ChangesInArgument(std::string_view text);
bool ChangesInUrl(std::string_view url);

}  // namespace tare::rtf_writer
