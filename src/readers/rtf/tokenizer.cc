#include "readers/rtf/tokenizer.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "text/ascii.h"
#include "text/scan.h"

namespace tare::rtf {
namespace {

// What ends a run of plain text.
constexpr text::ByteSet TextEnd() {
  text::ByteSet set("\\{}");
  set.AddRange(0x00, 0x08);
  set.AddRange(0x0A, 0x1F);
  set.Add(0x7F);
  set.AddRange(0x80, 0xFF);
  return set;
}
// What ends a run of bytes in some charset.
constexpr text::ByteSet EncodedEnd() {
  text::ByteSet set("\\{}");
  set.AddRange(0x00, 0x08);
  set.AddRange(0x0A, 0x1F);
  return set;
}

constexpr text::ByteSet kTextEnd = TextEnd();
constexpr text::ByteSet kEncodedEnd = EncodedEnd();
constexpr text::ByteSet kGroupStructure("\\{}");

using text::IsDigit;
using text::IsLetter;

int HexValue(char c) {
  if (IsDigit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// How many of 8 bytes, from the lowest on, are letters.
size_t CountLetters(uint64_t bytes) {
  constexpr uint64_t kEach = 0x0101010101010101;
  const uint64_t lower = bytes | (0x20 * kEach);
  // In the highest bit of each byte: not ASCII; at least 'a'; beyond 'z'.
  const uint64_t low_bits = lower & (0x7F * kEach);
  const uint64_t from_a = low_bits + (0x80 - 'a') * kEach;
  const uint64_t beyond_z = low_bits + (0x7F - 'z') * kEach;
  const uint64_t others = (~from_a | beyond_z | lower) & (0x80 * kEach);
  return static_cast<size_t>(std::countr_zero(others)) / 8;
}

}  // namespace

const Token& Tokenizer::Next() {
  // Line ends and other controls mean nothing.
  const size_t limit = std::min(input_.size(), at_ + kMaxText);
  for (; at_ < limit; ++at_) {
    const char c = input_[at_];
    if (c == '\\') {
      ReadControl();
      return token_;
    }
    if (c == '{' || c == '}') {
      ++at_;
      token_.kind = c == '{' ? TokenKind::kGroupBegin : TokenKind::kGroupEnd;
      return token_;
    }
    const auto byte = static_cast<unsigned char>(c);
    if ((byte >= 0x20 || c == '\t') && byte != 0x7F) {
      ReadText();
      return token_;
    }
  }
  SetText(AtEnd() ? TokenKind::kEnd : TokenKind::kText, {});
  return token_;
}

void Tokenizer::ReadText() {
  const size_t begin = at_;
  const std::string_view reach = input_.substr(0, begin + std::min(kMaxText, input_.size() - begin));
  at_ = text::FindFirstOf(reach, kTextEnd, begin);
  if (at_ > begin) return SetText(TokenKind::kText, reach.substr(begin, at_ - begin));
  at_ = text::FindFirstOf(reach, kEncodedEnd, begin);
  SetText(TokenKind::kEncoded, reach.substr(begin, at_ - begin));
}

void Tokenizer::ReadControl() {
  if (++at_ == input_.size()) return SetText(TokenKind::kEnd, {});
  const char c = input_[at_];
  if (IsLetter(c)) {
    ReadWord();
  } else {
    ReadSymbol(c);
  }
}

void Tokenizer::ReadWord() {
  const size_t begin = at_;
  uint64_t first_letters = 0;
  if (input_.size() - begin >= sizeof(first_letters)) {
    // Most words are shorter than 8 letters, and are found in one step.
    const uint64_t bytes = FirstLetters(input_.substr(begin, sizeof(first_letters)));
    const size_t letters = CountLetters(bytes);
    first_letters = letters < 8 ? bytes & ((uint64_t{1} << (8 * letters)) - 1) : bytes;
    at_ += letters;
  }
  if (at_ - begin == sizeof(first_letters) || at_ == begin) {
    while (at_ < input_.size() && IsLetter(input_[at_])) ++at_;
    first_letters = FirstLetters(input_.substr(begin, at_ - begin));
  }
  SetText(TokenKind::kWord, {input_.data() + begin, at_ - begin});
  ReadParameter();
  if (NextIs(' ')) ++at_;
  if (token_.text == "bin") return ReadBinary(token_.has_parameter ? token_.parameter : 0);
  token_.word = FindControlWord(token_.text, first_letters);
}

void Tokenizer::ReadParameter() {
  token_.has_parameter = false;
  token_.parameter = 0;
  size_t at = at_;
  if (at == input_.size() || input_[at] > '9') return;
  const bool negative = input_[at] == '-';
  if (negative) ++at;
  if (at == input_.size() || !IsDigit(input_[at])) return;
  constexpr int64_t kMax = std::numeric_limits<int32_t>::max();
  int64_t value = 0;
  for (; at < input_.size() && IsDigit(input_[at]); ++at) {
    value = std::min(kMax, value * 10 + (input_[at] - '0'));
  }
  token_.has_parameter = true;
  token_.parameter = static_cast<int32_t>(negative ? -value : value);
  at_ = at;
}

void Tokenizer::ReadBinary(int64_t size) {
  const size_t begin = at_;
  const size_t wanted = static_cast<size_t>(std::max<int64_t>(size, 0));
  const size_t taken = std::min(wanted, input_.size() - begin);
  cut_short_ |= taken < wanted;
  at_ += taken;
  SetText(TokenKind::kBinary, input_.substr(begin, taken));
}

void Tokenizer::ReadSymbol(char c) {
  static constexpr ControlWord kIgnorable{WordKind::kDocument,
                                          static_cast<uint16_t>(DocumentWord::kIgnorable)};
  static constexpr ControlWord kParagraphEnd{WordKind::kParagraph,
                                             static_cast<uint16_t>(ParagraphWord::kEnd)};
  static constexpr ControlWord kTab{WordKind::kCharacter, 0x09};
  static constexpr ControlWord kNoBreakSpace{WordKind::kCharacter, 0xA0};
  static constexpr ControlWord kSoftHyphen{WordKind::kCharacter, 0xAD};
  static constexpr ControlWord kNoBreakHyphen{WordKind::kCharacter, 0x2011};

  const std::string_view symbol(input_.data() + at_, 1);
  ++at_;
  if (c == '\'') return ReadHexByte();
  if (c == '\\' || c == '{' || c == '}') return SetText(TokenKind::kText, symbol);
  SetText(TokenKind::kWord, symbol);
  token_.has_parameter = false;
  token_.parameter = 0;
  token_.word = c == '*'                 ? &kIgnorable
                : c == '\n' || c == '\r' ? &kParagraphEnd
                : c == '\t'              ? &kTab
                : c == '~'               ? &kNoBreakSpace
                : c == '-'               ? &kSoftHyphen
                : c == '_'               ? &kNoBreakHyphen
                                         : nullptr;
}

void Tokenizer::ReadHexByte() {
  int value = 0;
  for (int digits = 0; digits < 2 && at_ < input_.size(); ++digits) {
    const int digit = HexValue(input_[at_]);
    if (digit < 0) return SetText(TokenKind::kText, {});  // of no meaning
    value = value * 16 + digit;
    ++at_;
  }
  token_.kind = TokenKind::kByte;
  token_.byte = static_cast<unsigned char>(value);
}

bool Tokenizer::SkipGroup(uint64_t* depth) {
  const size_t stop = std::min(input_.size(), at_ + kSkipStep);
  const std::string_view reach = input_.substr(0, stop);
  while (at_ < stop) {
    at_ = text::FindFirstOf(reach, kGroupStructure, at_);
    if (at_ >= stop) break;
    if (input_[at_] == '\\') {
      // Braces may be escaped, and stand in binary data.
      if (input_.substr(at_ + 1, 3) == "bin") {
        ReadControl();
      } else {
        at_ = std::min(input_.size(), at_ + 2);
      }
    } else if (input_[at_] == '{') {
      ++*depth;
      ++at_;
    } else if (*depth == 0) {
      return true;
    } else {
      --*depth;
      ++at_;
    }
  }
  return AtEnd();
}

}  // namespace tare::rtf
