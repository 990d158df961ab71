#include "yaml/json_check.h"

#include "yaml/characters.h"

namespace tare::yaml {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

const char* JsonCheck::Run() {
  if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();  // which a parser may pass over (8.1)
  Next next = Next::kValue;
  for (;;) {
    SkipWhite();
    if (next == Next::kSeparator && objects_.empty())
      return at_ == text_.size() ? nullptr : "JSON has one value, and more follows";
    const char* wrong = nullptr;
    switch (next) {
      case Next::kValueOrEnd:
        wrong = Peek() == ']' ? Close(']', &next) : Value(&next);
        break;
      case Next::kValue:
        wrong = Value(&next);
        break;
      case Next::kKeyOrEnd:
        wrong = Peek() == '}' ? Close('}', &next) : Key(&next);
        break;
      case Next::kKey:
        wrong = Key(&next);
        break;
      case Next::kSeparator:
        wrong = Separator(&next);
        break;
    }
    if (wrong != nullptr) return wrong;
  }
}

void JsonCheck::SkipWhite() {
  while (at_ < text_.size() && IsWhite(text_[at_])) ++at_;
}

const char* JsonCheck::Value(Next* next) {
  *next = Next::kSeparator;
  const char c = Peek();
  if (c == '{' || c == '[') {
    ++at_;
    objects_.push_back(c == '{');
    *next = c == '{' ? Next::kKeyOrEnd : Next::kValueOrEnd;
    return nullptr;
  }
  if (c == '"') return String();
  if (c == '-' || IsDigit(c)) return Number();
  if (TakeWord("true") || TakeWord("false") || TakeWord("null")) return nullptr;
  return "expected a value of JSON";
}

const char* JsonCheck::Key(Next* next) {
  if (Peek() != '"') return "expected a key of JSON, in double quotes";
  if (const char* wrong = String(); wrong != nullptr) return wrong;
  SkipWhite();
  if (!Take(':')) return "expected \":\" behind the key";
  *next = Next::kValue;
  return nullptr;
}

const char* JsonCheck::Separator(Next* next) {
  if (Take(',')) {
    *next = objects_.back() ? Next::kKey : Next::kValue;
    return nullptr;
  }
  return Close(objects_.back() ? '}' : ']', next);
}

const char* JsonCheck::Close(char bracket, Next* next) {
  if (!Take(bracket)) return bracket == '}' ? "expected \",\" or \"}\"" : "expected \",\" or \"]\"";
  objects_.pop_back();
  *next = Next::kSeparator;
  return nullptr;
}

const char* JsonCheck::String() {
  for (++at_; at_ < text_.size(); ++at_) {
    const auto c = static_cast<unsigned char>(text_[at_]);
    if (c == '"') {
      ++at_;
      return nullptr;
    }
    if (c < 0x20) return "a control character in a string of JSON needs an escape";
    if (c == '\\') {
      if (const char* wrong = Escape(); wrong != nullptr) return wrong;
    }
  }
  return "a string without its closing quote";
}

// At the backslash; at the escape's last character afterwards.
const char* JsonCheck::Escape() {
  constexpr std::string_view kEscapes = "\"\\/bfnrt";
  ++at_;
  if (kEscapes.find(Peek()) != std::string_view::npos) return nullptr;
  if (Peek() != 'u') return "an escape that JSON does not know";
  for (int i = 0; i < 4; ++i) {
    ++at_;
    if (!IsHexDigit(Peek())) return "an escape without its four hexadecimal digits";
  }
  return nullptr;
}

const char* JsonCheck::Number() {
  Take('-');
  if (!Take('0') && !TakeDigits()) return "a number of JSON without digits";
  if (IsDigit(Peek())) return "a number of JSON with a leading zero";
  if (Take('.') && !TakeDigits()) return "a number of JSON without digits behind its point";
  if (Take('e') || Take('E')) {
    if (!Take('+')) Take('-');
    if (!TakeDigits()) return "a number of JSON without digits in its exponent";
  }
  return nullptr;
}

bool JsonCheck::TakeDigits() {
  const size_t begin = at_;
  while (IsDigit(Peek())) ++at_;
  return at_ != begin;
}

bool JsonCheck::Take(char c) {
  if (at_ == text_.size() || text_[at_] != c) return false;
  ++at_;
  return true;
}

bool JsonCheck::TakeWord(std::string_view word) {
  if (!text_.substr(at_).starts_with(word)) return false;
  at_ += word.size();
  return true;
}

}  // namespace tare::yaml
