#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "yaml/lint_findings.h"
#include "yaml/lint_rule.h"

namespace tare::yaml {

// Walks a text once: lines, the parser's events, and the tokens in and between those, each to the rules that
// hear it. A line is heard before what is in it.
class Linter {
 public:
  Linter(std::string_view text, std::string name, const LintConfig& config, Account& account,
         const std::function<void(const Finding&)>& tell);

  void Run();

 private:
  static constexpr size_t kMostSyntaxErrors = 20;

  // An open collection.
  struct Collection {
    bool mapping = false;
    bool flow = false;
    bool value_next = false;
    bool colon = false;  // that of the entry has been told
  };

  // True at the end of the text, false at an error.
  bool RunParser(Parser& parser);
  void RunEvent(const Event& event);
  uint64_t TokensEnd(uint64_t end);
  NodeRole TakeRole();
  void RunTokens(const Event& event, uint64_t end);
  void RunContent(const Event& event);
  void RunTab();
  void RunComment();
  void Tell(TokenKind kind, uint64_t begin, uint64_t end);
  void Reach(uint64_t offset) {
    while (offset >= line_.next && line_.next < text_.size()) NextLine();
  }
  void NextLine();

  const std::string_view text_;
  Account& account_;
  LineFindings findings_;
  std::vector<std::unique_ptr<Rule>> rules_;
  // Of `rules_`, those that hear a thing: one list a bit of Hears.
  std::array<std::vector<Rule*>, 32> hearers_;
  std::pmr::vector<Collection> open_;
  Line line_;
  uint64_t at_ = 0;  // tokens have been told up to there
  uint64_t token_end_ = 0;
  TokenKind previous_ = TokenKind::kStart;
  // The last answer of TokensEnd.
  uint64_t gap_begin_ = 0;
  uint64_t gap_end_ = 0;
  uint64_t gap_tokens_end_ = 0;
  bool recovered_ = false;
};

}  // namespace tare::yaml
