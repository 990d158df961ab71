#include "readers/rtf/block_nesting.h"

#include <cstdlib>

namespace tare::rtf {
namespace {

constexpr int32_t kSameIndent = 100;  // twips by which indents may differ that are meant to be the same

}  // namespace

bool BlockNesting::IsSame(const ItemPlace& place, const List& list) {
  if (place.list != list.list || place.ordered != list.ordered) return false;
  if (place.ordered && place.number != ItemPlace::kNext && place.number != list.next) return false;
  if (place.list >= 0) return place.level == list.level;
  return int64_t{place.left_indent} - list.left_indent <= kSameIndent &&
         int64_t{list.left_indent} - place.left_indent <= kSameIndent;
}

bool BlockNesting::IsDeeper(const ItemPlace& place, const List& list) {
  if (place.list >= 0 && place.list == list.list) return place.level > list.level;
  return int64_t{place.left_indent} - list.left_indent > kSameIndent;
}

void BlockNesting::EnterItem(Sink& sink, const ItemPlace& place) {
  CloseQuoteAndCode(sink);
  while (open_lists_ > 0 && !IsSame(place, lists_[open_lists_ - 1]) &&
         !IsDeeper(place, lists_[open_lists_ - 1])) {
    CloseList(sink);
  }
  if (open_lists_ > 0 && IsSame(place, lists_[open_lists_ - 1])) {
    sink.EndBlock(BlockKind::kListItem);
  } else {
    if (open_lists_ == kMaxLists) CloseList(sink);
    OpenList(sink, place);
  }
  ++lists_[open_lists_ - 1].next;
  sink.BeginBlock(Block::Item(place.checked));
}

void BlockNesting::OpenList(Sink& sink, const ItemPlace& place) {
  const int64_t start = place.number == ItemPlace::kNext ? place.start : place.number;
  lists_[open_lists_++] = {.list = place.list,
                           .level = place.level,
                           .left_indent = place.left_indent,
                           .ordered = place.ordered,
                           .next = start};
  sink.BeginBlock(
      place.ordered ? Block::OrderedList(static_cast<uint64_t>(start), true, place.delimiter, place.numbering)
                    : Block::List(true));
}

void BlockNesting::EnterPlain(Sink& sink, int32_t left_indent) {
  CloseQuoteAndCode(sink);
  while (open_lists_ > 0 && (left_indent <= 0 || lists_[open_lists_ - 1].left_indent != left_indent)) {
    CloseList(sink);
  }
}

void BlockNesting::EnterQuote(Sink& sink, int32_t left_indent) {
  if (in_quote_) return;
  EnterPlain(sink, left_indent);
  sink.BeginBlock(Block::Of(BlockKind::kQuote));
  in_quote_ = true;
}

void BlockNesting::EnterCode(Sink& sink, int32_t left_indent) {
  if (in_code_) return;
  EnterPlain(sink, left_indent);
  sink.BeginBlock(Block::Code({}));
  in_code_ = true;
}

void BlockNesting::CloseAll(Sink& sink) {
  CloseQuoteAndCode(sink);
  while (open_lists_ > 0) CloseList(sink);
}

void BlockNesting::CloseList(Sink& sink) {
  sink.EndBlock(BlockKind::kListItem);
  sink.EndBlock(BlockKind::kList);
  --open_lists_;
}

void BlockNesting::CloseQuoteAndCode(Sink& sink) {
  if (in_quote_) sink.EndBlock(BlockKind::kQuote);
  if (in_code_) sink.EndBlock(BlockKind::kCode);
  in_quote_ = in_code_ = false;
}

}  // namespace tare::rtf
