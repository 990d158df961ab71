#include "readers/html/style.h"

#include "readers/html/ascii.h"

namespace tare::html {
namespace {

constexpr uint64_t kBoldWeight = 600;

// Marks a span as on or off, by a value that means one of the two.
void Apply(SpanKind kind, bool on, Style& style) {
  (on ? style.adds : style.removes) |= SpanBit(kind);
  (on ? style.removes : style.adds) &= static_cast<SpanSet>(~SpanBit(kind));
}

void ApplyWeight(std::string_view value, Style& style) {
  if (const auto weight = ParseNumber(value, 1000)) {
    Apply(SpanKind::kStrong, *weight >= kBoldWeight, style);
  } else if (StartsWithIgnoringCase(value, "bold")) {
    Apply(SpanKind::kStrong, true, style);
  } else if (StartsWithIgnoringCase(value, "normal")) {
    Apply(SpanKind::kStrong, false, style);
  }
}

void ApplySlant(std::string_view value, Style& style) {
  if (StartsWithIgnoringCase(value, "italic") || StartsWithIgnoringCase(value, "oblique")) {
    Apply(SpanKind::kEmphasis, true, style);
  } else if (StartsWithIgnoringCase(value, "normal")) {
    Apply(SpanKind::kEmphasis, false, style);
  }
}

void ApplyDecoration(std::string_view value, Style& style) {
  if (ContainsIgnoringCase(value, "line-through")) Apply(SpanKind::kStrikethrough, true, style);
  if (ContainsIgnoringCase(value, "underline")) Apply(SpanKind::kUnderline, true, style);
}

void ApplyDisplay(std::string_view value, Style& style) {
  style.hidden |= StartsWithIgnoringCase(value, "none");
  style.block = StartsWithIgnoringCase(value, "block") || StartsWithIgnoringCase(value, "flex") ||
                StartsWithIgnoringCase(value, "grid") || StartsWithIgnoringCase(value, "list-item");
}

void ApplyDeclaration(std::string_view name, std::string_view value, Style& style) {
  const auto is = [&](std::string_view property) { return EqualsIgnoringCase(name, property); };
  switch (name.size()) {
    case 7:
      if (is("display")) ApplyDisplay(value, style);
      break;
    case 10:
      if (is("text-align")) style.alignment = AlignmentByName(value);
      if (is("visibility")) style.hidden |= StartsWithIgnoringCase(value, "hidden");
      if (is("font-style")) ApplySlant(value, style);
      break;
    case 11:
      if (is("font-weight")) ApplyWeight(value, style);
      if (is("white-space"))
        style.preformatted =
            StartsWithIgnoringCase(value, "pre") && !StartsWithIgnoringCase(value, "pre-line");
      break;
    case 14:
      if (is("vertical-align")) {
        if (StartsWithIgnoringCase(value, "super")) Apply(SpanKind::kSuperscript, true, style);
        if (StartsWithIgnoringCase(value, "sub")) Apply(SpanKind::kSubscript, true, style);
      }
      break;
    case 15:
      if (is("text-decoration")) ApplyDecoration(value, style);
      break;
    case 20:
      if (is("text-decoration-line")) ApplyDecoration(value, style);
      break;
    default:
      break;
  }
}

}  // namespace

Style ParseStyle(std::string_view declarations) {
  Style style;
  while (!declarations.empty()) {
    const size_t end = std::min(declarations.find(';'), declarations.size());
    const std::string_view declaration = declarations.substr(0, end);
    declarations.remove_prefix(std::min(end + 1, declarations.size()));
    const size_t colon = declaration.find(':');
    if (colon == declaration.npos) continue;
    ApplyDeclaration(TrimAscii(declaration.substr(0, colon)), TrimAscii(declaration.substr(colon + 1)),
                     style);
  }
  return style;
}

Alignment AlignmentByName(std::string_view name) {
  name = TrimAscii(name);
  if (StartsWithIgnoringCase(name, "left") || StartsWithIgnoringCase(name, "start")) return Alignment::kLeft;
  if (StartsWithIgnoringCase(name, "right") || StartsWithIgnoringCase(name, "end")) return Alignment::kRight;
  if (StartsWithIgnoringCase(name, "center") || StartsWithIgnoringCase(name, "middle")) {
    return Alignment::kCenter;
  }
  return Alignment::kDefault;
}

}  // namespace tare::html
