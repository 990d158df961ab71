#include "readers/html/tokenizer.h"

#include <algorithm>

#include "readers/html/tokenizer_scan.h"
#include "text/utf8.h"

namespace tare::html {
namespace {

constexpr size_t kArenaReservation = 16
                                     << 20;  // bytes of address space; above what the limits let a tag take
constexpr std::string_view kReplacement = "\uFFFD";

// The error that a character deserves by standing in the input, or none.
std::string_view InputStreamError(text::CodePoint c) {
  if ((c < 0x20 && c != '\t' && c != '\n' && c != '\f' && c != '\r' && c != 0) || (c >= 0x7F && c < 0xA0)) {
    return "control-character-in-input-stream";
  }
  if ((c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE) return "noncharacter-in-input-stream";
  return {};
}

}  // namespace

Tokenizer::Tokenizer(std::string_view input, TokenHandler& handler, Account& account, TokenizerLimits limits)
    : begin_(input.data()),
      end_(begin_ + input.size()),
      next_(begin_),
      window_(begin_),
      run_(begin_),
      checked_(begin_),
      handler_(handler),
      arena_(account, kArenaReservation),
      limits_(limits),
      attributes_(&account),
      last_in_bucket_(&account),
      same_bucket_(&account),
      last_start_tag_(&account) {}

void Tokenizer::SetState(ContentModel model, std::string_view last_start_tag) {
  model_ = model;
  last_start_tag_ = last_start_tag;
}

void Tokenizer::Run() {
  do {
    switch (model_) {
      case ContentModel::kData:
        ReadData();
        break;
      case ContentModel::kRcdata:
        ReadRcdata();
        break;
      case ContentModel::kRawtext:
        ReadRawtext();
        break;
      case ContentModel::kScriptData:
        ReadScriptData();
        break;
      case ContentModel::kPlaintext:
        ReadPlaintext();
        break;
      case ContentModel::kCdataSection:
        ReadCdataSection();
        model_ = ContentModel::kData;
        break;
    }
  } while (!AtEnd());
  CheckCharactersTo(end_);
}

bool Tokenizer::StartsWith(std::string_view text) const {
  return std::string_view(next_, static_cast<size_t>(end_ - next_)).starts_with(text);
}

// `text` is in lower case.
bool Tokenizer::StartsWithIgnoringCase(std::string_view text) const {
  if (static_cast<size_t>(end_ - next_) < text.size()) return false;
  return std::equal(text.begin(), text.end(), next_, [](char a, char b) { return a == LowerCased(b); });
}

// Lets scanning go on beyond `from`, which it has reached. False at the end of the input.
bool Tokenizer::AdvanceWindow(const char* from) {
  if (from == end_) return false;
  CheckCharactersTo(from);
  if (!handler_.Continue(OffsetOf(from))) {
    stopped_ = true;
    end_ = window_ = from;
    return false;
  }
  window_ = from + std::min(limits_.window, static_cast<uint64_t>(end_ - from));
  return true;
}

// Moves to the first byte of a class in `stops`, or the end, and returns the classes passed over.
uint8_t Tokenizer::SkipUntil(uint8_t stops) {
  uint8_t seen = 0;
  const char* p = next_;
  do {
    for (; p < window_; ++p) {
      const uint8_t its_class = ClassOf(*p);
      if (its_class & stops) {
        next_ = p;
        return seen;
      }
      seen |= its_class;
    }
  } while (AdvanceWindow(p));
  next_ = p;
  return seen;
}

void Tokenizer::Error(std::string_view code, const char* at) {
  if (stopped_) return;
  CheckCharactersTo(at == end_ ? at : at + 1);
  handler_.ParseError(code, OffsetOf(at));
}

// Reports the characters that begin before `to` and should not be in an input stream. They are text like any
// other, so that only this looks at them, a window at a time.
void Tokenizer::CheckCharactersTo(const char* to) {
  if (stopped_) return;
  while (checked_ < to) {
    checked_ = FindSuspect(checked_, to);
    if (checked_ >= to) return;
    const std::string_view rest(checked_, static_cast<size_t>(std::min<ptrdiff_t>(end_ - checked_, 4)));
    const char second = rest.size() > 1 ? rest[1] : '\0';
    if (rest[0] == '\xEF' && second != '\xB7' && second != '\xBF') {  // not near U+FDD0 or U+FFFE
      ++checked_;
    } else if (rest[0] == '\xED' && IsContinuationByte(second) && second >= '\xA0') {
      handler_.ParseError("surrogate-in-input-stream", OffsetOf(checked_));
      ++checked_;
    } else {
      const text::Decoded decoded = text::Decode(rest, 0);
      const std::string_view error = InputStreamError(decoded.code_point);
      if (!error.empty()) handler_.ParseError(error, OffsetOf(checked_));
      checked_ += decoded.length;
    }
  }
}

void Tokenizer::EmitText(std::string_view text, const char* at) {
  if (!stopped_) handler_.Characters(text, OffsetOf(at));
}

// Delivers the text before `to`.
void Tokenizer::FlushText(const char* to) {
  if (run_ < to) EmitText({run_, static_cast<size_t>(to - run_)}, run_);
  run_ = to;
}

// Delivers the text before `next_`, but for a character that goes on there.
void Tokenizer::FlushWholeCharacters() {
  const char* to = next_;
  if (!AtEnd()) {
    while (to > run_ && next_ - to < 3 && IsContinuationByte(*to)) --to;
  }
  FlushText(to);
}

// CR LF gives its own LF, a lone CR one that the input has not.
void Tokenizer::ReadLineEnd() {
  FlushText(next_);
  if (next_ + 1 < end_ && next_[1] == '\n') {
    run_ = next_ + 1;
    next_ += 2;
    return;
  }
  EmitText("\n", next_);
  run_ = ++next_;
}

void Tokenizer::ReplaceNull() {
  Error("unexpected-null-character", next_);
  FlushText(next_);
  EmitText(kReplacement, next_);
  run_ = ++next_;
}

void Tokenizer::ReadData() {
  while (model_ == ContentModel::kData && FindInText<'<', '&', '\r', '\0'>()) {
    switch (*next_) {
      case '<':
        if (ReadMarkup()) run_ = next_;
        break;
      case '&':
        ReadTextReference();
        break;
      case '\r':
        ReadLineEnd();
        break;
      default:
        Error("unexpected-null-character", next_);
        ++next_;
    }
  }
}

void Tokenizer::ReadRcdata() {
  while (FindInText<'<', '&', '\r', '\0'>()) {
    switch (*next_) {
      case '<':
        if (ReadAppropriateEndTag()) return;
        ++next_;
        break;
      case '&':
        ReadTextReference();
        break;
      case '\r':
        ReadLineEnd();
        break;
      default:
        ReplaceNull();
    }
  }
}

void Tokenizer::ReadRawtext() {
  while (FindInText<'<', '\r', '\0'>()) {
    if (*next_ == '\r') {
      ReadLineEnd();
    } else if (*next_ == '\0') {
      ReplaceNull();
    } else {
      if (ReadAppropriateEndTag()) return;
      ++next_;
    }
  }
}

void Tokenizer::ReadPlaintext() {
  while (FindInText<'\r', '\0'>()) {
    if (*next_ == '\r') {
      ReadLineEnd();
    } else {
      ReplaceNull();
    }
  }
}

// At a "<" in data. False where it is text, which ends at `next_` then.
bool Tokenizer::ReadMarkup() {
  const char* start = next_++;
  if (AtEnd()) {
    Error("eof-before-tag-name", next_);
    return false;
  }
  if (text::IsLetter(*next_)) {
    FlushText(start);
    ReadTag(start, false);
    return true;
  }
  switch (*next_) {
    case '/':
      ++next_;
      return ReadEndTag(start);
    case '!':
      ++next_;
      FlushText(start);
      ReadMarkupDeclaration(start);
      return true;
    case '?':
      Error("unexpected-question-mark-instead-of-tag-name", next_);
      FlushText(start);
      ReadBogusComment(start);
      return true;
    default:
      Error("invalid-first-character-of-tag-name", next_);
      return false;
  }
}

// After "</" in data. False where that is text.
bool Tokenizer::ReadEndTag(const char* start) {
  if (AtEnd()) {
    Error("eof-before-tag-name", next_);
    return false;
  }
  if (text::IsLetter(*next_)) {
    FlushText(start);
    ReadTag(start, true);
  } else if (*next_ == '>') {
    Error("missing-end-tag-name", next_);
    FlushText(start);
    ++next_;
  } else {
    Error("invalid-first-character-of-tag-name", next_);
    FlushText(start);
    ReadBogusComment(start);
  }
  return true;
}

// At a "<" in text that only the end tag of the element it is in ends (13.2.5's "appropriate end tag").
// Reads that tag and returns true, or reads nothing.
bool Tokenizer::ReadAppropriateEndTag() {
  const size_t length = last_start_tag_.size();
  if (length == 0 || static_cast<size_t>(end_ - next_) < length + 3 || next_[1] != '/') return false;
  if (!(ClassOf(next_[length + 2]) & (kSpace | kSolidus | kGreaterThan))) return false;
  const char* start = next_;
  next_ += 2;
  if (!StartsWithIgnoringCase(last_start_tag_)) {
    next_ = start;
    return false;
  }
  FlushText(start);
  next_ += length;
  ReadTagRest(start, last_start_tag_, true);
  run_ = next_;
  return true;
}

}  // namespace tare::html
