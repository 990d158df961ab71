#pragma once

// Makes a document of the tokens of a page: the part of tree construction (WHATWG HTML, 13.2.6) that matters
// to content, without the tree. Tags open and close elements (OpenElements); what they mean for the document
// goes to the Flow in the order of the page.
//
//   content_builder.cc          tokens, and which element gets which treatment
//   content_builder_blocks.cc   divisions, paragraphs, headings, lists, code
//   content_builder_tables.cc   tables
//   content_builder_inline.cc   what stands in a line: formatting, links, images, formulas

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>

#include "document/reading.h"
#include "document/table_shaper.h"
#include "readers/html/element.h"
#include "readers/html/flow.h"
#include "readers/html/image.h"
#include "readers/html/link_list_filter.h"
#include "readers/html/main_content.h"
#include "readers/html/mathml.h"
#include "readers/html/metadata.h"
#include "readers/html/open_elements.h"
#include "readers/html/style.h"
#include "readers/html/tokenizer.h"
#include "readers/html/url.h"

namespace tare::html {

class ContentBuilder final : public TokenHandler {
 public:
  // `page` is the text the tokenizer reads.
  ContentBuilder(ReadContext& context, std::string_view page);

  // Ends the document. Call once, after the last token.
  void Finish();
  PageMetadata& metadata() { return metadata_; }

  ContentModel StartTag(const Tag& tag, uint64_t offset) override;
  void EndTag(const Tag& tag, uint64_t offset) override;
  void Characters(std::string_view text, uint64_t offset) override;
  void Comment(std::string_view, uint64_t) override {}
  void DoctypeToken(const Doctype& doctype, uint64_t offset) override;
  void ParseError(std::string_view code, uint64_t offset) override;
  bool InForeignContent() const override { return is_xml_ || IsForeign(); }
  bool Continue(uint64_t offset) override { return context_.Advance(offset); }

 private:
  // content_builder.cc
  ContentModel StartElement(const Tag& tag, Element element, uint64_t offset);
  void StartMetadata(const Tag& tag, Element element);
  void StartInlineElement(const Tag& tag, Element element);
  void StartBlockElement(const Tag& tag, Element element, uint64_t offset);
  void EndElement(const Tag& tag, Element element);
  ContentModel StartText(const Tag& tag, Element element, ContentModel model);
  void EndText();
  bool IsForeign() const { return math_.open() || vector_graphics_ > 0; }
  bool StartInForeignContent(const Tag& tag, Element element);
  bool EndInForeignContent(const Tag& tag, Element element);
  void EndMath();

  // content_builder_blocks.cc
  Style StyleOf(const Tag& tag, Element element) const;
  void StartBlock(const Tag& tag, Element element, const std::optional<Block>& block, BlockElement open = {});
  bool Reveals(const Tag& tag, Element element) const;
  void PushBlock(const std::optional<Block>& block, BlockElement open);
  void StartDivision(const Tag& tag, Element element);
  void StartParagraph(const Tag& tag);
  void StartHeading(const Tag& tag, Element element);
  void StartPreformatted(const Tag& tag, Element element);
  void StartList(const Tag& tag, Element element);
  void StartListItem(const Tag& tag);
  void StartDefinitionItem(const Tag& tag, Element element);
  void StartFigureCaption(const Tag& tag);
  void StartControl(const Tag& tag, Element element);
  void StartHidden(Element element);
  void AddRule();
  void EndBlock(Element element);
  void EndHeading();
  void EndParagraph();
  void StartLine();
  void CloseParagraph();
  void CloseItem(Element element, Element other);
  void CloseElements(size_t count);
  void CloseFlowOf(const BlockElement& element);
  void StartPage();

  // content_builder_tables.cc
  void StartTable(const Tag& tag);
  void StartRowGroup(const Tag& tag, Element element);
  void StartRow(const Tag& tag, uint64_t offset);
  void StartCell(const Tag& tag, Element element);
  void StartCaption(const Tag& tag);
  BlockElement TablePart(const Tag& tag, Element element, size_t parent) const;
  void PushTablePart(size_t parent, const Block& block, const BlockElement& open);
  void EndTablePart(Element element);
  size_t InnermostTable() const;
  size_t RowParent(size_t table) const;

  // content_builder_inline.cc
  InlineElement InlineOf(const Tag& tag, Element element);
  void PushInline(const InlineElement& element);
  void StartInline(const Tag& tag, Element element);
  void EndInline(Element element, uint32_t name_hash);
  void EndInlineTag(const Tag& tag, Element element);
  void StartLink(const Tag& tag);
  void StartQuotation(const Tag& tag);
  void EndQuotation();
  void StartRuby(const Tag& tag, Element element);
  void EndRubyText();
  void AddAnchor(const Tag& tag, Element element);
  void AddInput(const Tag& tag);
  void AddImage(const Tag& tag);
  void AddImageData(const DataUrl& data, Image* image);
  std::string_view Kept(std::string_view value, std::pmr::string* copy) const;

  ReadContext& context_;
  const std::string_view page_;
  const bool is_xml_;
  const bool main_content_;
  const ContentMark mark_;
  LinkListFilter link_lists_;
  TableShaper shaper_;
  PageMetadata metadata_;
  BaseUrl base_url_;
  OpenElements open_;
  Flow flow_;
  MathCollector math_;

  Element text_element_ = Element::kUnknown;  // the one whose text the tokenizer reads: title, script, ...
  bool script_is_formula_ = false;            // in TeX, for MathJax
  bool script_is_display_ = false;
  std::pmr::string script_;
  bool skip_newline_ = false;      // the first after <pre>
  bool page_ended_ = false;        // </html> was seen
  uint8_t warned_ = 0;             // a bit for each limit that was reported
  uint32_t vector_graphics_ = 0;   // open <svg>
  uint32_t html_in_graphics_ = 0;  // open <foreignObject> and the like
  uint32_t left_out_ = 0;          // open block elements for which there was no room
  uint32_t serial_ = 0;            // of the last link or code
  std::pmr::string link_target_;   // of the open link, where it is no view of the page
  std::pmr::string link_title_;
  std::pmr::string image_target_;  // these are for one tag
  std::pmr::string image_text_;
  std::pmr::string image_bytes_;
  size_t last_image_ = 0;  // hash of its target
  uint32_t images_ = 0;    // pictures in the page itself
  // The language that a <div> around code names, and which block element that is.
  std::pmr::string language_;
  size_t language_block_ = OpenElements::kNone;
};

}  // namespace tare::html
