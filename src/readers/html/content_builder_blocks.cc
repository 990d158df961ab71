// Blocks: divisions, paragraphs, headings, lists, code.

#include <algorithm>
#include <optional>

#include "readers/html/ascii.h"
#include "readers/html/attributes.h"
#include "readers/html/code_language.h"
#include "readers/html/content_builder.h"

namespace tare::html {
namespace {

constexpr uint64_t kMaxListStart = 999'999'999;  // as CommonMark has it

// Whether an element that assistive technology is told to skip is decoration: an icon, the mark beside a
// heading. Elsewhere aria-hidden content is just repeated in another form, or not hidden from the eye at all.
bool IsDecoration(Element element, std::string_view classes) {
  if (element == Element::kA || element == Element::kI) return true;
  bool found = false;
  ForEachWord(classes, [&](std::string_view word) {
    return !(found = word == "icon" || word.starts_with("material-") || word == "katex-html");
  });
  return found;
}

// By the type attribute of an ordered list.
Numbering NumberingOf(std::string_view type) {
  if (type == "a") return Numbering::kLowerLetter;
  if (type == "A") return Numbering::kUpperLetter;
  if (type == "i") return Numbering::kLowerRoman;
  if (type == "I") return Numbering::kUpperRoman;
  return Numbering::kDecimal;
}

// These end with their parent or their next sibling, so a page may well leave their end tags out.
bool HasOptionalEnd(Element element) {
  switch (TreatmentOf(element)) {
    case Treatment::kParagraph:
    case Treatment::kListItem:
    case Treatment::kDefinitionItem:
    case Treatment::kRowGroup:
    case Treatment::kRow:
    case Treatment::kCell:
      return true;
    default:
      return false;
  }
}

bool IsHeading(Element element) { return TreatmentOf(element) == Treatment::kHeading; }

int LevelOf(Element heading) { return 1 + static_cast<int>(heading) - static_cast<int>(Element::kH1); }

}  // namespace

Style ContentBuilder::StyleOf(const Tag& tag, Element element) const {
  Style style;
  std::string_view classes;
  bool aria_hidden = false;
  for (const Attribute& attribute : tag.attributes) {
    if (attribute.name == "style") {
      const bool hidden = style.hidden;
      style = ParseStyle(attribute.value);
      style.hidden |= hidden;
    } else if (attribute.name == "hidden") {
      style.hidden = true;
    } else if (attribute.name == "class") {
      classes = attribute.value;
    } else if (attribute.name == "aria-hidden") {
      aria_hidden = attribute.value == "true";
    }
  }
  if (aria_hidden && IsDecoration(element, classes)) style.hidden = true;
  // MediaWiki hides the formula and shows a picture of it.
  if (style.hidden && classes.contains("mwe-math-mathml")) style.hidden = false;
  if (element == Element::kDialog && !FindAttribute(tag, "open")) style.hidden = true;
  if (main_content_) {
    const bool in_content =
        open_.revealed() || open_.IsOpen(Element::kMain) || open_.IsOpen(Element::kArticle);
    style.hidden |= IsBoilerplate(tag, element, in_content);
  }
  return style;
}

// Begins a block element. `block` is what stands for it in the document, if anything does.
void ContentBuilder::StartBlock(const Tag& tag, Element element, const std::optional<Block>& block,
                                BlockElement open) {
  if (ClosesParagraph(element)) CloseParagraph();
  const Style style = StyleOf(tag, element);
  open.element = element;
  open.hides |= style.hidden;
  open.preformatted |= style.preformatted;
  open.reveals = main_content_ && !open_.revealed() && Reveals(tag, element);
  open.alignment = style.alignment;
  PushBlock(block, open);
}

// Whether a block is content though what is around it is not.
bool ContentBuilder::Reveals(const Tag& tag, Element element) const {
  if (mark_ != ContentMark::kNone) return HasContentMark(tag, element, mark_);
  if (element != Element::kH1) return false;
  const size_t header = open_.FindInScope(Element::kHeader);
  return header != OpenElements::kNone && open_.block(header).hides;
}

void ContentBuilder::PushBlock(const std::optional<Block>& block, BlockElement open) {
  if (!open_.HidesIn(open)) {
    flow_.StartLine();
    open.opened = block && flow_.Open(*block);
  }
  open.flow_depth = static_cast<uint16_t>(flow_.depth() - open.opened);
  if (open_.PushBlock(open)) return;
  if (open.opened) flow_.CloseTo(open.flow_depth);
  if (!HasOptionalEnd(open.element)) ++left_out_;
}

void ContentBuilder::StartDivision(const Tag& tag, Element element) {
  if (EqualsIgnoringCase(AttributeOf(tag, "role"), "heading")) {
    const uint64_t level = ParseNumber(AttributeOf(tag, "aria-level"), 6).value_or(2);
    return StartBlock(tag, element, Block::Heading(static_cast<int>(std::max<uint64_t>(level, 1))));
  }
  StartBlock(tag, element, std::nullopt);
  if (const std::string_view language = CodeLanguage(tag); !language.empty()) {
    language_ = language;
    language_block_ = open_.blocks() - 1;
  }
}

void ContentBuilder::StartParagraph(const Tag& tag) {
  std::optional<Block> block;  // in code, paragraphs are lines of it
  if (!open_.preformatted()) block = Block::Of(BlockKind::kParagraph);
  StartBlock(tag, Element::kP, block);
}

void ContentBuilder::StartHeading(const Tag& tag, Element element) {
  CloseParagraph();
  if (open_.blocks() > 0 && IsHeading(open_.innermost().element)) CloseElements(open_.blocks() - 1);
  StartBlock(tag, element, Block::Heading(LevelOf(element)));
}

void ContentBuilder::StartPreformatted(const Tag& tag, Element element) {
  StartBlock(tag, element, std::nullopt, {.preformatted = true});
  std::string_view language = CodeLanguage(tag);
  if (const std::string_view lang = TrimAscii(AttributeOf(tag, "lang"));
      language.empty() && IsCodeLanguage(lang)) {
    language = lang;
  }
  if (language.empty() && language_block_ != OpenElements::kNone) language = language_;
  flow_.SetCodeLanguage(language);
  skip_newline_ = true;
}

void ContentBuilder::StartList(const Tag& tag, Element element) {
  Block block = Block::List(/*tight=*/true);
  if (element == Element::kOl) {
    const auto start = ParseNumber(AttributeOf(tag, "start"), kMaxListStart);
    block = Block::OrderedList(start.value_or(1), /*tight=*/true, '.', NumberingOf(AttributeOf(tag, "type")));
  }
  StartBlock(tag, element, block);
}

void ContentBuilder::StartListItem(const Tag& tag) {
  CloseItem(Element::kLi, Element::kLi);
  CloseParagraph();
  if (!open_.hidden()) {
    if (const auto value = ParseNumber(AttributeOf(tag, "value"), kMaxListStart)) flow_.NumberItem(*value);
  }
  StartBlock(tag, Element::kLi, Block::Item());
}

void ContentBuilder::StartDefinitionItem(const Tag& tag, Element element) {
  CloseItem(Element::kDd, Element::kDt);
  StartBlock(tag, element,
             Block::Of(element == Element::kDt ? BlockKind::kDefinitionTerm : BlockKind::kDefinition));
}

// One that stands in a table, but in no cell, is not the table's caption.
void ContentBuilder::StartFigureCaption(const Tag& tag) {
  std::optional<Block> block;
  if (flow_.innermost() != BlockKind::kTable) block = Block::Of(BlockKind::kCaption);
  StartBlock(tag, Element::kFigcaption, block);
}

void ContentBuilder::AddRule() {
  CloseParagraph();
  if (!open_.hidden()) flow_.AddRule();
}

// Elements in a line that hold anything: <button>, <select>, <object>.
void ContentBuilder::StartControl(const Tag& tag, Element element) {
  if (element == Element::kButton) {
    if (const size_t open = open_.FindInScope(element); open != OpenElements::kNone) CloseElements(open);
  }
  BlockElement open{.element = element,
                    .hides = StyleOf(tag, element).hidden,
                    .isolates = TreatmentOf(element) == Treatment::kInlineScope,
                    .flow_depth = static_cast<uint16_t>(flow_.depth())};
  if (TreatmentOf(element) == Treatment::kControl) flow_.Space();
  if (!open_.PushBlock(open)) ++left_out_;
}

void ContentBuilder::StartHidden(Element element) {
  if (!open_.PushBlock({.element = element, .hides = true})) ++left_out_;
}

void ContentBuilder::EndBlock(Element element) {
  if (left_out_ > 0 && !HasOptionalEnd(element)) {
    --left_out_;
    return;
  }
  const size_t open = open_.FindInScope(element);
  if (open != OpenElements::kNone) CloseElements(open);
}

// The end tag of any heading ends the one that is open.
void ContentBuilder::EndHeading() {
  for (size_t i = open_.blocks(); i-- > 0;) {
    const Element open = open_.block(i).element;
    if (IsHeading(open)) return CloseElements(i);
    if (IsScope(open)) return;
  }
}

void ContentBuilder::EndParagraph() {
  const size_t open = open_.FindInScope(Element::kP, Element::kButton);
  if (open != OpenElements::kNone) {
    CloseElements(open);
  } else {
    StartLine();  // an end tag alone is an empty paragraph
  }
}

void ContentBuilder::StartLine() {
  if (!open_.hidden()) flow_.StartLine();
}

void ContentBuilder::CloseParagraph() {
  const size_t open = open_.FindInScope(Element::kP, Element::kButton);
  if (open != OpenElements::kNone) CloseElements(open);
}

// Before an item begins, its sibling ends (13.2.6.4.7).
void ContentBuilder::CloseItem(Element element, Element other) {
  for (size_t i = open_.blocks(); i-- > 0;) {
    const Element open = open_.block(i).element;
    if (open == element || open == other) return CloseElements(i);
    if (open != Element::kDiv && open != Element::kP && open != Element::kAddress) return;
  }
}

// Ends block elements until `count` are left.
void ContentBuilder::CloseElements(size_t count) {
  while (open_.blocks() > count) {
    if (open_.innermost().visible) CloseFlowOf(open_.innermost());
    open_.PopBlocks(open_.blocks() - 1);
  }
  if (language_block_ != OpenElements::kNone && language_block_ >= count) {
    language_block_ = OpenElements::kNone;
  }
}

void ContentBuilder::CloseFlowOf(const BlockElement& element) {
  switch (TreatmentOf(element.element)) {
    case Treatment::kInlineScope:
      return;
    case Treatment::kControl:
      return flow_.Space();
    case Treatment::kListItem:
    case Treatment::kDefinitionItem:
    case Treatment::kCell:
      // What is out of place between items is still taken in by the last one.
      if (!element.opened || element.element == Element::kDt) break;
      flow_.CloseTo(element.flow_depth + 1u);
      return flow_.EndInnermost();
    case Treatment::kRowGroup:
    case Treatment::kRow:
      return flow_.StartLine();
    default:
      break;
  }
  // Lines of code that are elements of their own do not end the code.
  const bool is_line_of_code = open_.preformatted() && !element.preformatted && !element.opened;
  if (!is_line_of_code) flow_.CloseTo(element.flow_depth);
  flow_.StartLine();
}

void ContentBuilder::StartPage() {
  CloseElements(0);
  page_ended_ = false;
  left_out_ = 0;
}

}  // namespace tare::html
