#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tare/document.h"

namespace tare {

// The lines between two blank ones, and what they are:
//
//   - Code: each is indented by four columns or more. A single one is code after code or records only, for it
//     may be the first line of an indented paragraph.
//   - Records: the lines of a log, a poem, an address or a program, of which each stands for itself: one is
//     indented deeper than the first, or all begin with a digit or with the same sign, or more than a third
//     of them end although the next word would have found room in the width of the longest, less a tenth. A
//     paragraph whose lines are parted by hard breaks and keep their indentation.
//   - Prose: text that was broken at some width. A paragraph whose lines are parted by soft breaks.
//
// Only the first kJudged bytes, and kMaxLines lines, are looked at, and held until then.
class LineRun {
 public:
  static constexpr size_t kJudged = 8192;
  static constexpr size_t kMaxLines = 1024;
  static constexpr size_t kMaxIndent = 64;  // bytes

  explicit LineRun(Sink& sink) : sink_(sink) {}

  // Begins a line with content: `indent` is the spaces and tabs before it, up to kMaxIndent.
  void BeginLine(std::string_view indent);
  // Content of the open line, without blanks at its ends.
  void Text(std::string_view text);
  void End();

 private:
  enum class Form : uint8_t { kUnknown, kProse, kRecords, kCode };

  std::string_view Line(size_t index) const;  // with its indentation
  size_t CountEarlyEnds(size_t longest) const;
  size_t Hold(std::string_view text);
  Form Judge() const;
  void SendHeld();
  void SendLineBegin(std::string_view indent);

  Sink& sink_;
  Form form_ = Form::kUnknown;
  Form last_form_ = Form::kProse;
  bool first_line_ = true;    // of those sent
  size_t common_indent_ = 0;  // of code: what all lines begin with
  // The lines held.
  size_t size_ = 0;
  size_t line_count_ = 0;
  std::array<uint16_t, kMaxLines> line_begin_;
  std::array<char, kJudged> held_;
};

}  // namespace tare
