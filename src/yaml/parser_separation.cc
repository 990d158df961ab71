#include "yaml/find.h"
#include "yaml/parser_machine.h"

namespace tare::yaml {

// White space, comments and line ends, up to the next token or the end (6.6, 6.7).
void Parser::Machine::SkipToToken() {
  if (at_ == skipped_from_) {
    StartLine(skipped_line_);
    at_ = skipped_to_;
    tabs_ = SkipSpaces(line_, at_) != at_;
  }
  while (at_ != end_) {
    const char c = *at_;
    if (c == ' ') {
      at_ = SkipSpaces(at_ + 1, end_);
    } else if (IsBreak(c)) {
      StartLine(BehindBreak(at_));
      at_ = SkipSpaces(at_, end_);
    } else if (c == '\t') {
      tabs_ = true;
      ++at_;
    } else if (c == '#' && (at_ == line_ || IsBlank(at_[-1]))) {
      at_ = LineEnd(at_);
    } else {
      return;
    }
  }
}

}  // namespace tare::yaml
