#pragma once

#include <cstdint>
#include <functional>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "yaml/lint_rule.h"

namespace tare::yaml {

// Findings on their way out: held for their line, so that they are told in order, and those not that a
// comment on the line or before it switches off.
class LineFindings final : public FindingSink {
 public:
  LineFindings(std::string name, const LintConfig& config, Account& account,
               const std::function<void(const Finding&)>& tell);

  // `offset` is not before the current line.
  void Add(size_t rule, uint64_t offset, std::string message) override;
  void AddSyntax(const Error& error);
  // Obeys it where it is a directive to the linter.
  void ReadComment(std::string_view comment, bool own_line);
  // The line that is looked at next; tells what stands before.
  void BeginLine(const Line& line);
  // Tells the rest.
  void Finish();

 private:
  static constexpr size_t kMostHeld = 1000;
  static constexpr size_t kSyntax = 63;  // behind all rules, in masks of them too

  struct Held {
    uint64_t offset;
    size_t rule;
    std::string message;
    std::string hint;
  };

  void TellBefore(uint64_t offset);
  void Tell(Held& held);

  const LintConfig& config_;
  const std::function<void(const Finding&)>& tell_;
  std::pmr::vector<Held> held_;
  Finding finding_;  // that is told
  uint32_t line_ = 0;
  uint64_t line_begin_ = 0;
  uint64_t next_line_ = 0;  // begins there
  // Rules that are switched off, a bit each: until they are switched on, on this line, and on the next.
  uint64_t off_ = 0;
  uint64_t off_on_line_ = 0;
  uint64_t off_on_next_ = 0;
};

// Whether the first line of a text says that it is not to be linted.
bool DisablesFile(std::string_view text);

}  // namespace tare::yaml
