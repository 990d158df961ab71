#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "readers/rtf/paragraph.h"
#include "tare/document.h"

namespace tare::rtf {

// Turns formatting that is switched on and off run by run into spans that nest: a span that lasts longer is
// put around those that end earlier, a link is never cut by other spans, and code is always innermost.
class SpanNesting {
 public:
  // A link's number in the runs, less 1, is its index in `links`.
  SpanNesting(Sink& sink, std::span<const InlineRun> runs, std::span<const Span> links)
      : sink_(sink), runs_(runs), links_(links) {}

  // Ends and begins spans, so that run `index` may be sent. Runs are entered in order.
  void Enter(size_t index);
  void CloseAll() { CloseTo(0); }

 private:
  static constexpr size_t kKinds = 9;
  using Mask = uint16_t;  // a bit for each kind

  static Mask WantedBy(const InlineRun& run);
  bool Lasts(size_t kind, size_t index, uint32_t link) const;
  size_t EndOf(size_t kind, size_t index);
  size_t CountKept(size_t index, Mask wanted);
  void Open(size_t kind, size_t index);
  void CloseTo(size_t count);

  Sink& sink_;
  std::span<const InlineRun> runs_;
  std::span<const Span> links_;
  std::array<size_t, kKinds> ends_{};  // the run at which each kind ends, as far as looked at
  std::array<uint8_t, kKinds> open_{};
  size_t open_count_ = 0;
  uint32_t open_link_ = 0;
};

}  // namespace tare::rtf
