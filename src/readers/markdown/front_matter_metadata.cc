#include "readers/markdown/front_matter_metadata.h"

#include <algorithm>
#include <array>
#include <memory_resource>
#include <string>
#include <utility>

#include "tare/yaml_values.h"

namespace tare::markdown {
namespace {

constexpr size_t kMostNested = 16;  // mappings in mappings; what is deeper is left out

constexpr size_t kLongestPath = 256;  // bytes: it is sent again with each value

struct CommonName {
  std::string_view key;
  std::string_view metadata;
};
constexpr std::array<CommonName, 6> kCommonNames = {{
    {"authors", "author"},
    {"date", "created"},
    {"lang", "language"},
    {"lastmod", "modified"},
    {"summary", "description"},
    {"updated", "modified"},
}};

bool IsName(std::string_view key) {
  return !key.empty() &&
         std::ranges::none_of(key, [](char c) { return static_cast<unsigned char>(c) < ' '; });
}

std::string_view NameOf(std::string_view key) {
  for (const CommonName& name : kCommonNames) {
    if (name.key == key) return name.metadata;
  }
  return key;
}

class MetadataSender {
 public:
  MetadataSender(Sink& sink, Account& account) : sink_(sink), path_(&account), scratch_(&account) {}

  // Recursion is bounded by kMostNested.
  void Send(const yaml::Node& mapping, size_t nested) {
    for (const auto& [key, value] : mapping.pairs()) {
      const size_t outer = path_.size();
      const std::string_view name = key.Text(&scratch_);
      if (!IsName(name) || path_.size() + name.size() > kLongestPath) continue;
      if (nested > 0) path_ += '.';
      path_ += nested > 0 ? name : NameOf(name);
      if (value.is_mapping()) {
        if (nested < kMostNested) Send(value, nested + 1);
      } else if (value.is_sequence()) {
        for (const yaml::Node& item : value) SendItem(item, nested);
      } else {
        SendScalar(value);
      }
      path_.resize(outer);
    }
  }

 private:
  // Authors are often mappings with names in them.
  void SendItem(const yaml::Node& item, size_t nested) {
    if (!item.is_mapping()) return SendScalar(item);
    if (const yaml::Node name = item["name"]; name.is_string()) return SendScalar(name);
    if (nested < kMostNested) Send(item, nested + 1);
  }

  void SendScalar(const yaml::Node& value) {
    std::string_view text = value.Text(&scratch_);
    while (text.ends_with('\n')) text.remove_suffix(1);
    if (text.empty() || text.find('\0') != std::string_view::npos) return;
    sink_.Metadata(path_, text);
  }

  Sink& sink_;
  std::pmr::string path_;
  std::pmr::string scratch_;
};

}  // namespace

void SendYamlMetadata(std::string_view text, uint64_t offset, Sink& sink, Account& account) {
  yaml::LoadOptions options;
  options.allow_duplicate_keys = true;
  options.schema = yaml::Schema::kFailsafe;  // all scalars as they are written: dates, versions, numbers
  const Result<yaml::Document> document = yaml::Load(text, account, options);
  if (document) return MetadataSender(sink, account).Send(document->root(), 0);
  const Error& error = document.error();
  // That is the document's failure, not the front matter's.
  if (error.code == ErrorCode::kMemoryLimit)
    throw MemoryLimitExceeded(account.name(), text.size(), account.budget().lowest_limit());
  const bool known = error.where.offset != Location::kUnknown;
  sink.Warn({.message = "the front matter is not YAML: " + error.message,
             .offset = known ? offset + error.where.offset : Location::kUnknown});
}

}  // namespace tare::markdown
