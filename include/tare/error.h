#pragma once

// Bad input is an ordinary outcome: what can fail because of the user's data returns Result<T>.
// Exceptions are kept for exhausted resources (see MemoryLimitExceeded in memory.h).

#if __cplusplus < 202100L
#error "Tare's headers are C++23: compile with -std=c++23"
#endif

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace tare {

enum class ErrorCode : uint8_t {
  kInvalidArgument,   // an option or a call that makes no sense
  kNotFound,          // no such file
  kPermissionDenied,  // the file system refuses
  kIsDirectory,       // a folder where a file is needed
  kUnknownFormat,     // neither name nor content tell the format, or the format is not supported
  kMalformed,         // the input breaks its format beyond repair
  kTruncated,         // the input ends before it is complete
  kLimitExceeded,     // a limit of depth, size or count other than memory
  kMemoryLimit,       // the memory budget is used up
  kReadFailed,        // the system failed to read
  kWriteFailed,       // the system failed to write, such as a full disk
  kChanged,           // the input changed while it was read
  kCancelled,         // the user asked to stop
};

// The name of a code in machine-readable output: "not-found", "memory-limit", ...
std::string_view CodeName(ErrorCode code);

// Where in the input something is. Every part may be unknown.
struct Location {
  static constexpr uint64_t kUnknown = UINT64_MAX;

  std::string file{};
  uint64_t offset = kUnknown;  // bytes from the start
  uint32_t line = 0;           // from 1; 0 is unknown
  uint32_t column = 0;         // from 1, in bytes; 0 is unknown
};

// What is wrong with the user's input, in one sentence without a final full stop, and where.
struct Error {
  ErrorCode code = ErrorCode::kInvalidArgument;
  std::string message{};
  Location where{};
  std::string hint{};  // what to try instead; may be empty

  // "page.html:3:14: message (hint)", with the parts that are known.
  std::string ToString() const;
};

template <typename T>
using Result = std::expected<T, Error>;

}  // namespace tare
