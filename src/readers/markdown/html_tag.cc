#include "readers/markdown/html_tag.h"

#include "readers/markdown/characters.h"

namespace tare::markdown {
namespace {

constexpr size_t kNone = std::string_view::npos;

constexpr bool IsNameStart(char c) { return IsLetter(c) || c == '_' || c == ':'; }
constexpr bool IsNameByte(char c) { return IsNameStart(c) || IsDigit(c) || c == '.' || c == '-'; }
constexpr bool IsUnquotedByte(char c) {
  return !IsSpace(c) && c != '"' && c != '\'' && c != '=' && c != '<' && c != '>' && c != '`';
}

// A reader of tag syntax. At the text's end it sees NUL, which is part of nothing.
class TagScanner {
 public:
  TagScanner(std::string_view text, size_t at) : text_(text), at_(at) {}

  size_t at() const { return at_; }
  char ahead() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool Take(char c) {
    if (ahead() != c) return false;
    ++at_;
    return true;
  }
  template <typename Predicate>
  bool TakeWhile(Predicate belongs) {
    const size_t start = at_;
    while (at_ < text_.size() && belongs(text_[at_])) ++at_;
    return at_ != start;
  }
  bool TakeSpace() { return TakeWhile(IsSpace); }
  bool TakeTagName() {
    return IsLetter(ahead()) && TakeWhile([](char c) { return IsAlphanumeric(c) || c == '-'; });
  }
  bool TakeAttributeName() { return IsNameStart(ahead()) && TakeWhile(IsNameByte); }
  bool TakeAttributeValue() {
    const char quote = ahead();
    if (quote != '"' && quote != '\'') return TakeWhile(IsUnquotedByte);
    const size_t end = text_.find(quote, at_ + 1);
    if (end == kNone) return false;
    at_ = end + 1;
    return true;
  }
  // White space and the equals sign of a value, or nothing.
  bool TakeEquals() {
    const size_t start = at_;
    TakeSpace();
    if (Take('=')) {
      TakeSpace();
      return true;
    }
    at_ = start;
    return false;
  }

 private:
  std::string_view text_;
  size_t at_;
};

size_t FinishOpenTag(TagScanner scanner) {
  while (true) {
    const bool spaced = scanner.TakeSpace();
    if (scanner.Take('/')) return scanner.Take('>') ? scanner.at() : kNone;
    if (scanner.Take('>')) return scanner.at();
    if (!spaced || !scanner.TakeAttributeName()) return kNone;
    if (scanner.TakeEquals() && !scanner.TakeAttributeValue()) return kNone;
  }
}

}  // namespace

size_t FindTagEnd(std::string_view text, size_t at) {
  TagScanner scanner(text, at + 1);
  const bool closing = scanner.Take('/');
  if (!scanner.TakeTagName()) return kNone;
  if (!closing) return FinishOpenTag(scanner);
  scanner.TakeSpace();
  return scanner.Take('>') ? scanner.at() : kNone;
}

size_t InlineHtml::FindEnd(size_t at) {
  const std::string_view rest = text_.substr(at);
  if (rest.size() < 3) return kNone;
  if (rest[1] == '?') return FindClosing(kInstruction, at + 2);
  if (rest[1] != '!') return FindTagEnd(text_, at);
  if (rest.starts_with("<!-->")) return at + 5;
  if (rest.starts_with("<!--->")) return at + 6;
  if (rest.starts_with("<!--")) return FindClosing(kComment, at + 4);
  if (rest.starts_with("<![CDATA[")) return FindClosing(kCharacterData, at + 9);
  return IsLetter(rest[2]) ? FindClosing(kDeclaration, at + 3) : kNone;
}

size_t InlineHtml::FindClosing(Closing closing, size_t from) {
  static constexpr std::string_view kMarks[kClosings] = {"-->", "?>", ">", "]]>"};
  if (lacks_[closing]) return kNone;
  const size_t found = text_.find(kMarks[closing], from);
  if (found == kNone) {
    lacks_[closing] = true;
    return kNone;
  }
  return found + kMarks[closing].size();
}

}  // namespace tare::markdown
