#include "yaml/lint_findings.h"

#include <algorithm>

namespace tare::yaml {
namespace {

// The first word of `text`, which is left without it. Words are separated by single or more spaces.
std::string_view TakeWord(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  const size_t size = std::min(text.find_first_of(" \t"), text.size());
  const std::string_view word = text.substr(0, size);
  text.remove_prefix(size);
  return word;
}

// "# yamllint VERB ..." gives VERB, and leaves the rest; empty for any other comment.
std::string_view TakeDirective(std::string_view& comment) {
  if (!comment.starts_with('#')) return {};
  comment.remove_prefix(1);
  const std::string_view name = TakeWord(comment);
  return name == "yamllint" || name == "tare-lint" ? TakeWord(comment) : std::string_view();
}

// The rules of "rule:a rule:b", all where there are none; nothing where it reads otherwise.
uint64_t RulesIn(std::string_view words) {
  constexpr std::string_view kPrefix = "rule:";
  uint64_t rules = 0;
  bool any = false;
  for (std::string_view word = TakeWord(words); !word.empty(); word = TakeWord(words)) {
    if (!word.starts_with(kPrefix)) return 0;
    any = true;
    word.remove_prefix(kPrefix.size());
    for (size_t i = 0; i < LintRules().size(); ++i) {
      if (LintRules()[i]->name == word) rules |= uint64_t{1} << i;
    }
  }
  return any ? rules : (uint64_t{1} << LintRules().size()) - 1;
}

}  // namespace

bool DisablesFile(std::string_view text) {
  std::string_view line = text.substr(0, text.find_first_of("\n\r"));
  return TakeDirective(line) == "disable-file";
}

LineFindings::LineFindings(std::string name, const LintConfig& config, Account& account,
                           const std::function<void(const Finding&)>& tell)
    : config_(config), tell_(tell), held_(&account) {
  finding_.where.file = std::move(name);
}

void LineFindings::Add(size_t rule, uint64_t offset, std::string message) {
  // Of a line with so much in it, what stands before is told without knowing what a comment at its end says:
  // no line takes more memory than others.
  if (held_.size() >= kMostHeld) TellBefore(std::min(offset, next_line_));
  held_.push_back({offset, rule, std::move(message), {}});
}

void LineFindings::AddSyntax(const Error& error) {
  held_.push_back({std::max(error.where.offset, line_begin_), kSyntax, error.message, error.hint});
}

void LineFindings::ReadComment(std::string_view comment, bool own_line) {
  const std::string_view directive = TakeDirective(comment);
  if (directive.empty()) return;
  const uint64_t rules = RulesIn(comment);
  if (directive == "disable") off_ |= rules;
  if (directive == "enable") off_ &= ~rules;
  if (directive == "disable-line") (own_line ? off_on_next_ : off_on_line_) |= rules;
}

void LineFindings::BeginLine(const Line& line) {
  if (!held_.empty()) TellBefore(line.begin);
  ++line_;
  line_begin_ = line.begin;
  next_line_ = line.next;
  off_on_line_ = off_on_next_;
  off_on_next_ = 0;
}

void LineFindings::Finish() { TellBefore(UINT64_MAX); }

void LineFindings::TellBefore(uint64_t offset) {
  std::ranges::sort(held_, [](const Held& a, const Held& b) {
    return a.offset != b.offset ? a.offset < b.offset : a.rule < b.rule;
  });
  auto held = held_.begin();
  for (; held != held_.end() && held->offset < offset; ++held) {
    if (((off_ | off_on_line_) >> held->rule & 1) == 0) Tell(*held);
  }
  held_.erase(held_.begin(), held);
}

void LineFindings::Tell(Held& held) {
  const bool syntax = held.rule == kSyntax;
  finding_.rule = syntax ? std::string_view("syntax") : LintRules()[held.rule]->name;
  finding_.severity = syntax ? Severity::kError : config_.rule(held.rule).severity;
  finding_.where.offset = held.offset;
  finding_.where.line = line_;
  finding_.where.column = static_cast<uint32_t>(held.offset - line_begin_ + 1);
  finding_.message = std::move(held.message);
  finding_.hint = std::move(held.hint);
  tell_(finding_);
}

}  // namespace tare::yaml
