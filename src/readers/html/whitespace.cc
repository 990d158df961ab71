#include "readers/html/whitespace.h"

namespace tare::html {

void AppendCollapsed(std::string_view text, size_t limit, std::pmr::string* to) {
  const char* p = text.data();
  const char* const end = p + text.size();
  while (true) {
    bool space = false;
    const char* const words = SkipWhitespace(p, end, &space);
    const char* const words_end = EndOfWords(words, end);
    if (to->size() + static_cast<size_t>(words_end - words) + 1 > limit) return;
    if (space && !to->empty() && to->back() != ' ') *to += ' ';
    if (words == end) return;
    to->append(words, words_end);
    p = words_end;
  }
}

}  // namespace tare::html
