#pragma once

// Changes to YAML text that leave every byte alone that need not change: comments, styles, order, anchors and
// line ends stay as they are.
//
//   tare::Result<tare::yaml::Splices> splices = tare::yaml::SetValue(text, *path, "3", account, {});
//   if (splices) tare::yaml::ApplySplices(text, *splices, *output);
//
// An edit is found in one pass over the parser's events, in memory of the depth of the document and the
// places that change, and applied in another: neither holds the text. Paths with wildcards, slices or filters
// change all they find; for these the document is loaded.
//
// Nothing is changed through an alias, nor is an anchor removed that an alias refers to: both are errors
// (kInvalidArgument) that name the anchor. Other errors: the text is malformed (kMalformed); there is nothing
// at the path (kNotFound); the new value is not one node of YAML, or has anchors or aliases; the memory
// limit.

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tare/error.h"
#include "tare/io.h"
#include "tare/memory.h"
#include "tare/yaml_path.h"

namespace tare::yaml {

// A piece of the text that is replaced by another.
struct Splice {
  uint64_t offset;   // bytes from the start
  uint64_t removed;  // bytes
  std::pmr::string text;
};
using Splices = std::pmr::vector<Splice>;  // ascending, apart from each other

struct EditOptions {
  size_t document = 0;        // which of the stream's documents, from 0
  size_t max_depth = 10'000;  // of nested collections
  std::string name{};         // of the source, for errors
};

// The value at `path` becomes `value`, which is YAML. Where the last keys of a concrete path do not exist
// they are added, the new entry as the last of its mapping; so is an element whose index is the sequence's
// size.
Result<Splices> SetValue(std::string_view text, const Path& path, std::string_view value, Account& account,
                         const EditOptions& options);

// Removes entries of mappings and elements of sequences: whole lines, with the comment behind them and the
// comments right above them that are indented as they are (but not those at the top of the document). A
// collection of which nothing is left becomes {} or [].
Result<Splices> DeleteValue(std::string_view text, const Path& path, Account& account,
                            const EditOptions& options);

// A new element before the one at the concrete `path`; behind the last where its index is the sequence's size
// or "-" (/items/-). In a mapping a new entry of the key `key`, before the one at `path`.
Result<Splices> InsertValue(std::string_view text, const Path& path, std::optional<std::string_view> key,
                            std::string_view value, Account& account, const EditOptions& options);

// The key of the entry at `path` becomes the string `key`. An error where the mapping has it already.
Result<Splices> RenameKey(std::string_view text, const Path& path, std::string_view key, Account& account,
                          const EditOptions& options);

// Writes the text with the splices applied.
void ApplySplices(std::string_view text, const Splices& splices, Output& out);

}  // namespace tare::yaml
