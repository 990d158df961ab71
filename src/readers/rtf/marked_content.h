#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory_resource>
#include <string>
#include <string_view>

#include "document/table_shaper.h"
#include "readers/rtf/content.h"
#include "readers/rtf/inline_sender.h"
#include "readers/rtf/styles.h"
#include "tare/document.h"

namespace tare::rtf {

// Reads a note's content where the file has it.
class NoteReader {
 public:
  virtual void ReadNote(uint32_t number) = 0;

 protected:
  ~NoteReader() = default;
};

// RTF that Tare wrote: gives back exactly the events that were written (docs/rtf.md). Events go out as the
// text comes. Marks can be wrong where somebody edited the file: what cannot stand where it stands is left
// out, and what is missing is put in.
class MarkedContent final : public Content {
 public:
  MarkedContent(Sink& sink, Account& account, const StyleSheet& styles, NoteReader& notes);

  void Text(std::string_view text, const Group& group) override;
  void LineBreak(const Group& group) override;
  bool SoftBreak(const Group& group) override;
  void ParagraphDefaults() override;
  void EndParagraph(const Group& group) override;
  void EndCell(bool nested, const Group& group) override;
  void EndRow(bool nested, const Group& group) override;
  void DefineRow(RowWord, int32_t, bool, const Group&) override {}
  void BeginLink(std::string_view target, std::string_view title, const Group& group, size_t depth) override;
  void EndLink(const Group& group) override;
  void ChooseStyle(const Group& group, size_t depth) override;
  void EndGroup(size_t depth) override;
  void Anchor(std::string_view, const Group&) override {}
  void AddPicture(Picture&& picture, const Group& group) override;
  void NumberShown() override {}
  void Mark(MarkWord word, std::string_view text, const Group& group) override;
  void BeginRaw(MarkWord word, std::string_view format, const Group& group) override;
  void EndRaw() override;
  bool NoteReference(uint32_t number, const Group& group) override;
  bool BeginNote(uint32_t number) override;
  void EndNote(const Group& group) override;
  void BeginTextBox(const Group&) override {}
  void EndTextBox(const Group&) override {}
  bool at_top_level() const override { return leaf_ == Leaf::kNone && HoldsNotes(); }
  bool between_paragraphs() const override { return leaf_ == Leaf::kNone; }
  void End(const Group& group) override;

 private:
  // The block that holds text, which RTF writes as a paragraph.
  enum class Leaf : uint8_t {
    kNone,
    kPending,  // \pard was read, its style not yet
    kInline,
    kCode,
    kIgnored,  // there is no room for it
  };
  enum class Raw : uint8_t { kNone, kBlock, kSpan, kIgnored };

  struct OpenBlock {
    BlockKind kind;
    bool has_caption = false;
    bool has_rows = false;
    bool is_header = false;  // of a row
  };
  struct OpenSpan {
    SpanKind kind;
    size_t depth;  // of the group it ends with
  };
  struct CellAttributes {
    uint32_t rows = 1;
    uint32_t columns = 1;
    enum class Header : uint8_t { kAsRow, kYes, kNo } header = Header::kAsRow;
  };
  struct NoteLabel {
    uint32_t number;
    std::pmr::string label;
  };

  // Leaves.
  void OpenLeaf(const Group& group);
  // Makes sure that inline content may be sent; false where it may not.
  bool InlineLeaf(const Group& group);
  void EndLeaf(const Group& group);
  BlockKind LeafBlock(StyleRole role) const;

  // Containers.
  bool HoldsNotes() const;
  bool HoldsBlocks() const;
  bool Prepare(BlockKind kind);
  bool Begin(const Block& block);
  void CloseTo(size_t count);
  bool BeginRow(bool header);
  bool BeginCell();
  size_t FindOpen(BlockKind kind) const;
  void BeginMark(std::string_view text);
  bool BeginTable(std::string_view letters);
  void EndMark(std::string_view kind);
  bool HasRoom(size_t more) const { return open_count_ + span_count_ + more <= kMaxDepth; }

  // Spans.
  void BeginSpan(const Span& span, size_t depth);
  void CloseSpans(size_t count);
  void OpenPendingLink();
  void SetSize(std::string_view text);
  void SetCell(std::string_view attributes);

  Account& account_;
  TableShaper sink_;
  const StyleSheet& styles_;
  NoteReader& notes_;
  InlineSender inline_;

  std::array<OpenBlock, kMaxDepth> open_{};
  size_t open_count_ = 0;
  size_t flattened_ = 0;  // containers that were begun beyond what may be open
  std::array<OpenSpan, kMaxDepth> spans_{};
  size_t span_count_ = 0;

  Leaf leaf_ = Leaf::kNone;
  Raw raw_ = Raw::kNone;
  bool hidden_ = false;
  bool code_empty_ = false;  // the code block of this leaf has no text, not even a line end
  CellAttributes cell_;

  // What a mark says about the thing that follows.
  std::pmr::string code_label_;
  std::pmr::string target_;
  std::pmr::string title_;
  bool has_target_ = false;
  bool has_title_ = false;
  std::pmr::string link_target_;
  std::pmr::string link_title_;
  size_t link_depth_ = 0;
  bool link_pending_ = false;
  bool in_link_ = false;
  bool has_size_ = false;
  uint32_t width_ = 0;
  uint32_t height_ = 0;

  std::pmr::string reference_;  // the label of a reference that a \footnote may belong to
  bool has_reference_ = false;
  std::pmr::deque<NoteLabel> note_labels_;  // of notes not sent yet
};

}  // namespace tare::rtf
