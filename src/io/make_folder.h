#pragma once

#include <filesystem>
#include <string>
#include <system_error>

#include "io/system_error.h"
#include "tare/error.h"

namespace tare {

// With those above it, where they are not there. None is named by an empty path.
inline Result<void> MakeFolder(const std::string& path) {
  std::error_code failure;
  if (!path.empty()) std::filesystem::create_directories(path, failure);
  if (!failure) return {};
  return std::unexpected(
      SystemError(ErrorCode::kWriteFailed, "cannot make the folder", path, failure.value()));
}

}  // namespace tare
