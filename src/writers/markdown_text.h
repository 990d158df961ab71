#pragma once

// Plain text as Markdown source. A character is escaped only where it would mean something in its place.

#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>

#include "tare/io.h"
#include "text/utf8.h"
#include "writers/markdown_characters.h"

namespace tare::to_markdown {

enum class LineStart : uint8_t {
  kNone,       // inside of a line, or where no block can begin
  kFirst,      // the first line of a paragraph
  kFollowing,  // a line after it
};

// Where a piece of text stands.
struct TextPlace {
  CharacterClass before = CharacterClass::kSpace;  // the character before it in the source
  text::CodePoint after = 0;  // the character after it; 0 at the end of the block, '\n' at the end of a line
  LineStart line_start = LineStart::kNone;
  bool in_cell = false;      // of a table, where pipes are escaped
  bool in_brackets = false;  // of a link or image
  bool begins_item =
      false;  // at the start of a list item, where a task box or a thematic break would be read
  bool after_is_held = false;       // `after` may still become a reference
  std::string_view escape_first{};  // characters that must be escaped at its start
  bool in_heading = false;          // where attributes, "{#name}", may be read
  bool ends_heading = false;        // hashes at its end would be taken for the heading's closing
  bool encode_first = false;        // its first character as a reference: "&#97;"
  bool encode_last = false;
};

// Whether `text`, inside of a line, certainly needs no escaping, whatever stands around it: where its first
// and last characters do not need it.
bool IsPlain(std::string_view text, bool in_cell);
// Whether the first character of a line certainly begins no block.
inline bool StartsPlain(std::string_view text) { return IsLetter(text.front()); }
// Whether the last one certainly needs no reference and closes no heading.
inline bool EndsPlain(std::string_view text) {
  return static_cast<unsigned char>(text.back()) > ' ' && static_cast<unsigned char>(text.back()) < 0x7F &&
         text.back() != '#';
}
// Writes `text`, which neither starts nor ends with a space and is not empty.
void WriteText(std::string_view text, const TextPlace& place, Output& out);

// "&#97;"
void AppendReference(text::CodePoint c, std::pmr::string& to);
// Whether `text`, which begins with "&", begins with what may be read as a character reference.
bool StartsWithReference(std::string_view text);

}  // namespace tare::to_markdown
