#pragma once

// YAML written anew with its comments.

#include <string>
#include <string_view>

#include "tare/error.h"
#include "tare/io.h"
#include "tare/memory.h"
#include "tare/yaml_emitter.h"

namespace tare::yaml {

struct FormatOptions {
  EmitOptions emit{};  // its tags_as_written does not matter: tags keep their form, and directives stay
  // Mappings by their keys' bytes; comments move with their entry. A mapping that has both an anchor and an
  // alias in it, or one anchor twice, keeps its order.
  bool sort_keys = false;
  bool keep_empty_lines = true;  // between entries and comments, at most one
  std::string name{};            // of the source, for errors
  Source* source = nullptr;      // that `text` is mapped from, to let go of what was read; null for none
};

// Writes every comment of `text` once, in their order, and the same events; writing the result again changes
// nothing. EmitStyle::kOriginal, unless keys are sorted, is the text as it is. JSON has no comments.
//
// Holds a few bytes for each open collection and one scalar; with `sort_keys`, the events of one document.
// Errors: the text is malformed (what comes before the place has been written). Throws MemoryLimitExceeded.
Result<void> Format(std::string_view text, Output& out, Account& account, const FormatOptions& options = {});

}  // namespace tare::yaml
