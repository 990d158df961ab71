// Configurations of the linter: the two presets, files, and where they are looked for.

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <utility>

#include "tare/yaml_values.h"
#include "yaml/lint_rule.h"

namespace tare::yaml {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMostExtensions = 10;
constexpr std::array kFileNames = {".tare-lint.yaml", ".yamllint", ".yamllint.yaml", ".yamllint.yml"};

RuleSettings Defaults(const RuleInfo& rule) {
  RuleSettings settings{.enabled = true};
  for (size_t i = 0; i < rule.options.size(); ++i) {
    settings.numbers[i] = rule.options[i].number;
    std::string_view words = rule.options[i].words;
    while (!words.empty()) {
      const size_t end = std::min(words.find(' '), words.size());
      settings.words[i].emplace_back(words.substr(0, end));
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }
  return settings;
}

size_t IndexOf(std::string_view name) {
  for (size_t i = 0; i < LintRules().size(); ++i) {
    if (LintRules()[i]->name == name) return i;
  }
  return LintRules().size();
}

void SetNumber(LintConfig& config, std::string_view rule, std::string_view option, int number) {
  const size_t index = IndexOf(rule);
  const std::span<const OptionInfo> options = LintRules()[index]->options;
  for (size_t i = 0; i < options.size(); ++i) {
    if (options[i].name == option) config.rule(index).numbers[i] = number;
  }
}

void SetAll(LintConfig& config, std::initializer_list<std::string_view> rules, bool enabled,
            Severity severity) {
  for (const std::string_view rule : rules) {
    config.rule(IndexOf(rule)).enabled = enabled;
    config.rule(IndexOf(rule)).severity = severity;
  }
}

// Reads one file's text into a configuration.
class ConfigReader {
 public:
  ConfigReader(Account& account, size_t depth) : account_(account), depth_(depth) {}

  Result<void> Read(std::string_view text, const std::string& name, LintConfig& config) {
    Result<Document> document = Load(text, account_, {.name = name});
    if (!document) return std::unexpected(std::move(document.error()));
    return Read(document->root(), name, config);
  }

  Result<void> ReadFile(const std::string& path, LintConfig& config) {
    Result<Document> document = yaml::LoadFile(path, account_);
    if (!document) return std::unexpected(std::move(document.error()));
    return Read(document->root(), path, config);
  }

 private:
  static std::unexpected<Error> Wrong(const Node& node, std::string message) {
    return std::unexpected(node.MakeError(ErrorCode::kInvalidArgument, std::move(message)));
  }

  Result<void> Read(Node root, const std::string& name, LintConfig& config) {
    if (!root.is_mapping()) return Wrong(root, "a configuration is a mapping");
    if (const Node base = root["extends"]) {
      if (Result<void> extended = Extend(base, name, config); !extended) return extended;
    }
    for (const auto [key, value] : root.pairs()) {
      const auto known = key.value_or<std::string_view>("");
      if (known == "rules") {
        if (Result<void> rules = ReadRules(value, config); !rules) return rules;
      } else if (known != "extends" && known != "ignore" && known != "ignore-from-file" &&
                 known != "yaml-files" && known != "locale") {
        return Wrong(key, "nothing is configured by that name: expected rules or extends");
      }
    }
    return {};
  }

  Result<void> Extend(Node base, const std::string& name, LintConfig& config) {
    const Result<std::string> what = base.as<std::string>();
    if (!what) return std::unexpected(what.error());
    if (*what == "default") {
      config = LintConfig::Default();
    } else if (*what == "relaxed") {
      config = LintConfig::Relaxed();
    } else if (depth_ == kMostExtensions) {
      return Wrong(base, "the configurations extend each other without an end");
    } else {
      const fs::path beside = fs::path(name).parent_path() / *what;
      return ConfigReader(account_, depth_ + 1).ReadFile(beside.string(), config);
    }
    return {};
  }

  static Result<void> ReadRules(Node rules, LintConfig& config) {
    if (!rules.is_mapping()) return Wrong(rules, "the rules are a mapping");
    for (const auto [key, value] : rules.pairs()) {
      const size_t index = IndexOf(key.value_or<std::string_view>(""));
      if (index == LintRules().size()) return Wrong(key, "no rule has that name");
      if (Result<void> rule = ReadRule(value, *LintRules()[index], config.rule(index)); !rule) return rule;
    }
    return {};
  }

  static Result<void> ReadRule(Node node, const RuleInfo& rule, RuleSettings& settings) {
    const auto word = node.value_or<std::string_view>("");
    if (word == "disable" || (node.is_bool() && !node.value_or(true))) {
      settings.enabled = false;
      return {};
    }
    if (!settings.enabled) settings = Defaults(rule);
    if (word == "enable" || node.is_bool()) return {};
    if (!node.is_mapping())
      return Wrong(node, "a rule is set to enable, disable, or a mapping of its options");
    for (const auto [key, value] : node.pairs()) {
      if (Result<void> option = ReadOption(key, value, rule, settings); !option) return option;
    }
    return {};
  }

  static Result<void> ReadOption(Node key, Node value, const RuleInfo& rule, RuleSettings& settings) {
    const auto name = key.value_or<std::string_view>("");
    if (name == "level") return ReadLevel(value, settings);
    if (name == "ignore" || name == "ignore-from-file") return {};
    for (size_t i = 0; i < rule.options.size(); ++i) {
      const OptionInfo& option = rule.options[i];
      if (option.name != name) continue;
      if (option.type == OptionType::kWords || option.type == OptionType::kPatterns) {
        return ReadWords(value, option, settings.words[i]);
      }
      const std::optional<int> number = NumberOf(value, option);
      if (!number) return Wrong(value, "expected " + Expected(option));
      settings.numbers[i] = *number;
      return {};
    }
    return Wrong(key, "the rule " + std::string(rule.name) + " has no option of that name");
  }

  static Result<void> ReadLevel(Node value, RuleSettings& settings) {
    const auto level = value.value_or<std::string_view>("");
    if (level != "error" && level != "warning") return Wrong(value, "expected error or warning");
    settings.severity = level == "error" ? Severity::kError : Severity::kWarning;
    return {};
  }

  static std::optional<int> NumberOf(Node value, const OptionInfo& option) {
    const bool number = option.type == OptionType::kNumber || option.type == OptionType::kNumberOrChoice;
    const bool flag = option.type == OptionType::kFlag || option.type == OptionType::kFlagOrChoice;
    if (number && value.is_integer()) {
      const int given = value.value_or(-2);
      return given >= -1 ? std::optional(given) : std::nullopt;
    }
    if (flag && value.is_bool()) return value.value_or(false) ? 1 : 0;
    const int place = PlaceIn(option.choices, value.value_or<std::string_view>(""));
    if (place < 0) return std::nullopt;
    if (option.type == OptionType::kFlagOrChoice) return 2 + place;
    return option.type == OptionType::kNumberOrChoice ? kFirstName - place : place;
  }

  static std::string Expected(const OptionInfo& option) {
    std::string expected;
    for (const char c : option.choices) expected += c == ' ' ? std::string(", ") : std::string(1, c);
    if (option.type == OptionType::kFlag) return "true or false";
    if (option.type == OptionType::kNumber) return "a number, or -1";
    if (option.type == OptionType::kFlagOrChoice) return "true, false, " + expected;
    return option.type == OptionType::kNumberOrChoice ? "a number, or " + expected : "one of " + expected;
  }

  static Result<void> ReadWords(Node list, const OptionInfo& option, std::vector<std::string>& words) {
    if (!list.is_sequence()) return Wrong(list, "expected a list");
    words.clear();
    for (const Node node : list) {
      const std::string word =
          node.is_bool() ? (node.value_or(false) ? "true" : "false") : node.value_or<std::string>("");
      if (option.type == OptionType::kWords && PlaceIn(option.choices, word) < 0) {
        return Wrong(node, "expected one of " + Expected(option));
      }
      // Regular expressions of users would need an engine that takes no more time than the text is long.
      if (option.type == OptionType::kPatterns && word.find_first_of("\\.*+?()[]{}|") != std::string::npos) {
        return Wrong(node, "patterns are plain text here, with ^ for its start and $ for its end");
      }
      words.push_back(word);
    }
    return {};
  }

  Account& account_;
  const size_t depth_;
};

}  // namespace

LintConfig::LintConfig() {
  for (const RuleInfo* rule : LintRules()) {
    rules_.push_back(Defaults(*rule));
    rules_.back().enabled = false;
  }
}

LintConfig LintConfig::Default() {
  LintConfig config;
  for (RuleSettings& rule : config.rules_) rule.enabled = true;
  SetAll(config, {"comments", "comments-indentation", "document-start", "truthy"}, true, Severity::kWarning);
  SetAll(config,
         {"document-end", "empty-values", "float-values", "key-ordering", "octal-values", "quoted-strings"},
         false, Severity::kError);
  return config;
}

LintConfig LintConfig::Relaxed() {
  LintConfig config = Default();
  SetAll(config, {"comments", "comments-indentation", "document-start", "truthy"}, false, Severity::kError);
  SetAll(config,
         {"braces", "brackets", "colons", "commas", "empty-lines", "hyphens", "indentation", "line-length",
          "tabs"},
         true, Severity::kWarning);
  SetNumber(config, "braces", "max-spaces-inside", 1);
  SetNumber(config, "brackets", "max-spaces-inside", 1);
  SetNumber(config, "indentation", "indent-sequences", 3);  // consistent
  SetNumber(config, "line-length", "allow-non-breakable-inline-mappings", 1);
  return config;
}

Result<LintConfig> LintConfig::Load(std::string_view text, const std::string& name, Account& account) {
  LintConfig config;
  if (Result<void> read = ConfigReader(account, 0).Read(text, name, config); !read) {
    return std::unexpected(std::move(read.error()));
  }
  return config;
}

Result<LintConfig> LintConfig::LoadFile(const std::string& path, Account& account) {
  LintConfig config;
  if (Result<void> read = ConfigReader(account, 0).ReadFile(path, config); !read) {
    return std::unexpected(std::move(read.error()));
  }
  return config;
}

Result<LintConfig> LintConfig::LoadFor(const std::string& path, Account& account) {
  std::error_code failure;
  fs::path folder = fs::absolute(path, failure).lexically_normal().parent_path();
  while (!failure && !folder.empty()) {
    for (const char* name : kFileNames) {
      const fs::path file = folder / name;
      std::error_code absent;
      if (fs::is_regular_file(file, absent)) return LoadFile(file.string(), account);
    }
    if (folder == folder.parent_path()) break;
    folder = folder.parent_path();
  }
  return Default();
}

}  // namespace tare::yaml
