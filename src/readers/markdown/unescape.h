#pragma once

// Backslash escapes and character references (CommonMark 2.4 and 2.5).

#include <cstddef>
#include <memory_resource>
#include <string>
#include <string_view>

namespace tare::markdown {

// A character reference and what it stands for.
class CharacterReference {
 public:
  // The one that begins with `text[at]` == '&'; length() is 0 where there is none.
  CharacterReference(std::string_view text, size_t at);

  size_t length() const { return length_; }  // bytes, from the ampersand to the semicolon
  // One or two code points of UTF-8, without NUL. Valid as long as this object.
  std::string_view utf8() const { return named_.empty() ? std::string_view(bytes_, size_) : named_; }

 private:
  void ParseNumber(std::string_view rest);

  std::string_view named_;
  char bytes_[4] = {};
  size_t size_ = 0;
  size_t length_ = 0;
};

// What is longer stays as it is: data in URLs may be long, but has nothing to decode.
inline constexpr size_t kMaxUnescaped = 1 << 20;  // bytes

// `raw` itself where it has nothing to decode; else it is decoded into `buffer`, which is overwritten.
std::string_view Unescape(std::string_view raw, std::pmr::string& buffer);

}  // namespace tare::markdown
