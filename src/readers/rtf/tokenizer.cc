#include "readers/rtf/tokenizer.h"

#include <algorithm>
#include <limits>

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

bool IsLetter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
int HexValue(char c) {
  if (IsDigit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

Token Tokenizer::Next() {
  // Line ends and other controls mean nothing.
  const size_t limit = std::min(input_.size(), at_ + kMaxText);
  while (at_ < limit) {
    const char c = input_[at_];
    if (c == '\\') return Control();
    if (c == '{') return ++at_, Token{.kind = TokenKind::kGroupBegin};
    if (c == '}') return ++at_, Token{.kind = TokenKind::kGroupEnd};
    const auto byte = static_cast<unsigned char>(c);
    if ((byte >= 0x20 || c == '\t') && byte != 0x7F) return Text();
    ++at_;
  }
  return {.kind = AtEnd() ? TokenKind::kEnd : TokenKind::kText};
}

Token Tokenizer::Text() {
  const size_t begin = at_;
  const std::string_view reach = input_.substr(0, begin + std::min(kMaxText, input_.size() - begin));
  at_ = text::FindFirstOf(reach, kTextEnd, begin);
  if (at_ > begin) return {.kind = TokenKind::kText, .text = reach.substr(begin, at_ - begin)};
  at_ = text::FindFirstOf(reach, kEncodedEnd, begin);
  return {.kind = TokenKind::kEncoded, .text = reach.substr(begin, at_ - begin)};
}

Token Tokenizer::Control() {
  if (++at_ == input_.size()) return {.kind = TokenKind::kEnd};
  const char c = input_[at_];
  return IsLetter(c) ? Word() : Symbol(c);
}

Token Tokenizer::Word() {
  const size_t begin = at_;
  while (at_ < input_.size() && IsLetter(input_[at_])) ++at_;
  Token token = {.kind = TokenKind::kWord, .text = input_.substr(begin, at_ - begin)};
  token.has_parameter = ReadParameter(&token.parameter);
  if (NextIs(' ')) ++at_;
  if (token.text == "bin") return Binary(token.has_parameter ? token.parameter : 0);
  token.word = FindControlWord(token.text);
  return token;
}

bool Tokenizer::ReadParameter(int32_t* parameter) {
  size_t at = at_;
  const bool negative = at < input_.size() && input_[at] == '-';
  if (negative) ++at;
  if (at == input_.size() || !IsDigit(input_[at])) return false;
  constexpr int64_t kMax = std::numeric_limits<int32_t>::max();
  int64_t value = 0;
  for (; at < input_.size() && IsDigit(input_[at]); ++at)
    value = std::min(kMax, value * 10 + (input_[at] - '0'));
  *parameter = static_cast<int32_t>(negative ? -value : value);
  at_ = at;
  return true;
}

Token Tokenizer::Binary(int64_t size) {
  const size_t begin = at_;
  const size_t wanted = static_cast<size_t>(std::max<int64_t>(size, 0));
  const size_t taken = std::min(wanted, input_.size() - begin);
  cut_short_ |= taken < wanted;
  at_ += taken;
  return {.kind = TokenKind::kBinary, .text = input_.substr(begin, taken)};
}

Token Tokenizer::Symbol(char c) {
  static constexpr ControlWord kIgnorable{WordKind::kDocument,
                                          static_cast<uint16_t>(DocumentWord::kIgnorable)};
  static constexpr ControlWord kParagraphEnd{WordKind::kParagraph,
                                             static_cast<uint16_t>(ParagraphWord::kEnd)};
  static constexpr ControlWord kTab{WordKind::kCharacter, 0x09};
  static constexpr ControlWord kNoBreakSpace{WordKind::kCharacter, 0xA0};
  static constexpr ControlWord kSoftHyphen{WordKind::kCharacter, 0xAD};
  static constexpr ControlWord kNoBreakHyphen{WordKind::kCharacter, 0x2011};

  Token token = {.kind = TokenKind::kWord, .text = input_.substr(at_, 1)};
  ++at_;
  switch (c) {
    case '\'':
      return HexByte();
    case '\\':
    case '{':
    case '}':
      token.kind = TokenKind::kText;
      break;
    case '*':
      token.word = &kIgnorable;
      break;
    case '\n':
    case '\r':
      token.word = &kParagraphEnd;
      break;
    case '\t':
      token.word = &kTab;
      break;
    case '~':
      token.word = &kNoBreakSpace;
      break;
    case '-':
      token.word = &kSoftHyphen;
      break;
    case '_':
      token.word = &kNoBreakHyphen;
      break;
    default:
      break;
  }
  return token;
}

Token Tokenizer::HexByte() {
  int value = 0;
  for (int digits = 0; digits < 2 && at_ < input_.size(); ++digits) {
    const int digit = HexValue(input_[at_]);
    if (digit < 0) return {.kind = TokenKind::kText};  // of no meaning
    value = value * 16 + digit;
    ++at_;
  }
  return {.kind = TokenKind::kByte, .byte = static_cast<unsigned char>(value)};
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
        Control();
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
