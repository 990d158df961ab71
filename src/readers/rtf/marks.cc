// The marks of MarkedContent: blocks that hold blocks, and what is said about the thing that follows.

#include <algorithm>
#include <charconv>
#include <memory_resource>
#include <utility>
#include <vector>

#include "document/anchor_name.h"
#include "readers/rtf/marked_content.h"

namespace tare::rtf {
namespace {

// Takes what stands before the next space off `text`.
std::string_view TakeWord(std::string_view* text) {
  const size_t end = std::min(text->find(' '), text->size());
  const std::string_view word = text->substr(0, end);
  text->remove_prefix(std::min(end + 1, text->size()));
  return word;
}

template <typename Number>
bool TakePrefixedNumber(std::string_view word, std::string_view prefix, Number* value) {
  if (!word.starts_with(prefix)) return false;
  Number number = 0;
  const auto result = std::from_chars(word.data() + prefix.size(), word.data() + word.size(), number);
  if (result.ec == std::errc()) *value = number;
  return true;
}

Numbering NumberingByName(std::string_view name) {
  for (int i = 0; i < kNumberings; ++i) {
    if (NumberingName(static_cast<Numbering>(i)) == name) return static_cast<Numbering>(i);
  }
  return Numbering::kDecimal;
}

Block ParseList(std::string_view attributes) {
  Block block = Block::List(false);
  while (!attributes.empty()) {
    const std::string_view word = TakeWord(&attributes);
    if (word == "ordered") block.ordered = true;
    if (word == "tight") block.tight = true;
    if (word == "delimiter=)") block.delimiter = ')';
    constexpr std::string_view kNumbering = "numbering=";
    if (word.starts_with(kNumbering)) block.numbering = NumberingByName(word.substr(kNumbering.size()));
    TakePrefixedNumber(word, "start=", &block.start);
  }
  return block;
}

Checked ParseChecked(std::string_view attributes) {
  if (attributes == "checked=yes") return Checked::kYes;
  return attributes == "checked=no" ? Checked::kNo : Checked::kNone;
}

}  // namespace

void MarkedContent::Mark(MarkWord word, std::string_view text, const Group& group) {
  if (word == MarkWord::kShow) hidden_ = false;
  if (hidden_) return;
  switch (word) {
    case MarkWord::kBegin:
      EndLeaf(group);
      BeginMark(text);
      break;
    case MarkWord::kEnd:
      EndLeaf(group);
      EndMark(text);
      break;
    case MarkWord::kCode:
      code_label_ = text;
      break;
    case MarkWord::kEmpty:
      if (leaf_ == Leaf::kPending) OpenLeaf(group);
      code_empty_ = leaf_ == Leaf::kCode;
      break;
    case MarkWord::kCell:
      SetCell(text);
      break;
    case MarkWord::kHide:
      hidden_ = true;
      break;
    case MarkWord::kTarget:
      (link_pending_ ? link_target_ : target_) = text;
      has_target_ |= !link_pending_;
      break;
    case MarkWord::kTitle:
      (link_pending_ ? link_title_ : title_) = text;
      has_title_ |= !link_pending_;
      break;
    case MarkWord::kSize:
      SetSize(text);
      break;
    case MarkWord::kReference:
      if (!InlineLeaf(group) || inline_.in_literal()) break;
      inline_.Content(sink_);
      sink_.FootnoteReference(text);
      reference_ = text;
      has_reference_ = true;
      break;
    case MarkWord::kAnchor:
      if (!IsReadableAnchorName(text)) break;
      if (InlineLeaf(group) && !inline_.in_literal()) inline_.Anchor(sink_, text);
      break;
    case MarkWord::kNote: {
      EndLeaf(group);
      const auto note = std::ranges::find(note_labels_, text, &NoteLabel::label);
      if (note != note_labels_.end()) notes_.ReadNote(note->number);
      break;
    }
    case MarkWord::kMetadata: {
      const size_t tab = text.find('\t');
      if (tab != 0 && tab != std::string_view::npos)
        sink_.Metadata(text.substr(0, tab), text.substr(tab + 1));
      break;
    }
    case MarkWord::kShow:
    case MarkWord::kRaw:
    case MarkWord::kRawBlock:
    case MarkWord::kData:
      break;
  }
}

void MarkedContent::SetSize(std::string_view text) {
  width_ = height_ = 0;
  TakePrefixedNumber(TakeWord(&text), "", &width_);
  TakePrefixedNumber(TakeWord(&text), "", &height_);
  has_size_ = true;
}

void MarkedContent::SetCell(std::string_view attributes) {
  cell_ = CellAttributes();
  while (!attributes.empty()) {
    const std::string_view word = TakeWord(&attributes);
    TakePrefixedNumber(word, "rows=", &cell_.rows);
    TakePrefixedNumber(word, "columns=", &cell_.columns);
    if (word == "header=yes") cell_.header = CellAttributes::Header::kYes;
    if (word == "header=no") cell_.header = CellAttributes::Header::kNo;
  }
  cell_.rows = std::max(cell_.rows, 1u);
  cell_.columns = std::max(cell_.columns, 1u);
}

// Containers.

bool MarkedContent::HoldsNotes() const {
  const BlockKind kind = open_[open_count_ - 1].kind;
  return kind == BlockKind::kDocument || kind == BlockKind::kPage;
}

bool MarkedContent::HoldsBlocks() const {
  switch (open_[open_count_ - 1].kind) {
    case BlockKind::kDocument:
    case BlockKind::kPage:
    case BlockKind::kQuote:
    case BlockKind::kListItem:
    case BlockKind::kCell:
    case BlockKind::kFigure:
    case BlockKind::kFootnote:
    case BlockKind::kDefinition:
      return true;
    default:
      return false;
  }
}

// Makes the innermost open block one that may hold `kind`, where that takes only what is missing between the
// two. False where it cannot be, or would be too deep.
bool MarkedContent::Prepare(BlockKind kind) {
  const BlockKind parent = open_[open_count_ - 1].kind;
  switch (kind) {
    case BlockKind::kPage:
      return parent == BlockKind::kDocument;
    case BlockKind::kFootnote:
      return HoldsNotes() && HasRoom(2);
    case BlockKind::kListItem:
      return parent == BlockKind::kList && HasRoom(1);
    case BlockKind::kDefinition:
    case BlockKind::kDefinitionTerm:
      return parent == BlockKind::kDefinitionList && HasRoom(1);
    case BlockKind::kRow:
      return parent == BlockKind::kTable && HasRoom(2);
    case BlockKind::kCaption:
      return HasRoom(1);  // LeafBlock has seen to it
    default:
      break;
  }
  if (parent == BlockKind::kList && !Begin(Block::Item())) return false;
  if (parent == BlockKind::kDefinitionList && !Begin(Block::Of(BlockKind::kDefinition))) return false;
  if (parent == BlockKind::kTable && !BeginRow(false)) return false;
  if (open_[open_count_ - 1].kind == BlockKind::kRow && !BeginCell()) return false;
  return HoldsBlocks() && HasRoom(1);
}

bool MarkedContent::Begin(const Block& block) {
  if (!Prepare(block.kind)) return false;
  sink_.BeginBlock(block);
  open_[open_count_++] = {.kind = block.kind};
  return true;
}

bool MarkedContent::BeginRow(bool header) {
  if (!Begin(Block::Row(header))) return false;
  open_[open_count_ - 2].has_rows = true;
  open_[open_count_ - 1].is_header = header;
  return true;
}

// In an open row, which has kept room for it.
bool MarkedContent::BeginCell() {
  if (!HasRoom(1)) return false;
  const CellAttributes cell = std::exchange(cell_, CellAttributes());
  const bool header = cell.header == CellAttributes::Header::kAsRow
                          ? open_[open_count_ - 1].is_header
                          : cell.header == CellAttributes::Header::kYes;
  sink_.BeginBlock(Block::Cell(header, cell.rows, cell.columns));
  open_[open_count_++] = {.kind = BlockKind::kCell};
  return true;
}

void MarkedContent::CloseTo(size_t count) {
  while (open_count_ > count) sink_.EndBlock(open_[--open_count_].kind);
}

// The index of the innermost open block of that kind; 0, the document's, where there is none.
size_t MarkedContent::FindOpen(BlockKind kind) const {
  size_t index = open_count_ - 1;
  while (index > 0 && open_[index].kind != kind) --index;
  return index;
}

void MarkedContent::BeginMark(std::string_view text) {
  const std::string_view kind = TakeWord(&text);
  bool begun = flattened_ == 0;
  if (!begun) {
    // In one that is not there.
  } else if (kind == "list") {
    begun = Begin(ParseList(text));
  } else if (kind == "list-item") {
    begun = Begin(Block::Item(ParseChecked(text)));
  } else if (kind == "table") {
    begun = BeginTable(text);
  } else if (kind == "row") {
    if (const size_t table = FindOpen(BlockKind::kTable); table > 0) CloseTo(table + 1);
    begun = BeginRow(text == "header");
  } else if (kind == "quote") {
    begun = Begin(Block::Of(BlockKind::kQuote));
  } else if (kind == "figure") {
    begun = Begin(Block::Of(BlockKind::kFigure));
  } else if (kind == "definition-list") {
    begun = Begin(Block::Of(BlockKind::kDefinitionList));
  } else if (kind == "definition") {
    begun = Begin(Block::Of(BlockKind::kDefinition));
  } else if (kind == "footnote") {
    begun = Begin(Block::Footnote(text));
  } else if (kind == "page") {
    begun = Begin({.kind = BlockKind::kPage, .label = text});
  }
  if (!begun && kind != "row") ++flattened_;
}

bool MarkedContent::BeginTable(std::string_view letters) {
  std::pmr::vector<Alignment> alignments(&account_);
  alignments.reserve(letters.size());
  for (const char letter : letters) {
    alignments.push_back(letter == 'l'   ? Alignment::kLeft
                         : letter == 'c' ? Alignment::kCenter
                         : letter == 'r' ? Alignment::kRight
                                         : Alignment::kDefault);
  }
  return Begin(Block::Table(alignments));
}

void MarkedContent::EndMark(std::string_view kind) {
  if (flattened_ > 0) {
    --flattened_;
    return;
  }
  size_t index = open_count_ - 1;
  while (index > 0 && BlockName(open_[index].kind) != kind) --index;
  if (index > 0) CloseTo(index);
}

// The exception for empty cells: a paragraph without text that ends a cell is none.
void MarkedContent::EndCell(bool, const Group& group) {
  if (hidden_) return;
  if (leaf_ == Leaf::kPending &&
      LeafBlock(styles_.Paragraph(group.paragraph.style).role) == BlockKind::kParagraph) {
    leaf_ = Leaf::kNone;
  }
  EndLeaf(group);
  const size_t row = FindOpen(BlockKind::kRow);
  if (row == 0 || flattened_ > 0) return;
  if (row + 1 == open_count_) BeginCell();
  CloseTo(row + 1);
}

void MarkedContent::EndRow(bool, const Group& group) {
  if (hidden_) return;
  EndLeaf(group);
  const size_t row = FindOpen(BlockKind::kRow);
  if (row > 0 && flattened_ == 0) CloseTo(row);
}

}  // namespace tare::rtf
