#pragma once

// Errors about an archive: what is wrong, in which file, and where in it.

#include <cstdint>
#include <string>
#include <utility>

#include "tare/error.h"

namespace tare::genome {

inline std::unexpected<Error> Failure(ErrorCode code, std::string message, const std::string& file,
                                      uint64_t offset = Location::kUnknown) {
  Error error{.code = code, .message = std::move(message)};
  error.where.file = file;
  error.where.offset = offset;
  return std::unexpected(std::move(error));
}

inline std::unexpected<Error> Damage(std::string message, const std::string& file,
                                     uint64_t offset = Location::kUnknown) {
  return Failure(ErrorCode::kMalformed, std::move(message), file, offset);
}

}  // namespace tare::genome
