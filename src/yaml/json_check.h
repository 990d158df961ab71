#pragma once

#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "tare/memory.h"

namespace tare::yaml {

// Whether a text is one value of JSON and nothing else, by the grammar of RFC 8259. Holds a bit for each open
// object or array. UTF-8 and the values of escapes are the parser's to check.
class JsonCheck {
 public:
  JsonCheck(std::string_view text, Account& account) : text_(text), objects_(&account) {}

  // Null where it is; else what is wrong, at offset().
  const char* Run();
  uint64_t offset() const { return at_; }

 private:
  enum class Next : uint8_t { kValue, kValueOrEnd, kKey, kKeyOrEnd, kSeparator };

  void SkipWhite();
  const char* Value(Next* next);
  const char* Key(Next* next);
  const char* Separator(Next* next);
  const char* Close(char bracket, Next* next);
  const char* String();
  const char* Escape();
  const char* Number();
  bool TakeDigits();
  bool Take(char c);
  bool TakeWord(std::string_view word);
  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  const std::string_view text_;
  size_t at_ = 0;
  std::pmr::vector<bool> objects_;  // what is open: true for an object
};

}  // namespace tare::yaml
