#include "readers/markdown/block_records.h"

namespace tare::markdown {

std::string_view BlockRecords::Join(uint32_t first, uint32_t count, std::pmr::string& buffer) const {
  if (count == 1) return lines_[first].In(source_);
  size_t size = count - 1;
  for (uint32_t i = first; i < first + count; ++i) size += lines_[i].end - lines_[i].begin;
  buffer.clear();
  buffer.reserve(size);
  for (uint32_t i = first; i < first + count; ++i) {
    if (i != first) buffer += '\n';
    buffer += lines_[i].In(source_);
  }
  return buffer;
}

}  // namespace tare::markdown
