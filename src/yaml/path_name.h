#pragma once

// How the keys and values in paths compare with those of documents.

#include <string_view>

#include "tare/yaml_path.h"
#include "yaml/schema.h"

namespace tare::yaml {

// Whether a name is more than a string: unquoted, and null, a boolean or a number.
inline bool IsTyped(const PathName& name) {
  return !name.quoted && ResolvePlain(name.text, Schema::kCore).type != ScalarType::kString;
}

// Null, booleans and numbers as they are in a path: "null", "true", "-1", "2.5".
void AppendScalar(const Node& node, std::pmr::string* out);

// Whether null, a boolean or a number is the one that is written in a path.
bool EqualTyped(const Node& node, const Resolved& written);

}  // namespace tare::yaml
