#pragma once

#include "writers/block_lines.h"
#include "writers/held_table.h"

namespace tare {

// Whether a table's columns side by side would be hard to read: too wide, or with cells of many lines.
bool IsUnwieldyTable(const HeldTable& table);

// A table in plain text. Rows without text are left out.
// Columns padded to the width of their cells, whose lines stand below each other; header rows underlined:
void WriteAlignedTable(const HeldTable& table, BlockLines& lines);
// One line a row, cells separated by " | ":
void WriteTableRows(const HeldTable& table, BlockLines& lines);
// Each cell a paragraph, or several:
void WriteTableAsParagraphs(const HeldTable& table, BlockLines& lines);

}  // namespace tare
