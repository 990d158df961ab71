#pragma once

// What the block parser tells the emitter: the blocks of one top-level block, in document order, as flat
// records, and the places of their lines in the source.

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "tare/document.h"

namespace tare::markdown {

// A piece of the source from `begin` to `end`, without the final line end. It holds line ends of its own only
// where lines follow each other in the source with nothing to leave out and "\n" between.
struct Line {
  uint64_t begin;
  uint64_t end;
  uint8_t spaces = 0;  // to be put before it: what is left of a tab

  std::string_view In(std::string_view source) const { return source.substr(begin, end - begin); }
};

enum class RecordType : uint8_t { kBegin, kEnd, kLeaf };

struct BlockRecord {
  RecordType type;
  BlockKind kind;
  // A leaf may come in parts where its block is too long to be kept.
  bool continues_previous = false;
  bool continues_next = false;

  uint8_t level = 0;                 // kHeading
  char list_marker = 0;              // kList: - + * . )
  bool tight = true;                 // kList
  Checked checked = Checked::kNone;  // kListItem
  uint32_t number = 0;               // kList: the first item's;  kFootnote's kBegin: where its kEnd is
  uint32_t first_line = 0;
  uint32_t lines = 0;  // kCode: the info string first, unless it continues;  kFootnote's kBegin: the label
};

class BlockRecords {
 public:
  BlockRecords(std::string_view source, std::pmr::memory_resource* memory)
      : source_(source), records_(memory), lines_(memory) {}

  std::string_view source() const { return source_; }
  const std::pmr::vector<BlockRecord>& records() const { return records_; }
  const std::pmr::vector<Line>& lines() const { return lines_; }
  std::pmr::vector<BlockRecord>& records() { return records_; }
  std::pmr::vector<Line>& lines() { return lines_; }

  bool empty() const { return records_.empty() && lines_.empty(); }
  size_t bytes() const { return records_.size() * sizeof(BlockRecord) + lines_.size() * sizeof(Line); }
  void Clear() {
    records_.clear();
    lines_.clear();
  }

  // Lines [first, first + count) as one text with '\n' between: in place where it stands so in the source,
  // else made in `buffer`.
  std::string_view Join(uint32_t first, uint32_t count, std::pmr::string& buffer) const;

 private:
  std::string_view source_;
  std::pmr::vector<BlockRecord> records_;
  std::pmr::vector<Line> lines_;
};

}  // namespace tare::markdown
