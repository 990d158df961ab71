#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "document/forwarding_sink.h"
#include "document/table_grid.h"
#include "tare/memory.h"

namespace tare {

// What a table turned out to be.
struct TableShape {
  explicit TableShape(std::pmr::memory_resource* memory) : alignments(memory) {}

  uint32_t columns = 0;                    // 0: no cells
  uint32_t rows = 0;                       // complete ones; there may be more to come
  std::pmr::vector<Alignment> alignments;  // of the first columns; the others have the default
};

// The second half of TableShaper: sends tables of known shape on in their rectangular form.
class TableLayout final : public ForwardingSink {
 public:
  TableLayout(Sink& next, Account& account) : ForwardingSink(next), account_(account), tables_(&account) {}

  // The shapes of the tables to come, in the order in which they begin. They are needed until then.
  void SetShapes(std::span<const TableShape> shapes) { shapes_ = shapes; }

  void BeginBlock(const Block& block) override;
  void EndBlock(BlockKind kind) override;

 private:
  // Up to this many missing cells in a row are added one by one; a wider gap is filled with one cell, so
  // that short rows of a wide table cost little.
  static constexpr uint32_t kMaxSingleCells = 64;

  struct Table {
    explicit Table(std::pmr::memory_resource* memory) : grid(memory), covered(memory) {}

    TableGrid grid;    // where the cells would stand without clipping
    RowSpans covered;  // by the cells sent on
    uint32_t columns = 0;
    uint32_t shaped_rows = 0;  // row spans end with these; in rows beyond, they are 1
    uint32_t row = 0;
    uint32_t column = 0;     // the next one of the open row to fill
    bool in_header = false;  // of the open row
    bool cell_open = false;  // a cell of the open row was sent on and not ended
  };

  void BeginTable();
  void EndTable();
  void BeginRow(const Block& row);
  void EndRow();
  void BeginCell(const Block& cell);
  void EndOpenCell(Table& table);
  void FillTo(Table& table, uint32_t column);

  Account& account_;
  std::span<const TableShape> shapes_;
  std::pmr::vector<Table> tables_;  // the open ones
};

}  // namespace tare
