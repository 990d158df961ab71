#pragma once

// HTML as CommonMark 6.6 sees it in text: tags, comments, processing instructions, declarations and CDATA
// sections, by syntax alone.

#include <cstddef>
#include <string_view>

namespace tare::markdown {

// Where the open or closing tag that begins with `text[at]` == '<' ends; npos where there is none.
size_t FindTagEnd(std::string_view text, size_t at);

// Finds raw HTML in one text. Remembers which closing marks the rest of the text lacks, so that any
// number of unclosed openings costs one search each kind.
class InlineHtml {
 public:
  void Reset(std::string_view text) {
    text_ = text;
    for (bool& lacks : lacks_) lacks = false;
  }
  // Where the HTML that begins with `text[at]` == '<' ends; npos where there is none.
  size_t FindEnd(size_t at);

 private:
  enum Closing { kComment, kInstruction, kDeclaration, kCharacterData, kClosings };

  size_t FindClosing(Closing closing, size_t from);

  std::string_view text_;
  bool lacks_[kClosings] = {};
};

}  // namespace tare::markdown
