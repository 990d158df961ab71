#include "yaml/emitter_style.h"

#include <algorithm>
#include <array>

#include "text/scan.h"
#include "yaml/characters.h"

namespace tare::yaml {
namespace {

constexpr text::ByteSet LookedAt() {
  text::ByteSet set(":#,[]{}'\"\\\x7F");
  set.AddRange(0x00, 0x1F);
  set.AddRange(0x80, 0xFF);
  return set;
}
constexpr text::ByteSet kLookedAt = LookedAt();

// A plain scalar does not begin with these (7.3.3), nor with "-", "?" or ":" before white space.
constexpr std::string_view kFirstIndicators = ",[]{}#&*!|>'\"%@`";

bool BeginsLikeSyntax(std::string_view text) {
  const char first = text.front();
  if (kFirstIndicators.find(first) != kFirstIndicators.npos) return true;
  if (first == '-' || first == '?' || first == ':') {
    if (text.size() == 1 || IsContentWhite(text[1])) return true;
  }
  const std::string_view marker = text.substr(0, 3);
  return (marker == "---" || marker == "...") && (text.size() == 3 || IsContentWhite(text[3]));
}

// What the byte at `at`, one of kLookedAt, says. Returns the index behind the character.
size_t LookAt(std::string_view text, size_t at, TextTraits* traits) {
  const char c = text[at];
  const bool at_begin = at == 0, at_end = at + 1 == text.size();
  switch (c) {
    case ':':
      if (at_end || IsContentWhite(text[at + 1])) traits->plain_in_block = false;
      break;
    case '#':
      if (at_begin || IsContentWhite(text[at - 1])) traits->plain_in_block = false;
      break;
    case ',':
    case '[':
    case ']':
    case '{':
    case '}':
      traits->plain_in_flow = false;
      break;
    case '\'':
      ++traits->single_quotes;
      break;
    case '"':
    case '\\':
      ++traits->escapes;
      break;
    case '\t':
      traits->has_tab = true;
      ++traits->escapes;
      break;
    case '\n':
      traits->has_break = true;
      ++traits->escapes;
      if ((!at_begin && IsBlank(text[at - 1])) || (!at_end && IsBlank(text[at + 1]))) {
        traits->white_at_break = true;
      }
      break;
    default: {
      const text::Decoded decoded = text::Decode(text, at);
      if (!decoded.well_formed || !IsPrintable(decoded.code_point)) {
        traits->printable = false;
        ++traits->escapes;
      }
      return at + decoded.length;
    }
  }
  return at + 1;
}

bool PlainHolds(const TextTraits& traits, ScalarPlace place) {
  if (!traits.printable || traits.white_at_edge || traits.white_at_break) return false;
  return place.in_flow ? traits.plain_in_flow && !traits.has_break : traits.plain_in_block;
}

bool SingleQuotedHolds(const TextTraits& traits, ScalarPlace place) {
  return traits.printable && !traits.white_at_break && !(place.in_flow && traits.has_break);
}

// How a document's root counts its indentation is read in two ways: no indicator there. And without a line
// that tells the indentation, a comment behind it would be one.
bool BlockHolds(const TextTraits& traits, ScalarPlace place) {
  return traits.printable && !place.in_flow && !(place.is_root && (traits.needs_indicator || traits.blank));
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

}  // namespace

bool IsPrintable(text::CodePoint c) {
  if (c < 0x7F) return c >= 0x20 || c == '\n' || c == '\t';
  if (c < 0xA0 || c == 0x2028 || c == 0x2029 || c == 0xFEFF) return false;
  return c < 0xD800 || (c >= 0xE000 && c < 0xFFFE) || (c >= 0x10000 && c <= 0x10FFFF);
}

TextTraits TraitsOf(std::string_view text) {
  TextTraits traits;
  if (text.empty()) return traits;
  traits.empty = false;
  traits.white_at_edge = IsContentWhite(text.front()) || IsContentWhite(text.back());
  traits.plain_in_block = !BeginsLikeSyntax(text);
  const size_t content = text.find_first_not_of(" \t\n");
  traits.blank = content == text.npos;
  const size_t line = text.find_first_not_of('\n');
  traits.needs_indicator = line != text.npos && text[line] == ' ';
  for (size_t at = 0; (at = text::FindFirstOf(text, kLookedAt, at)) < text.size();) {
    at = LookAt(text, at, &traits);
  }
  traits.plain_in_flow = traits.plain_in_flow && traits.plain_in_block;
  return traits;
}

bool ReadsAsOther(std::string_view text) {
  // Numbers in all their forms, sexagesimals and timestamps.
  constexpr std::string_view kStarts = "0123456789+-.";
  constexpr std::string_view kNumeric = "0123456789+-.:_abcdefxotzABCDEFXOTZ \t";
  if (text.empty()) return true;
  if (kStarts.find(text.front()) != kStarts.npos && text.find_first_not_of(kNumeric) == text.npos)
    return true;
  constexpr auto kWords =
      std::to_array<std::string_view>({"~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=",
                                       "<<", ".inf", "+.inf", "-.inf", ".nan"});
  return std::ranges::any_of(
      kWords, [&](std::string_view word) { return std::ranges::equal(text, word, {}, Lower); });
}

ScalarStyle KeptStyle(ScalarStyle style, const TextTraits& traits, ScalarPlace place) {
  switch (style) {
    case ScalarStyle::kPlain:
      if (PlainHolds(traits, place)) return style;
      break;
    case ScalarStyle::kSingleQuoted:
      if (SingleQuotedHolds(traits, place)) return style;
      break;
    case ScalarStyle::kDoubleQuoted:
      return style;
    case ScalarStyle::kLiteral:
    case ScalarStyle::kFolded:
      if (BlockHolds(traits, place)) return style;
      break;
  }
  return traits.printable && !traits.has_break ? ScalarStyle::kSingleQuoted : ScalarStyle::kDoubleQuoted;
}

ScalarStyle SimplestStyle(ScalarStyle style, std::string_view text, const TextTraits& traits,
                          ScalarPlace place) {
  const bool one_line = !traits.has_break && !traits.has_tab;
  if (one_line && PlainHolds(traits, place) && (style == ScalarStyle::kPlain || !ReadsAsOther(text))) {
    return ScalarStyle::kPlain;
  }
  if (traits.has_break && !traits.blank && !place.is_key && BlockHolds(traits, place)) {
    return ScalarStyle::kLiteral;
  }
  const bool single = one_line && traits.printable && (traits.single_quotes == 0 || traits.escapes > 0);
  return single ? ScalarStyle::kSingleQuoted : ScalarStyle::kDoubleQuoted;
}

}  // namespace tare::yaml
