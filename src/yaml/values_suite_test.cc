// The values of the YAML test suite's cases against the JSON that comes with them.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "corpus.h"
#include "tare/yaml_values.h"

namespace tare::yaml {
namespace {

std::string ReadAll(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

int Documents(const std::string& text, Account& account) {
  Result<DocumentStream> stream = LoadAll(text, account);
  int documents = 0;
  while (stream->Next().value_or(false)) ++documents;
  return documents;
}

// JSON has neither tags nor keys that are no strings.
bool SameAsJson(const Node& yaml, const Node& json) {
  if (yaml.is_sequence() && json.is_sequence()) {
    if (yaml.size() != json.size()) return false;
    for (size_t i = 0; i < yaml.size(); ++i) {
      if (!SameAsJson(yaml[i], json[i])) return false;
    }
    return true;
  }
  if (yaml.is_mapping() && json.is_mapping()) {
    if (yaml.size() != json.size()) return false;
    auto in_json = json.pairs().begin();
    for (const auto& [key, value] : yaml.pairs()) {
      const Node of_json = (*in_json++).second;
      if (!SameAsJson(value, key.is_string() ? json[*key.as<std::string_view>()] : of_json)) return false;
    }
    return true;
  }
  if (yaml.is_number() && json.is_number()) return *yaml.as<double>() == *json.as<double>();
  if (yaml.is_string() && json.is_string())
    return *yaml.as<std::string_view>() == *json.as<std::string_view>();
  return yaml == json;
}

TEST(ValuesSuiteTest, ValuesAreThoseOfTheJson) {
  const std::string suite = CorpusPath("yaml/yaml-test-suite");
  if (suite.empty()) GTEST_SKIP() << "the corpus is absent";
  Budget budget;
  Account account("test", budget);
  int compared = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(suite)) {
    if (entry.path().filename() != "in.json") continue;
    if (std::filesystem::exists(entry.path().parent_path() / "error")) continue;
    const std::string json_text = ReadAll(entry.path());
    const std::string yaml_text = ReadAll(entry.path().parent_path() / "in.yaml");
    if (Documents(yaml_text, account) != 1) continue;  // has several JSON texts, which nothing separates
    const Result<Document> json = Load(json_text, account, {.schema = Schema::kJson});
    ASSERT_TRUE(json) << entry.path() << ": " << json.error().ToString();
    for (const Dedup dedup : {Dedup::kOff, Dedup::kOn}) {
      for (const bool copy : {false, true}) {
        const Result<Document> yaml = Load(yaml_text, account, {.dedup = dedup, .copy_text = copy});
        ASSERT_TRUE(yaml) << entry.path() << ": " << yaml.error().ToString();
        EXPECT_TRUE(SameAsJson(yaml->root(), json->root())) << entry.path();
      }
    }
    ++compared;
  }
  EXPECT_GE(compared, 200);
}

}  // namespace
}  // namespace tare::yaml
