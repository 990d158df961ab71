#include "yaml/lint_rules.h"

namespace tare::yaml {

// Constant-initialized pointers: the table may be used before main.
std::span<const RuleInfo* const> LintRules() {
  static constexpr const RuleInfo* kRules[] = {
      &kAnchorsRule,
      &kBracesRule,
      &kBracketsRule,
      &kColonsRule,
      &kCommasRule,
      &kCommentsRule,
      &kCommentsIndentationRule,
      &kDocumentEndRule,
      &kDocumentStartRule,
      &kEmptyLinesRule,
      &kEmptyValuesRule,
      &kFloatValuesRule,
      &kHyphensRule,
      &kIndentationRule,
      &kKeyDuplicatesRule,
      &kKeyOrderingRule,
      &kLineLengthRule,
      &kNewLineAtEndOfFileRule,
      &kNewLinesRule,
      &kOctalValuesRule,
      &kQuotedStringsRule,
      &kTabsRule,
      &kTrailingSpacesRule,
      &kTruthyRule,
  };
  return kRules;
}

std::vector<std::string_view> LintRuleNames() {
  std::vector<std::string_view> names;
  for (const RuleInfo* rule : LintRules()) names.push_back(rule->name);
  return names;
}

std::string_view SeverityName(Severity severity) {
  return severity == Severity::kError ? "error" : "warning";
}

int PlaceIn(std::string_view names, std::string_view name) {
  for (int place = 0; !names.empty(); ++place) {
    const size_t end = std::min(names.find(' '), names.size());
    if (names.substr(0, end) == name) return place;
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return -1;
}

bool Matches(std::string_view pattern, std::string_view text) {
  const bool at_start = pattern.starts_with('^');
  if (at_start) pattern.remove_prefix(1);
  const bool at_end = pattern.ends_with('$');
  if (at_end) pattern.remove_suffix(1);
  if (at_start) return at_end ? text == pattern : text.starts_with(pattern);
  return at_end ? text.ends_with(pattern) : text.contains(pattern);
}

}  // namespace tare::yaml
