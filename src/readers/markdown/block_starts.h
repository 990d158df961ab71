#pragma once

// What a line begins, by its text after indentation (`rest`, never empty, without line end). One function for
// each construct of CommonMark's chapters 4 and 5; html_block.h and table.h have the larger ones.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tare::markdown {

struct AtxHeading {
  int level;
  std::string_view text;
};
std::optional<AtxHeading> ParseAtxHeading(std::string_view rest);

struct Fence {
  char character;  // ` or ~
  size_t length;
  std::string_view info;
};
std::optional<Fence> ParseFence(std::string_view rest);
bool IsClosingFence(std::string_view rest, const Fence& fence);

// The level of the heading that `rest` underlines, 0 where it is no underline.
int SetextLevel(std::string_view rest);

// Where `rest` stops to look like a thematic break; npos where it is one.
size_t ThematicBreakMismatch(std::string_view rest);

struct ListMarker {
  char character;  // - + * . or ): lists of different ones are different lists
  bool ordered;
  uint32_t number;  // of an ordered one
  size_t length;    // bytes
};
std::optional<ListMarker> ParseListMarker(std::string_view rest);

// The label of "[^label]:"; empty where `rest` begins otherwise.
std::string_view FootnoteDefinitionLabel(std::string_view rest);
inline constexpr size_t kFootnoteMarkerExtra = 4;  // bytes of the marker besides its label

enum class TaskMark : uint8_t { kNone, kOpen, kDone };
// "[ ]" or "[x]", alone or before white space: 3 bytes.
TaskMark ParseTaskMark(std::string_view rest);

}  // namespace tare::markdown
