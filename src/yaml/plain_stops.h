#pragma once

#include <bit>
#include <cstdint>

#include "yaml/characters.h"
#include "yaml/find.h"

namespace tare::yaml {

// Where plain text may end on its line, outside of flow collections: at ": ", " #", a tab, a break, or the
// end, where a last ":" belongs to. Looks at 64 characters at once, as a key and its value are mostly within.
class PlainStops {
 public:
  // `from` is the first character of a plain scalar; no control characters but tabs and breaks are before
  // `end`.
  PlainStops(const char* from, const char* end) : window_(from), end_(end), stops_(StopsOf(from)) {}

  // The next one, or `end`, behind which there is none to ask for.
  [[gnu::always_inline]] const char* Next() {
    for (;;) {
      while (stops_ == 0) [[unlikely]] {
        window_ += 64;
        stops_ = StopsOf(window_);
      }
      const char* const stop = window_ + std::countr_zero(stops_);
      stops_ &= stops_ - 1;
      if (stop == end_ || Stops(stop)) [[likely]]
        return stop;
      if (stop + 1 == end_) return end_;
    }
  }

 private:
  bool Stops(const char* stop) const {
    if (*stop == ':') return stop + 1 != end_ && IsWhite(stop[1]);
    return *stop != '#' || IsBlank(stop[-1]);
  }
  // The zeros behind the end are stops too.
  uint64_t StopsOf(const char* at) const {
    return BitsOf64(at, end_, [](ByteBlock block) -> ByteMask {
      return (block < uint8_t{0x20}) | (block == uint8_t{':'}) | (block == uint8_t{'#'});
    });
  }

  const char* window_;
  const char* const end_;
  uint64_t stops_;
};

}  // namespace tare::yaml
