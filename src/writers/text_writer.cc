// Plain text, for reading and for feeding search engines and language models. The layout is pandoc's "plain"
// without wrapping: blank lines between blocks, "- " and "1. " before items, code and definitions indented,
// tables in aligned columns with the caption below, notes at the end. Marks that only style (bold, links'
// targets) are left out.

#include <algorithm>
#include <array>
#include <memory_resource>
#include <optional>
#include <string>
#include <utility>

#include "text/scan.h"
#include "writers/block_lines.h"
#include "writers/held_captions.h"
#include "writers/literal_lines.h"
#include "writers/raw_html_text.h"
#include "writers/script_text.h"
#include "writers/spool_output.h"
#include "writers/text_item_number.h"
#include "writers/text_streamed_rows.h"
#include "writers/text_table.h"
#include "writers/writers.h"

namespace tare {
namespace {

using Gap = BlockLines::Gap;

constexpr size_t kMaxTableBytes = 1 << 20;  // of a table held to align its columns
constexpr size_t kMaxHeldAlt = 4096;        // bytes of a picture's description
constexpr std::string_view kIndent = "    ";
constexpr std::string_view kRule = "------------------------------------------------------------------------";

class TextWriter final : public Sink {
 public:
  TextWriter(Output& out, Account& account)
      : account_(account), body_(out), lines_(&body_), table_(account), captions_(account), alt_(&account) {}

  void BeginBlock(const Block& block) override;
  void EndBlock(BlockKind kind) override;
  void BeginSpan(const Span& span) override;
  void EndSpan(SpanKind kind) override;
  void Text(std::string_view text) override;
  void SoftBreak() override { Write(" "); }
  void HardBreak() override;
  void AddImage(const Image& image) override;
  void FootnoteReference(std::string_view label) override;
  void Anchor(std::string_view) override {}
  void Metadata(std::string_view, std::string_view) override {}
  void AddAttachment(const Attachment&) override {}
  void Warn(const Warning&) override {}

 private:
  // How the innermost table is written.
  enum class TableMode : uint8_t {
    kNone,     // there is none, or its cells are written as blocks
    kCaption,  // in its caption, which is held to be written below
    kCollect,  // held, to be aligned
    kStream,   // too large to be held: a line a row, whatever the cells hold
  };
  // What becomes of text.
  enum class TextMode : uint8_t { kInline, kCode, kHtml, kSkip };

  struct Level {
    BlockKind kind;
    bool tight = false;  // a list, and an item of one
    bool ordered = false;
    char delimiter = '.';
    Numbering numbering = Numbering::kDecimal;
    BlockKind last_child = BlockKind::kDocument;  // kDocument: none yet
    uint64_t number = 0;      // a list's: of the next item; a row's: of cells that were begun
    size_t caption_size = 0;  // a table's: of its caption in captions_
  };

  Level& Top() { return levels_[depth_]; }
  void BeginFree(const Block& block);
  void BeginParagraph(BlockKind kind);
  void BeginItem(Checked checked);
  void BeginNote(std::string_view label);
  void EndNote();
  void WriteRule();
  void EndDocument();
  void SetGapAfter(BlockKind kind);

  void BeginTable(const Block& block);
  void EndTable(size_t caption_size);
  void BeginCaption();
  void HoldCaption(std::string_view text);
  void WriteCaption(size_t size);
  bool Hold(const Block& block);
  bool ReadsAsRows() const { return table_.column_count() > 1 && !table_.has_paragraphs(); }
  void LimitHeldTable();
  void WriteHeldTable();
  void WriteTableAsBlocks();
  void BeginFlat(const Block& block);

  void Write(std::string_view text);
  void WriteCode(std::string_view text);
  void BeginRaw(std::string_view format, bool inside);
  void WriteHtml(std::string_view html);
  void WriteBreaks();
  void SpillScript();
  bool HoldAlt(std::string_view alt);
  void SettleAlt();
  void EndHeldAlt();

  Account& account_;
  BlockLines body_;
  BlockLines* lines_;  // body_, or notes_ inside of a note
  std::optional<SpoolOutput> notes_output_;
  std::optional<BlockLines> notes_;

  std::array<Level, kMaxDepth + 1> levels_{{{.kind = BlockKind::kDocument}}};
  size_t depth_ = 0;  // of open blocks; levels_[0] stands for what is around the document

  HeldTable table_;
  HeldCaptions captions_;
  TableMode table_mode_ = TableMode::kNone;
  size_t table_depth_ = 0;  // of the table in table_, or 0
  StreamedRows rows_;

