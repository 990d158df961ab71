#include "document/checking_sink.h"

#include <algorithm>
#include <utility>

#include "document/anchor_name.h"
#include "text/scan.h"

namespace tare {
namespace {

constexpr int kNamedAncestors = 6;  // in failure messages

template <typename Kind>
uint8_t Value(Kind kind) {
  return static_cast<uint8_t>(kind);
}

bool HoldsBlocks(BlockKind kind) {
  switch (kind) {
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

bool Holds(BlockKind parent, BlockKind child) {
  switch (child) {
    case BlockKind::kDocument:
      return false;
    case BlockKind::kPage:
      return parent == BlockKind::kDocument;
    case BlockKind::kFootnote:
      return parent == BlockKind::kDocument || parent == BlockKind::kPage;
    case BlockKind::kListItem:
      return parent == BlockKind::kList;
    case BlockKind::kCaption:
      return parent == BlockKind::kTable || parent == BlockKind::kFigure;
    case BlockKind::kRow:
      return parent == BlockKind::kTable;
    case BlockKind::kCell:
      return parent == BlockKind::kRow;
    case BlockKind::kDefinitionTerm:
    case BlockKind::kDefinition:
      return parent == BlockKind::kDefinitionList;
    default:
      return HoldsBlocks(parent);
  }
}

std::string Quote(std::string_view name) { return "'" + std::string(name) + "'"; }

}  // namespace

bool CheckingSink::Open::IsLiteral() const {
  return Is(BlockKind::kCode) || Is(BlockKind::kRaw) || Is(SpanKind::kCode) || Is(SpanKind::kMath) ||
         Is(SpanKind::kRaw);
}

bool CheckingSink::Open::HoldsInline() const {
  if (is_span) return !IsLiteral();
  return Is(BlockKind::kHeading) || Is(BlockKind::kParagraph) || Is(BlockKind::kCaption) ||
         Is(BlockKind::kDefinitionTerm);
}

std::string_view CheckingSink::Open::Name() const {
  return is_span ? SpanName(static_cast<SpanKind>(kind)) : BlockName(static_cast<BlockKind>(kind));
}

// Each event is checked, then passed on.

void CheckingSink::BeginBlock(const Block& block) {
  if (Checking()) CheckBegin(block);
  if (next_) next_->BeginBlock(block);
}

void CheckingSink::EndBlock(BlockKind kind) {
  if (Checking()) CheckEnd(kind);
  if (next_) next_->EndBlock(kind);
}

void CheckingSink::BeginSpan(const Span& span) {
  if (Checking()) CheckBegin(span);
  if (next_) next_->BeginSpan(span);
}

void CheckingSink::EndSpan(SpanKind kind) {
  if (Checking()) CheckEnd(kind);
  if (next_) next_->EndSpan(kind);
}

void CheckingSink::Text(std::string_view text) {
  if (Checking()) CheckText(text);
  if (next_) next_->Text(text);
}

void CheckingSink::SoftBreak() {
  if (Checking()) CheckInline("soft break");
  if (next_) next_->SoftBreak();
}

void CheckingSink::HardBreak() {
  if (Checking()) CheckInline("hard break");
  if (next_) next_->HardBreak();
}

void CheckingSink::AddImage(const Image& image) {
  if (Checking()) {
    CheckInline("image");
    CheckString("an image's target", image.target);
    CheckString("an image's title", image.title);
    CheckString("an image's alternative text", image.alt);
    CheckString("an image's media type", image.media_type);
  }
  if (next_) next_->AddImage(image);
}

void CheckingSink::FootnoteReference(std::string_view label) {
  if (Checking()) {
    CheckInline("footnote reference");
    CheckString("a footnote reference's label", label);
  }
  if (next_) next_->FootnoteReference(label);
}

void CheckingSink::Anchor(std::string_view name) {
  if (Checking()) {
    CheckHoldsInline("anchor");
    CheckString("an anchor's name", name);
    if (!IsAnchorName(name)) Fail("an anchor's name is empty or holds a space or control character");
  }
  if (next_) next_->Anchor(name);
}

void CheckingSink::Metadata(std::string_view key, std::string_view value) {
  if (Checking()) {
    CheckInDocument("metadata");
    if (key.empty()) Fail("metadata without a key");
    CheckString("a metadata key", key);
    CheckString("a metadata value", value);
  }
  if (next_) next_->Metadata(key, value);
}

void CheckingSink::AddAttachment(const Attachment& attachment) {
  if (Checking()) {
    CheckInDocument("attachment");
    CheckString("an attachment's name", attachment.name);
    CheckString("an attachment's media type", attachment.media_type);
  }
  if (next_) next_->AddAttachment(attachment);
}

void CheckingSink::Warn(const Warning& warning) {
  if (Checking()) {
    CheckInDocument("warning");
    CheckString("a warning's message", warning.message);
  }
  if (next_) next_->Warn(warning);
}

bool CheckingSink::Checking() {
  ++event_;
  return failure_.empty();
}

void CheckingSink::Fail(std::string message) {
  if (!failure_.empty()) return;
  failure_ = std::move(message) + " (event " + std::to_string(event_);
  if (depth_ > 0) {
    failure_ += depth_ > kNamedAncestors ? ", in ... " : ", in ";
    for (int i = std::max(0, depth_ - kNamedAncestors); i < depth_; ++i) {
      failure_ += open_[static_cast<size_t>(i)].Name();
      if (i + 1 < depth_) failure_ += " > ";
    }
  }
  failure_ += ')';
}

// Blocks.

void CheckingSink::CheckBegin(const Block& block) {
  if (Value(block.kind) >= kBlockKinds) return Fail("a block of unknown kind");
  CheckPlace(block.kind);
  CheckAttributes(block);
  if (!failure_.empty()) return;

  if (block.kind == BlockKind::kTable) BeginTable(block);
  if (block.kind == BlockKind::kRow) BeginRow();
  if (block.kind == BlockKind::kCell) PlaceCell(block);
  has_content_ = false;
  last_ = 0;
  Push(false, Value(block.kind));
}

void CheckingSink::CheckPlace(BlockKind kind) {
  if (finished_) return Fail(Quote(BlockName(kind)) + " after the document's end");
  if (depth_ == 0) {
    if (kind != BlockKind::kDocument) Fail(Quote(BlockName(kind)) + " outside of a document");
    return;
  }
  Open& parent = Top();
  if (parent.is_span || !Holds(static_cast<BlockKind>(parent.kind), kind)) {
    return Fail(Quote(BlockName(kind)) + " cannot stand in " + Quote(parent.Name()));
  }
  if (kind == BlockKind::kCaption) {
    if (parent.has_caption) return Fail("a second caption");
    if (parent.has_rows) return Fail("a table's caption after its rows");
    parent.has_caption = true;
  }
}

void CheckingSink::CheckAttributes(const Block& block) {
  if (block.kind == BlockKind::kHeading && (block.level < 1 || block.level > 6)) {
    Fail("a heading's level is " + std::to_string(block.level));
  }
  if (block.kind == BlockKind::kList && block.delimiter != '.' && block.delimiter != ')') {
    Fail("a list's delimiter is neither '.' nor ')'");
  }
  if (Value(block.numbering) >= kNumberings) Fail("an unknown value of 'numbering'");
  if (Value(block.checked) > Value(Checked::kYes)) Fail("an unknown value of 'checked'");
  if (block.alignment != Alignment::kDefault) Fail("a cell's alignment was not turned into its column's");
  CheckString("a block's label", block.label);
}

void CheckingSink::CheckEnd(BlockKind kind) {
  if (Value(kind) >= kBlockKinds) return Fail("the end of a block of unknown kind");
  if (depth_ == 0) return Fail("the end of " + Quote(BlockName(kind)) + ", which is not open");
  if (!Top().Is(kind)) {
    return Fail("the end of " + Quote(BlockName(kind)) + " while " + Quote(Top().Name()) + " is open");
  }
  if (Top().HoldsInline() && last_ == ' ') Fail(Quote(BlockName(kind)) + " ends with a space");
  if (kind == BlockKind::kCode && has_content_ && last_ != '\n') Fail("'code' does not end with a line end");
  if (kind == BlockKind::kRow) EndRow();
  if (kind == BlockKind::kTable) EndTable();
  --depth_;
  finished_ = depth_ == 0;
}

// Tables.

void CheckingSink::BeginTable(const Block& block) {
  if (block.columns == 0) return Fail("a table without columns");
  if (block.columns > kMaxColumns) return Fail("a table of " + std::to_string(block.columns) + " columns");
  if (block.alignments.size() != block.columns) {
    return Fail(std::to_string(block.alignments.size()) + " alignments for " + std::to_string(block.columns) +
                " columns");
  }
  for (const Alignment alignment : block.alignments) {
    if (Value(alignment) > Value(Alignment::kRight)) return Fail("an unknown alignment");
  }
  const size_t first_left = rows_left_.size();
  rows_left_.resize(first_left + block.columns);
  tables_.push_back({.columns = block.columns, .column = 0, .first_left = first_left});
}

void CheckingSink::BeginRow() {
  Top().has_rows = true;
  tables_.back().column = 0;
}

void CheckingSink::PlaceCell(const Block& block) {
  OpenTable& table = tables_.back();
  if (block.row_span == 0) return Fail("a cell of row span 0");
  if (block.column_span == 0) return Fail("a cell of column span 0");
  SkipFilled(table);
  if (block.column_span > table.columns - table.column) {
    return Fail("a cell reaches beyond the table's " + std::to_string(table.columns) + " columns");
  }
  for (uint32_t i = 0; i < block.column_span; ++i) {
    uint32_t& left = rows_left_[table.first_left + table.column + i];
    if (left != 0) return Fail("a cell overlaps the row span of another");
    left = block.row_span;
  }
  table.column += block.column_span;
}

void CheckingSink::SkipFilled(OpenTable& table) {
  while (table.column < table.columns && rows_left_[table.first_left + table.column] != 0) ++table.column;
}

void CheckingSink::EndRow() {
  OpenTable& table = tables_.back();
  SkipFilled(table);
  if (table.column != table.columns) {
    return Fail("a row fills " + std::to_string(table.column) + " of " + std::to_string(table.columns) +
                " columns");
  }
  for (uint32_t i = 0; i < table.columns; ++i) --rows_left_[table.first_left + i];
}

void CheckingSink::EndTable() {
  const size_t first_left = tables_.back().first_left;
  if (!Top().has_rows) Fail("a table without rows");
  for (size_t i = first_left; i < rows_left_.size(); ++i) {
    if (rows_left_[i] != 0) return Fail("a cell's row span reaches beyond the table's last row");
  }
  rows_left_.resize(first_left);
  tables_.pop_back();
}

// Inline content.

void CheckingSink::CheckBegin(const Span& span) {
  if (Value(span.kind) >= kSpanKinds) return Fail("a span of unknown kind");
  CheckHoldsInline(SpanName(span.kind));
  if (span.kind == SpanKind::kLink && links_ > 0) Fail("a link in a link");
  CheckString("a span's target", span.target);
  CheckString("a span's title", span.title);
  if (!failure_.empty()) return;
  if (span.kind == SpanKind::kLink) ++links_;
  Push(true, Value(span.kind));
}

void CheckingSink::CheckEnd(SpanKind kind) {
  if (Value(kind) >= kSpanKinds) return Fail("the end of a span of unknown kind");
  if (depth_ == 0) return Fail("the end of " + Quote(SpanName(kind)) + ", which is not open");
  if (!Top().Is(kind)) {
    return Fail("the end of " + Quote(SpanName(kind)) + " while " + Quote(Top().Name()) + " is open");
  }
  if (kind == SpanKind::kLink) --links_;
  --depth_;
}

void CheckingSink::CheckText(std::string_view text) {
  if (depth_ == 0) return Fail("text outside of a document");
  const Open& parent = Top();
  if (!parent.HoldsInline() && !parent.IsLiteral())
    return Fail("text cannot stand in " + Quote(parent.Name()));
  if (text.empty()) return Fail("empty text");
  CheckString("text", text);

  const bool in_literal_block = parent.IsLiteral() && !parent.is_span;
  if (text::FindByte(text, '\r') != text.size()) Fail("text with a carriage return");
  if (!in_literal_block && text::FindByte(text, '\n') != text.size()) Fail("text with a line end");
  if (parent.HoldsInline() && !has_content_ && text.front() == ' ')
    Fail("inline content starts with a space");
  has_content_ = true;
  last_ = parent.IsLiteralSpan() ? 0 : text.back();
}

void CheckingSink::CheckInline(std::string_view what) {
  CheckHoldsInline(what);
  has_content_ = true;
  last_ = 0;
}

void CheckingSink::CheckHoldsInline(std::string_view what) {
  if (depth_ == 0) return Fail(Quote(what) + " outside of a document");
  if (!Top().HoldsInline()) Fail(Quote(what) + " cannot stand in " + Quote(Top().Name()));
}

void CheckingSink::CheckInDocument(std::string_view what) {
  if (depth_ == 0) Fail(Quote(what) + " outside of a document");
}

void CheckingSink::CheckString(std::string_view what, std::string_view value) {
  if (!text::IsValidUtf8(value)) Fail(std::string(what) + " is not valid UTF-8");
  if (text::FindByte(value, '\0') != value.size()) Fail(std::string(what) + " holds NUL");
}

void CheckingSink::Push(bool is_span, uint8_t kind) {
  if (depth_ == kMaxDepth) return Fail("more than " + std::to_string(kMaxDepth) + " open blocks and spans");
  open_[static_cast<size_t>(depth_++)] = {
      .is_span = is_span, .kind = kind, .has_rows = false, .has_caption = false};
}

}  // namespace tare
