#pragma once

#include <memory_resource>
#include <string>
#include <string_view>

namespace tare::yaml {

// Appends the name of a tag with its escapes ("%21") replaced by the bytes they stand for (YAML 1.2.2, 5.6);
// a "%" without two hexadecimal digits stays.
void AppendUnescaped(std::string_view name, std::pmr::string* to);

inline bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20; }

}  // namespace tare::yaml
