#include "readers/html/flow.h"

#include <algorithm>

namespace tare::html {
namespace {

// A list, its item and a paragraph; a table, its row, cell and a paragraph: who opens the first has room for
// all.
constexpr size_t kNestingReserve = 4;

bool IsContainer(BlockKind kind) {
  return kind == BlockKind::kQuote || kind == BlockKind::kList || kind == BlockKind::kDefinitionList ||
         kind == BlockKind::kTable || kind == BlockKind::kFigure;
}

// What a table or row holds.
bool IsTablePart(BlockKind kind) {
  return kind == BlockKind::kCaption || kind == BlockKind::kRow || kind == BlockKind::kCell;
}

}  // namespace

Flow::Flow(OpenElements& open, Sink& sink, Account& account)
    : open_(open), sink_(sink), blocks_(&account), indent_(&account), anchors_(&account) {}

bool Flow::IsLeaf(BlockKind kind) {
  switch (kind) {
    case BlockKind::kHeading:
    case BlockKind::kParagraph:
    case BlockKind::kCaption:
    case BlockKind::kDefinitionTerm:
    case BlockKind::kCode:
      return true;
    default:
      return false;
  }
}

// Blocks in it become lines of it.
bool Flow::HoldsOneLine() const {
  return innermost() == BlockKind::kCaption || innermost() == BlockKind::kDefinitionTerm;
}

void Flow::Begin() {
  Push(Block::Of(BlockKind::kDocument));
  BeginPending();
}

void Flow::End() { CloseTo(0); }

void Flow::StartLine() {
  switch (innermost()) {
    case BlockKind::kParagraph:
      Pop();
      break;
    case BlockKind::kHeading:
    case BlockKind::kCaption:
    case BlockKind::kDefinitionTerm:
      if (has_text_) breaks_ = std::max(breaks_, 1u);
      space_ = false;
      line_start_ = true;
      break;
    case BlockKind::kCode:
      if (last_literal_ != '\n') EmitLiteral("\n");
      break;
    default:
      ResetLine();
  }
}

bool Flow::Open(const Block& block) {
  if (HoldsOneLine() ||
      (block.kind == BlockKind::kParagraph && innermost() == BlockKind::kHeading && !has_text_)) {
    StartLine();
    return false;
  }
  CloseLeaf();
  ResetLine();
  if (!PrepareParent(block.kind)) return false;
  Push(block);
  return true;
}

void Flow::CloseTo(size_t depth) {
  while (blocks_.size() > depth) Pop();
}

void Flow::EndInnermost() { blocks_.back().ended = true; }

void Flow::NumberItem(uint64_t number) {
  if (HoldsOneLine()) return;
  CloseLeaf();
  if (innermost() == BlockKind::kListItem && (blocks_.back().ended || blocks_.back().made)) Pop();
  OpenBlock& list = blocks_.back();
  if (list.block.kind != BlockKind::kList || !list.block.ordered || list.next == number) return;
  list.next = number;
  list.block.start = number;
  if (!list.begun) return;
  sink_.EndBlock(BlockKind::kList);
  sink_.BeginBlock(list.block);
}

void Flow::Check(bool checked) {
  for (size_t i = blocks_.size(); i-- > 0;) {
    if (blocks_[i].begun) return;
    Block& block = blocks_[i].block;
    if (block.kind != BlockKind::kListItem) continue;
    block.checked = checked ? Checked::kYes : Checked::kNo;
    return;
  }
}

void Flow::AddRule() {
  StartLine();
  if (HoldsOneLine()) return;
  CloseLeaf();
  PrepareParent(BlockKind::kThematicBreak);
  BeginPending();
  sink_.BeginBlock(Block::Of(BlockKind::kThematicBreak));
  sink_.EndBlock(BlockKind::kThematicBreak);
}

void Flow::SetCodeLanguage(std::string_view language) {
  language_size_ = language.copy(language_, sizeof(language_));
}

void Flow::Push(const Block& block, bool made) {
  if (block.kind == BlockKind::kCaption || block.kind == BlockKind::kRow) blocks_.back().has_caption = true;
  if (block.kind == BlockKind::kListItem) ++blocks_.back().next;
  blocks_.push_back({.block = block, .made = made, .next = block.start});
}

void Flow::Pop() {
  const OpenBlock& top = blocks_.back();
  const BlockKind kind = top.block.kind;
  // What is empty leaves no trace, except where the place of others depends on it.
  const bool holds_place =
      kind == BlockKind::kCell || (kind == BlockKind::kListItem && blocks_[blocks_.size() - 2].block.ordered);
  if (holds_place && !top.begun) BeginPending();
  if (top.begun) {
    if (IsLeaf(kind)) {
      EndSpansTo(0);
      if (kind == BlockKind::kCode && last_literal_ != '\n') EmitLiteral("\n");
    }
    sink_.EndBlock(kind);
  }
  if (kind == BlockKind::kCode) language_size_ = 0;
  blocks_.pop_back();
  begun_ = std::min(begun_, blocks_.size());
  ResetLine();
}

void Flow::CloseLeaf() {
  if (IsLeaf()) Pop();
}

// Makes the innermost block one that can hold a block of this kind. False where that cannot be.
bool Flow::PrepareParent(BlockKind kind) {
  switch (kind) {
    case BlockKind::kListItem:
      return PrepareList(Block::List(/*tight=*/true), BlockKind::kListItem);
    case BlockKind::kDefinitionTerm:
    case BlockKind::kDefinition:
      return PrepareList(Block::Of(BlockKind::kDefinitionList), BlockKind::kDefinition);
    case BlockKind::kCaption:
      return (innermost() == BlockKind::kTable || innermost() == BlockKind::kFigure) &&
             !blocks_.back().has_caption;
    case BlockKind::kRow:
      return innermost() == BlockKind::kTable;
    case BlockKind::kCell:
      return innermost() == BlockKind::kRow;
    default:
      MakeItem();
      return !IsContainer(kind) || HasRoom();
  }
}

// For an item of a list: the innermost block becomes a list, if need be one that the page does not have.
bool Flow::PrepareList(const Block& list, BlockKind item) {
  if (innermost() == item && (blocks_.back().ended || blocks_.back().made)) Pop();
  if (innermost() == list.kind) return true;
  MakeItem();
  if (!HasRoom()) return false;
  Push(list, /*made=*/true);
  return true;
}

// For content that stands in a list or table, but in no item or cell.
void Flow::MakeItem() {
  // What was made for an item without a list ends with the item.
  while (blocks_.back().ended && blocks_[blocks_.size() - 2].made) {
    Pop();
    Pop();
  }
  switch (innermost()) {
    case BlockKind::kList:
      return Push(Block::Item(), /*made=*/true);
    case BlockKind::kDefinitionList:
      return Push(Block::Of(BlockKind::kDefinition), /*made=*/true);
    case BlockKind::kTable:
      if (!blocks_.back().begun) return;  // the content comes before the table; see BeginPending
      Push(Block::Row(/*header=*/false), /*made=*/true);
      return Push(Block::Cell(), /*made=*/true);
    case BlockKind::kRow:
      if (!blocks_[blocks_.size() - 2].begun) return;
      return Push(Block::Cell(), /*made=*/true);
    default:
      return;
  }
}

bool Flow::HasRoom() {
  if (blocks_.size() + kNestingReserve <= kMaxBlocks) return true;
  if (!warned_too_deep_) sink_.Warn({.message = "blocks are nested too deep; the innermost are flattened"});
  warned_too_deep_ = true;
  return false;
}

// Sends on the blocks that were waiting for content. A table that has no row yet waits on where content
// belongs to no cell: it is "foster-parented" (13.2.6.1), here by being placed before the table.
void Flow::BeginPending() {
  bool part_begins = false;  // of a table: the block inside
  for (size_t i = blocks_.size(); i-- > begun_;) {
    OpenBlock& open = blocks_[i];
    const bool is_table = open.block.kind == BlockKind::kTable || open.block.kind == BlockKind::kRow;
    open.waits = is_table && !part_begins;
    part_begins = IsTablePart(open.block.kind) && !open.waits;
  }
  bool all = true;
  for (size_t i = begun_; i < blocks_.size(); ++i) {
    if (!blocks_[i].begun && !blocks_[i].waits) BeginBlock(i);
    all = all && blocks_[i].begun;
    if (all) begun_ = i + 1;
  }
}

void Flow::BeginBlock(size_t index) {
  OpenBlock& open = blocks_[index];
  open.begun = true;
  if (open.block.kind == BlockKind::kList) {
    // A list is loose where its first item begins with a paragraph that the page asks for.
    const bool loose = index + 3 == blocks_.size() && blocks_.back().block.kind == BlockKind::kParagraph &&
                       !blocks_.back().made;
    open.block.tight = !loose;
  }
  if (open.block.kind == BlockKind::kCode) open.block.label = {language_, language_size_};
  sink_.BeginBlock(open.block);
}

}  // namespace tare::html
