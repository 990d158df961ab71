#include "readers/markdown/inline_emitter.h"

#include <algorithm>

#include "readers/markdown/characters.h"
#include "readers/markdown/unescape.h"
#include "text/scan.h"
#include "text/utf8.h"

namespace tare::markdown {
namespace {

// What a reference stands for; a space where that is a line end, which text cannot hold.
std::string_view TextOf(const CharacterReference& reference) {
  const std::string_view utf8 = reference.utf8();
  return utf8 == "\n" || utf8 == "\r" ? " " : utf8;
}

// What stands as it is in an image's alternative text.
constexpr bool IsText(TokenKind kind) {
  return kind == TokenKind::kText || kind == TokenKind::kBracket || kind == TokenKind::kDelimiter ||
         kind == TokenKind::kMail || kind == TokenKind::kUrl;
}

constexpr bool IsSpaceOrLineEnd(char c) { return c == ' ' || c == '\n'; }

// A code span's text without one space at each end, unless there is nothing else (CommonMark 6.1).
std::string_view CodeText(std::string_view text) {
  const bool padded = text.size() > 2 && IsSpaceOrLineEnd(text.front()) && IsSpaceOrLineEnd(text.back());
  return padded && !std::ranges::all_of(text, IsSpaceOrLineEnd) ? text.substr(1, text.size() - 2) : text;
}

}  // namespace

void InlineEmitter::Begin(int depth, bool in_cell) {
  depth_ = depth;
  flattened_ = 0;
  in_cell_ = in_cell;
  in_link_ = false;
  at_start_ = true;
}

void InlineEmitter::Emit(const InlineTokens& tokens, bool last) {
  tokens_ = &tokens;
  text_ = tokens.text;
  at_ = tokens.begin;
  content_end_ = last ? FindContentEnd() : tokens.end;
  for (size_t index = 0; index < tokens.tokens.size();) index = EmitToken(index);
  EmitTextTo(tokens.end);
}

size_t InlineEmitter::EmitToken(size_t index) {
  const Token& token = tokens_->tokens[index];
  switch (token.kind) {
    case TokenKind::kText:
    case TokenKind::kBracket:
    case TokenKind::kDelimiter:
      return index + 1;
    case TokenKind::kUrl:
      return token.data == 0 ? index + 1 : EmitUrl(index);
    case TokenKind::kImageOpen:
      return EmitImage(index);
    default:
      break;
  }
  EmitTextTo(token.begin);
  at_ = token.end;
  switch (token.kind) {
    case TokenKind::kReference:
      EmitReference(token);
      break;
    case TokenKind::kSoftBreak:
    case TokenKind::kHardBreak:
      EmitBreak(token);
      break;
    case TokenKind::kCode:
      EmitLiteral(Span::Of(SpanKind::kCode),
                  CodeText(Piece(token.begin + token.data, token.end - token.data)));
      break;
    case TokenKind::kHtml:
      EmitLiteral({.kind = SpanKind::kRaw, .target = "html"}, Piece(token.begin, token.end));
      break;
    case TokenKind::kAngleLink:
      EmitLinkedText(Piece(token.begin + 1, token.end - 1), Piece(token.begin + 1, token.end - 1));
      break;
    case TokenKind::kAngleMail:
      EmitMail(Piece(token.begin + 1, token.end - 1));
      break;
    case TokenKind::kMail:
      EmitMail(Piece(token.begin, token.end));
      break;
    case TokenKind::kFootnote:
      at_start_ = false;
      sink_.FootnoteReference(tokens_->links[token.data].target);
      break;
    case TokenKind::kLinkOpen: {
      const Link& link = tokens_->links[token.data];
      BeginSpan(Span::Link(Unescape(link.target, target_), Unescape(link.title, title_)));
      in_link_ = true;
      break;
    }
    case TokenKind::kLinkClose:
      in_link_ = false;
      EndSpan(SpanKind::kLink);
      break;
    case TokenKind::kSpanOpen:
      BeginSpan(Span::Of(token.span));
      break;
    case TokenKind::kSpanClose:
      EndSpan(token.span);
      break;
    default:
      break;
  }
  return index + 1;
}

// Text.

void InlineEmitter::EmitTextTo(size_t end) {
  end = std::min(end, content_end_);
  if (end <= at_) return;
  Text(Piece(at_, end));
  at_ = end;
}

void InlineEmitter::Text(std::string_view text) {
  if (at_start_) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    if (text.empty()) return;
    at_start_ = false;
  }
  sink_.Text(text);
}

void InlineEmitter::EmitReference(const Token& token) {
  if (token.begin < content_end_) Text(TextOf(CharacterReference(text_, token.begin)));
}

void InlineEmitter::EmitBreak(const Token& token) {
  if (token.begin >= content_end_) return;
  at_start_ = false;
  if (token.kind == TokenKind::kSoftBreak) {
    sink_.SoftBreak();
  } else {
    sink_.HardBreak();
  }
}

