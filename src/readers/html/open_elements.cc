#include "readers/html/open_elements.h"

#include <algorithm>

namespace tare::html {
namespace {

// Sub- and superscripts nest to some depth; any other span inside one of its kind adds nothing.
constexpr SpanSet kScripts = SpanBit(SpanKind::kSubscript) | SpanBit(SpanKind::kSuperscript);
constexpr ptrdiff_t kMaxScripts = 3;

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
  for (size_t i = blocks_; i-- > 0 && block_[i].inlines > index;) --block_[i].inlines;
  for (size_t i = blocks_; i-- > 0 && block_[i].marker > index;) --block_[i].marker;
  if (marker_ > index) --marker_;
}

std::span<const ActiveSpan> OpenElements::Spans() {
  spans_changed_ = false;
  size_t count = 0;
  for (size_t i = 0; i < inlines_; ++i) {
    if (inline_[i].detached && i < marker_) continue;
    inline_[i].detached = false;  // the text this is asked for carries it on
    if (!ShowsNothing(inline_[i])) ApplyInline(inline_[i], &count);
  }
  // Code holds text only, so it goes inside of everything else.
  ActiveSpan* const end = span_.data() + count;
  ActiveSpan* const code =
      std::find_if(span_.data(), end, [](const ActiveSpan& s) { return s.kind == SpanKind::kCode; });
  if (code != end) std::rotate(code, code + 1, end);
  return {span_.data(), count};
}

void OpenElements::ApplyInline(const InlineElement& element, size_t* count) {
  const auto remove = [&](SpanKind kind) {
    ActiveSpan* const end = span_.data() + *count;
    *count = static_cast<size_t>(
        std::remove_if(span_.data(), end, [&](const ActiveSpan& s) { return s.kind == kind; }) -
        span_.data());
  };
  for (int i = 0; i < kSpanKinds; ++i) {
    const SpanKind kind = static_cast<SpanKind>(i);
    const bool is_link = kind == SpanKind::kLink;
    if ((element.removes & SpanBit(kind)) != 0) remove(kind);
    if ((element.adds & SpanBit(kind)) == 0) continue;
    if (is_link && element.serial != link_.serial) continue;
    const ptrdiff_t limit = (SpanBit(kind) & kScripts) != 0 ? kMaxScripts : 1;
    const auto alike = std::count_if(span_.data(), span_.data() + *count,
                                     [&](const ActiveSpan& s) { return s.kind == kind; });
    if (alike >= limit || *count == kMaxSpans) continue;
    const bool distinct = is_link || kind == SpanKind::kCode;
    span_[(*count)++] = {kind, distinct ? element.serial : 0};
  }
}

}  // namespace tare::html
