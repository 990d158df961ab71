#pragma once

// For the tests of the linter.

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tare/yaml_lint.h"

namespace tare::yaml {

class LintTest : public testing::Test {
 protected:
  // "line:column rule", in the order they are told; one a line.
  std::string Found(std::string_view text, const LintConfig& config) {
    std::string found;
    last_offset_ = 0;
    Lint(text, "f.yaml", config, account_, [&](const Finding& finding) {
      found += std::to_string(finding.where.line) + ":" + std::to_string(finding.where.column) + " ";
      found.append(finding.rule).append("\n");
      EXPECT_GE(finding.where.offset, last_offset_) << text;
      last_offset_ = finding.where.offset;
      last_message_ = finding.message;
    });
    return found;
  }

  LintConfig Config(std::string_view text) {
    Result<LintConfig> config = LintConfig::Load(text, "conf", account_);
    EXPECT_TRUE(config) << config.error().ToString();
    return config ? *config : LintConfig::Default();
  }

  // With one rule alone; `options` are in braces, or "enable". Places only: "1:5 2:3".
  std::string At(std::string_view text, const std::string& rule, const std::string& options = "enable") {
    std::string places;
    const std::string found = Found(text, Config("rules: {" + rule + ": " + options + "}"));
    for (size_t at = 0; at < found.size();) {
      const size_t end = found.find('\n', at);
      const std::string line = found.substr(at, end - at);
      const size_t space = line.find(' ');
      EXPECT_EQ(line.substr(space + 1), rule);
      places += (places.empty() ? "" : " ") + line.substr(0, space);
      at = end + 1;
    }
    return places;
  }

  Budget budget_;
  Account account_{"yaml", budget_};
  uint64_t last_offset_ = 0;
  std::string last_message_;
};

}  // namespace tare::yaml
