#include "writers/rtf_writer.h"

#include <algorithm>
#include <utility>

#include "text/escape.h"
#include "text/scan.h"
#include "writers/rtf_text.h"
#include "writers/text_item_number.h"
#include "writers/writers.h"

namespace tare {

std::unique_ptr<Sink> MakeRtfWriter(Output& out, const WriteOptions&, Account& account) {
  return std::make_unique<rtf_writer::RtfWriter>(out, account);
}

}  // namespace tare

namespace tare::rtf_writer {

RtfWriter::RtfWriter(Output& out, Account& account)
    : account_(account),
      prologue_(lists_, account),
      out_(out, prologue_, account),
      frames_(&account),
      tables_(&account),
      composed_(&account),
      references_(&account),
      note_{.label = std::pmr::string(&account)} {}

void RtfWriter::BeginBlock(const Block& block) {
  switch (block.kind) {
    case BlockKind::kDocument:
      frames_.push_back({});
      return;
    case BlockKind::kPage:
      return BeginPage(block);
    case BlockKind::kHeading:
      return BeginParagraph(HeadingStyle(block.level));
    case BlockKind::kParagraph:
      return BeginParagraph(frame().style);
    case BlockKind::kQuote:
      return BeginQuote();
    case BlockKind::kList:
      return BeginList(block);
    case BlockKind::kListItem:
      return BeginItem(block);
    case BlockKind::kCode:
      return BeginCode(block);
    case BlockKind::kTable:
      return BeginTable(block);
    case BlockKind::kCaption:
      return BeginParagraph(ParagraphStyle::kCaption);
    case BlockKind::kRow:
      return BeginRow(block);
    case BlockKind::kCell:
      return BeginCell(block);
    case BlockKind::kFigure:
    case BlockKind::kDefinitionList:
      return BeginContainer(block.kind);
    case BlockKind::kFootnote:
      return BeginNote(block);
    case BlockKind::kDefinitionTerm:
      return BeginParagraph(ParagraphStyle::kDefinitionTerm);
    case BlockKind::kDefinition:
      return BeginDefinition();
    case BlockKind::kThematicBreak:
      ShowLabelAlone();
      return BeginParagraph(ParagraphStyle::kHorizontalLine);
    case BlockKind::kRaw:
      return BeginRaw(block);
  }
}

void RtfWriter::EndBlock(BlockKind kind) {
  switch (kind) {
    case BlockKind::kDocument:
      return EndDocument();
    case BlockKind::kHeading:
    case BlockKind::kParagraph:
    case BlockKind::kCaption:
    case BlockKind::kDefinitionTerm:
    case BlockKind::kThematicBreak:
      return EndParagraph();
    case BlockKind::kPage:
    case BlockKind::kQuote:
    case BlockKind::kList:
    case BlockKind::kFigure:
    case BlockKind::kDefinitionList:
    case BlockKind::kDefinition:
      return EndContainer(kind);
    case BlockKind::kListItem:
      ShowLabelAlone();
      return EndContainer(kind);
    case BlockKind::kCode:
      return EndCode();
    case BlockKind::kTable:
      return EndTable();
    case BlockKind::kRow:
      return EndRow();
    case BlockKind::kCell:
      return EndCell();
    case BlockKind::kFootnote:
      return EndNote();
    case BlockKind::kRaw:
      out_.Put('}');
      return;
  }
}

void RtfWriter::EndDocument() {
  // Word wants a paragraph behind a table.
  if (after_table_) WriteEmptyParagraph("");
  frames_.pop_back();
  out_.Write("}\n");
  out_.Finish();
}

// Containers

void RtfWriter::BeginMark(std::string_view kind_and_attributes) {
  EndMergedParagraph();
  out_.Write("{\\*\\tarebegin ");
  out_.Write(kind_and_attributes);
}

void RtfWriter::BeginContainer(BlockKind kind) {
  BeginMark(BlockName(kind));
  out_.Put('}');
  frames_.push_back(Frame(frame()));
}

void RtfWriter::EndContainer(BlockKind kind) {
  frames_.pop_back();
  out_.Write("{\\*\\tareend ");
  out_.Write(BlockName(kind));
  out_.Put('}');
}

void RtfWriter::BeginPage(const Block& block) {
  page_break_ = !std::exchange(first_page_, false);
  BeginMark("page ");
  text::EscapeRtf(block.label, out_);
  out_.Put('}');
  frames_.push_back(Frame(frame()));
}

void RtfWriter::BeginQuote() {
  BeginContainer(BlockKind::kQuote);
  frame().style = ParagraphStyle::kQuote;
  Indent(kQuoteIndent);
}

void RtfWriter::BeginDefinition() {
  BeginContainer(BlockKind::kDefinition);
  frame().style = ParagraphStyle::kDefinition;
  Indent(kDefinitionIndent);
}

void RtfWriter::Indent(int twips) { frame().indent = std::min(frame().indent + twips, kMaxIndent); }

void RtfWriter::BeginList(const Block& block) {
  ShowLabelAlone();
  BeginMark(block.ordered ? "list ordered" : "list");
  if (block.ordered && block.start != 1) {
    out_.Write(" start=");
    WriteNumber(block.start, out_);
  }
  if (block.ordered && block.delimiter != '.') {
    out_.Write(" delimiter=");
    out_.Put(block.delimiter);
  }
  if (block.ordered && block.numbering != Numbering::kDecimal) {
    out_.Write(" numbering=");
    out_.Write(NumberingName(block.numbering));
  }
  out_.Write(block.tight ? " tight}" : "}");

  Frame list = frame();
  const uint8_t around = list.ordered ? list.list : ListTable::kText;
  list.list_level = std::min<int8_t>(static_cast<int8_t>(list.list_level + 1), ListTable::kLevels - 1);
  list.list = block.ordered ? lists_.Begin(block, list.list_level, around) : ListTable::kBullets;
  list.ordered = block.ordered;
  list.delimiter = block.delimiter;
  list.numbering = block.numbering;
  list.next_number = block.start;
  list.tight = block.tight;
  list.style = ParagraphStyle::kListParagraph;
  frames_.push_back(list);
  Indent(kListIndent);
  begins_list_ = list.list_level == 0;
}

void RtfWriter::BeginItem(const Block& block) {
  constexpr std::string_view kChecked[] = {"list-item}", "list-item checked=no}", "list-item checked=yes}"};
  BeginMark(kChecked[static_cast<size_t>(block.checked)]);
  Frame item = frame();
  ++frame().next_number;
  if (!item.ordered && block.checked != Checked::kNone)
    item.list = block.checked == Checked::kYes ? ListTable::kTickedBoxes : ListTable::kOpenBoxes;
  lists_.AddItem(item.list, item.list_level);
  frames_.push_back(item);
  label_ = Label::kItem;
  checked_ = block.checked;
}

void RtfWriter::BeginRaw(const Block& block) {
  out_.Write("{\\*\\tarerawblock ");
  text::EscapeRtf(block.label, out_);
  out_.Write("\\tab ");
}

// Paragraphs

void RtfWriter::BeginParagraph(ParagraphStyle style) {
  EndMergedParagraph();
  OpenParagraph(style);
  WriteLabel(/*hidden=*/false);
}

void RtfWriter::OpenParagraph(ParagraphStyle style) {
  const Frame& here = frame();
  empty_cell_.reset();
  out_.Write("\\pard\\plain");
  if (here.nesting > 0) out_.Write("\\intbl");
  if (here.nesting > 1) {
    out_.Write("\\itap");
    WriteNumber(here.nesting, out_);
  }
  const bool is_tight = here.tight && style == ParagraphStyle::kListParagraph;
  out_.Write(is_tight ? kTightListParagraph : FormattingOf(style));
  if (std::exchange(begins_list_, false) && is_tight) out_.Write("\\sb80");
  if (here.alignment != Alignment::kDefault) {
    constexpr std::string_view kAlignments[] = {"", "\\ql", "\\qc", "\\qr"};
    out_.Write(kAlignments[static_cast<size_t>(here.alignment)]);
  }
  if (here.indent != 0) {
    out_.Write("\\li");
    WriteNumber(here.indent, out_);
  }
  if (label_ == Label::kItem) {
    out_.Write("\\fi-");
    WriteNumber(kHanging, out_);
    if (here.list != ListTable::kText) {
      out_.Write("\\ls");
      WriteNumber(here.list, out_);
      out_.Write("\\ilvl");
      WriteNumber(here.list_level, out_);
    }
  }
  if (page_break_ && !note_.open) {
    out_.Write("\\pagebb");
    page_break_ = false;
  }
  out_.Put(' ');
  after_table_ = false;
  last_style_ = style;
}

void RtfWriter::EndParagraph() {
  if (frame().last_is_merged) {
    merged_paragraph_open_ = true;
  } else {
    out_.Write("\\par\n");
  }
}

void RtfWriter::EndMergedParagraph() {
  if (!merged_paragraph_open_) return;
  out_.Write("\\par\n");
  merged_paragraph_open_ = false;
}

void RtfWriter::WriteEmptyParagraph(std::string_view formatting) {
  out_.Write(kHide);
  OpenParagraph(ParagraphStyle::kNormal);
  out_.Write(formatting);
  out_.Write("\\par");
  out_.Write(kShow);
  out_.Put('\n');
}

// Labels: what an item or a note shows at the beginning of its first paragraph.

void RtfWriter::WriteLabel(bool hidden) {
  switch (std::exchange(label_, Label::kNone)) {
    case Label::kNone:
      return;
    case Label::kItem:
      return WriteItemLabel(hidden);
    case Label::kNote:
      return WriteNoteLabel(hidden);
  }
}

void RtfWriter::WriteItemLabel(bool hidden) {
  const Frame& item = frame();
  const bool as_text = item.list == ListTable::kText;
  const bool hide = !hidden && (as_text || (item.ordered && checked_ != Checked::kNone));
  if (hide) out_.Write(kHide);
  if (!as_text) out_.Write("{\\listtext ");
  if (item.ordered) {
    out_.Write(ItemNumber(item.next_number, item.numbering).text());
    out_.Put(item.delimiter);
  } else {
    out_.Write(Bullet(item.list, item.list_level));
  }
  out_.Write(as_text ? "\\tab " : "\\tab}");
  if (item.ordered && checked_ != Checked::kNone) {
    out_.Write(checked_ == Checked::kYes ? kTickedBox : kOpenBox);
    out_.Put(' ');
  }
  if (hide) out_.Write(kShow);
}

void RtfWriter::ShowLabelAlone() {
  if (label_ == Label::kNone) return;
  EndMergedParagraph();
  out_.Write(kHide);
  OpenParagraph(frame().style);
  WriteLabel(/*hidden=*/true);
  out_.Write(kShow);
  EndParagraph();
}

// Code

void RtfWriter::BeginCode(const Block& block) {
  ShowLabelAlone();
  EndMergedParagraph();
  if (!block.label.empty()) WriteMark("tarecode", block.label, out_);
  OpenParagraph(ParagraphStyle::kCodeBlock);
  in_code_ = true;
  line_feed_pending_ = false;
  code_is_empty_ = true;
}

void RtfWriter::CodeText(std::string_view text) {
  code_is_empty_ = false;
  while (!text.empty()) {
    if (line_feed_pending_) out_.Write("\\line ");
    const size_t end = text::FindByte(text, '\n');
    if (end > 0) text::EscapeRtf(text.substr(0, end), out_);
    line_feed_pending_ = end < text.size();
    text.remove_prefix(end + (line_feed_pending_ ? 1 : 0));
  }
}

void RtfWriter::EndCode() {
  if (code_is_empty_) out_.Write("{\\*\\tareempty}");
  in_code_ = false;
  EndParagraph();
}

}  // namespace tare::rtf_writer
