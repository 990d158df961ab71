#include "writers/text_writer.h"

#include <memory>

#include "writers/text_item_number.h"
#include "writers/writers.h"

namespace tare {
namespace to_text {
namespace {

using Gap = BlockLines::Gap;

constexpr std::string_view kIndent = "    ";
constexpr std::string_view kRule = "------------------------------------------------------------------------";

}  // namespace

void TextWriter::BeginBlock(const Block& block) {
  if (depth_ == kMaxDepth) return;
  if (!alt_.empty() && block.kind != BlockKind::kCaption) EndHeldAlt();
  if (block.kind == BlockKind::kRow && depth_ == table_depth_ && table_mode_ == TableMode::kNone) {
    table_mode_ = TableMode::kCollect;
  }
  if (table_mode_ == TableMode::kStream) {
    BeginFlat(block);
  } else if (!Hold(block)) {
    BeginFree(block);
  }
  if (block.kind == BlockKind::kRaw) BeginRaw(block.label, /*inside=*/false);
  const bool is_item = block.kind == BlockKind::kListItem;
  const bool tight = is_item ? Top().tight : block.tight;
  levels_[++depth_] = {.kind = block.kind,
                       .tight = tight,
                       .ordered = block.ordered,
                       .delimiter = block.delimiter,
                       .numbering = block.numbering,
                       .number = block.kind == BlockKind::kList ? block.start : 0};
}

// A block that is not part of a table held or streamed.
void TextWriter::BeginFree(const Block& block) {
  switch (block.kind) {
    case BlockKind::kHeading:
    case BlockKind::kParagraph:
    case BlockKind::kDefinitionTerm:
    case BlockKind::kRaw:
      BeginParagraph(block.kind);
      break;
    case BlockKind::kCaption:
      BeginCaption();
      break;
    case BlockKind::kQuote:
      lines_->Push("  ", "  ");
      break;
    case BlockKind::kListItem:
      BeginItem(block.checked);
      break;
    case BlockKind::kDefinition:
      lines_->Push(kIndent, kIndent);
      break;
    case BlockKind::kCode:
      lines_->Push(kIndent, kIndent);
      text_mode_ = TextMode::kCode;
      wrote_ = false;
      code_.Begin();
      break;
    case BlockKind::kThematicBreak:
      WriteRule();
      break;
    case BlockKind::kTable:
      BeginTable(block);
      break;
    case BlockKind::kFootnote:
      BeginNote(block.label);
      break;
    default:
      break;
  }
}

void TextWriter::EndBlock(BlockKind kind) {
  if (depth_ == 0 || Top().kind != kind) return;
  --depth_;
  if (!alt_.empty() && kind != BlockKind::kParagraph) EndHeldAlt();
  if (kind == BlockKind::kCode || kind == BlockKind::kRaw) text_mode_ = TextMode::kInline;
  if (kind == BlockKind::kTable) return EndTable(levels_[depth_ + 1].caption_size);
  if (table_mode_ == TableMode::kCaption) {
    table_mode_ = TableMode::kNone;
    return;
  }
  if (table_mode_ != TableMode::kNone) return;
  switch (kind) {
    case BlockKind::kHeading:
    case BlockKind::kParagraph:
    case BlockKind::kCaption:
    case BlockKind::kDefinitionTerm:
    case BlockKind::kRaw:
      if (wrote_) SetGapAfter(kind);
      break;
    case BlockKind::kCode:
      lines_->Pop();
      if (wrote_) SetGapAfter(kind);
      break;
    case BlockKind::kListItem:
      lines_->OpenEmpty();
      [[fallthrough]];
    case BlockKind::kQuote:
    case BlockKind::kDefinition:
      lines_->Pop();
      SetGapAfter(kind);
      break;
    case BlockKind::kList:
    case BlockKind::kDefinitionList:
    case BlockKind::kThematicBreak:
      SetGapAfter(kind);
      break;
    case BlockKind::kFootnote:
      EndNote();
      break;
    case BlockKind::kDocument:
      EndDocument();
      break;
    default:
      break;
  }
}

void TextWriter::BeginParagraph(BlockKind kind) {
  // Two paragraphs of a tight item are told apart all the same.
  if (kind == BlockKind::kParagraph && Top().last_child == BlockKind::kParagraph) lines_->WidenGap();
  wrote_ = false;
  breaks_ = 0;
}

void TextWriter::BeginItem(Checked checked) {
  static constexpr std::string_view kSpaces = "                                ";
  char marker[BlockLines::kMaxPart];
  size_t size = 0;
  if (Level& list = Top(); list.ordered) {
    const ItemNumber number(list.number++, list.numbering);
    size = number.text().copy(marker, number.text().size());
    marker[size++] = list.delimiter;
  } else {
    marker[size++] = '-';
  }
  marker[size++] = ' ';
  const std::string_view indent = kSpaces.substr(0, size);
  const std::string_view box = checked == Checked::kNone ? "" : checked == Checked::kYes ? "[x] " : "[ ] ";
  box.copy(marker + size, box.size());
  lines_->Push({marker, size + box.size()}, indent);
}

void TextWriter::BeginNote(std::string_view label) {
  if (!notes_) {
    notes_output_.emplace(account_);
    notes_.emplace(*notes_output_);
  }
  lines_ = &*notes_;
  lines_->Open();
  lines_->out().Put('[');
  lines_->out().Write(label);
  lines_->out().Write("] ");
}

void TextWriter::EndNote() {
  lines_->SetGap(Gap::kBlankLine);
  lines_ = &body_;
}

void TextWriter::WriteRule() {
  lines_->Open();
  lines_->out().Write(kRule);
}

void TextWriter::EndDocument() {
  if (notes_) {
    body_.SetGap(Gap::kBlankLine);
    body_.Open();
    if (Result<void> moved = notes_output_->MoveTo(body_.out()); !moved) body_.out().Fail(moved.error());
  }
  body_.Finish();
}

void TextWriter::SetGapAfter(BlockKind kind) {
  Level& parent = Top();
  parent.last_child = kind;
  const bool tight = parent.tight && (parent.kind == BlockKind::kListItem || parent.kind == BlockKind::kList);
  lines_->SetGap(tight || kind == BlockKind::kDefinitionTerm ? Gap::kLine : Gap::kBlankLine);
}

}  // namespace to_text

std::unique_ptr<Sink> MakeTextWriter(Output& out, const WriteOptions&, Account& account) {
  return std::make_unique<to_text::TextWriter>(out, account);
}

}  // namespace tare
