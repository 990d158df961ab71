#pragma once

#include <string_view>

#include "readers/html/tokenizer.h"

namespace tare::html {

// The value of an attribute of the tag, or null.
inline const std::string_view* FindAttribute(const Tag& tag, std::string_view name) {
  for (const Attribute& attribute : tag.attributes) {
    if (attribute.name == name) return &attribute.value;
  }
  return nullptr;
}

// The same, empty where it is absent.
inline std::string_view AttributeOf(const Tag& tag, std::string_view name) {
  const std::string_view* value = FindAttribute(tag, name);
  return value ? *value : std::string_view();
}

}  // namespace tare::html
