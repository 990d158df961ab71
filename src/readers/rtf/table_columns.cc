#include "readers/rtf/table_columns.h"

#include <algorithm>

namespace tare::rtf {
namespace {

struct Edge {
  int32_t at;
  uint32_t row;
};

}  // namespace

void TableColumns::Find(std::span<const int32_t> edges, std::span<const uint32_t> row_ends) {
  std::pmr::memory_resource* memory = bounds_.get_allocator().resource();
  std::pmr::vector<Edge> sorted(memory);
  sorted.reserve(edges.size());
  uint32_t begin = 0;
  for (uint32_t row = 0; row < row_ends.size(); ++row) {
    for (uint32_t i = begin; i < row_ends[row]; ++i) sorted.push_back({.at = edges[i], .row = row});
    begin = row_ends[row];
  }
  std::ranges::sort(sorted, [](Edge a, Edge b) { return a.at != b.at ? a.at < b.at : a.row < b.row; });

  // Two edges of one row are never the same.
  std::pmr::vector<size_t> last_bound(row_ends.size(), size_t{0}, memory);  // of each row, from 1
  bounds_.clear();
  for (const Edge& edge : sorted) {
    const bool same = !bounds_.empty() && int64_t{edge.at} - bounds_.back() <= kTolerance &&
                      last_bound[edge.row] != bounds_.size();
    if (!same) {
      if (bounds_.size() > kMaxColumns) break;
      bounds_.push_back(edge.at);
    }
    last_bound[edge.row] = bounds_.size();
  }
}

uint32_t TableColumns::Before(int32_t edge) const {
  const auto after = std::ranges::upper_bound(bounds_, edge);
  return after == bounds_.begin() ? 0 : static_cast<uint32_t>(after - bounds_.begin()) - 1;
}

}  // namespace tare::rtf
