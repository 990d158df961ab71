#pragma once

// JSON Pointers (RFC 6901) to the places of a document.

#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>

#include "tare/memory.h"
#include "tare/yaml_values.h"

namespace tare::yaml {

// Appends "/" and the token, with "~0" for "~" and "~1" for "/".
void AppendPointerToken(std::string_view token, std::pmr::string* pointer);
// The same for the key of a mapping's entry (scalars as they are written, collections as one line of YAML),
// or where it is missing, for the index of an element.
void AppendPointerStep(const Node& key, uint64_t index, Account& account, std::pmr::string* pointer);

// Takes the first token off `*pointer`, which begins with "/", into `*token`, decoded.
void TakePointerToken(std::string_view* pointer, std::pmr::string* token);

}  // namespace tare::yaml
