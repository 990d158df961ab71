#include "readers/markdown/inline_scanner.h"

#include <algorithm>

#include "readers/markdown/attributes.h"
#include "readers/markdown/autolinks.h"
#include "readers/markdown/characters.h"
#include "readers/markdown/delimiters.h"
#include "readers/markdown/link_syntax.h"
#include "readers/markdown/unescape.h"

namespace tare::markdown {
namespace {

constexpr size_t kNone = std::string_view::npos;

text::ByteSet Specials(const MarkdownExtensions& extensions) {
  text::ByteSet specials("\n\\`*_[]<&");
  if (extensions.strikethrough) specials.Add('~');
  if (extensions.superscripts) specials.Add('^');
  if (extensions.autolinks) {
    for (const unsigned char c : {':', '.', '@'}) specials.Add(c);
  }
  return specials;
}

}  // namespace

InlineScanner::InlineScanner(const MarkdownExtensions& extensions, const MarkdownLimits& limits,
                             const Definitions& definitions, uint64_t expansion_limit, Warnings& warnings,
                             Account& account)
    : extensions_(extensions),
      max_tokens_(limits.tokens),
      definitions_(definitions),
      expansion_left_(expansion_limit),
      warnings_(warnings),
      specials_(Specials(extensions)),
      brackets_(&account) {}

void InlineScanner::Reset(std::string_view text) {
  text_ = text;
  backticks_.Reset(text);
  html_.Reset(text);
}

void InlineScanner::Scan(InlineTokens& tokens) {
  tokens_ = &tokens;
  brackets_.clear();
  inactive_ = 0;
  size_t at = text::FindFirstOf(text_, specials_, tokens.begin);
  while (at < text_.size() && tokens.tokens.size() < max_tokens_) {
    at = text::FindFirstOf(text_, specials_, TakeSpecial(at));
  }
  // Spaces stay with what follows them: they may have to be left out before a line end.
  while (at < text_.size() && at > floor() && text_[at - 1] == ' ') --at;
  tokens.end = at;
}

size_t InlineScanner::TakeSpecial(size_t at) {
  switch (text_[at]) {
    case '\n':
      return TakeLineEnd(at);
    case '\\':
      return TakeBackslash(at);
    case '`':
      return TakeBackticks(at);
    case '[':
      return OpenBracket(at);
    case ']':
      return CloseBracket(at);
    case '<':
      return TakeAngle(at);
    case '&':
      return TakeReference(at);
    case ':':
      return TakeUrl(at, FindUrlBegin(text_, at));
    case '.':
      return TakeUrl(at, FindWwwBegin(text_, at));
    case '@':
      return TakeMail(at);
    default:
      return TakeDelimiters(at);
  }
}

void InlineScanner::Add(TokenKind kind, size_t begin, size_t end, uint32_t data) {
  tokens_->tokens.push_back(
      {.begin = static_cast<uint32_t>(begin), .end = static_cast<uint32_t>(end), .data = data, .kind = kind});
}

size_t InlineScanner::floor() const {
  return tokens_->tokens.empty() ? tokens_->begin : tokens_->tokens.back().end;
}

size_t InlineScanner::TakeLineEnd(size_t at) {
  size_t begin = at;
  while (begin > floor() && IsBlank(text_[begin - 1])) --begin;
  const bool hard = at - begin >= 2 && text_[at - 1] == ' ' && text_[at - 2] == ' ';
  Add(hard ? TokenKind::kHardBreak : TokenKind::kSoftBreak, begin, at + 1);
  return at + 1;
}

size_t InlineScanner::TakeBackslash(size_t at) {
  if (at + 1 == text_.size()) return at + 1;
  if (text_[at + 1] == '\n') {
    Add(TokenKind::kHardBreak, at, at + 2);
    return at + 2;
  }
  if (!IsAsciiPunctuation(text_[at + 1])) return at + 1;
  Add(TokenKind::kEscape, at, at + 1);
  return at + 2;
}

size_t InlineScanner::TakeBackticks(size_t at) {
  const size_t length = backticks_.RunLength(at);
  const size_t closing = backticks_.FindRun(length, at + length);
  if (closing == kNone) return at + length;
  Add(TokenKind::kCode, at, closing + length, static_cast<uint32_t>(length));
  return TakeAttributes(closing + length);
}

size_t InlineScanner::TakeDelimiters(size_t at) {
  size_t end = at + 1;
  while (end < text_.size() && text_[end] == text_[at]) ++end;
  const Flanking flanking = FindFlanking(text_, at, end);
  const size_t length = end - at;
  if ((!flanking.can_open && !flanking.can_close) || length > MaxRun(text_[at])) return end;
  for (size_t i = at; i < end; ++i) Add(TokenKind::kDelimiter, i, i + 1);
  Token& first = tokens_->tokens[tokens_->tokens.size() - length];
  first.data = static_cast<uint32_t>(length);
  first.can_open = flanking.can_open;
  first.can_close = flanking.can_close;
  tokens_->needs_resolving = true;
  return end;
}

size_t InlineScanner::TakeAngle(size_t at) {
  if (const size_t end = FindAngleLinkEnd(text_, at); end != kNone) {
    Add(TokenKind::kAngleLink, at, end);
    return end;
  }
  if (const size_t end = FindAngleMailEnd(text_, at); end != kNone) {
    Add(TokenKind::kAngleMail, at, end);
    return end;
  }
  const size_t end = html_.FindEnd(at);
  if (end == kNone) return at + 1;
  Add(TokenKind::kHtml, at, end);
  return end;
}

size_t InlineScanner::TakeReference(size_t at) {
  const size_t length = CharacterReference(text_, at).length();
  if (length == 0) return at + 1;
  Add(TokenKind::kReference, at, at + length);
  return at + length;
}

size_t InlineScanner::TakeUrl(size_t at, size_t begin) {
  if (begin != kNone && begin >= floor()) {
    Add(TokenKind::kUrl, begin, begin);
    tokens_->needs_resolving = true;
  }
  return at + 1;
}

size_t InlineScanner::TakeMail(size_t at) {
  std::pmr::vector<Token>& tokens = tokens_->tokens;
  const bool after_mail = !tokens.empty() && tokens.back().kind == TokenKind::kMail;
  const MailRange mail = FindMail(text_, at, after_mail ? tokens.back().end : tokens_->begin);
  if (mail.end == kNone) return at + 1;
  // Underscores in its name are no delimiters.
  while (!tokens.empty() && tokens.back().begin >= mail.begin) tokens.pop_back();
  Add(TokenKind::kMail, mail.begin, mail.end);
  return mail.end;
}

// Brackets (CommonMark, appendix, "look for link or image").

size_t InlineScanner::OpenBracket(size_t at) {
  const std::pmr::vector<Token>& tokens = tokens_->tokens;
  const bool escaped =
      !tokens.empty() && tokens.back().kind == TokenKind::kEscape && tokens.back().end + 1 == at;
  const bool image = at > tokens_->begin && text_[at - 1] == '!' && !escaped;
  if (!brackets_.empty()) brackets_.back().has_inner = true;
  brackets_.push_back({.token = static_cast<uint32_t>(tokens.size()),
                       .content = static_cast<uint32_t>(at + 1),
                       .image = image});
  Add(TokenKind::kBracket, image ? at - 1 : at, at + 1);
  return at + 1;
}

size_t InlineScanner::CloseBracket(size_t at) {
  if (brackets_.empty()) return at + 1;
  const Bracket opener = brackets_.back();
  brackets_.pop_back();
  const bool active = opener.image || brackets_.size() >= inactive_;
  inactive_ = std::min(inactive_, brackets_.size());

  Link link;
  const size_t end = active ? FindLinkEnd(opener, at, &link) : kNone;
  if (end == kNone) {
    if ((active && MakeFootnote(opener, at)) || !TakeBracketedText(opener, at)) return at + 1;
    return floor();
  }
  Token& open = tokens_->tokens[opener.token];
  open.kind = opener.image ? TokenKind::kImageOpen : TokenKind::kLinkOpen;
  open.data = static_cast<uint32_t>(tokens_->links.size());
  tokens_->links.push_back(link);
  Add(opener.image ? TokenKind::kImageClose : TokenKind::kLinkClose, at, end);
  if (!opener.image) inactive_ = brackets_.size();
  return TakeAttributes(end);
}

size_t InlineScanner::FindLinkEnd(const Bracket& opener, size_t at, Link* link) {
  const size_t next = at + 1;
  if (next < text_.size() && text_[next] == '(') {
    const size_t end = ScanLinkTail(text_, next, &link->target, &link->title);
    if (end != kNone) return end;
  }
  std::string_view label;
  if (const size_t end = ScanLabel(text_, next, &label); end != kNone)
    return LookUp(label, link) ? end : kNone;
  if (opener.has_inner || !LookUp(text_.substr(opener.content, at - opener.content), link)) return kNone;
  return text_.substr(next).starts_with("[]") ? next + 2 : next;
}

bool InlineScanner::LookUp(std::string_view label, Link* link) {
  if (label.size() > 4 * kMaxLabel) return false;
  const LinkDefinition* definition = definitions_.FindLink(label);
  if (!definition) return false;
  const size_t size = definition->destination.size() + definition->title.size();
  if (size > expansion_left_) {
    warnings_.Add(Trouble::kReferencesTooLong);
    return false;
  }
  expansion_left_ -= size;
  *link = {definition->destination, definition->title};
  return true;
}

bool InlineScanner::MakeFootnote(const Bracket& opener, size_t at) {
  if (!extensions_.footnotes || opener.has_inner || text_[opener.content] != '^') return false;
  const std::string_view written = text_.substr(opener.content + 1, at - opener.content - 1);
  if (written.empty() || written.size() > 4 * kMaxLabel) return false;
  const std::string_view label = definitions_.FindFootnote(written);
  if (label.empty()) return false;
  tokens_->tokens.resize(opener.token);  // what was found in the label is part of it
  Add(TokenKind::kFootnote, opener.content - 1, at + 1, static_cast<uint32_t>(tokens_->links.size()));
  tokens_->links.push_back({label, {}});
  return true;
}

size_t InlineScanner::TakeAttributes(size_t at) {
  if (!extensions_.attributes || at >= text_.size() || text_[at] != '{') return at;
  const size_t end = FindAttributesEnd(text_, at);
  if (end == kNone) return at;
  Add(TokenKind::kAttributes, at, end);
  return end;
}

bool InlineScanner::TakeBracketedText(const Bracket& opener, size_t at) {
  const size_t end = TakeAttributes(at + 1);
  if (end == at + 1) return false;
  tokens_->tokens.back().begin = static_cast<uint32_t>(at);
  Token& open = tokens_->tokens[opener.token];
  open.kind = TokenKind::kAttributes;
  open.begin = opener.content - 1;
  return true;
}

}  // namespace tare::markdown
