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
  // Its tags_as_written does not matter: tags keep their form, and directives stay. Nor does line_end.
  EmitOptions emit{.style = EmitStyle::kTidy};
  // kTidy: in place of emit.indent_sequences, sequences are indented as the first one below a key is.
  bool keep_sequences = true;
  // The text's own line end, which is that of its first line, and its byte order mark. Else line feeds, and
  // none.
  bool keep_encoding = true;
  // Mappings by their keys' bytes; comments move with their entry. A mapping that has both an anchor and an
  // alias in it, or one anchor twice, keeps its order.
  bool sort_keys = false;
  bool keep_empty_lines = true;  // between entries and comments, at most one
  std::string name{};            // of the source, for errors
  Source* source = nullptr;      // that `text` is mapped from, to let go of what was read; null for none
};

// Writes every comment of `text` once, in their order, and the same events; writing the result again changes
// nothing. JSON has no comments, and line feeds.
//
// EmitStyle::kOriginal, unless keys are sorted, is the text as it is. With kTidy collections stay in brackets
// or out of them; where the first entry of one in brackets was on a line of its own, so is each.
//
// Holds a few bytes for each open collection and one scalar; with `sort_keys`, the events of one document.
// Errors: the text is malformed (what comes before the place has been written). Throws MemoryLimitExceeded.
Result<void> Format(std::string_view text, Output& out, Account& account, const FormatOptions& options = {});

}  // namespace tare::yaml
