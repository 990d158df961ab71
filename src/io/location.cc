#include <algorithm>
#include <numeric>

#include "tare/io.h"

namespace tare {

namespace {

// Walks a source from its start and knows the line it is on.
class LineCounter {
 public:
  explicit LineCounter(Source& source) : source_(source) {}

  // `offset` must not go back.
  Location Advance(uint64_t offset) {
    const std::string_view bytes = source_.bytes();
    offset = std::min<uint64_t>(offset, bytes.size());
    while (position_ < offset) {
      const uint64_t end = std::min(offset, position_ + kStep);
      const std::string_view step = bytes.substr(position_, end - position_);
      line_ += static_cast<uint32_t>(std::count(step.begin(), step.end(), '\n'));
      if (const size_t last = step.rfind('\n'); last != std::string_view::npos)
        line_start_ = position_ + last + 1;
      source_.ReleaseRange(position_, end);
      position_ = end;
    }
    Location location{.file = source_.name(), .offset = offset};
    location.line = line_;
    location.column = static_cast<uint32_t>(offset - line_start_ + 1);
    return location;
  }

 private:
  static constexpr uint64_t kStep = 1 << 20;

  Source& source_;
  uint64_t position_ = 0;
  uint64_t line_start_ = 0;
  uint32_t line_ = 1;
};

}  // namespace

std::vector<Location> LocationsAt(Source& source, std::span<const uint64_t> offsets) {
  std::vector<size_t> order(offsets.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::sort(order, {}, [&](size_t i) { return offsets[i]; });
  std::vector<Location> locations(offsets.size());
  LineCounter counter(source);
  for (const size_t i : order) locations[i] = counter.Advance(offsets[i]);
  return locations;
}

}  // namespace tare
