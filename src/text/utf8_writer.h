#pragma once

#include <cstring>
#include <memory_resource>
#include <string>
#include <string_view>

#include "text/utf8.h"

namespace tare::text {

// Appends code points to a string as UTF-8, by way of a small buffer of its own. Flush at the end.
class Utf8Writer {
 public:
  explicit Utf8Writer(std::pmr::string& to) : to_(to) {}
  Utf8Writer(const Utf8Writer&) = delete;
  Utf8Writer& operator=(const Utf8Writer&) = delete;

  void Put(CodePoint c) {
    if (used_ > sizeof(buffer_) - 4) Flush();
    used_ += Encode(c, buffer_ + used_);
  }
  // U+FFFD for input that stands for nothing.
  void Replace() {
    ++replaced_;
    Put(kReplacement);
  }
  // Bytes that are UTF-8 already.
  void Run(std::string_view text) {
    if (text.size() > sizeof(buffer_) - used_) {
      Flush();
      if (text.size() > sizeof(buffer_) / 2) {
        to_.append(text);
        return;
      }
    }
    std::memcpy(buffer_ + used_, text.data(), text.size());
    used_ += text.size();
  }
  void Flush() {
    to_.append(buffer_, used_);
    used_ = 0;
  }
  uint64_t replaced() const { return replaced_; }

 private:
  std::pmr::string& to_;
  size_t used_ = 0;
  uint64_t replaced_ = 0;
  char buffer_[1024];
};

}  // namespace tare::text
