#pragma once

#include "tare/document.h"
#include "tare/memory.h"
#include "writers/held_table.h"
#include "writers/json_list.h"

namespace tare {

// Picks the tables out of a document's events and writes each as a JSON object (docs/json.md). A table that
// holds another is taken as layout and left out; what it holds is looked at.
class JsonTables {
 public:
  // Of one table; the rest of a larger one is left out, and it is marked as truncated.
  static constexpr size_t kMaxTableBytes = 2 << 20;
  static constexpr size_t kMaxPositions = 4 << 20;  // rows times columns

  JsonTables(JsonList& list, Account& account) : list_(list), table_(account), caption_(&account) {}

  void BeginBlock(const Block& block);
  void EndBlock(BlockKind kind);
  void Text(std::string_view text);
  void HardBreak();

 private:
  void EndTable();
  void WriteRow(size_t row, Output& out);

  JsonList& list_;
  HeldTable table_;
  std::pmr::string caption_;
  size_t nesting_ = 0;  // of tables that are open
  size_t held_ = 0;     // which of them is in table_; 0 is none
  bool in_caption_ = false;
  bool truncated_ = false;
};

}  // namespace tare
