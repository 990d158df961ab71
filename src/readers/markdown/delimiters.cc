#include "readers/markdown/delimiters.h"

#include <algorithm>

#include "readers/markdown/autolinks.h"
#include "text/scan.h"
#include "text/utf8.h"

namespace tare::markdown {
namespace {

constexpr int kStrikethroughClass = 12;
constexpr int kSuperscriptClass = 14;

SpanKind SpanOf(char delimiter, uint32_t length) {
  if (delimiter == '~') return SpanKind::kStrikethrough;
  if (delimiter == '^') return SpanKind::kSuperscript;
  return length == 2 ? SpanKind::kStrong : SpanKind::kEmphasis;
}

text::CodePoint CodePointBefore(std::string_view text, size_t at) {
  const auto byte = static_cast<unsigned char>(text[at - 1]);
  return byte < 0x80 ? byte : text::DecodeBefore(text, at).code_point;
}

// What a bare URL cannot go across. Escapes and references may be part of it.
bool EndsUrl(TokenKind kind) {
  switch (kind) {
    case TokenKind::kText:
    case TokenKind::kEscape:
    case TokenKind::kReference:
    case TokenKind::kMail:
    case TokenKind::kUrl:
    case TokenKind::kBracket:
    case TokenKind::kDelimiter:
      return false;
    default:
      return true;
  }
}

}  // namespace

Flanking FindFlanking(std::string_view text, size_t begin, size_t end) {
  const text::CodePoint before = begin == 0 ? U' ' : CodePointBefore(text, begin);
  const text::CodePoint after = end == text.size() ? U' ' : text::Decode(text, end).code_point;
  const bool space_before = text::IsWhitespace(before);
  const bool space_after = text::IsWhitespace(after);
  const bool punctuation_before = !space_before && text::IsPunctuation(before);
  const bool punctuation_after = !space_after && text::IsPunctuation(after);
  const bool left = !space_after && (!punctuation_after || space_before || punctuation_before);
  const bool right = !space_before && (!punctuation_before || space_after || punctuation_after);
  if (text[begin] != '_') return {left, right};
  return {left && (!right || punctuation_before), right && (!left || punctuation_after)};
}

size_t MaxRun(char delimiter) {
  constexpr size_t kMaxEmphasis = 4096;  // far beyond kMaxDepth
  return delimiter == '~' ? 2 : delimiter == '^' ? 1 : kMaxEmphasis;
}

void SpanResolver::Resolve(InlineTokens& tokens) {
  if (!tokens.needs_resolving) return;
  tokens_ = &tokens;
  openers_.clear();
  std::ranges::fill(top_, kNone);
  links_.clear();
  open_links_ = 0;
  no_url_before_ = 0;
  for (size_t at = 0; at < tokens.tokens.size();) {
    switch (tokens.tokens[at].kind) {
      case TokenKind::kLinkOpen:
        ++open_links_;
        [[fallthrough]];
      case TokenKind::kImageOpen:
        links_.push_back(static_cast<uint32_t>(openers_.size()));
        ++at;
        break;
      case TokenKind::kLinkClose:
        --open_links_;
        [[fallthrough]];
      case TokenKind::kImageClose:
        PopTo(links_.back());
        links_.pop_back();
        ++at;
        break;
      case TokenKind::kUrl:
        at = ResolveUrl(at);
        break;
      case TokenKind::kDelimiter:
        at = ResolveRun(at);
        break;
      default:
        ++at;
    }
  }
}

int SpanResolver::ClassOf(const Token& run, char delimiter) {
  if (delimiter == '^') return kSuperscriptClass;
  if (delimiter == '~') return kStrikethroughClass + (run.data == 2);
  return (delimiter == '_' ? 6 : 0) + (run.can_close ? 3 : 0) + static_cast<int>(run.data % 3);
}

size_t SpanResolver::ResolveRun(size_t at) {
  const Token run = tokens_->tokens[at];
  const char delimiter = tokens_->text[run.begin];
  const size_t end = at + std::max(run.data, 1u);
  uint32_t remaining = run.data;
  while (run.can_close && remaining > 0) {
    const int32_t found = FindOpener(run, delimiter);
    if (found == kNone) break;
    PopTo(static_cast<size_t>(found) + 1);
    remaining -= Pair(openers_.back(), end - remaining, remaining, delimiter);
    if (openers_.back().remaining == 0) PopTo(static_cast<size_t>(found));
  }
  if (run.can_open && remaining > 0) {
    const int opener_class = ClassOf(run, delimiter);
    openers_.push_back({.token = static_cast<uint32_t>(end - remaining),
                        .remaining = remaining,
                        .below = top_[opener_class],
                        .opener_class = static_cast<uint8_t>(opener_class)});
    top_[opener_class] = static_cast<int32_t>(openers_.size()) - 1;
  }
  return end;
}

// The innermost opener of the same link that fits. Of delimiters that could do both, the lengths together
// must not be a multiple of 3, unless each is (rules 9 and 10).
int32_t SpanResolver::FindOpener(const Token& closer, char delimiter) const {
  const int32_t lowest = links_.empty() ? 0 : static_cast<int32_t>(links_.back());
  int32_t found = kNone;
  if (delimiter == '~' || delimiter == '^') {
    found = top_[ClassOf(closer, delimiter)];
  } else {
    const uint32_t closer_length = closer.data % 3;
    const int first = delimiter == '_' ? 6 : 0;
    for (int i = 0; i < 6; ++i) {
      const bool either_does_both = i >= 3 || closer.can_open;
      const uint32_t opener_length = static_cast<uint32_t>(i % 3);
      if (either_does_both && opener_length != 0 && opener_length + closer_length == 3) continue;
      found = std::max(found, top_[first + i]);
    }
  }
  return found >= lowest ? found : kNone;
}

// Makes a span of the opener's last and the closer's first characters. Returns how many on each side.
uint32_t SpanResolver::Pair(Opener& opener, size_t closer, uint32_t remaining, char delimiter) {
  const bool two = opener.remaining >= 2 && remaining >= 2;
  const uint32_t length = two ? 2 : 1;
  const SpanKind span = SpanOf(delimiter, length);
  opener.remaining -= length;
  const auto mark = [this, span, length](size_t at, TokenKind kind) {
    Token& token = tokens_->tokens[at];
    token.kind = kind;
    token.span = span;
    token.end = token.begin + length;
    if (length == 2) {
      Token& second = tokens_->tokens[at + 1];
      second.kind = TokenKind::kText;
      second.begin = second.end;
    }
  };
  mark(opener.token + opener.remaining, TokenKind::kSpanOpen);
  mark(closer, TokenKind::kSpanClose);
  return length;
}

void SpanResolver::PopTo(size_t count) {
  while (openers_.size() > count) {
    const Opener& opener = openers_.back();
    top_[opener.opener_class] = opener.below;
    openers_.pop_back();
  }
}

// A URL goes to the next white space, < or token that ends it, less the punctuation at its end. Delimiters in
// it are text.
size_t SpanResolver::ResolveUrl(size_t at) {
  static constexpr text::ByteSet kStops("< \t\n");
  std::pmr::vector<Token>& tokens = tokens_->tokens;
  const std::string_view text = tokens_->text.substr(0, tokens_->end);
  const uint32_t begin = tokens[at].begin;
  if (open_links_ > 0 || begin < no_url_before_) return at + 1;
  bool valid = false;
  size_t end = ScanUrlDomain(text, begin, &valid);
  if (!valid) {
    no_url_before_ = end;
    return at + 1;
  }
  size_t next = at + 1;
  while (next < tokens.size() && tokens[next].begin < end) ++next;
  for (;; ++next) {
    const size_t limit = next < tokens.size() ? tokens[next].begin : text.size();
    end = text::FindFirstOf(text.substr(0, limit), kStops, end);
    if (end < limit || next == tokens.size() || EndsUrl(tokens[next].kind)) break;
  }
  end = begin + TrimUrl(text.substr(begin, end - begin)).size();
  if (end - begin <= kMaxUrl) tokens[at].data = static_cast<uint32_t>(end);
  for (next = at + 1; next < tokens.size() && tokens[next].begin < end; ++next) {
    Token& token = tokens[next];
    if (token.kind != TokenKind::kEscape && token.kind != TokenKind::kReference)
      token.kind = TokenKind::kText;
  }
  return next;
}

}  // namespace tare::markdown
