#pragma once

#include <cstdint>
#include <memory_resource>
#include <vector>

#include "tare/document.h"
#include "tare/memory.h"

namespace tare {

// Tells in which column each cell stands, where row spans from above fill columns. Tables nest.
class TableColumns {
 public:
  explicit TableColumns(Account& account) : columns_(&account), tables_(&account) {}

  void BeginTable(const Block& table);
  void BeginRow();
  // The column of a cell that begins, from 0.
  uint32_t Place(const Block& cell);
  // Moves past the columns at the row's end that are filled from above.
  void EndRow();
  void EndTable();

  bool in_table() const { return !tables_.empty(); }
  uint32_t count() const { return tables_.back().count; }
  // Where the next cell would stand if no row span filled that column.
  uint32_t next() const { return tables_.back().next; }
  Alignment alignment(uint32_t column) const { return At(column).alignment; }

 private:
  struct Column {
    Alignment alignment;
    uint32_t filled_until;  // rows before this number are filled by a cell above
  };
  struct Table {
    size_t first;    // of its columns in columns_
    uint32_t count;  // columns
    uint32_t row;    // number of the current row, from 1
    uint32_t next;
  };

  const Column& At(uint32_t column) const { return columns_[tables_.back().first + column]; }
  void SkipFilled();

  std::pmr::vector<Column> columns_;
  std::pmr::vector<Table> tables_;
};

}  // namespace tare
