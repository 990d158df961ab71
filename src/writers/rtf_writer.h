#pragma once

// Document events as RTF: see docs/rtf.md for the mapping, mark by mark.
//
//   rtf_writer.cc       blocks: containers, paragraphs, the labels of items and notes
//   rtf_writer_tables.cc, rtf_writer_inline.cc, rtf_writer_notes.cc   the other events
//   rtf_gap_output.h    output with gaps that are filled later
//   rtf_prologue.h, rtf_lists.h, rtf_styles.h   what stands before the content
//   rtf_table.h, rtf_picture.h, rtf_text.h      the pieces

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "tare/document.h"
#include "tare/io.h"
#include "tare/memory.h"
#include "writers/rtf_gap_output.h"
#include "writers/rtf_lists.h"
#include "writers/rtf_prologue.h"
#include "writers/rtf_styles.h"
#include "writers/rtf_table.h"

namespace tare::rtf_writer {

class RtfWriter final : public Sink {
 public:
  RtfWriter(Output& out, Account& account);

  void BeginBlock(const Block& block) override;
  void EndBlock(BlockKind kind) override;
  void BeginSpan(const Span& span) override;
  void EndSpan(SpanKind kind) override;
  void Text(std::string_view text) override;
  void SoftBreak() override;
  void HardBreak() override;
  void AddImage(const Image& image) override;
  void FootnoteReference(std::string_view label) override;
  void Anchor(std::string_view name) override;
  void Metadata(std::string_view key, std::string_view value) override;
  void AddAttachment(const Attachment& attachment) override;
  void Warn(const Warning& warning) override;

 private:
  // An open container, and how the paragraphs in it are laid out.
  struct Frame {
    ParagraphStyle style = ParagraphStyle::kNormal;
    Alignment alignment = Alignment::kDefault;
    bool tight = false;           // no space between its paragraphs
    bool last_is_merged = false;  // in a cell or note: its end ends the last paragraph
    bool ordered = false;         // of the innermost list, as what follows
    char delimiter = '.';
    Numbering numbering = Numbering::kDecimal;
    uint8_t list = ListTable::kText;  // \ls
    int8_t list_level = -1;           // \ilvl
    uint64_t next_number = 1;
    int nesting = 0;  // of tables
    int indent = 0;   // twips, from the page's or cell's edge
    int width = kTextWidth;
  };

  // What the next paragraph has to show at its beginning.
  enum class Label : uint8_t { kNone, kItem, kNote };

  // The formatting of a cell without content.
  struct EmptyCell {
    ParagraphStyle style;
    Alignment alignment;
    int nesting;
    bool operator==(const EmptyCell&) const = default;
  };

  // rtf_writer.cc
  void EndDocument();
  void BeginPage(const Block& block);
  void BeginQuote();
  void BeginList(const Block& block);
  void BeginItem(const Block& block);
  void Indent(int twips);
  void BeginDefinition();
  void BeginCode(const Block& block);
  void EndCode();
  void BeginRaw(const Block& block);
  void BeginMark(std::string_view kind_and_attributes);
  void BeginContainer(BlockKind kind);
  void EndContainer(BlockKind kind);
  void BeginParagraph(ParagraphStyle style);
  void OpenParagraph(ParagraphStyle style);
  void EndParagraph();
  void EndMergedParagraph();
  void WriteLabel(bool hidden);
  void WriteItemLabel(bool hidden);
  void ShowLabelAlone();
  void WriteEmptyParagraph(std::string_view formatting);
  void CodeText(std::string_view text);
  Frame& frame() { return frames_.back(); }
  // What `write(Output&)` writes. Valid until the next call.
  template <typename Write>
  std::string_view Compose(Write write) {
    composed_.clear();
    if (composer_ == nullptr) composer_ = Output::ToString(&composed_, account_);
    write(*composer_);
    composer_->Flush();
    return composed_;
  }

  // rtf_writer_tables.cc
  void BeginTable(const Block& block);
  void EndTable();
  void BeginRow(const Block& block);
  void EndRow();
  void BeginCell(const Block& block);
  void EndCell();
  void OpenEmptyCell();
  void WriteCoveredCells();
  void WriteCellEnd();

  // rtf_writer_inline.cc
  void BeginLink(const Span& span);

  // rtf_writer_notes.cc
  void BeginNote(const Block& block);
  void EndNote();
  void WriteNoteLabel(bool hidden);
  void MoveNoteIntoReference();

  Account& account_;
  ListTable lists_;
  Prologue prologue_;
  GapOutput out_;

  std::pmr::vector<Frame> frames_;
  std::pmr::vector<Table> tables_;
  GapOutput::Gap row_gap_ = 0;  // for the definition of the outermost table's row
  std::pmr::string composed_;
  std::unique_ptr<Output> composer_;  // writes to composed_; made when first needed

  Label label_ = Label::kNone;
  Checked checked_ = Checked::kNone;  // of the item that label_ is for
  bool in_code_ = false;
  bool line_feed_pending_ = false;  // in code
  bool code_is_empty_ = false;
  ParagraphStyle last_style_ = ParagraphStyle::kNormal;  // of the paragraph opened last
  bool merged_paragraph_open_ = false;                   // a paragraph waits for the end of its cell or note
  std::optional<EmptyCell> empty_cell_;                  // that was opened last, with nothing since
  bool after_table_ = false;                             // nothing stands between the last table and here
  bool begins_list_ = false;  // the next paragraph is the first of an outermost list
  bool page_break_ = false;   // the next paragraph begins a page
  bool first_page_ = true;

  // Footnotes whose reference waits for them, by label.
  std::pmr::unordered_map<std::pmr::string, GapOutput::Gap> references_;
  // The note whose blocks are coming.
  struct Note {
    std::pmr::string label;
    bool open = false;
    bool is_awaited = false;  // by its reference
    bool number_is_hidden = false;
    uint64_t position = 0;  // where its blocks begin
    // Gaps, where it is awaited:
    GapOutput::Gap reference = 0;
    GapOutput::Gap beginning = 0;
    GapOutput::Gap number = 0;
  };
  Note note_;
};

}  // namespace tare::rtf_writer
