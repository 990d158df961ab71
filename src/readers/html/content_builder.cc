#include "readers/html/content_builder.h"

#include "readers/html/ascii.h"
#include "readers/html/attributes.h"
#include "readers/html/whitespace.h"

namespace tare::html {
namespace {

constexpr size_t kMaxFormula = 1 << 16;  // bytes of TeX in a script

bool IsBlock(Element element) {
  switch (TreatmentOf(element)) {
    case Treatment::kDivision:
    case Treatment::kParagraph:
    case Treatment::kHeading:
    case Treatment::kQuote:
    case Treatment::kPreformatted:
    case Treatment::kList:
    case Treatment::kListItem:
    case Treatment::kDefinitionList:
    case Treatment::kDefinitionItem:
    case Treatment::kTable:
    case Treatment::kRule:
    case Treatment::kStructure:
      return true;
    default:
      return false;
  }
}

// Start tags that end an <svg> around them (13.2.6.5).
bool BreaksOutOfGraphics(Element element) {
  switch (TreatmentOf(element)) {
    case Treatment::kFormatting:
      return element != Element::kA && element != Element::kFont;
    case Treatment::kLineBreak:
    case Treatment::kImage:
      return true;
    default:
      return IsBlock(element) || element == Element::kSpan || element == Element::kSub ||
             element == Element::kSup || element == Element::kRuby || element == Element::kVar;
  }
}

// Elements of SVG that hold HTML.
bool IsHtmlInGraphics(std::string_view name) {
  return name == "foreignobject" || name == "desc" || name == "title";
}

// Pages in XML, as in e-books: there a self-closing tag is a whole element.
bool IsXml(std::string_view page) { return TrimAscii(page.substr(0, 256)).starts_with("<?xml"); }

}  // namespace

ContentBuilder::ContentBuilder(ReadContext& context, std::string_view page)
    : context_(context),
      page_(page),
      is_xml_(IsXml(page)),
      main_content_(context.options.main_content),
      mark_(main_content_ ? FindContentMark(page) : ContentMark::kNone),
      link_lists_(context.sink, context.account),
      shaper_(main_content_ && mark_ == ContentMark::kNone ? link_lists_ : context.sink, context.account),
      metadata_(shaper_, context.account),
      base_url_(context.options.base_url, context.account),
      flow_(open_, shaper_, context.account),
      math_(context.account),
      script_(&context.account),
      link_target_(&context.account),
      link_title_(&context.account),
      image_target_(&context.account),
      image_text_(&context.account),
      image_bytes_(&context.account),
      language_(&context.account) {
  if (mark_ != ContentMark::kNone) open_.HideAll();
  flow_.Begin();
}

void ContentBuilder::Finish() {
  if (text_element_ == Element::kTitle) metadata_.EndTitle();
  if (math_.open()) EndMath();
  CloseElements(0);
  flow_.End();
}

void ContentBuilder::ParseError(std::string_view code, uint64_t offset) {
  // Of the errors, those that lose content.
  constexpr std::string_view kLosses[] = {"too-many-attributes", "attribute-too-long"};
  constexpr std::string_view kMessages[] = {"a tag has too many attributes; the last are left out",
                                            "an attribute is too long; its end is left out"};
  for (size_t i = 0; i < std::size(kLosses); ++i) {
    const auto bit = static_cast<uint8_t>(1u << i);
    if (code != kLosses[i] || (warned_ & bit) != 0) continue;
    warned_ |= bit;
    shaper_.Warn({.message = kMessages[i], .offset = offset});
  }
}

// Pages that follow each other in one file: a new one begins with nothing open.
void ContentBuilder::DoctypeToken(const Doctype&, uint64_t) {
  if (page_ended_) StartPage();
}

void ContentBuilder::Characters(std::string_view text, uint64_t) {
  if (text_element_ != Element::kUnknown) {
    if (text_element_ == Element::kTitle) metadata_.AddTitleText(text);
    if (script_is_formula_) AppendCollapsed(text, kMaxFormula, &script_);
    return;
  }
  if (math_.open()) return math_.Text(text);
  if (vector_graphics_ > 0 || open_.hidden()) return;
  if (skip_newline_) {
    skip_newline_ = false;
    if (text.starts_with('\n')) text.remove_prefix(1);
    if (text.empty()) return;
  }
  flow_.Text(text);
}

ContentModel ContentBuilder::StartTag(const Tag& tag, uint64_t offset) {
  const Element element = ElementByName(tag.name);
  skip_newline_ = false;
  if (IsForeign() && StartInForeignContent(tag, element)) return ContentModel::kData;
  const ContentModel model = StartElement(tag, element, offset);
  if (is_xml_ && tag.self_closing && TreatmentOf(element) != Treatment::kLineBreak) EndElement(tag, element);
  return model;
}

void ContentBuilder::EndTag(const Tag& tag, uint64_t) {
  const Element element = ElementByName(tag.name);
  skip_newline_ = false;
  if (IsForeign() && EndInForeignContent(tag, element)) return;
  EndElement(tag, element);
}

ContentModel ContentBuilder::StartElement(const Tag& tag, Element element, uint64_t offset) {
  switch (TreatmentOf(element)) {
    case Treatment::kTitle:
      return StartText(tag, element, ContentModel::kRcdata);
    case Treatment::kScript:
      return StartText(tag, element, ContentModel::kScriptData);
    case Treatment::kRawText:
      return StartText(tag, element, ContentModel::kRawtext);
    case Treatment::kVoid:
    case Treatment::kColumn:
      break;
    case Treatment::kStructure:
    case Treatment::kMetadata:
      StartMetadata(tag, element);
      break;
    case Treatment::kHidden:
      StartHidden(element);
      break;
    case Treatment::kVectorGraphics:
      if (!tag.self_closing) vector_graphics_ = 1;
      break;
    case Treatment::kMath:
      if (!tag.self_closing) math_.Begin(tag);
      break;
    case Treatment::kInline:
    case Treatment::kFormatting:
    case Treatment::kInlineScope:
    case Treatment::kControl:
    case Treatment::kOption:
    case Treatment::kQuotation:
    case Treatment::kRuby:
    case Treatment::kLineBreak:
    case Treatment::kImage:
    case Treatment::kInput:
      StartInlineElement(tag, element);
      break;
    default:
      StartBlockElement(tag, element, offset);
      AddAnchor(tag, element);
  }
  if (element == Element::kTextarea) return ContentModel::kRcdata;
  if (element == Element::kXmp) return ContentModel::kRawtext;
  if (element == Element::kPlaintext) return ContentModel::kPlaintext;
  return ContentModel::kData;
}

void ContentBuilder::StartMetadata(const Tag& tag, Element element) {
  switch (element) {
    case Element::kHtml:
      if (page_ended_) StartPage();
      return metadata_.Add("language", AttributeOf(tag, FindAttribute(tag, "lang") ? "lang" : "xml:lang"));
    case Element::kBase:
      return base_url_.SetBase(AttributeOf(tag, "href"));
    case Element::kMeta:
      return metadata_.AddMeta(tag);
    case Element::kLink:
      if (!HasWord(AttributeOf(tag, "rel"), "canonical")) return;
      return metadata_.Add("canonical", base_url_.Resolve(AttributeOf(tag, "href"), &image_target_));
    default:
      return;
  }
}

void ContentBuilder::StartInlineElement(const Tag& tag, Element element) {
  switch (TreatmentOf(element)) {
    case Treatment::kInlineScope:
    case Treatment::kControl:
      return StartControl(tag, element);
    case Treatment::kOption:
      return flow_.Space();
    case Treatment::kQuotation:
      return StartQuotation(tag);
    case Treatment::kRuby:
      return StartRuby(tag, element);
    case Treatment::kLineBreak:
      if (!open_.hidden()) flow_.LineBreak();
      return;
    case Treatment::kImage:
      return AddImage(tag);
    case Treatment::kInput:
      return AddInput(tag);
    default:
      element == Element::kA ? StartLink(tag) : StartInline(tag, element);
      return AddAnchor(tag, element);
  }
}

void ContentBuilder::StartBlockElement(const Tag& tag, Element element, uint64_t offset) {
  switch (TreatmentOf(element)) {
    case Treatment::kParagraph:
      return StartParagraph(tag);
    case Treatment::kHeading:
      return StartHeading(tag, element);
    case Treatment::kQuote:
      return StartBlock(tag, element, Block::Of(BlockKind::kQuote));
    case Treatment::kPreformatted:
      return StartPreformatted(tag, element);
    case Treatment::kList:
      return StartList(tag, element);
    case Treatment::kListItem:
      return StartListItem(tag);
    case Treatment::kDefinitionList:
      return StartBlock(tag, element, Block::Of(BlockKind::kDefinitionList));
    case Treatment::kDefinitionItem:
      return StartDefinitionItem(tag, element);
    case Treatment::kTable:
      return StartTable(tag);
    case Treatment::kRowGroup:
      return StartRowGroup(tag, element);
    case Treatment::kRow:
      return StartRow(tag, offset);
    case Treatment::kCell:
      return StartCell(tag, element);
    case Treatment::kCaption:
      return StartCaption(tag);
    case Treatment::kFigure:
      return StartBlock(tag, element, Block::Of(BlockKind::kFigure));
    case Treatment::kFigureCaption:
      return StartFigureCaption(tag);
    case Treatment::kRule:
      return AddRule();
    default:
      return StartDivision(tag, element);
  }
}

void ContentBuilder::EndElement(const Tag& tag, Element element) {
  if (text_element_ != Element::kUnknown) return EndText();
  switch (TreatmentOf(element)) {
    case Treatment::kInline:
    case Treatment::kFormatting:
    case Treatment::kQuotation:
    case Treatment::kRuby:
      return EndInlineTag(tag, element);
    case Treatment::kParagraph:
      return EndParagraph();
    case Treatment::kHeading:
      return EndHeading();
    case Treatment::kTable:
    case Treatment::kRowGroup:
    case Treatment::kRow:
    case Treatment::kCell:
    case Treatment::kCaption:
      return EndTablePart(element);
    case Treatment::kLineBreak:
      if (!open_.hidden()) flow_.LineBreak();
      return;
    case Treatment::kOption:
      return flow_.Space();
    case Treatment::kStructure:
      page_ended_ |= element == Element::kHtml;
      return;
    case Treatment::kVoid:
    case Treatment::kColumn:
    case Treatment::kRule:
    case Treatment::kImage:
    case Treatment::kInput:
    case Treatment::kMetadata:
    case Treatment::kTitle:
    case Treatment::kScript:
    case Treatment::kRawText:
    case Treatment::kVectorGraphics:
    case Treatment::kMath:
      return;
    default:
      return EndBlock(element);
  }
}

// Elements whose text is no content, or not here.

ContentModel ContentBuilder::StartText(const Tag& tag, Element element, ContentModel model) {
  if (is_xml_ && tag.self_closing) return ContentModel::kData;
  text_element_ = element;
  script_.clear();
  script_is_formula_ =
      element == Element::kScript && StartsWithIgnoringCase(AttributeOf(tag, "type"), "math/tex");
  script_is_display_ = script_is_formula_ && ContainsIgnoringCase(AttributeOf(tag, "type"), "display");
  return model;
}

void ContentBuilder::EndText() {
  if (text_element_ == Element::kTitle) metadata_.EndTitle();
  if (script_is_formula_ && !script_.empty() && !open_.hidden()) {
    flow_.AddMath(TrimAscii(script_), script_is_display_);
  }
  text_element_ = Element::kUnknown;
  script_is_formula_ = false;
}

// Foreign content. Of <svg> nothing is kept; <math> has its own collector.

// True where the tag belongs to the foreign content.
bool ContentBuilder::StartInForeignContent(const Tag& tag, Element element) {
  if (math_.open()) {
    if (IsBlock(element)) {
      EndMath();
      return false;
    }
    math_.StartTag(tag);
    return true;
  }
  if (html_in_graphics_ == 0 && BreaksOutOfGraphics(element)) {
    vector_graphics_ = 0;
    return false;
  }
  if (tag.self_closing) return true;
  if (element == Element::kSvg) ++vector_graphics_;
  if (IsHtmlInGraphics(tag.name)) ++html_in_graphics_;
  return true;
}

// True where the tag belongs to the foreign content. The end of an element around it ends it too.
bool ContentBuilder::EndInForeignContent(const Tag& tag, Element element) {
  if (math_.open()) {
    if (element == Element::kMath || open_.IsOpen(element)) EndMath();
    if (math_.open()) math_.EndTag(tag.name);
    return math_.open() || element == Element::kMath;
  }
  if (html_in_graphics_ == 0 && open_.IsOpen(element)) {
    vector_graphics_ = 0;
    return false;
  }
  if (element == Element::kSvg && --vector_graphics_ == 0) html_in_graphics_ = 0;
  if (IsHtmlInGraphics(tag.name) && html_in_graphics_ > 0) --html_in_graphics_;
  return true;
}

void ContentBuilder::EndMath() {
  math_.End();
  if (open_.hidden()) return;
  if (const std::string_view tex = math_.tex(); !tex.empty()) {
    flow_.AddMath(tex, math_.display());
  } else {
    flow_.Text(math_.line());
  }
}

}  // namespace tare::html
