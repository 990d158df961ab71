#include "genome/group_spill.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "io/system_error.h"

namespace tare::genome {

namespace {

constexpr char kName[] = "temporary file";

Descriptor OpenUnnamed() {
  const char* folder = std::getenv("TMPDIR");
  std::string path = std::string(folder != nullptr && *folder != '\0' ? folder : "/tmp") + "/tare-XXXXXX";
  Descriptor file(mkostemp(path.data(), O_CLOEXEC));
  if (file) unlink(path.c_str());
  return file;
}

}  // namespace

Result<uint64_t> GroupSpill::Append(std::span<const char> bytes) {
  const std::lock_guard lock(mutex_);
  if (!file_) file_ = OpenUnnamed();
  if (!file_) return std::unexpected(SystemError(ErrorCode::kWriteFailed, "cannot create", kName, errno));
  const uint64_t offset = size_;
  while (!bytes.empty()) {
    const ssize_t written = pwrite(file_.number(), bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0)
      return std::unexpected(SystemError(ErrorCode::kWriteFailed, "cannot write", kName, errno));
    bytes = bytes.subspan(static_cast<size_t>(written));
    size_ += static_cast<size_t>(written);
  }
  return offset;
}

Result<void> GroupSpill::Read(uint64_t offset, std::span<char> bytes) const {
  while (!bytes.empty()) {
    const ssize_t size = pread(file_.number(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return std::unexpected(SystemError(ErrorCode::kReadFailed, "cannot read", kName, errno));
    bytes = bytes.subspan(static_cast<size_t>(size));
    offset += static_cast<size_t>(size);
  }
  return {};
}

}  // namespace tare::genome
