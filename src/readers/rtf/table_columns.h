#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

namespace tare::rtf {

// The columns of a table, found from where the cells of its rows end. RTF has no columns: every row says for
// itself where its cells' right edges are, and editors let edges of different rows differ a little.
class TableColumns {
 public:
  static constexpr size_t kMaxColumns = 4096;
  // Edges of different rows that are at most this far apart are one, in twips: less than a narrow letter.
  static constexpr int32_t kTolerance = 120;

  explicit TableColumns(std::pmr::memory_resource* memory) : bounds_(memory) {}

  // `edges` are those of one row after the other, left edge of the first cell first, strictly increasing
  // within a row; `row_ends` are where in `edges` each row ends.
  void Find(std::span<const int32_t> edges, std::span<const uint32_t> row_ends);

  uint32_t count() const { return static_cast<uint32_t>(bounds_.size()) - 1; }
  // The number of columns left of an edge.
  uint32_t Before(int32_t edge) const;

 private:
  std::pmr::vector<int32_t> bounds_;  // the edges; column i is between the i-th and the next
};

}  // namespace tare::rtf
