#include "yaml/comments.h"

#include "yaml/characters.h"

namespace tare::yaml {

bool CommentReader::Next(Comment* comment) {
  int breaks = own_line_ ? 1 : 0;
  for (; at_ < gap_.size(); ++at_) {
    const char c = gap_[at_];
    if (c == '#' && (at_ == 0 || IsWhite(gap_[at_ - 1]))) {
      const size_t end = gap_.find_first_of("\n\r", at_);
      *comment = {.text = gap_.substr(at_, end == std::string_view::npos ? end : end - at_),
                  .own_line = own_line_,
                  .after_empty = empty_,
                  .behind_indicator = behind_indicator_};
      at_ += comment->text.size();
      own_line_ = empty_ = false;
      return true;
    }
    if (IsBreak(c)) {
      at_ += static_cast<size_t>(BreakSize(gap_.data() + at_, gap_.data() + gap_.size())) - 1;
      if (++breaks > 1) empty_ = true;
      own_line_ = true;
    } else if (!IsBlank(c)) {
      if (c != ',' && !behind_indicator_) {
        behind_indicator_ = true;
        empty_before_indicator_ = empty_;
      }
      own_line_ = empty_ = false;
      breaks = 0;
    }
  }
  return false;
}

}  // namespace tare::yaml
