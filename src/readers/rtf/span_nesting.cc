#include "readers/rtf/span_nesting.h"

#include <algorithm>

namespace tare::rtf {
namespace {

struct Kind {
  SpanKind span;
  uint16_t format;
};

// In the order in which spans of the same length nest.
constexpr Kind kSpans[] = {
    {SpanKind::kLink, 0},
    {SpanKind::kHighlight, kHighlighted},
    {SpanKind::kUnderline, kUnderline},
    {SpanKind::kStrikethrough, kStrike},
    {SpanKind::kStrong, kBold},
    {SpanKind::kEmphasis, kItalic},
    {SpanKind::kSuperscript, kSuper},
    {SpanKind::kSubscript, kSub},
    {SpanKind::kCode, kCodeFont},
};
constexpr size_t kLink = 0;
constexpr size_t kCode = 8;

constexpr uint16_t Bit(size_t kind) { return static_cast<uint16_t>(1u << kind); }

}  // namespace

SpanNesting::Mask SpanNesting::WantedBy(const InlineRun& run) {
  static_assert(std::size(kSpans) == kKinds);
  Mask mask = run.link != 0 ? Bit(kLink) : Mask{0};
  if (run.formats == 0) return mask;
  for (size_t kind = 1; kind < kKinds; ++kind) {
    if (run.formats & kSpans[kind].format) mask |= Bit(kind);
  }
  return mask;
}

bool SpanNesting::Lasts(size_t kind, size_t index, uint32_t link) const {
  if (index == runs_.size()) return false;
  return kind == kLink ? runs_[index].link == link : (runs_[index].formats & kSpans[kind].format) != 0;
}

// Looks at each run at most once for each kind.
size_t SpanNesting::EndOf(size_t kind, size_t index) {
  size_t& end = ends_[kind];
  if (end > index) return end;
  end = index + 1;
  while (Lasts(kind, end, runs_[index].link)) ++end;
  return end;
}

// How many of the open spans stay open.
size_t SpanNesting::CountKept(size_t index, Mask wanted) {
  size_t kept = 0;
  bool link_kept = false;
  bool code_kept = false;
  Mask missing = wanted;
  for (; kept < open_count_; ++kept) {
    const size_t kind = open_[kept];
    if ((wanted & Bit(kind)) == 0) break;
    if (kind == kLink && open_link_ != runs_[index].link) break;
    link_kept |= kind == kLink;
    code_kept |= kind == kCode;
    missing = static_cast<Mask>(missing & ~Bit(kind));
  }
  if (code_kept && missing != 0) --kept;
  if ((wanted & Bit(kLink)) != 0 && !link_kept) {
    const size_t link_end = EndOf(kLink, index);
    for (size_t i = 0; i < kept; ++i) {
      if (EndOf(open_[i], index) < link_end) return i;
    }
  }
  return kept;
}

void SpanNesting::Enter(size_t index) {
  const Mask wanted = WantedBy(runs_[index]);
  CloseTo(CountKept(index, wanted));
  Mask missing = wanted;
  for (size_t i = 0; i < open_count_; ++i) missing = static_cast<Mask>(missing & ~Bit(open_[i]));
  while (missing != 0) {
    size_t outermost = kKinds;
    for (size_t kind = 0; kind < kKinds; ++kind) {
      if ((missing & Bit(kind)) == 0) continue;
      const bool longer =
          outermost == kKinds || (kind != kCode && EndOf(kind, index) > EndOf(outermost, index));
      if (longer) outermost = kind;
    }
    Open(outermost, index);
    missing = static_cast<Mask>(missing & ~Bit(outermost));
  }
}

void SpanNesting::Open(size_t kind, size_t index) {
  if (kind == kLink) {
    open_link_ = runs_[index].link;
    sink_.BeginSpan(links_[open_link_ - 1]);
  } else {
    sink_.BeginSpan(Span::Of(kSpans[kind].span));
  }
  open_[open_count_++] = static_cast<uint8_t>(kind);
}

void SpanNesting::CloseTo(size_t count) {
  while (open_count_ > count) sink_.EndSpan(kSpans[open_[--open_count_]].span);
}

}  // namespace tare::rtf