  TextMode text_mode_ = TextMode::kInline;
  bool wrote_ = false;  // the innermost block of text holds something
  size_t breaks_ = 0;   // line ends not written yet, so that none ends a block
  LiteralLines code_;
  RawHtmlText html_;
  ScriptText script_;
  // Of the picture that a figure begins with, until it is clear whether a caption follows.
  std::pmr::string alt_;
};

// Blocks.

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

// Tables. One that holds nothing but paragraphs is held until its columns' widths are known. Where another
// block turns up in a cell, the table is there for layout and its cells are written as blocks.

void TextWriter::BeginTable(const Block& block) {
  table_.Begin(block);
  table_depth_ = depth_ + 1;
}

void TextWriter::EndTable(size_t caption_size) {
  if (depth_ + 1 == table_depth_) {
    if (table_mode_ == TableMode::kCollect) WriteHeldTable();
    table_.Clear();
    table_mode_ = TableMode::kNone;
    table_depth_ = 0;
  }
  if (table_mode_ != TableMode::kNone) return;
  if (caption_size > 0) WriteCaption(caption_size);
  SetGapAfter(BlockKind::kTable);
}

void TextWriter::WriteHeldTable() {
  if (!IsUnwieldyTable(table_)) {
    WriteAlignedTable(table_, *lines_);
  } else if (ReadsAsRows()) {
    WriteTableRows(table_, *lines_);
  } else {
    WriteTableAsParagraphs(table_, *lines_);
  }
}

// A table's caption is held, and stands below it. One that is too long to be held stands above.
void TextWriter::BeginCaption() {
  BeginParagraph(BlockKind::kCaption);
  if (Top().kind == BlockKind::kTable) table_mode_ = TableMode::kCaption;
}

void TextWriter::HoldCaption(std::string_view text) {
  size_t* size = &levels_[depth_ - 1].caption_size;
  if (captions_.Append(text, /*new_line=*/breaks_ > 0 && *size > 0, size)) {
    breaks_ = 0;
    return;
  }
  table_mode_ = TableMode::kNone;
  wrote_ = *size > 0;
  if (wrote_) {
    lines_->Open();
    captions_.Write(size, *lines_);
  }
  Write(text);
}

void TextWriter::WriteCaption(size_t size) {
  lines_->SetGap(Gap::kBlankLine);
  lines_->Push(": ", "  ");
  lines_->Open();
  captions_.Write(&size, *lines_);
  lines_->Pop();
}

// Holds a block that begins in the table that is held. False where there is none, or none any more.
bool TextWriter::Hold(const Block& block) {
  if (table_mode_ != TableMode::kCollect) return false;
  breaks_ = 0;
  switch (block.kind) {
    case BlockKind::kRow:
      table_.BeginRow(block.header);
      return true;
    case BlockKind::kCell:
      table_.BeginCell(block);
      return true;
    case BlockKind::kParagraph:
    case BlockKind::kHeading:
    case BlockKind::kRaw:
      table_.BeginParagraph();
      return true;
    default:
      WriteTableAsBlocks();
      lines_->SetGap(Gap::kBlankLine);
      return false;
  }
}

// Writes what is held; the rest of the table is written as if its cells' blocks stood by themselves.
void TextWriter::WriteTableAsBlocks() {
  WriteTableAsParagraphs(table_, *lines_);
  table_.Clear();
  table_mode_ = TableMode::kNone;
  table_depth_ = 0;
  wrote_ = true;
}

// Called inside of a paragraph, which goes on after what is held has been written.
void TextWriter::LimitHeldTable() {
  if (table_.bytes() <= kMaxTableBytes) return;
  if (!ReadsAsRows()) return WriteTableAsBlocks();
  WriteTableRows(table_, *lines_);
  table_mode_ = TableMode::kStream;
  rows_ = {};
}

// A part of a table that is too large to be held.
void TextWriter::BeginFlat(const Block& block) {
  if (block.kind == BlockKind::kRow && depth_ == table_depth_) {
    rows_.BeginRow();
  } else if (block.kind == BlockKind::kCell && depth_ == table_depth_ + 1) {
    rows_.BeginCell(Top().number++ == 0);
  } else {
    rows_.BeginBlock();
  }
}

// Inline content.

void TextWriter::Text(std::string_view text) {
  if (text_mode_ == TextMode::kInline) [[likely]] {
    Write(text);
  } else if (text_mode_ == TextMode::kCode) {
    WriteCode(text);
  } else if (text_mode_ == TextMode::kHtml) {
    WriteHtml(text);
  }
}

void TextWriter::Write(std::string_view text) {
  if (script_.active()) [[unlikely]] {
    if (script_.Append(text)) return;
    SpillScript();
  }
  if (table_mode_ == TableMode::kNone) [[likely]] {
    if (!alt_.empty()) [[unlikely]]
      SettleAlt();
    lines_->Open();
    if (breaks_ > 0) WriteBreaks();
    lines_->out().Write(text);
    wrote_ = true;
  } else if (table_mode_ == TableMode::kCollect) {
    if (std::exchange(breaks_, 0) > 0) table_.LineBreak();
    table_.Append(text);
    LimitHeldTable();
  } else if (table_mode_ == TableMode::kCaption) {
    HoldCaption(text);
  } else {
    rows_.Write(text, *lines_);
  }
}

void TextWriter::WriteCode(std::string_view text) {
  if (!wrote_) text.remove_prefix(std::min(text.find_first_not_of('\n'), text.size()));
  if (text.empty()) return;
  wrote_ = true;
  lines_->Open();
  code_.Write(text, *lines_);
}

void TextWriter::BeginRaw(std::string_view format, bool inside) {
  text_mode_ = format == "html" ? TextMode::kHtml : TextMode::kSkip;
  html_.Begin(inside);
}

void TextWriter::WriteHtml(std::string_view html) {
  for (std::string_view text; html_.Take(html, &text);) text.empty() ? HardBreak() : Write(text);
}

void TextWriter::WriteBreaks() {
  const size_t breaks = std::exchange(breaks_, 0);
  if (!wrote_) return;
  for (size_t i = 1; i < breaks; ++i) lines_->BreakEmpty();
  lines_->Break();
}

void TextWriter::HardBreak() {
  if (script_.active()) SpillScript();
  if (table_mode_ == TableMode::kStream) return Write(" ");
  ++breaks_;
}

void TextWriter::AddImage(const Image& image) {
  // That there is a picture at all is said of those that are part of the document.
  const std::string_view alt = !image.alt.empty() ? image.alt : image.bytes.empty() ? "" : "image";
  if (alt.empty() || HoldAlt(alt)) return;
  Write("[");
  Write(alt);
  Write("]");
}

// A figure's picture is described by the caption, where there is one. False where the picture is another.
bool TextWriter::HoldAlt(std::string_view alt) {
  if (table_mode_ != TableMode::kNone || Top().kind != BlockKind::kParagraph) return false;
  const Level& parent = levels_[depth_ - 1];
  if (parent.kind != BlockKind::kFigure || wrote_ || breaks_ > 0 || !alt_.empty()) return false;
  if (parent.last_child == BlockKind::kCaption) return true;
  if (parent.last_child != BlockKind::kDocument || alt.size() > kMaxHeldAlt) return false;
  alt_ = alt;
  return true;
}

// No caption, or an empty one: what is held becomes a paragraph.
void TextWriter::EndHeldAlt() {
  SettleAlt();
  SetGapAfter(BlockKind::kParagraph);
}

// Called before anything else is written.
void TextWriter::SettleAlt() {
  if (Top().kind != BlockKind::kCaption) {
    lines_->Open();
    lines_->out().Put('[');
    lines_->out().Write(alt_);
    lines_->out().Put(']');
    wrote_ = true;
  }
  alt_.clear();
}

void TextWriter::FootnoteReference(std::string_view label) {
  Write("[");
  Write(label);
  Write("]");
}

void TextWriter::BeginSpan(const Span& span) {
  switch (span.kind) {
    case SpanKind::kSuperscript:
    case SpanKind::kSubscript:
      if (script_.active()) SpillScript();
      script_.Begin(span.kind == SpanKind::kSuperscript);
      break;
    case SpanKind::kStrikethrough:
      Write("~~");
      break;
    case SpanKind::kRaw:
      BeginRaw(span.target, /*inside=*/true);
      break;
    default:
      break;
  }
}

void TextWriter::EndSpan(SpanKind kind) {
  switch (kind) {
    case SpanKind::kSuperscript:
    case SpanKind::kSubscript:
      if (script_.active()) {
        if (const std::string_view converted = script_.TakeConverted(); !converted.empty()) Write(converted);
      } else {
        Write(")");
      }
      break;
    case SpanKind::kStrikethrough:
      Write("~~");
      break;
    case SpanKind::kRaw:
      text_mode_ = TextMode::kInline;
      break;
    default:
      break;
  }
}

// The script that is held has no characters of its own: it becomes "^(...)" or "_(...)".
void TextWriter::SpillScript() {
  const std::string_view plain = script_.TakePlain();
  Write(script_.raised() ? "^(" : "_(");
  if (!plain.empty()) Write(plain);
}

}  // namespace

std::unique_ptr<Sink> MakeTextWriter(Output& out, const WriteOptions&, Account& account) {
  return std::make_unique<TextWriter>(out, account);
}

}  // namespace tare
