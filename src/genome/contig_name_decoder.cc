#include "genome/contig_name_decoder.h"

#include <algorithm>
#include <cstdint>

namespace tare::genome {

namespace {

constexpr char kSameWord = static_cast<char>(-127);

std::string_view TakeWord(std::string_view& text) {
  const size_t end = text.find(' ');
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return word;
}

}  // namespace

bool ContigNameDecoder::Decode(std::string_view encoded, std::string_view* name) {
  const auto words = [](std::string_view text) { return std::ranges::count(text, ' ') + 1; };
  if (first_ || words(encoded) != words(name_)) {
    name_.assign(encoded);
  } else {
    decoded_.clear();
    std::string_view before = name_;
    for (auto left = words(encoded); left > 0; --left) {
      if (!DecodeWord(TakeWord(encoded), TakeWord(before))) return false;
      if (left > 1) decoded_ += ' ';
    }
    name_.swap(decoded_);
  }
  first_ = false;
  *name = name_;
  return true;
}

// A negative byte -n stands for n letters of the word before, at the same place.
bool ContigNameDecoder::DecodeWord(std::string_view encoded, std::string_view before) {
  if (encoded.size() == 1 && encoded[0] == kSameWord) {
    decoded_ += before;
    return true;
  }
  size_t place = 0;
  for (const char c : encoded) {
    const uint8_t byte = static_cast<uint8_t>(c);
    if (byte < 0x80) {
      decoded_ += c;
      ++place;
      continue;
    }
    const size_t count = size_t{256} - byte;
    if (place > before.size() || count > before.size() - place) return false;
    decoded_ += before.substr(place, count);
    place += count;
  }
  return true;
}

}  // namespace tare::genome
