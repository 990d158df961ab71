#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tare/document.h"
#include "tare/io.h"

namespace tare {

// The lines of nested blocks: what stands before each line (a quote's "> ", an item's "- " and then its
// indentation) and what sets a block off from the one before. Nothing is written before content needs it.
class BlockLines {
 public:
  enum class Gap : uint8_t { kNone, kLine, kBlankLine };
  static constexpr size_t kMaxPart = 32;  // bytes a nested block adds to a line's beginning

  explicit BlockLines(Output& out) : out_(out) {}

  // What the next line to be opened keeps from the one before it. Blank lines belong to the blocks that are
  // open at this call.
  void SetGap(Gap gap) {
    gap_ = gap;
    gap_depth_ = depth_;
    ready_ = false;
  }
  Gap gap() const { return gap_; }
  void WidenGap() {
    if (gap_ == Gap::kLine) gap_ = Gap::kBlankLine;
  }

  // Begins a nested block: `first` stands before its first line, `rest` before the others.
  void Push(std::string_view first, std::string_view rest);
  void Pop();

  // Makes the line ready for content.
  void Open() {
    if (!ready_) [[unlikely]]
      OpenLine(false);
  }
  // Before the end of a block that shows even if it is empty (an item, a quote): where nothing was written in
  // it, writes what stands before its line, without the spaces at its end.
  void OpenEmpty() {
    if (first_depth_ > 0) OpenLine(true);
  }
  // Whether that is so: a block was begun whose first line is not written.
  bool first_pending() const { return first_depth_ > 0; }
  // Whether anything was written.
  bool begun() const { return begun_; }
  // Ends the line inside of a block and begins the next one.
  void Break() {
    out_.Put('\n');
    out_.Write(rest());
  }
  // The same, where the next line is empty.
  void BreakEmpty() {
    out_.Put('\n');
    out_.Write(blank(depth_));
  }
  // Ends the last line, if anything was written at all.
  void Finish() {
    if (begun_) out_.Put('\n');
    begun_ = ready_ = false;
    gap_ = Gap::kNone;
  }

  Output& out() { return out_; }
  std::string_view rest() const { return {rest_.data(), ends_[depth_].rest}; }

 private:
  struct Ends {
    uint16_t rest = 0;
    uint16_t first = 0;
    uint16_t blank = 0;  // of `rest`, without the spaces at its end
  };

  void OpenLine(bool trim);
  std::string_view blank(size_t depth) const { return {rest_.data(), ends_[depth].blank}; }

  Output& out_;
  size_t depth_ = 0;
  size_t gap_depth_ = 0;
  size_t excess_ = 0;  // levels beyond kMaxDepth, which a well-formed document does not have
  Gap gap_ = Gap::kNone;
  bool begun_ = false;
  bool ready_ = false;
  size_t first_depth_ = 0;  // where not 0, the next line begins with first_: blocks from here on are new
  std::array<Ends, kMaxDepth + 1> ends_;
  std::array<char, kMaxPart * kMaxDepth> rest_;
  std::array<char, kMaxPart * kMaxDepth> first_;
};

}  // namespace tare
