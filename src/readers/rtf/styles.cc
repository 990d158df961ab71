#include "readers/rtf/styles.h"

#include <algorithm>

#include "text/ascii.h"

namespace tare::rtf {
namespace {

constexpr int kMaxInheritance = 16;  // styles may be based on each other in a circle
constexpr int kMaxHeadingLevel = 6;

struct Name {
  std::string_view name;  // lower case
  StyleRole role;
};

constexpr Name kParagraphNames[] = {
    {"title", StyleRole::kTitle},
    {"quote", StyleRole::kQuote},
    {"intense quote", StyleRole::kQuote},
    {"block quote", StyleRole::kQuote},
    {"block text", StyleRole::kQuote},
    {"blockquote", StyleRole::kQuote},
    {"quotations", StyleRole::kQuote},
    {"quotation", StyleRole::kQuote},
    {"code block", StyleRole::kCodeBlock},
    {"code", StyleRole::kCodeBlock},
    {"source code", StyleRole::kCodeBlock},
    {"html preformatted", StyleRole::kCodeBlock},
    {"preformatted text", StyleRole::kCodeBlock},
    {"verbatim", StyleRole::kCodeBlock},
    {"caption", StyleRole::kCaption},
    {"definition term", StyleRole::kDefinitionTerm},
    {"horizontal line", StyleRole::kThematicBreak},
};

constexpr Name kCharacterNames[] = {
    {"emphasis", StyleRole::kEmphasis},
    {"strong", StyleRole::kStrong},
    {"underline", StyleRole::kUnderline},
    {"strikethrough", StyleRole::kStrikethrough},
    {"superscript", StyleRole::kSuperscript},
    {"subscript", StyleRole::kSubscript},
    {"highlight", StyleRole::kHighlight},
    {"code", StyleRole::kCode},
    {"inline code", StyleRole::kCode},
    {"verbatim char", StyleRole::kCode},
    {"source text", StyleRole::kCode},
    {"html code", StyleRole::kCode},
    {"html typewriter", StyleRole::kCode},
    {"html keyboard", StyleRole::kCode},
    {"html sample", StyleRole::kCode},
    {"html preformatted char", StyleRole::kCode},
    {"teletype", StyleRole::kCode},
    {"math", StyleRole::kMath},
    {"display math", StyleRole::kDisplayMath},
};

template <typename Names>
StyleRole RoleByName(const Names& names, std::string_view name) {
  for (const Name& known : names) {
    if (text::EqualsIgnoringCase(name, known.name)) return known.role;
  }
  return StyleRole::kNone;
}

// "heading 3" gives 3; 0 for other names. Word knows nine levels.
int HeadingLevel(std::string_view name) {
  constexpr std::string_view kHeading = "heading ";
  if (name.size() != kHeading.size() + 1 || !text::StartsWithIgnoringCase(name, kHeading)) return 0;
  const char digit = name.back();
  return digit >= '1' && digit <= '9' ? std::min(digit - '0', kMaxHeadingLevel) : 0;
}

std::string_view Trimmed(std::string_view name) {
  while (name.starts_with(' ')) name.remove_prefix(1);
  while (name.ends_with(' ')) name.remove_suffix(1);
  return name;
}

}  // namespace

void StyleSheet::Define(const Group& group, std::string_view name) {
  if (group.other_style) return;
  name = Trimmed(name);
  Style style = {.number = group.paragraph.style,
                 .based_on = group.based_on,
                 .formats = group.character.formats,
                 .outline_level = group.paragraph.outline_level};
  if (group.character.style >= 0) {
    style.number = group.character.style;
    style.role = RoleByName(kCharacterNames, name);
    Add(character_, style);
    return;
  }
  style.role = RoleByName(kParagraphNames, name);
  if (const int level = HeadingLevel(name); level > 0) {
    style.role = StyleRole::kHeading;
    style.heading_level = static_cast<uint8_t>(level);
  }
  Add(paragraph_, style);
}

void StyleSheet::Add(Styles& styles, const Style& style) {
  const auto place = std::ranges::lower_bound(styles, style.number, {}, &Style::number);
  if (place != styles.end() && place->number == style.number) {
    *place = style;
  } else if (styles.size() < kMaxStyles) {
    styles.insert(place, style);
  }
}

const Style* StyleSheet::Find(const Styles& styles, int32_t number) {
  const auto place = std::ranges::lower_bound(styles, number, {}, &Style::number);
  return place != styles.end() && place->number == number ? &*place : nullptr;
}

// What a style does not say comes from the one it is based on. (Its formats are complete: writers repeat
// what is inherited.)
Style StyleSheet::Resolve(const Styles& styles, int32_t number) {
  const Style* found = Find(styles, number);
  if (found == nullptr) return {.number = number};
  Style style = *found;
  const Style* base = found;
  for (int i = 0; i < kMaxInheritance && base->based_on >= 0; ++i) {
    if (style.role != StyleRole::kNone && style.outline_level >= 0) break;
    base = Find(styles, base->based_on);
    if (base == nullptr) break;
    if (style.role == StyleRole::kNone) {
      style.role = base->role;
      style.heading_level = base->heading_level;
    }
    if (style.outline_level < 0) style.outline_level = base->outline_level;
  }
  return style;
}

}  // namespace tare::rtf
