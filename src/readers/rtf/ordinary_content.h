#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory_resource>
#include <optional>

#include "readers/rtf/block_nesting.h"
#include "readers/rtf/content.h"
#include "readers/rtf/list_table.h"
#include "readers/rtf/paragraph.h"
#include "readers/rtf/styles.h"
#include "readers/rtf/table.h"
#include "tare/document.h"

namespace tare::rtf {

// RTF as everybody writes it: what paragraphs are is told by their styles, numbering and place in tables.
class OrdinaryContent final : public Content {
 public:
  static constexpr int kMaxTableDepth = 8;  // tables in cells; deeper ones become paragraphs of the cell

  OrdinaryContent(Sink& sink, Account& account, const StyleSheet& styles, ListTable& lists);

  void Text(std::string_view text, const Group& group) override;
  void LineBreak(const Group& group) override;
  bool SoftBreak(const Group&) override { return false; }
  void ParagraphDefaults() override {}
  void EndParagraph(const Group& group) override;
  void EndCell(bool nested, const Group& group) override;
  void EndRow(bool nested, const Group& group) override;
  void DefineRow(RowWord word, int32_t parameter, bool nested, const Group& group) override;
  void BeginLink(std::string_view target, std::string_view title, const Group& group, size_t depth) override;
  void EndLink(const Group& group) override;
  void Anchor(std::string_view name, const Group& group) override;
  void AddPicture(Picture&& picture, const Group& group) override;
  void NumberShown() override { number_shown_ = true; }
  void ChooseStyle(const Group&, size_t) override {}
  void EndGroup(size_t) override {}
  void Mark(MarkWord, std::string_view, const Group&) override {}
  void BeginRaw(MarkWord, std::string_view, const Group&) override {}
  void EndRaw() override {}
  bool NoteReference(uint32_t number, const Group& group) override;
  bool BeginNote(uint32_t number) override;
  void EndNote(const Group& group) override;
  void BeginTextBox(const Group& anchor) override;
  void EndTextBox(const Group& group) override;
  bool at_top_level() const override { return open_tables_ == 0 && between_paragraphs(); }
  bool between_paragraphs() const override { return paragraph_.blank() && leaf_ == Leaf::kNone; }
  void End(const Group& group) override;

 private:
  enum class Leaf : uint8_t { kNone, kParagraph, kHeading, kCode };

  // A table, its cell, and the definition of its row.
  struct TableLevel {
    explicit TableLevel(Account& account) : table(account), row(&account) {}

    Table table;
    RowDefinition row;
    BlockNesting blocks;
  };

  void FinishParagraph(const Group& group, int depth);
  void SendFullParagraph(const Group& group);
  void BeginLeaf(const Group& group);
  void BeginHeading(const Group& group, const Style& style, int level);
  void EndLeaf();
  void FinishBlankParagraph(const Group& group);

  std::optional<ItemPlace> PlaceInList(const Group& group);
  std::optional<ItemPlace> PlaceByFirstText(const Group& group);
  Checked TakeCheckbox();

  int TableDepth(const Group& group) const { return outer_tables_ + group.paragraph.table_depth(); }
  int TableDepth(bool nested, const Group& group) const;
  TableLevel& LevelAt(int depth);
  void EnterTables(int depth);
  void OpenTable();
  void CloseTable();
  void ShortenTables();
  // Where the content at that depth of tables goes; at the innermost, all content.
  Sink& SinkAt(int depth);
  Sink& sink() { return SinkAt(open_tables_); }
  BlockNesting& blocks() { return open_tables_ == 0 ? blocks_ : LevelAt(open_tables_).blocks; }

  Sink& document_;
  Account& account_;
  const StyleSheet& styles_;
  ListTable& lists_;

  Paragraph paragraph_;
  Leaf leaf_ = Leaf::kNone;  // that is open, of a paragraph sent in part
  uint16_t ignored_formats_ = 0;
  bool number_shown_ = false;
  uint32_t blank_lines_ = 0;  // of code, before the next
  BlockNesting blocks_;
  std::pmr::deque<TableLevel> levels_;
  int open_tables_ = 0;
  int outer_tables_ = 0;  // around the text box being read
};

}  // namespace tare::rtf
