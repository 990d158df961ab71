#pragma once

// Plain text, for reading and for feeding search engines and language models. The layout is pandoc's "plain"
// without wrapping: blank lines between blocks, "- " and "1. " before items, code and definitions indented,
// tables in aligned columns with the caption below, notes at the end. Marks that only style (bold, links'
// targets) are left out.
//
//   text_writer.cc          blocks
//   text_writer_tables.cc, text_writer_inline.cc   the other events
//   text_table.h, text_streamed_rows.h, held_captions.h   the pieces of tables

#include <array>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>

#include "tare/document.h"
#include "tare/io.h"
#include "tare/memory.h"
#include "writers/block_lines.h"
#include "writers/held_captions.h"
#include "writers/held_table.h"
#include "writers/literal_lines.h"
#include "writers/raw_html_text.h"
#include "writers/script_text.h"
#include "writers/spool_output.h"
#include "writers/text_streamed_rows.h"

namespace tare::to_text {

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

}  // namespace tare::to_text
