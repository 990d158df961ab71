#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "readers/text/line_run.h"
#include "tare/document.h"

namespace tare {

// Makes paragraphs, and blocks of code, of plain text that comes in pieces.
//
// Lines end with LF, CR LF, CR or a vertical tab. A blank line (of spaces and tabs at most) or a form feed
// ends a paragraph. LineRun says how the lines within one are parted. Spaces and tabs at the ends of lines
// are left out; all else stays as it is, and nothing is taken for markup. NUL becomes U+FFFD; other control
// characters are left out and counted.
class ParagraphSplitter {
 public:
  explicit ParagraphSplitter(Sink& sink) : lines_(sink) {}

  // The next piece: valid UTF-8, whole code points.
  void Add(std::string_view text);
  // Ends the open paragraph. Call last.
  void EndParagraph();

  uint64_t control_characters() const { return control_characters_; }  // with NUL

 private:
  static constexpr size_t kMaxHeld = LineRun::kMaxIndent;

  void AddRun(std::string_view run);
  void AddControl(char c);
  void BeginLine();
  void EndLine();
  void Hold(std::string_view blanks);

  LineRun lines_;
  bool in_line_ = false;  // the open line has content
  char previous_ = 0;     // the control character right before, 0 where there is none
  uint64_t control_characters_ = 0;

  // Blanks before a line's content, or that follow the open line's, to be sent if more content follows in
  // another run. Of a longer stretch (which a run's end has to fall into) the first kMaxHeld are kept.
  size_t held_ = 0;
  char held_blanks_[kMaxHeld];
};

}  // namespace tare
