#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tare {

// The text of raw HTML, which comes in pieces that end with a line or with the HTML: without tags and
// comments, references decoded, white space collapsed, a new line where an element begins or ends that is no
// inline one. Scripts and styles are left out. This is no HTML reader: it serves the bits of HTML that a
// Markdown document holds.
class RawHtmlText {
 public:
  // Begins a block, or a bit of HTML `inside` of a line.
  void Begin(bool inside);
  // Takes some of the front of `html`. False where there is none left. `text` is what it says, good until the
  // next call, and empty for a new line.
  bool Take(std::string_view& html, std::string_view* text);

 private:
  enum class State : uint8_t { kContent, kTag, kComment };

  bool TakeContent(std::string_view& html, std::string_view* text);
  bool TakeText(std::string_view& html, std::string_view* text);
  void BeginTag(std::string_view& html);
  // True where the tag ends.
  bool TakeTag(std::string_view& html);
  void TakeComment(std::string_view& html);
  // Whether the tag that ended begins a line.
  bool EndTag();
  std::string_view DecodeReference(std::string_view& html);

  State state_ = State::kContent;
  bool line_begun_ = false;
  bool space_ = false;       // white space came since the last text
  char quote_ = 0;           // kTag: of the value that is open
  bool closing_ = false;     // kTag
  bool name_ended_ = false;  // kTag
  char name_[11] = {};       // kTag: in lower case, as far as it matters
  uint8_t name_size_ = 0;
  uint8_t dashes_ = 0;        // kComment: just before
  std::string_view skipped_;  // name of the element that is left out, or empty
  char decoded_[4] = {};      // of a reference
};

}  // namespace tare
