#include "document/reading.h"

namespace tare {

std::unexpected<Error> ReadContext::Stopped() {
  return std::unexpected(
      Error{.code = ErrorCode::kCancelled, .message = "the job was stopped", .where = {}, .hint = {}});
}

}  // namespace tare
