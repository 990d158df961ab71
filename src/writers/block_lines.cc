#include "writers/block_lines.h"

#include <algorithm>
#include <cstring>

namespace tare {
namespace {

std::string_view WithoutTrailingSpaces(std::string_view text) {
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

}  // namespace

void BlockLines::Push(std::string_view first, std::string_view rest) {
  if (depth_ == kMaxDepth) {
    ++excess_;
    return;
  }
  first = first.substr(0, kMaxPart);
  rest = rest.substr(0, kMaxPart);
  const Ends outer = ends_[depth_];
  Ends& inner = ends_[++depth_];
  std::memcpy(rest_.data() + outer.rest, rest.data(), rest.size());
  inner.rest = static_cast<uint16_t>(outer.rest + rest.size());
  inner.blank = static_cast<uint16_t>(WithoutTrailingSpaces({rest_.data(), inner.rest}).size());

  if (ready_) {
    out_.Write(first);
    return;
  }
  size_t first_size = outer.first;
  if (first_depth_ == 0) {
    std::memcpy(first_.data(), rest_.data(), outer.rest);
    first_size = outer.rest;
    first_depth_ = depth_;
  }
  std::memcpy(first_.data() + first_size, first.data(), first.size());
  inner.first = static_cast<uint16_t>(first_size + first.size());
}

void BlockLines::Pop() {
  if (excess_ > 0) {
    --excess_;
    return;
  }
  if (depth_ == 0) return;
  if (first_depth_ == depth_) first_depth_ = 0;
  --depth_;
  gap_depth_ = std::min(gap_depth_, depth_);
}

void BlockLines::OpenLine(bool trim) {
  if (begun_ && gap_ != Gap::kNone) {
    out_.Put('\n');
    if (gap_ == Gap::kBlankLine) {
      out_.Write(blank(gap_depth_));
      out_.Put('\n');
    }
  }
  const std::string_view start =
      first_depth_ > 0 ? std::string_view(first_.data(), ends_[depth_].first) : rest();
  out_.Write(trim ? WithoutTrailingSpaces(start) : start);
  first_depth_ = 0;
  gap_ = Gap::kNone;
  begun_ = ready_ = true;
}

}  // namespace tare
