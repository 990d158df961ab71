#pragma once

// The charsets of one, two, three or four bytes a character, ASCII among them.

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "text/charset.h"
#include "text/charset_tables.h"
#include "text/utf8.h"

namespace tare::text {

class Utf8Writer;

// One character and the bytes it takes.
struct Character {
  CodePoint code_point = kReplacement;
  uint32_t length = 0;       // 0: the text ends before the character does
  bool well_formed = false;  // where not, `length` bytes are one error
  CodePoint accent = 0;      // a second code point that goes with the first; 0 is none
};

// Whether the charset is one of these.
constexpr bool IsDoubleByte(Charset charset) {
  return charset >= Charset::kGbk && charset <= Charset::kJohab && charset != Charset::kIso2022Jp;
}

// The character at `text[at]`, which is not ASCII.
Character CharacterAt(Charset charset, std::string_view text, size_t at);

// Writes `text` and returns how much of it: all but a character that the end cuts off.
size_t WriteDoubleByte(Charset charset, std::string_view text, Utf8Writer& out);

// The character of JIS X 0208 at a pointer of the Encoding Standard; 0 if none.
inline CodePoint Jis0208At(size_t pointer) { return pointer < std::size(kJis0208) ? kJis0208[pointer] : 0; }

}  // namespace tare::text
