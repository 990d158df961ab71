#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace tare::markdown {

// Metadata before the document: YAML between "---" and "---" or "...", TOML between "+++" and "+++", as
// static site generators and pandoc have it.
struct FrontMatter {
  std::string_view text;    // the lines between, without the last line end
  std::string_view format;  // "yaml" or "toml"
  size_t end;               // where the document begins
};

// Only what looks like keys and values is front matter, so that a document may begin with a thematic break.
std::optional<FrontMatter> FindFrontMatter(std::string_view document);

}  // namespace tare::markdown
