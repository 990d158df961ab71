#pragma once

// A table of ordinary RTF. Its columns are known only when all rows are, and what spans which rows and
// columns only after the cells: the table is recorded until its end.

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <vector>

#include "document/event_buffer.h"
#include "readers/rtf/control_words.h"
#include "readers/rtf/table_columns.h"
#include "tare/document.h"

namespace tare::rtf {

// What stands between \trowd and the row's end: the shape of a row.
class RowDefinition {
 public:
  static constexpr size_t kMaxCells = TableColumns::kMaxColumns;

  struct Cell {
    int32_t right = 0;  // edge, in twips
    bool merged = false;
    bool vertical_merge_first = false;
    bool vertically_merged = false;
  };

  explicit RowDefinition(std::pmr::memory_resource* memory) : cells_(memory) {}

  void OnWord(RowWord word, int32_t parameter);
  bool header() const { return header_; }
  int32_t left() const { return left_; }
  // The cell number `index`, whose left edge is at `left`. Rows may have more cells than they define.
  Cell CellAt(size_t index, int32_t left) const;
  // The right edge of cell number `index`, whose own is at `right`, with the cells merged into it.
  int32_t MergedRight(size_t index, int32_t right) const;

 private:
  std::pmr::vector<Cell> cells_;
  Cell next_;
  int32_t left_ = 0;
  bool header_ = false;
};

// Sends the rows of a table of known columns, filling what no cell covers with empty cells.
class RowSender {
 public:
  struct Place {
    uint32_t begin;  // columns
    uint32_t end;
    uint32_t row_span = 1;
    bool covered = false;  // by a row span from above
    bool joined = false;   // to the cell before
  };

  void Start(uint32_t columns) { columns_ = columns; }
  void BeginRow(Sink& sink, bool header);
  void BeginCell(Sink& sink, const Place& place);
  void EndRow(Sink& sink);
  uint32_t next() const { return next_; }  // column of the open row

 private:
  void EndCell(Sink& sink);
  void FillTo(Sink& sink, uint32_t column);

  uint32_t columns_ = 0;
  uint32_t next_ = 0;  // column
  bool header_ = false;
  bool cell_open_ = false;
};

class Table {
 public:
  // A longer table is sent in its present columns, and what follows goes on without being recorded: row spans
  // are then not known.
  static constexpr size_t kMaxBytes = 4 << 20;

  explicit Table(Account& account);

  // In all calls, `parent` is where the table goes in the end, and `row` the definition of the open row as
  // far as it has been read.

  // Where the content of the open cell goes. Begins a row and a cell where none is open.
  Sink& Cell(Sink& parent, const RowDefinition& row);
  bool cell_open() const { return cell_open_; }
  // Of the open cell's first paragraph; later ones do not count.
  void SetAlignment(Alignment alignment);
  void EndCell(Sink& parent, const RowDefinition& row);
  void EndRow(Sink& parent, const RowDefinition& row);
  // Sends what was recorded, and is ready for another table.
  void End(Sink& parent, const RowDefinition& row);

  bool too_long() const { return !streaming_ && bytes() > kMaxBytes; }
  void StopRecording(Sink& parent, const RowDefinition& row);

 private:
  class Replay;

  struct CellState {
    Alignment alignment = Alignment::kDefault;
    bool has_alignment = false;
    bool empty = true;
  };
  // Where the row has one cell after merging.
  struct Spot {
    int32_t left = 0;  // edges, in twips
    int32_t right = 0;
    RowSender::Place place{};
    CellState state{};
    bool vertical_merge_first = false;
    bool vertically_merged = false;
  };
  struct Row {
    uint32_t spots_end;  // in spots_
    bool header;
  };

  size_t bytes() const { return record_.bytes() + (spots_.size() + cells_.size()) * sizeof(Spot); }
  void BeginCell(Sink& parent, const RowDefinition& row);
  void KeepRow(const RowDefinition& row);
  void SendRecord(Sink& parent);
  void FindColumns();
  void PlaceSpots();
  void CoverSpots();
  std::pmr::vector<Alignment> ColumnAlignments() const;

  std::pmr::memory_resource* memory_;
  EventBuffer record_;
  std::pmr::vector<Spot> spots_;
  std::pmr::vector<bool> joins_;       // by recorded cell: merged into the one before
  std::pmr::vector<Row> rows_;         // recorded and complete
  std::pmr::vector<CellState> cells_;  // of the open row
  TableColumns columns_;
  RowSender sender_;
  size_t row_cells_ = 0;      // begun in the open row
  size_t content_begin_ = 0;  // of the open cell, in the record
  int32_t left_ = 0;          // edge of the next cell, while streaming
  bool row_open_ = false;
  bool cell_open_ = false;
  bool streaming_ = false;
};

}  // namespace tare::rtf
