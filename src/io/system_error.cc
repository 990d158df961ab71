#include "io/system_error.h"

#include <cctype>
#include <cerrno>
#include <system_error>

namespace tare {

Error SystemError(ErrorCode code, std::string_view action, const std::string& file, int number) {
  if (number == ENOENT) code = ErrorCode::kNotFound;
  if (number == EACCES || number == EPERM) code = ErrorCode::kPermissionDenied;
  if (number == EISDIR) code = ErrorCode::kIsDirectory;
  std::string reason = std::generic_category().message(number);
  if (!reason.empty()) reason[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(reason[0])));
  Error error{.code = code, .message = std::string(action) + ": " + reason};
  error.where.file = file;
  return error;
}

}  // namespace tare
