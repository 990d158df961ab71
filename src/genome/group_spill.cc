#include "genome/group_spill.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <utility>

#include "io/system_error.h"

namespace tare::genome {

namespace {

constexpr char kName[] = "temporary file";

Result<Descriptor> OpenUnnamed() {
  const char* named = std::getenv("TMPDIR");
  const std::string folder = named != nullptr && *named != '\0' ? named : "/tmp";
  std::string path = folder + "/tare-XXXXXX";
  Descriptor file(mkostemp(path.data(), O_CLOEXEC));
  if (!file) {
    return std::unexpected(
        SystemError(ErrorCode::kWriteFailed, "cannot create a temporary file", folder, errno));
  }
  unlink(path.c_str());
  return file;
}

}  // namespace

Result<uint64_t> GroupSpill::Append(std::span<const char> bytes) {
  const std::lock_guard lock(mutex_);
  if (!file_) {
    Result<Descriptor> opened = OpenUnnamed();
    if (!opened) return std::unexpected(std::move(opened.error()));
    file_ = std::move(*opened);
  }
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
