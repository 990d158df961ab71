#include "yaml/linter.h"

#include <algorithm>
#include <bit>

#include "yaml/characters.h"
#include "yaml/find.h"
#include "yaml/next_start.h"

namespace tare::yaml {

namespace {

constexpr size_t kNodes = std::countr_zero(kOnNodes);
constexpr size_t kLines = std::countr_zero(kOnLines);

bool IsStart(EventKind kind) { return kind == EventKind::kMappingStart || kind == EventKind::kSequenceStart; }
bool IsEnd(EventKind kind) { return kind == EventKind::kMappingEnd || kind == EventKind::kSequenceEnd; }
bool IsBlock(const ScalarText& scalar) {
  return scalar.style == ScalarStyle::kLiteral || scalar.style == ScalarStyle::kFolded;
}

TokenKind IndicatorKind(char c) {
  switch (c) {
    case '-':
      return TokenKind::kHyphen;
    case '?':
      return TokenKind::kQuestion;
    case ':':
      return TokenKind::kColon;
    case ',':
      return TokenKind::kComma;
    case '[':
      return TokenKind::kOpenBracket;
    case ']':
      return TokenKind::kCloseBracket;
    case '{':
      return TokenKind::kOpenBrace;
    case '}':
      return TokenKind::kCloseBrace;
    default:
      return TokenKind::kStart;
  }
}

}  // namespace

Linter::Linter(std::string_view text, std::string name, const LintConfig& config, Account& account,
               const std::function<void(const Finding&)>& tell)
    : text_(text), account_(account), findings_(std::move(name), config, account, tell), open_(&account) {
  for (size_t i = 0; i < LintRules().size(); ++i) {
    if (!config.rule(i).enabled) continue;
    const RuleInfo& rule = *LintRules()[i];
    rules_.push_back(rule.make({text_, account, findings_, config.rule(i), i}));
    for (size_t bit = 0; bit < hearers_.size(); ++bit) {
      if ((rule.hears >> bit & 1) != 0) hearers_[bit].push_back(rules_.back().get());
    }
  }
}

void Linter::Run() {
  if (!text_.empty()) NextLine();
  uint64_t start = 0;
  for (size_t errors = 0; errors < kMostSyntaxErrors && start < text_.size(); ++errors) {
    Parser parser(text_, account_, {.start = start});
    if (RunParser(parser)) break;
    const Error& error = parser.error();
    Reach(error.where.offset);
    findings_.AddSyntax(error);
    start = NextStart(text_, error.where.offset);
    at_ = token_end_ = start;
    previous_ = TokenKind::kStart;
    recovered_ = true;
    open_.clear();
    for (const auto& rule : rules_) rule->OnRestart();
  }
  Reach(text_.size());
  if (!line_.last && !text_.empty()) {
    findings_.BeginLine({.begin = text_.size(), .content = text_.size(), .next = text_.size()});
  }
  findings_.Finish();
}

bool Linter::RunParser(Parser& parser) {
  const Event* event = parser.Next();
  while (event != nullptr && event->kind != EventKind::kStreamEnd) {
    RunEvent(*event);
    event = parser.Next();
  }
  if (event != nullptr) RunTokens(*event, event->end);
  return event != nullptr;
}

void Linter::RunEvent(const Event& event) {
  if (event.kind == EventKind::kScalar && event.begin == event.end) {
    RunTokens(event, TokensEnd(event.begin));
  } else {
    RunTokens(event, event.begin);
    Reach(event.begin);
  }
  const bool starts = IsStart(event.kind);
  const bool ends = IsEnd(event.kind);
  if (ends) open_.pop_back();
  const bool in_flow = !open_.empty() && open_.back().flow;
  NodeRole role = NodeRole::kNone;
  if (starts || event.kind == EventKind::kScalar || event.kind == EventKind::kAlias) role = TakeRole();
  const bool colon = role == NodeRole::kValue && open_.back().colon;
  const NodeEvent node = {event, line_, role, in_flow, recovered_, colon, token_end_};
  for (Rule* rule : hearers_[kNodes]) rule->OnNode(node);
  if (event.kind == EventKind::kDocumentEnd) recovered_ = false;
  if (starts) open_.push_back({event.kind == EventKind::kMappingStart, event.flow, false});
  RunContent(event);
}

// Where the last token before `end` ends. What has no characters belongs there, and not behind the comments
// and empty lines that follow.
uint64_t Linter::TokensEnd(uint64_t end) {
  // Of a gap with many such scalars behind it, known from the first.
  if (gap_end_ == end && at_ >= gap_begin_) return std::max(at_, gap_tokens_end_);
  gap_begin_ = gap_tokens_end_ = at_;
  gap_end_ = end;
  for (uint64_t at = at_; at < end; ++at) {
    if (text_[at] == '#' && at > 0 && IsWhite(text_[at - 1])) {
      at = std::min(text_.find_first_of("\n\r", at), text_.size());
    } else if (!IsWhite(text_[at])) {
      gap_tokens_end_ = at + 1;
    }
  }
  return gap_tokens_end_;
}

NodeRole Linter::TakeRole() {
  if (open_.empty()) return NodeRole::kRoot;
  Collection& inner = open_.back();
  if (!inner.mapping) return NodeRole::kItem;
  inner.value_next = !inner.value_next;
  if (inner.value_next) inner.colon = false;
  return inner.value_next ? NodeRole::kKey : NodeRole::kValue;
}

// From the event's first character, its properties, on.
void Linter::RunContent(const Event& event) {
  if (event.kind == EventKind::kAlias) {
    Tell(TokenKind::kAlias, event.begin, event.end);
  } else if (event.kind == EventKind::kScalar && event.begin != event.end) {
    const std::string_view raw = event.scalar.raw;
    const bool quoted =
        event.scalar.style == ScalarStyle::kSingleQuoted || event.scalar.style == ScalarStyle::kDoubleQuoted;
    const uint64_t content = static_cast<uint64_t>(raw.data() - text_.data()) - (quoted ? 1 : 0);
    RunTokens(event, content);
    if (!IsBlock(event.scalar) && content < event.end) Tell(TokenKind::kScalar, content, event.end);
  } else {
    if (event.begin != event.end) RunTokens(event, event.end);
    return;
  }
  at_ = event.end;
}

// Tells the tokens from where it stands up to `end`: before an event, or in its properties or brackets.
void Linter::RunTokens(const Event& event, uint64_t end) {
  while (at_ < end) {
    const char c = text_[at_];
    if (c == ' ' || IsBreak(c)) {
      ++at_;
    } else if (c == '\t') {
      RunTab();
    } else if (c == '#' && (at_ == 0 || IsWhite(text_[at_ - 1]))) {
      RunComment();
    } else if (event.kind == EventKind::kDocumentStart && c == '%') {
      uint64_t line_end = at_;
      while (line_end < end && !IsBreak(text_[line_end]) &&
             !(IsBlank(text_[line_end]) && text_[line_end + 1] == '#')) {
        ++line_end;
      }
      Tell(TokenKind::kDirective, at_, line_end);
    } else if ((event.kind == EventKind::kDocumentStart || event.kind == EventKind::kDocumentEnd) &&
               (c == '-' || c == '.')) {
      Tell(c == '-' ? TokenKind::kDocumentStart : TokenKind::kDocumentEnd, at_, at_ + 3);
    } else if (c == '&') {
      Tell(TokenKind::kAnchor, at_, at_ + 1 + event.anchor.size());
    } else if (c == '!') {
      Tell(TokenKind::kTag, at_, at_ + std::max(event.tag.size(), size_t{1}));
    } else if (c == '|' || c == '>') {
      const uint64_t header_end = text_.find_first_not_of("0123456789+-", at_ + 1);
      Tell(TokenKind::kScalar, at_, std::min(header_end, end));
    } else if (const TokenKind kind = IndicatorKind(c); kind != TokenKind::kStart) {
      Tell(kind, at_, at_ + 1);
    } else {
      ++at_;
    }
  }
}

// White space at the end of a line is another rule's.
void Linter::RunTab() {
  const uint64_t begin = at_;
  while (at_ < text_.size() && IsBlank(text_[at_])) ++at_;
  if (at_ == text_.size() || IsBreak(text_[at_])) return;
  Reach(begin);
  const Token token = {TokenKind::kTab, previous_, begin, at_, line_};
  for (Rule* rule : hearers_[static_cast<size_t>(TokenKind::kTab)]) rule->OnToken(token);
}

void Linter::RunComment() {
  const uint64_t begin = at_;
  at_ = std::min(text_.find_first_of("\n\r", at_), text_.size());
  Reach(begin);
  const Token token = {TokenKind::kComment, previous_, begin, at_, line_};
  findings_.ReadComment(text_.substr(begin, at_ - begin), token.first());
  for (Rule* rule : hearers_[static_cast<size_t>(TokenKind::kComment)]) rule->OnToken(token);
}

void Linter::Tell(TokenKind kind, uint64_t begin, uint64_t end) {
  Reach(begin);
  const Token token = {kind, previous_, begin, end, line_};
  for (Rule* rule : hearers_[static_cast<size_t>(kind)]) rule->OnToken(token);
  if (kind == TokenKind::kColon && !open_.empty()) open_.back().colon = true;
  previous_ = kind;
  token_end_ = at_ = end;
}

void Linter::NextLine() {
  line_.begin = line_.next;
  const char* const begin = text_.data() + line_.begin;
  const char* const text_end = text_.data() + text_.size();
  const char* const end = FindAnyOf<'\n', '\r'>(begin, text_end);
  line_.text = {begin, static_cast<size_t>(end - begin)};
  line_.content = line_.begin + static_cast<uint64_t>(SkipSpaces(begin, end) - begin);
  line_.last = end == text_end;
  const size_t break_size = line_.last ? 0 : static_cast<size_t>(BreakSize(end, text_end));
  line_.next = line_.end() + break_size;
  findings_.BeginLine(line_);
  for (Rule* rule : hearers_[kLines]) rule->OnLine(line_);
}

void Lint(std::string_view text, std::string name, const LintConfig& config, Account& account,
          const std::function<void(const Finding&)>& tell) {
  if (!DisablesFile(text)) Linter(text, std::move(name), config, account, tell).Run();
}

}  // namespace tare::yaml
