#include "readers/rtf/table.h"

#include <algorithm>
#include <array>
#include <limits>

#include "document/forwarding_sink.h"

namespace tare::rtf {
namespace {

constexpr int32_t kAssumedWidth = 1440;  // of cells without a definition, in twips: one inch
constexpr int32_t kMaxEdge = 1 << 24;    // far beyond the widest page

}  // namespace

void RowDefinition::OnWord(RowWord word, int32_t parameter) {
  switch (word) {
    case RowWord::kDefaults:
      cells_.clear();
      next_ = Cell();
      left_ = 0;
      header_ = false;
      break;
    case RowWord::kLeft:
      left_ = std::clamp(parameter, -kMaxEdge, kMaxEdge);
      break;
    case RowWord::kHeader:
      header_ = true;
      break;
    case RowWord::kMerged:
      next_.merged = true;
      break;
    case RowWord::kVerticalMergeFirst:
      next_.vertical_merge_first = true;
      break;
    case RowWord::kVerticallyMerged:
      next_.vertically_merged = true;
      break;
    case RowWord::kCellEdge:
      next_.right = std::clamp(parameter, -kMaxEdge, kMaxEdge);
      if (cells_.size() < kMaxCells) cells_.push_back(next_);
      next_ = Cell();
      break;
    default:
      break;
  }
}

RowDefinition::Cell RowDefinition::CellAt(size_t index, int32_t left) const {
  Cell cell = {.right = left < kMaxEdge ? left + kAssumedWidth : left};
  if (index < cells_.size()) cell = cells_[index];
  cell.right = std::max(cell.right, left + 1);
  return cell;
}

int32_t RowDefinition::MergedRight(size_t index, int32_t right) const {
  for (size_t i = index + 1; i < cells_.size() && cells_[i].merged; ++i) right = CellAt(i, right).right;
  return right;
}

void RowSender::BeginRow(Sink& sink, bool header) {
  sink.BeginBlock(Block::Row(header));
  header_ = header;
  next_ = 0;
  cell_open_ = false;
}

void RowSender::BeginCell(Sink& sink, const Place& place) {
  if (place.joined && cell_open_) return;
  EndCell(sink);
  FillTo(sink, place.begin);
  next_ = place.end;
  if (place.covered) return;
  sink.BeginBlock(Block::Cell(header_, place.row_span, place.end - place.begin));
  cell_open_ = true;
}

void RowSender::EndRow(Sink& sink) {
  EndCell(sink);
  FillTo(sink, columns_);
  sink.EndBlock(BlockKind::kRow);
}

void RowSender::EndCell(Sink& sink) {
  if (cell_open_) sink.EndBlock(BlockKind::kCell);
  cell_open_ = false;
}

void RowSender::FillTo(Sink& sink, uint32_t column) {
  if (column <= next_) return;
  sink.BeginBlock(Block::Cell(header_, 1, column - next_));
  sink.EndBlock(BlockKind::kCell);
  next_ = column;
}

// Sends recorded events on, rows and cells by their places.
class Table::Replay final : public ForwardingSink {
 public:
  Replay(Table& table, Sink& parent) : ForwardingSink(parent), table_(table) {}

  void BeginBlock(const Block& block) override {
    if (inner_tables_ == 0 && block.kind == BlockKind::kRow) {
      table_.sender_.BeginRow(next_, table_.rows_[row_++].header);
    } else if (inner_tables_ == 0 && block.kind == BlockKind::kCell) {
      if (!table_.joins_[cell_++]) table_.sender_.BeginCell(next_, table_.spots_[spot_++].place);
    } else {
      inner_tables_ += block.kind == BlockKind::kTable;
      next_.BeginBlock(block);
    }
  }
  void EndBlock(BlockKind kind) override {
    if (inner_tables_ == 0 && kind == BlockKind::kCell) return;  // ended by what follows
    if (inner_tables_ == 0 && kind == BlockKind::kRow) return table_.sender_.EndRow(next_);
    inner_tables_ -= kind == BlockKind::kTable;
    next_.EndBlock(kind);
  }

