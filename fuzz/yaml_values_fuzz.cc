// YAML values: with equal values shared, or the text copied, a text loads as it does without; every value can
// be read, placed and found again by its key; and all memory comes back. The first byte chooses the options.

#include <cstdint>
#include <cstdlib>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "tare/yaml_values.h"

namespace {

using namespace tare;
using namespace tare::yaml;

constexpr size_t kGrowth = 2;     // UTF-16 grows by half where it becomes UTF-8, in which places are told
constexpr int kMostVisited = 50;  // nodes: aliases make documents larger than their texts

void Check(bool holds) {
  if (!holds) std::abort();
}

LoadOptions OptionsOf(uint8_t choice) {
  return {.schema = static_cast<Schema>(choice & 3),
          .allow_duplicate_keys = (choice & 4) != 0,
          .merge_keys = (choice & 8) != 0,
          .max_alias_expansion = 1000,
          .max_depth = 200};
}

void Visit(const Node& root, bool in_source, size_t size) {
  std::vector<Node> open{root};
  for (int visited = 0; !open.empty() && visited < kMostVisited; ++visited) {
    const Node node = open.back();
    open.pop_back();
    const std::string path = node.Path();
    Check(!in_source || path == "/" || node.Where().offset <= kGrowth * size);
    static_cast<void>(node.as<int>());
    static_cast<void>(node.as<double>());
    static_cast<void>(node.as<std::string_view>());
    for (const Node item : node) open.push_back(item);
    for (const auto& [key, value] : node.pairs()) {
      open.push_back(key);
      open.push_back(value);
      if (key.is_string()) Check(node[*key.as<std::string_view>()].exists());
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const LoadOptions plain = OptionsOf(data[0]);
  LoadOptions other = plain;
  other.dedup = (data[0] & 16) != 0 ? Dedup::kOn : Dedup::kAutomatic;
  other.copy_text = (data[0] & 32) != 0;
  Budget budget;
  {
    Account account("yaml", budget);
    const Result<Document> one = Load(text, account, plain);
    const Result<Document> two = Load(text, account, other);
    Check(one.has_value() == two.has_value());
    if (one) {
      Check(one->root() == two->root() && one->root().Hash() == two->root().Hash());
      Visit(one->root(), true, text.size());
      Visit(two->root(), !other.copy_text, text.size());
    } else {
      Check(one.error().message == two.error().message &&
            one.error().where.offset == two.error().where.offset);
    }
  }
  Check(budget.used() == 0);
  return 0;
}
