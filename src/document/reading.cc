#include "document/reading.h"

namespace tare {

void ReadContext::Release(uint64_t offset) {
  source.ReleaseBefore(offset);
  released_ = offset;
}

std::unexpected<Error> ReadContext::Stopped() {
  return std::unexpected(
      Error{.code = ErrorCode::kCancelled, .message = "the job was stopped", .where = {}, .hint = {}});
}

}  // namespace tare
