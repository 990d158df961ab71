#include "readers/markdown/warnings.h"

#include <string_view>

namespace tare::markdown {
namespace {

std::string_view Message(Trouble trouble) {
  switch (trouble) {
    case Trouble::kBlocksTooDeep:
      return "quotes and lists are nested too deeply: the innermost were flattened";
    case Trouble::kSpansTooDeep:
      return "emphasis and links are nested too deeply: the innermost were flattened";
    case Trouble::kBlockTooLong:
      return "a list is too long to look ahead: whether it is loose was decided from its first part";
    case Trouble::kParagraphTooLong:
      return "a paragraph is too long and was split";
    case Trouble::kLineTooLong:
      return "a line is too long and was split";
    case Trouble::kInlineTooRich:
      return "a paragraph has too much markup: what spans its parts was left as text";
    case Trouble::kTooManyDefinitions:
      return "there are too many link definitions and footnotes: the last ones were left out";
    case Trouble::kReferencesTooLong:
      return "references repeat long link definitions too often: the last ones were left as text";
    case Trouble::kTableTooSparse:
      return "a table's rows lack too many cells: its last rows were read as text";
    case Trouble::kAlternativeTextTooLong:
      return "an image's alternative text is too long and was cut";
  }
  return {};
}

}  // namespace

void Warnings::Add(Trouble trouble, uint64_t offset) {
  bool& told = told_[static_cast<int>(trouble)];
  if (told) return;
  told = true;
  sink_.Warn({.message = Message(trouble), .offset = offset});
}

}  // namespace tare::markdown
