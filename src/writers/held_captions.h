#pragma once

#include <cstddef>
#include <memory_resource>
#include <string>
#include <string_view>

#include "tare/memory.h"
#include "writers/block_lines.h"

namespace tare {

// The captions of the tables that are open, as plain text, the innermost one's last. A caption comes first in
// its table, and is held to be written below it. Who holds it keeps its size.
class HeldCaptions {
 public:
  static constexpr size_t kMaxSize = 4096;  // bytes of each

  explicit HeldCaptions(Account& account) : text_(&account) {}

  // Adds to the last caption, on a new line or not. False where it would be too long; nothing is added then.
  bool Append(std::string_view text, bool new_line, size_t* size);
  // Writes the last caption, with the line ready for it, and forgets it.
  void Write(size_t* size, BlockLines& lines);

 private:
  std::pmr::string text_;
};

}  // namespace tare
