#pragma once

#include <cstddef>
#include <string_view>

namespace tare::markdown {

// A place in a line, in bytes and in columns. Tabs reach to the next multiple of 4 columns, and a container
// may take a part of a tab only (CommonMark 2.2).
//
// White space at the cursor is measured once; taking it costs what is taken, so that a line costs its length
// however many containers it goes through.
class LineCursor {
 public:
  // `line` is without its end.
  explicit LineCursor(std::string_view line) : line_(line) { Measure(); }

  bool blank() const { return first_ == line_.size(); }
  // Columns of white space ahead.
  size_t indent() const { return first_column_ - column_; }
  // The first byte after the white space; 0 at the line's end.
  char ahead() const { return blank() ? '\0' : line_[first_]; }
  // The line from there on.
  std::string_view rest() const { return line_.substr(first_); }
  size_t rest_offset() const { return first_; }

  // What is left with its white space: `spaces` columns of a tab that was taken in part, then the line from
  // `offset` on.
  struct Remainder {
    size_t spaces;
    size_t offset;
  };
  Remainder remainder() const { return {at_column_ - column_, at_}; }

  // Takes up to `columns` of the white space.
  void SkipColumns(size_t columns) {
    const size_t wanted = columns < indent() ? column_ + columns : first_column_;
    while (at_column_ < wanted) {
      at_column_ = line_[at_] == '\t' ? NextStop(at_column_) : at_column_ + 1;
      ++at_;
    }
    column_ = wanted;
  }
  void SkipWhitespace() { SkipColumns(indent()); }
  // Takes the white space and `length` bytes after it, which hold no tab.
  void SkipMarker(size_t length) {
    at_ = first_ + length;
    at_column_ = column_ = first_column_ + length;
    Measure();
  }

 private:
  static constexpr size_t NextStop(size_t column) { return column / 4 * 4 + 4; }

  void Measure() {
    first_ = at_;
    first_column_ = at_column_;
    for (; first_ < line_.size(); ++first_) {
      if (line_[first_] == ' ') {
        ++first_column_;
      } else if (line_[first_] == '\t') {
        first_column_ = NextStop(first_column_);
      } else {
        break;
      }
    }
  }

  std::string_view line_;
  size_t at_ = 0;            // next byte
  size_t at_column_ = 0;     // its column
  size_t column_ = 0;        // what is taken; before at_column_ inside a tab
  size_t first_ = 0;         // first byte after white space
  size_t first_column_ = 0;  // its column
};

}  // namespace tare::markdown
