#pragma once

#include <cstdint>

#include "tare/document.h"

namespace tare::markdown {

enum class Trouble : uint8_t {
  kBlocksTooDeep,
  kSpansTooDeep,
  kBlockTooLong,
  kParagraphTooLong,
  kLineTooLong,
  kInlineTooRich,
  kTooManyDefinitions,
  kReferencesTooLong,
  kTableTooSparse,
  kAlternativeTextTooLong,
};
inline constexpr int kTroubles = 10;

// Tells the sink of trouble, once for each kind: a hostile document must not turn into as many warnings.
class Warnings {
 public:
  explicit Warnings(Sink& sink) : sink_(sink) {}

  // Where in the source what is read now begins; Location::kUnknown where bytes were decoded.
  void set_position(uint64_t offset) { position_ = offset; }
  void Add(Trouble trouble) { Add(trouble, position_); }
  void Add(Trouble trouble, uint64_t offset);

 private:
  Sink& sink_;
  uint64_t position_ = Location::kUnknown;
  bool told_[kTroubles] = {};
};

}  // namespace tare::markdown
