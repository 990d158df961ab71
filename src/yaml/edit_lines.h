#pragma once

// Lines of a text that is edited, and what of them belongs to a node.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "tare/yaml_events.h"

namespace tare::yaml {

inline bool IsBlockScalar(const ScalarText& scalar) {
  return scalar.style == ScalarStyle::kLiteral || scalar.style == ScalarStyle::kFolded;
}

// All positions are byte offsets.
class EditLines {
 public:
  explicit EditLines(std::string_view text) : text_(text) {}

  // The line break of the text: its first, or a line feed.
  std::string_view Newline() const;
  // The break that ends a line, or the end of the text.
  uint64_t LineEnd(uint64_t from) const { return LineEnd(from, text_.size()); }
  // The same, or `limit` where that comes first: nothing is looked at behind it.
  uint64_t LineEnd(uint64_t from, uint64_t limit) const {
    return std::min<uint64_t>(text_.substr(0, limit).find_first_of("\r\n", from), limit);
  }
  uint64_t BehindBreak(uint64_t line_end) const;
  // The break above a line that is not the first.
  uint64_t BreakAbove(uint64_t line) const;
  // Where the blanks before an offset begin.
  uint64_t BlanksBefore(uint64_t offset) const;
  // The start of the line, where nothing but blanks stands before the offset.
  std::optional<uint64_t> OwnLine(uint64_t offset) const;
  // Whether nothing but blanks and a comment follows on the line.
  bool RestIsBlank(uint64_t offset) const;
  // Whether there are only blanks on the line around or before the offset.
  bool IsBlankLine(uint64_t offset) const {
    const std::optional<uint64_t> line = OwnLine(offset);
    return line && Text(*line) >= LineEnd(*line);
  }
  // Whether a line break is between.
  bool Apart(uint64_t from, uint64_t to) const {
    return text_.substr(from, to - from).find_first_of("\r\n") != std::string_view::npos;
  }
  // The end of the last line of a node in block style, whose last token ends at `end`: with the comment
  // behind it, and without the empty lines that no block scalar keeps.
  uint64_t LastLineEnd(uint64_t end, const ScalarText& last) const;
  // Whether a block scalar in front of `line_end`, in a collection at `column`, would take in the comment
  // below, or lines of nothing but spaces.
  bool CommentBelow(uint64_t line_end, uint64_t column) const {
    return CommentAt(BehindBreak(line_end), column);
  }
  // The same for one that would end in front of `line`.
  bool CommentAt(uint64_t line, uint64_t column) const;
  // Behind the lines from `line` on that the block scalar `before` would take in: empty ones and comments.
  uint64_t SkipTakenIn(uint64_t line, const ScalarText& before) const;
  // The first of the comments' lines that stand right above an entry at the start of `line`; with a column,
  // only of those that begin there.
  uint64_t CommentsAbove(uint64_t line, uint64_t limit, std::optional<uint64_t> column = {}) const;

 private:
  uint64_t Text(uint64_t from) const;  // past blanks

  const std::string_view text_;
};

}  // namespace tare::yaml
