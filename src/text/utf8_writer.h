#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory_resource>
#include <string>
#include <string_view>

#include "text/scan.h"
#include "text/utf8.h"

namespace tare::text {

// Appends to a string by way of a small buffer of its own. Flush at the end.
class Utf8Writer {
 public:
  explicit Utf8Writer(std::pmr::string& to) : to_(to) {}
  Utf8Writer(const Utf8Writer&) = delete;
  Utf8Writer& operator=(const Utf8Writer&) = delete;

  // Room for a batch of characters. Loops write there through a pointer of their own, which stays in a
  // register, and hand it back to EndBatch.
  static constexpr size_t kBatch = 64;
  static constexpr size_t kLongestCharacter = 6;  // bytes: a letter and its accent
  char* BeginBatch() {
    if (used_ > sizeof(buffer_) - kBatch * kLongestCharacter) Flush();
    return buffer_ + used_;
  }
  void EndBatch(const char* end) { used_ = static_cast<size_t>(end - buffer_); }

  void Put(CodePoint c) { EndBatch(BeginBatch() + Encode(c, buffer_ + used_)); }
  // U+FFFD for input that stands for nothing.
  void Replace() {
    ++replaced_;
    Put(kReplacement);
  }
  void CountReplaced(uint64_t count) { replaced_ += count; }

  // Bytes that are UTF-8 already.
  void Run(std::string_view text) {
    if (text.empty()) return;
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

  // Copies the ASCII that `text` begins with; returns its size.
  size_t AsciiRun(std::string_view text) {
    static_assert(std::endian::native == std::endian::little);
    // Most runs between other characters are a word or a space: no call for those.
    char* const end = BeginBatch();
    size_t at = 0;
    for (uint64_t word; at < kBatch && at + sizeof(word) <= text.size(); at += sizeof(word)) {
      std::memcpy(&word, text.data() + at, sizeof(word));
      std::memcpy(end + at, &word, sizeof(word));
      if (const uint64_t high = word & 0x8080808080808080u; high != 0) {
        at += static_cast<size_t>(std::countr_zero(high)) / 8;
        EndBatch(end + at);
        return at;
      }
    }
    EndBatch(end + at);
    const size_t rest = AsciiPrefix(text.substr(at));
    Run(text.substr(at, rest));
    return at + rest;
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
  char buffer_[2048];
};

}  // namespace tare::text
