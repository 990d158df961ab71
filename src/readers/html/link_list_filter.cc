#include "readers/html/link_list_filter.h"

#include <algorithm>

namespace tare::html {
namespace {

constexpr uint64_t kFewLinks = 3;       // a menu has no less
constexpr uint64_t kLongestEntry = 40;  // bytes of a menu's entry, on average
constexpr uint64_t kLinkPercent = 80;   // of a menu's text

// Bytes that are not ASCII punctuation: what separates the entries of a menu does not count.
uint64_t CountLetters(std::string_view text) {
  return static_cast<uint64_t>(std::ranges::count_if(text, [](char c) {
    const char lower = static_cast<char>(c | 0x20);
    return (c & 0x80) != 0 || (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9');
  }));
}

}  // namespace

void LinkListFilter::BeginBlock(const Block& block) {
  const bool may_be_menu = block.kind == BlockKind::kList || block.kind == BlockKind::kParagraph;
  if (block.kind == BlockKind::kTable) ++tables_;
  if (depth_ > 0) {
    ++depth_;
  } else if (may_be_menu && tables_ == 0) {
    holding_ = true;
    depth_ = 1;
    links_ = text_ = link_text_ = 0;
  }
  Target().BeginBlock(block);
}

void LinkListFilter::EndBlock(BlockKind kind) {
  if (kind == BlockKind::kTable) --tables_;
  Target().EndBlock(kind);
  if (depth_ == 0) return;
  --depth_;
  if (depth_ > 0 || !holding_) return;
  if (!IsMenu()) held_.Replay(next_);
  held_.Clear();
  holding_ = false;
}

void LinkListFilter::BeginSpan(const Span& span) {
  if (span.kind == SpanKind::kLink) {
    in_link_ = true;
    ++links_;
  }
  Target().BeginSpan(span);
}

void LinkListFilter::EndSpan(SpanKind kind) {
  if (kind == SpanKind::kLink) in_link_ = false;
  Target().EndSpan(kind);
}

void LinkListFilter::Text(std::string_view text) {
  const uint64_t size = CountLetters(text);
  text_ += size;
  if (in_link_) link_text_ += size;
  Target().Text(text);
}

// Where an event goes: what turns out too long to be a menu is sent on.
Sink& LinkListFilter::Target() {
  if (!holding_) return next_;
  if (held_.bytes() <= kMaxHeld) return held_;
  held_.Replay(next_);
  held_.Clear();
  holding_ = false;
  return next_;
}

bool LinkListFilter::IsMenu() const {
  return links_ >= kFewLinks && link_text_ * 100 >= text_ * kLinkPercent &&
         link_text_ <= links_ * kLongestEntry;
}

}  // namespace tare::html
