#pragma once

// The style sheet, as far as styles say what a text is: a heading, code, a quotation. Styles are known by
// name, with the names of Word, LibreOffice, pandoc and Tare.

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "readers/rtf/group.h"

namespace tare::rtf {

enum class StyleRole : uint8_t {
  kNone,
  // Paragraphs.
  kHeading,
  kTitle,
  kQuote,
  kCodeBlock,
  kCaption,
  kDefinitionTerm,
  kThematicBreak,
  // Runs.
  kEmphasis,
  kStrong,
  kUnderline,
  kStrikethrough,
  kSuperscript,
  kSubscript,
  kHighlight,
  kCode,
  kMath,
  kDisplayMath,
};

struct Style {
  int32_t number = 0;
  int32_t based_on = -1;
  uint16_t formats = 0;       // Format bits
  int8_t outline_level = -1;  // as ParagraphFormat
  uint8_t heading_level = 0;  // kHeading: from 1
  StyleRole role = StyleRole::kNone;
};

class StyleSheet {
 public:
  static constexpr size_t kMaxStyles = 4096;

  explicit StyleSheet(std::pmr::memory_resource* memory) : paragraph_(memory), character_(memory) {}

  // Takes the style that `group` defines; its name is complete.
  void Define(const Group& group, std::string_view name);

  // The style of that number with what it inherits. An unknown number gives a style without properties.
  Style Paragraph(int32_t number) const { return Resolve(paragraph_, number); }
  Style Character(int32_t number) const { return Resolve(character_, number); }

 private:
  using Styles = std::pmr::vector<Style>;  // by number

  static void Add(Styles& styles, const Style& style);
  static const Style* Find(const Styles& styles, int32_t number);
  static Style Resolve(const Styles& styles, int32_t number);

  Styles paragraph_;
  Styles character_;
};

}  // namespace tare::rtf
