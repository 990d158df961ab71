#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace tare {

// The text of a superscript or subscript, held while it may be written with Unicode's own raised and lowered
// characters: digits, signs and brackets (U+2070 to U+208E).
class ScriptText {
 public:
  bool active() const { return active_; }
  bool raised() const { return raised_; }
  void Begin(bool raised);
  // False where the text does not fit or holds other characters; nothing is taken then.
  bool Append(std::string_view text);
  // What was taken, as it came; ends the holding.
  std::string_view TakePlain();
  // What was taken, raised or lowered, valid until the next Begin; ends the holding.
  std::string_view TakeConverted();

 private:
  static constexpr size_t kMaxSize = 32;  // bytes

  bool active_ = false;
  bool raised_ = false;
  size_t size_ = 0;
  std::array<char, kMaxSize> plain_;
  std::array<char, kMaxSize * 3> converted_;
};

}  // namespace tare
