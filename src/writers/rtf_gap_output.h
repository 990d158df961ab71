#pragma once

// RTF wants things early that events bring late: the lists in the header, a table row's cells before their
// content, a footnote inside its reference. GapOutput holds back what comes after such a gap until it is
// filled, or until too much is held.

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "tare/io.h"
#include "tare/memory.h"

namespace tare::rtf_writer {

class GapOutput final : public Output {
 public:
  static constexpr size_t kPrologueAfter = kBufferSize;  // bytes of content
  static constexpr size_t kMaxHeld = 1 << 20;            // bytes; a little more while a buffer drains

  // What comes before the content, written as late as possible: when kPrologueAfter bytes of content have
  // been written, or at the end (then `complete`: nothing follows that it could not know of).
  class Prologue {
   public:
    virtual void WriteTo(Output& out, bool complete) = 0;

   protected:
    ~Prologue() = default;
  };

  using Gap = uint64_t;

  GapOutput(Output& out, Prologue& prologue, Account& account)
      : Output(account), out_(out), prologue_(prologue), held_(&account), texts_(&account), gaps_(&account) {}

  // Where the next byte goes: a measure of content, gaps not counted.
  uint64_t position() const { return size() - moved_; }
  // A gap here. Should it be given up (too much is held, or the end comes), it holds `otherwise`.
  Gap Open(std::string_view otherwise);
  // False once a gap is filled or given up.
  bool IsOpen(Gap gap) const { return gap >= first_gap_ && gaps_[gap - first_gap_].open; }
  // The gap must be open.
  void Fill(Gap gap, std::string_view text);
  // Moves what was written since `position` into `gap`, which must be open and stand before it, and adds
  // `end`. No gap since `position` may be open. Settle() first, and ask again whether the gap is open.
  void MoveInto(Gap gap, uint64_t position, std::string_view end);
  // Brings every byte behind the gaps, which may give them up.
  void Settle() { Flush(); }
  // Writes all that is held. Gaps still open are given up.
  void Finish();

 private:
  struct Text {
    uint64_t position;
    size_t begin;  // of its text in texts_
    size_t size;
    bool open;
  };

  Result<void> Drain(std::string_view bytes) override;
  void WritePrologue(bool complete);
  void Release();
  void GiveUp();
  std::string_view TextOf(const Text& gap) const {
    return std::string_view(texts_).substr(gap.begin, gap.size);
  }

  Output& out_;
  Prologue& prologue_;
  bool prologue_written_ = false;
  std::pmr::string held_;
  uint64_t held_from_ = 0;  // position of held_'s first byte
  uint64_t moved_ = 0;      // bytes that MoveInto took out of the stream
  std::pmr::string texts_;
  std::pmr::vector<Text> gaps_;
  Gap first_gap_ = 0;  // number of gaps_'s first
};

}  // namespace tare::rtf_writer
