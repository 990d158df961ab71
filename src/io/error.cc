#include "tare/error.h"

namespace tare {

std::string_view CodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidArgument:
      return "invalid-argument";
    case ErrorCode::kNotFound:
      return "not-found";
    case ErrorCode::kPermissionDenied:
      return "permission-denied";
    case ErrorCode::kIsDirectory:
      return "is-directory";
    case ErrorCode::kUnknownFormat:
      return "unknown-format";
    case ErrorCode::kMalformed:
      return "malformed";
    case ErrorCode::kTruncated:
      return "truncated";
    case ErrorCode::kLimitExceeded:
      return "limit-exceeded";
    case ErrorCode::kMemoryLimit:
      return "memory-limit";
    case ErrorCode::kReadFailed:
      return "read-failed";
    case ErrorCode::kWriteFailed:
      return "write-failed";
    case ErrorCode::kChanged:
      return "changed";
    case ErrorCode::kCancelled:
      return "cancelled";
  }
  return "unknown";
}

std::string Error::ToString() const {
  std::string text = where.file;
  if (where.line != 0) {
    text += (text.empty() ? "" : ":") + std::to_string(where.line);
    if (where.column != 0) text += ":" + std::to_string(where.column);
  } else if (where.offset != Location::kUnknown) {
    text += (text.empty() ? "byte " : ": byte ") + std::to_string(where.offset);
  }
  if (!text.empty()) text += ": ";
  text += message;
  if (!hint.empty()) text += " (" + hint + ")";
  return text;
}

}  // namespace tare
