#pragma once

#include <new>
#include <string>
#include <utility>

#include "tare/error.h"
#include "tare/memory.h"

namespace tare {

// Does `work`, which returns a Result, for `file`: where exhausted memory becomes an Error. Once per
// public entry point.
template <typename Work>
auto InsideLimit(const std::string& file, Work work) -> decltype(work()) {
  Error error{.code = ErrorCode::kMemoryLimit};
  try {
    return work();
  } catch (const MemoryLimitExceeded& exceeded) {
    error.message = exceeded.what();
    error.hint = "raise --memory-limit";
  } catch (const std::bad_alloc&) {
    error.message = "the system has no memory left";
  }
  error.where.file = file;
  return std::unexpected(std::move(error));
}

}  // namespace tare
