#pragma once

// Scalars as text, in each of the five styles.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tare/io.h"
#include "tare/yaml_emitter.h"
#include "tare/yaml_events.h"
#include "yaml/emitter_style.h"

namespace tare::yaml {

// An output that knows its column.
class LineOutput {
 public:
  LineOutput(Output& out, LineEnd line_end)
      : out_(out), line_end_(line_end == LineEnd::kLineFeed ? "\n" : "\r\n"), line_begin_(out.size()) {}

  void Put(char c) { out_.Put(c); }
  void Write(std::string_view text) { out_.Write(text); }  // without line breaks
  void Spaces(size_t count);
  void Break() {
    out_.Write(line_end_);
    line_begin_ = out_.size();
  }
  uint64_t column() const { return out_.size() - line_begin_; }  // bytes on this line

 private:
  Output& out_;
  const std::string_view line_end_;
  uint64_t line_begin_;
};

// How the lines of a scalar stand.
struct ScalarLayout {
  size_t parent_column = 0;           // of the collection it is in
  size_t indentation = 2;             // of its lines, beyond that
  uint32_t width = 0;                 // text is wrapped beyond that column; 0 is never
  std::string_view header_comment{};  // of a literal or folded one; empty for none

  size_t column() const { return parent_column + indentation; }
};

// `style` must hold the text. A literal or folded scalar ends with a line break, the others do not.
void WriteScalar(std::string_view text, ScalarStyle style, const TextTraits& traits,
                 const ScalarLayout& layout, LineOutput& lines);

// The most bytes that a scalar written on one line may take.
size_t LongestLine(std::string_view text, ScalarStyle style, const TextTraits& traits);

}  // namespace tare::yaml
