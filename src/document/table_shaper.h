#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <vector>

#include "document/event_buffer.h"
#include "document/table_grid.h"
#include "document/table_layout.h"
#include "tare/document.h"

namespace tare {

// For readers of formats in which a table's columns are known only at its end (HTML, RTF): takes tables whose
// rows are ragged, and sends them on in the declared, rectangular form of tare/document.h. Events are
// otherwise well-formed already: a caption comes first, rows hold cells, kMaxDepth is kept.
//
//   - Cells stand where HTML's table model puts them (TableGrid). Columns in which no cell begins, left by
//     spans at the right edge, are dropped. Spans are clipped to the table and to the row spans they run
//     into. A row_span of 0 reaches to the table's end.
//   - Missing cells are added empty (many at once as one with a column span).
//   - A table has at least the `columns` and `alignments` it is begun with; both may be absent.
//   - Where no alignments are given, a column gets the alignment that the majority of its body cells has
//     (`alignment` of cells that span one column, in rows that are not header rows).
//   - A table without cells is left out; its caption becomes a paragraph.
//   - Tables in cells are shaped in the same way and stay in their cells.
//
// So that a few row spans or one wide row do not make a small document a huge one, a table whose rows have
// more than kFreeSlots slots and kSlotsPerByte for each byte of its record is split: what follows is a table
// of its own, into which no row span reaches.
//
// A table is held until its end, up to `most_held` bytes with the tables in it; beyond that the columns seen
// so far are declared, row spans end, later rows stream through, and their cells beyond those columns are
// joined to the row's last. Everything outside of tables passes straight through.
class TableShaper final : public Sink {
 public:
  static constexpr size_t kMaxBytes = 4 << 20;
  static constexpr uint64_t kFreeSlots = 65536;
  static constexpr uint64_t kSlotsPerByte = 16;
  static constexpr uint32_t kMaxColumns =
      TableGrid::kMaxColumns;  // cells beyond are joined to the row's last
  static constexpr uint32_t kMaxRowSpan = TableGrid::kMaxRowSpan;

  // `account` is charged for the tables held.
  TableShaper(Sink& next, Account& account, size_t most_held = kMaxBytes);
  ~TableShaper() override;

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
  class Measure;  // of one table

  // Where an event with `bytes` of strings goes: into the record, or on.
  Sink& Target(size_t bytes = 0);
  void Observe(const Block& block);
  void BeginTable(const Block& table);
  void EndTable();
  bool IsTooEmpty(const Measure& measure) const;
  void SplitTable();
  void KeepShape(const Measure& measure);
  void SendRecord();

  const size_t most_held_;
  Account& account_;
  TableLayout layout_;
  EventBuffer record_;                   // the outermost table that is held
  std::pmr::vector<Measure> measures_;   // of its open tables; none: nothing is held
  std::pmr::vector<TableShape> shapes_;  // of its tables, in the order in which they begin
  size_t shape_bytes_ = 0;
  bool warned_of_split_ = false;
};

}  // namespace tare
