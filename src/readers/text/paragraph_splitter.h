#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tare/document.h"

namespace tare {

// Makes paragraphs of plain text that comes in pieces.
//
// Lines end with LF, CR LF, CR or a vertical tab. A blank line (of spaces and tabs at most) or a form feed
// ends a paragraph. Lines within a paragraph are parted by SoftBreak, without the spaces and tabs at their
// ends; all else stays as it is, and nothing is taken for markup. NUL becomes U+FFFD; other control
// characters are left out and counted.
class ParagraphSplitter {
 public:
  explicit ParagraphSplitter(Sink& sink) : sink_(sink) {}

  // The next piece: valid UTF-8, whole code points. Sent on at once, as views into it.
  void Add(std::string_view text);
  // Ends the open paragraph. Call last.
  void EndParagraph();

  uint64_t control_characters() const { return control_characters_; }  // with NUL

 private:
  static constexpr size_t kMaxHeld = 64;

  void AddRun(std::string_view run);
  void AddControl(char c);
  void BeginLine();
  void EndLine();
  void Hold(std::string_view blanks);

  Sink& sink_;
  bool in_paragraph_ = false;
  bool in_line_ = false;  // the open line has content
  char previous_ = 0;     // the control character right before, 0 where there is none
  uint64_t control_characters_ = 0;

  // Blanks that follow the open line's content, to be sent if more content follows in another run. Of a
  // longer stretch (which a run's end has to fall into) the first kMaxHeld are kept.
  size_t held_ = 0;
  char held_blanks_[kMaxHeld];
};

}  // namespace tare
