#pragma once

// The concrete paths that an edit is about, in document order.

#include <memory_resource>
#include <string_view>
#include <vector>

#include "yaml/edit_place.h"

namespace tare::yaml {

// Of a concrete path.
Names NamesOf(const Path& path, Account& account);

struct TargetQuery {
  bool nested = false;               // also those in the value of another
  const PathName* absent = nullptr;  // a key that their mappings must not have
  bool may_have_it = false;          // but for the target itself: a key may be renamed to what it is
};

// Of a path with wildcards the document is loaded. Negative indexes become what they mean, which takes a pass
// each. Errors: of loading, a path that leads to nothing, kLimitExceeded where the key that must be absent is
// there. Throws MemoryLimitExceeded.
Result<std::pmr::vector<Names>> FindTargets(std::string_view text, const Path& path, const TargetQuery& query,
                                            Account& account, const EditOptions& options);

}  // namespace tare::yaml
