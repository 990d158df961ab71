#pragma once

// All rules. Each is defined in the lint_rules_*.cc of its subject; lint_rules.cc puts them in one table.

#include <memory>

#include "yaml/lint_rule.h"

namespace tare::yaml {

template <typename AnyRule>
std::unique_ptr<Rule> Make(const RuleContext& context) {
  return std::make_unique<AnyRule>(context);
}

extern const RuleInfo kAnchorsRule;
extern const RuleInfo kBracesRule;
extern const RuleInfo kBracketsRule;
extern const RuleInfo kColonsRule;
extern const RuleInfo kCommasRule;
extern const RuleInfo kCommentsRule;
extern const RuleInfo kCommentsIndentationRule;
extern const RuleInfo kDocumentEndRule;
extern const RuleInfo kDocumentStartRule;
extern const RuleInfo kEmptyLinesRule;
extern const RuleInfo kEmptyValuesRule;
extern const RuleInfo kFloatValuesRule;
extern const RuleInfo kHyphensRule;
extern const RuleInfo kIndentationRule;
extern const RuleInfo kKeyDuplicatesRule;
extern const RuleInfo kKeyOrderingRule;
extern const RuleInfo kLineLengthRule;
extern const RuleInfo kNewLineAtEndOfFileRule;
extern const RuleInfo kNewLinesRule;
extern const RuleInfo kOctalValuesRule;
extern const RuleInfo kQuotedStringsRule;
extern const RuleInfo kTabsRule;
extern const RuleInfo kTrailingSpacesRule;
extern const RuleInfo kTruthyRule;

}  // namespace tare::yaml
