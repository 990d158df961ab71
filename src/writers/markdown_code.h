#pragma once

#include <cstddef>
#include <memory_resource>
#include <string>
#include <string_view>

#include "tare/memory.h"
#include "writers/block_lines.h"
#include "writers/literal_lines.h"

namespace tare::to_markdown {

// Appends a code span whose delimiters do not occur in `code`, which is not empty.
void AppendCodeSpan(std::string_view code, std::pmr::string& to);

// Writes fenced code blocks. The fence must be longer than what looks like one in the code: a block is held
// until that is known, or written in parts where it is long. Where a later part would end the block, it
// goes on in a new one with a longer fence.
class FencedCode {
 public:
  static constexpr size_t kMaxHeld = 64 * 1024;  // bytes

  explicit FencedCode(Account& account) : held_(&account), info_(&account) {}

  void Begin(std::string_view info);
  void Text(std::string_view text, BlockLines& lines);
  void End(BlockLines& lines);

 private:
  void WriteHeld(size_t size, BlockLines& lines);
  void OpenFence(size_t length, BlockLines& lines);
  void CloseFence(BlockLines& lines);

  std::pmr::string held_;
  std::pmr::string info_;
  LiteralLines literal_;
  char fence_ = '`';
  size_t length_ = 0;  // of the fence that is open, or 0
};

}  // namespace tare::to_markdown
