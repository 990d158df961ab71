// The linter: of any text, findings have a rule and a message, lie in the text in its order, and say the line
// and column of their place; the same with a configuration that is any text. The last byte of the input
// chooses.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "tare/yaml_diagnostics.h"
#include "tare/yaml_lint.h"

namespace {

using namespace tare;
using namespace tare::yaml;

void Check(bool holds) {
  if (!holds) std::abort();
}

// Every rule, with options of which the choice says whether they are on.
LintConfig ConfigOf(uint8_t choice) {
  LintConfig config = (choice & 1) != 0 ? LintConfig::Relaxed() : LintConfig::Default();
  if ((choice & 2) == 0) return config;
  for (size_t i = 0; i < LintRuleNames().size(); ++i) {
    RuleSettings& rule = config.rule(i);
    rule.enabled = true;
    if ((choice & 4) == 0) continue;
    for (int& number : rule.numbers) number = number == 0 ? 1 : number == 1 ? 0 : number;
  }
  return config;
}

// Goes through the text with the findings, and counts its lines.
class Places {
 public:
  explicit Places(std::string_view text) : text_(text) {}

  void Add(const Finding& finding) {
    const uint64_t offset = finding.where.offset;
    Check(offset >= begin_ && offset <= text_.size());
    while (next_ <= offset && NextLine()) {
    }
    Check(finding.where.line == line_ && finding.where.column == offset - begin_ + 1);
    Check(!finding.message.empty() && finding.where.file == "a.yaml");
    Check(finding.rule == "syntax" || std::ranges::find(names_, finding.rule) != names_.end());
  }

 private:
  // False on the last line, which has no break.
  bool NextLine() {
    const size_t end = text_.find_first_of("\r\n", next_);
    begin_ = next_;
    ++line_;
    next_ = end == text_.npos ? UINT64_MAX : end + (text_.substr(end).starts_with("\r\n") ? 2 : 1);
    return end != text_.npos;
  }

  const std::string_view text_;
  const std::vector<std::string_view> names_ = LintRuleNames();
  uint32_t line_ = 0;
  uint64_t begin_ = 0;
  uint64_t next_ = 0;
};

void LintAll(std::string_view text, const LintConfig& config, Account& account) {
  Places places(text);
  Lint(text, "a.yaml", config, account, [&](const Finding& finding) { places.Add(finding); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const uint8_t choice = data[size - 1];
  const std::string_view text(reinterpret_cast<const char*>(data), size - 1);
  Budget budget((choice & 0xE0) == 0 ? 16 * size : Budget::kUnlimited);
  try {
    Account account("yaml", budget);
    // Not one that is built on a file.
    if ((choice & 0x18) == 0 && text.find("extends") == text.npos) {
      const Result<LintConfig> config = LintConfig::Load(text, "a.yaml", account);
      if (config) LintAll(text, *config, account);
      if (!config) Check(!ShowError(config.error(), text).empty());
    }
    LintAll(text, ConfigOf(choice), account);
  } catch (const MemoryLimitExceeded&) {
  }
  Check(budget.used() == 0);
  return 0;
}
