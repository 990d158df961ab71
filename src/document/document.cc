#include "tare/document.h"

#include <cstddef>
#include <iterator>

namespace tare {
namespace {

constexpr std::string_view kBlockNames[] = {
    "document",  "page",     "heading",         "paragraph",       "quote",      "list",
    "list-item", "code",     "table",           "caption",         "row",        "cell",
    "figure",    "footnote", "definition-list", "definition-term", "definition", "thematic-break",
    "raw",
};
static_assert(std::size(kBlockNames) == kBlockKinds);

constexpr std::string_view kSpanNames[] = {
    "emphasis",  "strong", "underline", "strikethrough", "superscript", "subscript",
    "highlight", "code",   "link",      "math",          "raw",
};
static_assert(std::size(kSpanNames) == kSpanKinds);

constexpr std::string_view kNumberingNames[] = {
    "decimal", "lower-letter", "upper-letter", "lower-roman", "upper-roman",
};
static_assert(std::size(kNumberingNames) == kNumberings);

}  // namespace

std::string_view BlockName(BlockKind kind) { return kBlockNames[static_cast<size_t>(kind)]; }

std::string_view SpanName(SpanKind kind) { return kSpanNames[static_cast<size_t>(kind)]; }

std::string_view NumberingName(Numbering numbering) {
  return kNumberingNames[static_cast<size_t>(numbering)];
}

}  // namespace tare
