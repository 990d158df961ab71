#include "readers/html/open_elements.h"

#include <algorithm>
#include <bit>

namespace tare::html {
namespace {

constexpr SpanSet kScripts = SpanBit(SpanKind::kSubscript) | SpanBit(SpanKind::kSuperscript);

// The standard's "Noah's Ark clause": more of the same are not carried on.
constexpr int kMaxAlike = 3;

bool ShowsNothing(const InlineElement& element) { return (element.adds | element.removes) == 0; }

}  // namespace

bool OpenElements::PushBlock(BlockElement element) {
  if (blocks_ == kMaxBlocks) return false;
  element.inlines = static_cast<uint16_t>(inlines_);
  element.marker = static_cast<uint16_t>(marker_);
  if (element.isolates) {
    marker_ = inlines_;
    spans_changed_ = true;
  }
  hiding_ += element.hides;
  hiding_ -= element.reveals;
  revealing_ += element.reveals;
  preformatted_ += element.preformatted;
  element.visible = hiding_ == 0;
  ++open_[static_cast<size_t>(element.element)];
  block_[blocks_++] = element;
  return true;
}

void OpenElements::PopBlocks(size_t count) {
  while (blocks_ > count) {
    const BlockElement& element = block_[--blocks_];
    hiding_ -= element.hides;
    hiding_ += element.reveals;
    revealing_ -= element.reveals;
    preformatted_ -= element.preformatted;
    --open_[static_cast<size_t>(element.element)];

    // Inline elements end with their block, but formatting is only detached from it, and does not survive
    // the cell it began in.
    size_t kept = element.inlines;
    for (size_t i = element.inlines; i < inlines_; ++i) {
      if (inline_[i].formatting && !element.isolates) {
        inline_[kept] = inline_[i];
        inline_[kept++].detached = true;
      } else {
        hiding_ -= inline_[i].hides;
      }
    }
    spans_changed_ |= inlines_ != element.inlines || element.isolates;
    inlines_ = kept;
    marker_ = element.marker;
  }
}

size_t OpenElements::FindInScope(Element element, Element edge) const {
  if (!IsOpen(element)) return kNone;
  for (size_t i = blocks_; i-- > 0;) {
    const Element open = block_[i].element;
    if (open == element) return i;
    if (IsScope(open) || open == edge) return kNone;
  }
  return kNone;
}

bool OpenElements::PushInline(const InlineElement& element) {
  if (element.formatting) LimitFormatting(element);
  if (inlines_ == kMaxInlines) return false;
  inline_[inlines_++] = element;
  hiding_ += element.hides;
  spans_changed_ |= !ShowsNothing(element);
  return true;
}

// Keeps pages that never close their <font> from filling the list.
void OpenElements::LimitFormatting(const InlineElement& element) {
  size_t first = kNone;
  int alike = 0;
  for (size_t i = inlines_; i-- > marker_;) {
    if (inline_[i].element == element.element && inline_[i].adds == element.adds) {
      first = i;
      ++alike;
    }
  }
  if (alike >= kMaxAlike) EraseInline(first);
}

bool OpenElements::EndInline(Element element, uint32_t name_hash, InlineElement* ended) {
  if (inlines_ == 0) return false;
  // The end tag of formatting reaches through blocks, any other stops at the block it stands in.
  const bool formatting = TreatmentOf(element) == Treatment::kFormatting;
  const size_t first = formatting ? marker_ : blocks_ > 0 ? innermost().inlines : 0;
  for (size_t i = inlines_; i-- > first;) {
    if (inline_[i].element != element || inline_[i].name_hash != name_hash) continue;
    *ended = inline_[i];
    if (formatting) {
      EraseInline(i);
      return true;
    }
    // What stands inside ends too, except for formatting.
    for (size_t inside = inlines_; inside-- > i + 1;) {
      if (!inline_[inside].formatting) EraseInline(inside);
    }
    EraseInline(i);
    return true;
  }
  return false;
}

size_t OpenElements::CountInlines(Element element) const {
  const auto end = inline_.begin() + static_cast<ptrdiff_t>(inlines_);
  return static_cast<size_t>(std::count_if(
      inline_.begin(), end, [&](const InlineElement& open) { return open.element == element; }));
}

void OpenElements::EraseInline(size_t index) {
  hiding_ -= inline_[index].hides;
  spans_changed_ |= !ShowsNothing(inline_[index]);
  const bool last = index + 1 == inlines_;
  if (!last) std::copy(&inline_[index + 1], &inline_[inlines_], &inline_[index]);
  --inlines_;
  for (size_t i = blocks_; i-- > 0;) {
    if (block_[i].inlines <= index) break;  // so do those around it
    --block_[i].inlines;
    if (block_[i].marker > index) --block_[i].marker;
  }
  if (marker_ > index) --marker_;
}

std::span<const ActiveSpan> OpenElements::Spans() {
  spans_changed_ = false;
  spans_.Clear();
  for (size_t i = 0; i < inlines_; ++i) {
    InlineElement& element = inline_[i];
    if (element.detached && i < marker_) continue;
    element.detached = false;  // the text this is asked for carries it on
    spans_.Remove(element.removes);
    for (SpanSet rest = element.adds; rest != 0; rest &= static_cast<SpanSet>(rest - 1)) {
      const auto kind = static_cast<SpanKind>(std::countr_zero(rest));
      if (kind == SpanKind::kLink && element.serial != link_.serial) continue;
      const bool distinct = kind == SpanKind::kLink || kind == SpanKind::kCode;
      spans_.Add({kind, distinct ? element.serial : 0});
    }
  }
  return spans_.InOrder();
}

void SpanList::Add(ActiveSpan span) {
  uint8_t& alike = count_of_[static_cast<size_t>(span.kind)];
  if (alike == ((SpanBit(span.kind) & kScripts) != 0 ? kMaxScripts : 1)) return;
  ++alike;
  span_[count_++] = span;
}

void SpanList::Remove(SpanSet kinds) {
  if (kinds == 0) return;
  size_t kept = 0;
  for (size_t i = 0; i < count_; ++i) {
    if ((kinds & SpanBit(span_[i].kind)) != 0) {
      --count_of_[static_cast<size_t>(span_[i].kind)];
    } else {
      span_[kept++] = span_[i];
    }
  }
  count_ = kept;
}

// Code holds text only, so it goes inside of everything else.
std::span<const ActiveSpan> SpanList::InOrder() {
  ActiveSpan* const end = span_.data() + count_;
  ActiveSpan* const code =
      std::find_if(span_.data(), end, [](const ActiveSpan& s) { return s.kind == SpanKind::kCode; });
  if (code != end) std::rotate(code, code + 1, end);
  return {span_.data(), count_};
}

}  // namespace tare::html
