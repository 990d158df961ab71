#pragma once

#include <memory>
#include <memory_resource>
#include <string>

#include "tare/error.h"
#include "tare/io.h"
#include "tare/memory.h"

namespace tare::yaml {

// The text that is loaded: a source's, or one that was converted or taken over.
struct InputText {
  std::unique_ptr<Source> source{};  // null where there is none, or no more
  std::unique_ptr<std::pmr::string> owned{};
  std::string name{};

  std::string_view text() const {
    if (owned) return *owned;
    return source ? source->bytes() : std::string_view();
  }
};

// In UTF-8. UTF-16 and UTF-32 (by mark, or by where the zero bytes of the first character are; YAML 1.2.2,
// 5.2) are converted into memory charged to `account`, and the source is closed. Errors: ill-formed UTF-16 or
// UTF-32, with its offset. Throws MemoryLimitExceeded.
Result<InputText> ToUtf8(InputText input, Account& account);

}  // namespace tare::yaml
