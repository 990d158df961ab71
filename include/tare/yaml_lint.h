#pragma once

// A linter of YAML: what is legal and yet likely a mistake, or against a style. Rules, options and
// configuration files are named as yamllint names them, so that its configurations can be used.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tare/error.h"
#include "tare/memory.h"

namespace tare::yaml {

enum class Severity : uint8_t { kWarning, kError };

std::string_view SeverityName(Severity severity);  // "warning", "error"

struct Finding {
  std::string_view rule{};  // "line-length"; "syntax" for what is no YAML. Lives as long as the program
  Severity severity = Severity::kError;
  Location where{};
  std::string message{};
  std::string hint{};  // of syntax errors; may be empty
};

// What one rule is set to. Its options stand behind it in src/yaml/lint_rules_*.cc.
struct RuleSettings {
  static constexpr size_t kMaxOptions = 6;

  bool enabled = false;
  Severity severity = Severity::kError;
  // By the option's place there: a number, 0 or 1, or which of the choices.
  int numbers[kMaxOptions] = {};
  std::vector<std::string> words[kMaxOptions] = {};  // of options that are lists
};

// Which rules are looked at, and how. Movable and copyable; read by any number of threads.
class LintConfig {
 public:
  static LintConfig Default();  // yamllint's "default"
  static LintConfig Relaxed();  // yamllint's "relaxed"

  // A configuration as yamllint's: `extends: default` (or relaxed, or a file beside `name`), `rules:`. What
  // is neither known nor right is an Error (kInvalidArgument or of the loader), with its position. "ignore",
  // "yaml-files" and "locale" are passed over.
  static Result<LintConfig> Load(std::string_view text, const std::string& name, Account& account);
  static Result<LintConfig> LoadFile(const std::string& path, Account& account);
  // The nearest of .tare-lint.yaml, .yamllint, .yamllint.yaml and .yamllint.yml, from the folder of `path`
  // upwards; Default() where there is none. `path` need not exist.
  static Result<LintConfig> LoadFor(const std::string& path, Account& account);

  const RuleSettings& rule(size_t index) const { return rules_[index]; }
  RuleSettings& rule(size_t index) { return rules_[index]; }

 private:
  LintConfig();

  std::vector<RuleSettings> rules_;  // in the order of the rules' table
};

// The names of all rules, in the order of a LintConfig's.
std::vector<std::string_view> LintRuleNames();

// Lints `text` (UTF-8) and gives what is found to `tell`, in the order of the text; syntax errors are found
// past the first one (at most 20; of an entry with one, only its lines are looked at). `name` is the file's,
// for positions. What a comment switches off is not told: "# yamllint disable-line", "disable", "enable",
// each with "rule:NAME" behind it or not, and "disable-file" in the first line; "tare-lint" does for
// "yamllint". One pass; holds a few bytes for each open collection, 8 to 50 bytes for each key of an open
// mapping and each anchor of a document. Throws MemoryLimitExceeded.
void Lint(std::string_view text, std::string name, const LintConfig& config, Account& account,
          const std::function<void(const Finding&)>& tell);

}  // namespace tare::yaml
