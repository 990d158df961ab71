#include "readers/markdown/backticks.h"

#include <algorithm>
#include <iterator>

#include "text/scan.h"

namespace tare::markdown {

constexpr size_t kNone = std::string_view::npos;

size_t Backticks::RunLength(size_t at) const {
  size_t end = at;
  while (end < text_.size() && text_[end] == '`') ++end;
  return end - at;
}

size_t Backticks::FindRun(size_t length, size_t from) {
  if (length > kMaxRun) return kNone;
  if (remembers_ && (last_[length] == kNone || last_[length] < from)) return kNone;
  for (size_t at = text::FindByte(text_, '`', from); at < text_.size(); at = text::FindByte(text_, '`', at)) {
    const size_t run = RunLength(at);
    if (run == length) return at;
    at += run;
  }
  RememberRuns(from);
  return kNone;
}

void Backticks::RememberRuns(size_t from) {
  remembers_ = true;
  std::ranges::fill(last_, kNone);
  for (size_t at = text::FindByte(text_, '`', from); at < text_.size(); at = text::FindByte(text_, '`', at)) {
    const size_t run = RunLength(at);
    if (run <= kMaxRun) last_[run] = at;
    at += run;
  }
}

}  // namespace tare::markdown
