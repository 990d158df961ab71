#pragma once

#include <cstdint>
#include <string_view>

#include "tare/document.h"
#include "tare/memory.h"

namespace tare::markdown {

// Sends the entries of front matter in YAML as metadata: each scalar by its key, each entry of a sequence by
// the sequence's key, and what is nested by its path ("params.color"). Names that metadata has in common use
// take the place of others for the same ("lang": language, "authors": author, "date": created, "summary":
// description).
//
// `text` is the YAML, at `offset` in the source. Malformed YAML is a warning there, and no metadata.
// Throws MemoryLimitExceeded.
void SendYamlMetadata(std::string_view text, uint64_t offset, Sink& sink, Account& account);

}  // namespace tare::markdown
