#include "document/table_shaper.h"

#include <algorithm>

namespace tare {
namespace {

// The alignment that more than half of a column's cells have (Boyer and Moore's majority vote).
struct MajorityAlignment {
  Alignment alignment = Alignment::kDefault;
  uint32_t lead = 0;

  void Count(Alignment vote) {
    if (lead == 0) alignment = vote;
    vote == alignment ? ++lead : --lead;
  }
};

}  // namespace

// Follows a table's rows and cells to find its shape.
class TableShaper::Measure {
 public:
  Measure(const Block& table, size_t shape, size_t begin, std::pmr::memory_resource* memory)
      : shape_(shape),
        begin_(begin),
        grid_(memory),
        declared_columns_(std::max(table.columns, static_cast<uint32_t>(table.alignments.size()))),
        alignments_(table.alignments.begin(), table.alignments.end(), memory),
        votes_(memory) {}

  size_t shape() const { return shape_; }
  // Where in the record the table begins.
  size_t begin() const { return begin_; }
  // Slots of the complete rows.
  uint64_t slots() const { return uint64_t{rows_} * columns_; }

  void BeginRow(const Block& row) {
    in_header_ = row.header;
    grid_.BeginRow();
  }
  void AddCell(const Block& cell) {
    const TableGrid::Place place = grid_.Add(cell.row_span, cell.column_span);
    if (place.column == TableGrid::kMaxColumns) return;
    columns_ = std::max(columns_, place.column + 1);
    if (in_header_ || cell.column_span > 1 || !alignments_.empty()) return;
    if (votes_.size() < columns_) votes_.resize(columns_);
    votes_[place.column].Count(cell.alignment);
  }
  void EndRow() {
    grid_.EndRow();
    ++rows_;
  }

  void Write(TableShape& shape) const {
    shape.columns = columns_ == 0 ? 0 : std::clamp(declared_columns_, columns_, TableGrid::kMaxColumns);
    shape.rows = rows_;
    shape.alignments.clear();
    for (uint32_t i = 0; i < shape.columns; ++i) {
      if (AlignmentOf(i) == Alignment::kDefault) continue;
      shape.alignments.resize(i + 1);
      shape.alignments.back() = AlignmentOf(i);
    }
  }

 private:
  Alignment AlignmentOf(uint32_t column) const {
    if (column < alignments_.size()) return alignments_[column];
    return column < votes_.size() && votes_[column].lead > 0 ? votes_[column].alignment : Alignment::kDefault;
  }

  size_t shape_;  // index of the table's shape
  size_t begin_;
  TableGrid grid_;
  uint32_t columns_ = 0;  // those in which a cell begins, and all before them
  uint32_t declared_columns_;
  uint32_t rows_ = 0;  // complete ones
  bool in_header_ = false;
  std::pmr::vector<Alignment> alignments_;  // declared
  std::pmr::vector<MajorityAlignment> votes_;
};

TableShaper::TableShaper(Sink& next, Account& account, size_t most_held)
    : most_held_(most_held),
      account_(account),
      layout_(next, account),
      record_(account),
      measures_(&account),
      shapes_(&account) {}

TableShaper::~TableShaper() = default;

void TableShaper::BeginBlock(const Block& block) {
  if (block.kind == BlockKind::kTable) return BeginTable(block);
  Target(block.label.size()).BeginBlock(block);
  if (!measures_.empty()) Observe(block);
}

void TableShaper::EndBlock(BlockKind kind) {
  if (kind == BlockKind::kTable) return EndTable();
  Target().EndBlock(kind);
  if (kind != BlockKind::kRow || measures_.empty()) return;
  measures_.back().EndRow();
  if (IsTooEmpty(measures_.back())) SplitTable();
}

bool TableShaper::IsTooEmpty(const Measure& measure) const {
  const size_t bytes = record_.bytes() - measure.begin();
  return measure.slots() > kFreeSlots + kSlotsPerByte * bytes;
}

void TableShaper::SplitTable() {
  if (!warned_of_split_) {
    Warn({.message = "a table has very many empty or spanned cells; it was split, and its spans end there"});
    if (measures_.empty()) return;  // the warning was too much to hold
  }
  warned_of_split_ = true;
  EndTable();
  BeginTable(Block::Of(BlockKind::kTable));
}

void TableShaper::BeginSpan(const Span& span) {
  Target(span.target.size() + span.title.size()).BeginSpan(span);
}

void TableShaper::EndSpan(SpanKind kind) { Target().EndSpan(kind); }

void TableShaper::Text(std::string_view text) { Target(text.size()).Text(text); }

void TableShaper::SoftBreak() { Target().SoftBreak(); }

void TableShaper::HardBreak() { Target().HardBreak(); }

void TableShaper::AddImage(const Image& image) {
  Target(image.bytes.size() + image.target.size() + image.title.size() + image.alt.size()).AddImage(image);
}

void TableShaper::FootnoteReference(std::string_view label) { Target(label.size()).FootnoteReference(label); }

void TableShaper::Anchor(std::string_view name) { Target(name.size()).Anchor(name); }

void TableShaper::Metadata(std::string_view key, std::string_view value) {
  Target(key.size() + value.size()).Metadata(key, value);
}

void TableShaper::AddAttachment(const Attachment& attachment) {
  Target(attachment.name.size() + attachment.bytes.size()).AddAttachment(attachment);
}

void TableShaper::Warn(const Warning& warning) { Target(warning.message.size()).Warn(warning); }

Sink& TableShaper::Target(size_t bytes) {
  if (measures_.empty()) return layout_;
  if (record_.bytes() + shape_bytes_ + bytes <= most_held_) return record_;
  for (const Measure& measure : measures_) {
    KeepShape(measure);
    TableShape& shape = shapes_[measure.shape()];
    shape.columns = std::max(shape.columns, 1u);
  }
  measures_.clear();
  SendRecord();
  return layout_;
}

void TableShaper::Observe(const Block& block) {
  if (block.kind == BlockKind::kRow) measures_.back().BeginRow(block);
  if (block.kind == BlockKind::kCell) measures_.back().AddCell(block);
}

void TableShaper::BeginTable(const Block& table) {
  Target(sizeof(TableShape));  // sends on what is held if the new table does not fit
  measures_.emplace_back(table, shapes_.size(), record_.bytes(), &account_);
  shapes_.emplace_back(&account_);
  shape_bytes_ += sizeof(TableShape);
  record_.BeginBlock(Block::Of(BlockKind::kTable));
}

void TableShaper::EndTable() {
  Sink& target = Target();
  target.EndBlock(BlockKind::kTable);
  if (measures_.empty()) return;
  KeepShape(measures_.back());
  measures_.pop_back();
  if (measures_.empty()) SendRecord();
}

void TableShaper::KeepShape(const Measure& measure) {
  TableShape& shape = shapes_[measure.shape()];
  measure.Write(shape);
  shape_bytes_ += shape.alignments.size();
}

void TableShaper::SendRecord() {
  layout_.SetShapes(shapes_);
  record_.Replay(layout_);
  record_.Clear();
  shapes_.clear();
  shape_bytes_ = 0;
}

}  // namespace tare