 private:
  Table& table_;
  size_t row_ = 0;
  size_t cell_ = 0;
  size_t spot_ = 0;
  int inner_tables_ = 0;
};

Table::Table(Account& account)
    : memory_(&account),
      record_(account),
      spots_(memory_),
      joins_(memory_),
      rows_(memory_),
      cells_(memory_),
      columns_(memory_) {}

Sink& Table::Cell(Sink& parent, const RowDefinition& row) {
  if (!cell_open_) BeginCell(parent, row);
  return streaming_ ? parent : static_cast<Sink&>(record_);
}

void Table::BeginCell(Sink& parent, const RowDefinition& row) {
  if (!row_open_) {
    row_open_ = true;
    cells_.clear();
    row_cells_ = 0;
    left_ = row.left();
    if (streaming_) {
      sender_.BeginRow(parent, row.header());
    } else {
      record_.BeginBlock(Block::Row(false));
    }
  }
  if (streaming_) {
    const RowDefinition::Cell cell = row.CellAt(row_cells_, left_);
    const uint32_t last = columns_.count() - 1;
    const uint32_t begin = std::max(sender_.next(), std::min(columns_.Before(left_), last));
    const bool joined = cell.merged && row_cells_ > 0;
    const int32_t right = joined ? cell.right : row.MergedRight(row_cells_, cell.right);
    const uint32_t end = std::min(std::max(columns_.Before(right), begin + 1), columns_.count());
    sender_.BeginCell(parent, {.begin = begin, .end = end, .joined = joined || begin > last});
    left_ = cell.right;
  } else {
    record_.BeginBlock(Block::Cell());
    content_begin_ = record_.bytes();
    cells_.emplace_back();
  }
  ++row_cells_;
  cell_open_ = true;
}

void Table::SetAlignment(Alignment alignment) {
  if (streaming_ || cells_.empty() || cells_.back().has_alignment) return;
  cells_.back().has_alignment = true;
  cells_.back().alignment = alignment;
}

void Table::EndCell(Sink& parent, const RowDefinition& row) {
  if (!cell_open_) BeginCell(parent, row);
  cell_open_ = false;
  if (streaming_) return;
  cells_.back().empty = record_.bytes() == content_begin_;
  record_.EndBlock(BlockKind::kCell);
}

void Table::EndRow(Sink& parent, const RowDefinition& row) {
  if (!row_open_) return;
  if (cell_open_) EndCell(parent, row);
  row_open_ = false;
  if (streaming_) return sender_.EndRow(parent);
  KeepRow(row);
  record_.EndBlock(BlockKind::kRow);
}

void Table::End(Sink& parent, const RowDefinition& row) {
  EndRow(parent, row);
  if (!streaming_ && !rows_.empty()) SendRecord(parent);
  if (streaming_ || !rows_.empty()) parent.EndBlock(BlockKind::kTable);
  streaming_ = false;
  record_.Clear();
  spots_.clear();
  joins_.clear();
  rows_.clear();
}

void Table::StopRecording(Sink& parent, const RowDefinition& row) {
  if (row_open_) {
    if (cell_open_) cells_.back().empty = false;
    KeepRow(row);
    left_ = spots_.back().right;
  }
  SendRecord(parent);
  streaming_ = true;
  record_.Clear();
  spots_.clear();
  joins_.clear();
  rows_.clear();
}

// Takes the cells of the open row, whose definition is complete.
void Table::KeepRow(const RowDefinition& row) {
  int32_t left = row.left();
  for (size_t i = 0; i < cells_.size(); ++i) {
    const RowDefinition::Cell cell = row.CellAt(i, left);
    const bool joins = cell.merged && i > 0;
    joins_.push_back(joins);
    if (joins) {
      Spot& before = spots_.back();
      before.right = cell.right;
      before.state.empty &= cells_[i].empty;
    } else {
      spots_.push_back({.left = left,
                        .right = cell.right,
                        .state = cells_[i],
                        .vertical_merge_first = cell.vertical_merge_first,
                        .vertically_merged = cell.vertically_merged});
    }
    left = cell.right;
  }
  rows_.push_back({.spots_end = static_cast<uint32_t>(spots_.size()), .header = row.header()});
}

void Table::SendRecord(Sink& parent) {
  FindColumns();
  PlaceSpots();
  CoverSpots();
  parent.BeginBlock(Block::Table(ColumnAlignments()));
  sender_.Start(columns_.count());
  Replay replay(*this, parent);
  record_.Replay(replay);
}

void Table::FindColumns() {
  std::pmr::vector<int32_t> edges(memory_);
  std::pmr::vector<uint32_t> row_ends(memory_);
  size_t begin = 0;  // of this row and the one before, in spots_
  size_t before = 0;
  const auto same_edges = [](const Spot& a, const Spot& b) { return a.left == b.left && a.right == b.right; };
  for (const Row& row : rows_) {
    const auto spots = std::span(spots_).subspan(begin, row.spots_end - begin);
    // Most rows are like the row before, and add nothing.
    if (!std::ranges::equal(spots, std::span(spots_).subspan(before, begin - before), same_edges)) {
      edges.push_back(spots.front().left);
      for (const Spot& spot : spots) edges.push_back(spot.right);
      row_ends.push_back(static_cast<uint32_t>(edges.size()));
    }
    before = begin;
    begin = row.spots_end;
  }
  columns_.Find(edges, row_ends);
}

void Table::PlaceSpots() {
  const uint32_t count = columns_.count();
  size_t spot = 0;
  for (const Row& row : rows_) {
    uint32_t next = 0;
    for (; spot < row.spots_end; ++spot) {
      Spot& here = spots_[spot];
      const uint32_t begin = std::max(next, std::min(columns_.Before(here.left), count - 1));
      const uint32_t end = std::min(std::max(columns_.Before(here.right), begin + 1), count);
      here.place = {.begin = begin, .end = end, .joined = begin >= count};
      if (here.place.joined) {
        here.place.begin = here.place.end = count;
        // What it holds is put into the cell before, which then has content.
        spots_[spot - 1].state.empty &= here.state.empty;
      }
      next = std::max(next, here.place.end);
    }
  }
}

// A cell that continues the one above, and is empty, is covered by it.
void Table::CoverSpots() {
  std::pmr::vector<size_t> above(memory_);  // spots of the row before that may be continued, left to right
  std::pmr::vector<size_t> here(memory_);
  size_t spot = 0;
  for (const Row& row : rows_) {
    here.clear();
    size_t next_above = 0;
    for (; spot < row.spots_end; ++spot) {
      Spot& cell = spots_[spot];
      if (cell.place.joined) continue;
      while (next_above < above.size() && spots_[above[next_above]].place.begin < cell.place.begin)
        ++next_above;
      const bool continues = cell.vertically_merged && cell.state.empty && next_above < above.size() &&
                             spots_[above[next_above]].place.begin == cell.place.begin &&
                             spots_[above[next_above]].place.end == cell.place.end;
      if (continues) {
        cell.place.covered = true;
        ++spots_[above[next_above]].place.row_span;
        here.push_back(above[next_above]);
      } else if (cell.vertical_merge_first) {
        here.push_back(spot);
      }
    }
    above.swap(here);
  }
}

// The alignment of most body cells; of the header's where there are no others.
std::pmr::vector<Alignment> Table::ColumnAlignments() const {
  using Votes = std::array<uint32_t, 4>;  // by Alignment
  std::pmr::vector<Votes> votes(columns_.count(), Votes{}, memory_);
  const bool only_headers = std::ranges::all_of(rows_, &Row::header);
  size_t spot = 0;
  for (const Row& row : rows_) {
    for (; spot < row.spots_end; ++spot) {
      const Spot& cell = spots_[spot];
      if (row.header != only_headers || cell.state.empty || cell.place.end - cell.place.begin != 1) continue;
      ++votes[cell.place.begin][static_cast<size_t>(cell.state.alignment)];
    }
  }
  std::pmr::vector<Alignment> alignments(memory_);
  alignments.reserve(votes.size());
  for (const Votes& column : votes) {
    alignments.push_back(static_cast<Alignment>(std::ranges::max_element(column) - column.begin()));
  }
  return alignments;
}

}  // namespace tare::rtf
