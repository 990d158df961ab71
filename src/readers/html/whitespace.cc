#include "readers/html/whitespace.h"

#include <algorithm>

namespace tare::html {

bool AppendCollapsed(std::string_view text, size_t limit, std::pmr::string* to) {
  const char* p = text.data();
  const char* const end = p + text.size();
  while (true) {
    bool space = false;
    const char* const begin = SkipWhitespace(p, end, &space);
    p = EndOfWords(begin, end);
    std::string_view words(begin, p);
    const size_t room = limit - std::min(limit, to->size() + 1);
    const bool fits = words.size() <= room;
    if (!fits) words = words.substr(0, std::min(words.rfind(' ', room), words.size()));
    if (!fits && words.size() > room) return false;
    if (space && !to->empty() && to->back() != ' ') *to += ' ';
    *to += words;
    if (!fits) return false;
    if (begin == end) return true;
  }
}

}  // namespace tare::html