size_t InlineEmitter::FindContentEnd() const {
  size_t end = tokens_->end;
  for (size_t index = tokens_->tokens.size();; --index) {
    const size_t floor = index == 0 ? tokens_->begin : tokens_->tokens[index - 1].end;
    while (end > floor && text_[end - 1] == ' ') --end;
    if (end > floor || index == 0) return end;
    const Token& token = tokens_->tokens[index - 1];
    switch (token.kind) {
      case TokenKind::kText:
        if (token.begin != token.end) return end;
        break;
      case TokenKind::kReference:
        if (TextOf(CharacterReference(text_, token.begin)) != " ") return end;
        break;
      case TokenKind::kAttributes:
      case TokenKind::kSoftBreak:
      case TokenKind::kHardBreak:
      case TokenKind::kLinkOpen:
      case TokenKind::kLinkClose:
      case TokenKind::kSpanOpen:
      case TokenKind::kSpanClose:
        break;
      default:
        return end;
    }
    end = token.begin;
  }
}

// Spans.

void InlineEmitter::BeginSpan(const Span& span) {
  if (depth_ == kMaxDepth) {
    ++flattened_;
    warnings_.Add(Trouble::kSpansTooDeep);
    return;
  }
  ++depth_;
  sink_.BeginSpan(span);
}

void InlineEmitter::EndSpan(SpanKind kind) {
  if (flattened_ > 0) {
    --flattened_;
    return;
  }
  --depth_;
  sink_.EndSpan(kind);
}

// Code or HTML: line ends become spaces.
void InlineEmitter::EmitLiteral(const Span& span, std::string_view text) {
  static constexpr text::ByteSet kSpecial("\n\\");
  const bool unescape_pipes = in_cell_ && span.kind == SpanKind::kCode;
  at_start_ = false;
  BeginSpan(span);
  size_t done = 0;
  for (size_t at = 0; (at = text::FindFirstOf(text, kSpecial, at)) < text.size(); ++at) {
    const bool line_end = text[at] == '\n';
    if (!line_end && !(unescape_pipes && text.substr(at + 1).starts_with('|'))) continue;
    if (at > done) sink_.Text(text.substr(done, at - done));
    if (line_end) sink_.Text(" ");
    done = at + 1;
  }
  if (done < text.size()) sink_.Text(text.substr(done));
  EndSpan(span.kind);
}

void InlineEmitter::EmitMail(std::string_view address) {
  if (StartsWithIgnoringCase(address, "mailto:")) return EmitLinkedText(address, address);
  target_.assign("mailto:").append(address);
  EmitLinkedText(target_, address);
}

void InlineEmitter::EmitLinkedText(std::string_view target, std::string_view text) {
  if (!in_link_) BeginSpan(Span::Link(target));
  Text(text);
  if (!in_link_) EndSpan(SpanKind::kLink);
}

size_t InlineEmitter::EmitUrl(size_t index) {
  const Token& token = tokens_->tokens[index];
  EmitTextTo(token.begin);
  const size_t end = token.data;
  std::string_view target = Unescape(Piece(token.begin, end), title_);
  if (Lower(target.front()) == 'w') target = target_.assign("http://").append(target);
  BeginSpan(Span::Link(target));
  size_t next = index + 1;
  while (next < tokens_->tokens.size() && tokens_->tokens[next].begin < end) next = EmitToken(next);
  EmitTextTo(end);
  EndSpan(SpanKind::kLink);
  return next;
}

// Images.

size_t InlineEmitter::EmitImage(size_t index) {
  const Token& open = tokens_->tokens[index];
  size_t close = index + 1;
  for (int nested = 0; tokens_->tokens[close].kind != TokenKind::kImageClose || nested > 0; ++close) {
    if (tokens_->tokens[close].kind == TokenKind::kImageOpen) ++nested;
    if (tokens_->tokens[close].kind == TokenKind::kImageClose) --nested;
  }
  EmitTextTo(open.begin);
  const Link& link = tokens_->links[open.data];
  at_start_ = false;
  sink_.AddImage({.target = Unescape(link.target, target_),
                  .title = Unescape(link.title, title_),
                  .alt = AlternativeText(index + 1, close, open.end)});
  at_ = tokens_->tokens[close].end;
  return close + 1;
}

// The text of the tokens [first, last), from `begin` on, without any markup.
std::string_view InlineEmitter::AlternativeText(size_t first, size_t last, size_t begin) {
  if (first == last) return Piece(begin, tokens_->tokens[last].begin);
  alternative_.clear();
  for (size_t index = first; index < last; ++index) {
    const Token& token = tokens_->tokens[index];
    if (IsText(token.kind)) continue;
    AppendAlternative(Piece(begin, token.begin));
    begin = token.end;
    switch (token.kind) {
      case TokenKind::kReference:
        AppendAlternative(CharacterReference(text_, token.begin).utf8());
        break;
      case TokenKind::kSoftBreak:
      case TokenKind::kHardBreak:
        AppendAlternative(" ");
        break;
      case TokenKind::kCode:
        AppendAlternative(CodeText(Piece(token.begin + token.data, token.end - token.data)));
        break;
      case TokenKind::kAngleLink:
      case TokenKind::kAngleMail:
        AppendAlternative(Piece(token.begin + 1, token.end - 1));
        break;
      default:
        break;
    }
  }
  AppendAlternative(Piece(begin, tokens_->tokens[last].begin));
  std::ranges::replace(alternative_, '\n', ' ');
  return alternative_;
}

void InlineEmitter::AppendAlternative(std::string_view text) {
  const size_t room = kMaxAlternativeText - alternative_.size();
  if (text.size() > room) {
    warnings_.Add(Trouble::kAlternativeTextTooLong);
    text = text.substr(0, text::CutBefore(text, room));
  }
  alternative_.append(text);
}

}  // namespace tare::markdown
