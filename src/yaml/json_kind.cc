#include "tare/yaml_emitter.h"
#include "yaml/schema.h"

namespace tare::yaml {
namespace {

constexpr std::string_view kCoreTags = "tag:yaml.org,2002:";

JsonKind KindOf(const Resolved& resolved) {
  switch (resolved.type) {
    case ScalarType::kNull:
      return JsonKind::kNull;
    case ScalarType::kBoolean:
      return resolved.boolean() ? JsonKind::kTrue : JsonKind::kFalse;
    case ScalarType::kInteger:
    case ScalarType::kUnsigned:
    case ScalarType::kBig:
    case ScalarType::kFloat:
      return JsonKind::kNumber;
    case ScalarType::kString:
    case ScalarType::kMerge:
      break;
  }
  return JsonKind::kString;
}

}  // namespace

JsonKind CoreJsonKind(const Event& scalar, std::string_view tag, std::string_view content) {
  if (tag.starts_with(kCoreTags)) {
    if (tag.substr(kCoreTags.size()) == "str") return JsonKind::kString;
    return KindOf(ResolvePlain(content, Schema::kCore));
  }
  if (!tag.empty() || scalar.scalar.style != ScalarStyle::kPlain) return JsonKind::kString;
  return KindOf(ResolvePlain(content, Schema::kCore));
}

}  // namespace tare::yaml
