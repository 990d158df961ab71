#pragma once

// What an opening brace saves and a closing brace restores: formatting, and what the text is for.

#include <cstdint>

#include "readers/rtf/control_words.h"
#include "readers/rtf/fonts.h"
#include "tare/document.h"

namespace tare::rtf {

struct CharacterFormat {
  uint16_t formats = 0;  // Format bits
  int32_t style = -1;
  // Font numbers; -1 is the default font. Text in right-to-left and in double-byte runs may have its own.
  int32_t font = -1;
  int32_t complex_font = -1;
  int32_t double_byte_font = -1;

  // Bits of what shows, without those that say which font and direction apply.
  uint16_t Shown() const {
    constexpr uint16_t kPlain =
        kBold | kItalic | kUnderline | kStrike | kSuper | kSub | kHighlighted | kCodeFont;
    if ((formats & kRightToLeft) == 0) return formats & kPlain;
    uint16_t shown = formats & kPlain & ~(kBold | kItalic);
    if (formats & (kBold | kComplexBold)) shown |= kBold;
    if (formats & (kItalic | kComplexItalic)) shown |= kItalic;
    return shown;
  }
  bool left_out() const { return (formats & (kHidden | kDeleted)) != 0; }
  int32_t EffectiveFont() const {
    if ((formats & kDoubleByte) != 0 && double_byte_font >= 0) return double_byte_font;
    if ((formats & kRightToLeft) != 0 && complex_font >= 0) return complex_font;
    return font;
  }
};

// The numbering of Word 95 and before: \pn.
enum class LegacyNumbering : uint8_t { kNone, kBullet, kNumber };

struct ParagraphFormat {
  int32_t style = 0;
  int32_t left_indent = 0;   // twips
  int32_t first_indent = 0;  // twips, relative to left_indent
  int32_t list = 0;          // \ls; 0 is none
  int32_t numbering_start = 1;
  uint8_t list_level = 0;     // from 0
  int8_t outline_level = -1;  // from 0; 9 is body text; -1 is not said
  Alignment alignment = Alignment::kDefault;
  LegacyNumbering numbering = LegacyNumbering::kNone;
  Numbering numbers = Numbering::kDecimal;  // of LegacyNumbering::kNumber
  char numbering_delimiter = '.';
  bool in_table = false;
  uint8_t nesting = 0;  // \itap; 0 is not said

  // Of tables around the paragraph.
  int table_depth() const { return !in_table ? 0 : nesting > 1 ? nesting : 1; }
};

struct Group {
  Destination destination = Destination::kContent;
  Destination begun = Destination::kContent;  // the destination that began in this group, and ends with it
  bool ignorable = false;                     // \* was read, and nothing since
  bool other_style = false;                   // in a style sheet: neither a paragraph's nor a character's
  uint16_t field = 0;                         // of the innermost field, counted from 1
  int32_t unicode_skip = 1;                   // \uc
  int32_t based_on = -1;
  FontEncoding encoding{};  // of the font in use
  CharacterFormat character{};
  ParagraphFormat paragraph{};
};

}  // namespace tare::rtf
