#pragma once

// What is open at a place in the page: block elements on a stack, and inline elements on a list of their own
// that remembers in which block each began. Together they do the work of the standard's stack of open
// elements and list of active formatting elements (13.2.4): spans are not moved about when tags are
// misnested; whoever writes text asks which spans apply to it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "readers/html/element.h"
#include "tare/document.h"

namespace tare::html {

using SpanSet = uint16_t;  // a bit for each SpanKind

constexpr SpanSet SpanBit(SpanKind kind) { return static_cast<SpanSet>(1u << static_cast<unsigned>(kind)); }

struct BlockElement {
  Element element = Element::kUnknown;
  bool hides = false;         // its content is left out
  bool reveals = false;       // its content is not left out though what is around it is
  bool visible = false;       // nothing hides it
  bool preformatted = false;  // white space inside is kept
  bool opened = false;        // a block of the document stands for it
  bool isolates = false;      // formatting from outside that has no block around it any more does not reach
                              // in, and formatting inside does not reach out (the standard's marker)
  bool only_headers = true;   // of a table: it has no rows yet but header rows
  Alignment alignment = Alignment::kDefault;  // of cells in it
  uint16_t flow_depth = 0;                    // blocks of the document open before it; see Flow
  uint16_t inlines = 0;                       // inline elements open before it
  uint16_t marker = 0;                        // the marker before it; see OpenElements::marker_
};

struct InlineElement {
  Element element = Element::kUnknown;
  bool formatting = false;  // outlives the block it began in
  bool detached = false;    // did outlive it, and applies again where text follows
  bool hides = false;       // its content is left out
  bool is_line = false;     // stands in lines of its own, as blocks do
  SpanSet adds = 0;
  SpanSet removes = 0;     // as font-weight: normal does
  uint32_t serial = 0;     // tells one link or piece of code from the next
  uint32_t name_hash = 0;  // of an element unknown
};

// What an <a> leads to.
struct Link {
  uint32_t serial = 0;
  std::string_view target;
  std::string_view title;
};

// A span that applies to text.
struct ActiveSpan {
  SpanKind kind;
  uint32_t serial;  // of a link or code, else 0

  friend bool operator==(const ActiveSpan&, const ActiveSpan&) = default;
};

// The spans that apply to text, outermost first. Sub- and superscripts nest to some depth; any other span
// inside of one of its kind adds nothing.
class SpanList {
 public:
  static constexpr uint8_t kMaxScripts = 3;
  static constexpr size_t kMaxSpans = static_cast<size_t>(kSpanKinds) + 2 * (kMaxScripts - 1);

  void Clear() {
    count_ = 0;
    count_of_.fill(0);
  }
  void Add(ActiveSpan span);
  void Remove(SpanSet kinds);
  std::span<const ActiveSpan> InOrder();

 private:
  std::array<ActiveSpan, kMaxSpans> span_;
  size_t count_ = 0;
  std::array<uint8_t, kSpanKinds> count_of_{};
};

class OpenElements {
 public:
  static constexpr size_t kMaxBlocks = 256;
  static constexpr size_t kMaxInlines = 256;
  static constexpr size_t kNone = SIZE_MAX;

  // Block elements, the outermost first.
  size_t blocks() const { return blocks_; }
  const BlockElement& block(size_t index) const { return block_[index]; }
  BlockElement& block(size_t index) { return block_[index]; }
  const BlockElement& innermost() const { return block_[blocks_ - 1]; }
  bool IsOpen(Element element) const { return open_[static_cast<size_t>(element)] > 0; }
  // False where there is no room.
  bool PushBlock(BlockElement element);
  // Ends block elements until `count` are left, and the inline elements in them.
  void PopBlocks(size_t count);
  // The innermost open block element of that kind, or kNone. It is not looked for beyond a scope's edge, nor
  // beyond `edge`.
  size_t FindInScope(Element element, Element edge = Element::kUnknown) const;

  // False where there is no room: the element is then as if it had no tags.
  bool PushInline(const InlineElement& element);
  // Ends the innermost one. False where there is none that the end tag could reach; `*ended` is set else.
  bool EndInline(Element element, uint32_t name_hash, InlineElement* ended);
  size_t CountInlines(Element element) const;

  // The link whose element was pushed last. An outer one is forgotten: links do not nest.
  void SetLink(const Link& link) {
    link_ = link;
    spans_changed_ = true;
  }
  const Link& link() const { return link_; }

  // Leaves out all but what is in an element that reveals.
  void HideAll() { ++hiding_; }
  bool revealed() const { return revealing_ > 0; }
  bool hidden() const { return hiding_ > 0; }
  bool HidesIn(const BlockElement& element) const { return element.hides || hiding_ > element.reveals; }
  bool preformatted() const { return preformatted_ > 0; }

  // The spans for text that stands here. Valid until asked for again.
  bool spans_changed() const { return spans_changed_; }
  std::span<const ActiveSpan> Spans();

 private:
  void EraseInline(size_t index);
  void LimitFormatting(const InlineElement& element);

  std::array<BlockElement, kMaxBlocks> block_;
  std::array<InlineElement, kMaxInlines> inline_;
  SpanList spans_;
  std::array<uint16_t, kElements> open_{};  // block elements open, by kind
  Link link_;
  size_t blocks_ = 0;
  size_t inlines_ = 0;
  size_t marker_ = 0;  // inline elements before it are outside the innermost cell
  uint32_t hiding_ = 0;
  uint32_t revealing_ = 0;
  uint32_t preformatted_ = 0;
  bool spans_changed_ = false;
};

}  // namespace tare::html
