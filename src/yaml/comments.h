#pragma once

// Comments. The parser passes over them; they are found again in what lies between two events, where besides
// them there are only white space, indicators and directives.

#include <string_view>

namespace tare::yaml {

struct Comment {
  std::string_view text;          // from "#" to the end of its line
  bool own_line = false;          // nothing but white space before it on its line
  bool after_empty = false;       // an empty line before it
  bool behind_indicator = false;  // a "-", "?" or ":" of the gap is before it
};

// Walks the comments of one gap.
class CommentReader {
 public:
  // `gap` is the text from the end of an event to the beginning of the next. `line_start`: the gap begins a
  // line; `after_empty`: an empty one comes before that.
  CommentReader(std::string_view gap, bool line_start, bool after_empty = false)
      : gap_(gap), own_line_(line_start), empty_(after_empty) {}

  // The gap goes on to `end`: an event that takes no room was between.
  void Extend(const char* end) { gap_ = {gap_.data(), static_cast<size_t>(end - gap_.data())}; }
  // The indicators up to here were those of the event before.
  void ForgetIndicator() { behind_indicator_ = empty_before_indicator_ = false; }

  // False at the end.
  bool Next(Comment* comment);

  // The empty line before the event's entry has been dealt with.
  void ForgetEmptyLine() { (behind_indicator_ ? empty_before_indicator_ : empty_) = false; }

  // Behind the last comment: whether an empty line comes before the event.
  bool ends_after_empty() const { return empty_; }
  // The same of the entry, which the event's indicator begins.
  bool entry_is_after_empty() const { return behind_indicator_ ? empty_before_indicator_ : empty_; }

 private:
  std::string_view gap_;
  size_t at_ = 0;
  bool own_line_;
  bool empty_ = false;
  bool behind_indicator_ = false;
  bool empty_before_indicator_ = false;
};

}  // namespace tare::yaml
