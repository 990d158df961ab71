#include "io/append_output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "io/inside_limit.h"
#include "io/system_error.h"

namespace tare {

namespace {

std::unexpected<Error> Failure(std::string_view action, const std::string& path, int number) {
  return std::unexpected(SystemError(ErrorCode::kWriteFailed, action, path, number));
}

std::unexpected<Error> Refused(ErrorCode code, std::string message, const std::string& path) {
  Error error{.code = code, .message = std::move(message)};
  error.where.file = path;
  return std::unexpected(std::move(error));
}

// Not flock's: whether another holds it could not be told without taking it.
struct flock WholeFile() {
  struct flock lock = {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  return lock;
}

}  // namespace

bool AppendOutput::IsOpen(const std::string& path) {
  struct stat status;
  // To open a pipe is to take part in it.
  if (stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct flock lock = WholeFile();
  return file && fcntl(file.number(), F_OFD_GETLK, &lock) == 0 && lock.l_type == F_WRLCK;
}

AppendOutput::AppendOutput(Descriptor&& file, const struct stat& status, std::string path,
                           std::pmr::memory_resource& memory)
    : Output(memory),
      path_(std::move(path)),
      modified_(status.st_mtim),
      begin_(static_cast<uint64_t>(status.st_size)),
      end_(begin_) {
  file_ = std::move(file);
  CountFrom(begin_);
}

Result<std::unique_ptr<AppendOutput>> AppendOutput::Open(const std::string& path,
                                                         std::pmr::memory_resource& memory) {
  return InsideLimit(path, [&]() -> Result<std::unique_ptr<AppendOutput>> {
    Descriptor file(open(path.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK));
    struct stat status;
    if (!file || fstat(file.number(), &status) != 0) return Failure("cannot open", path, errno);
    if (!S_ISREG(status.st_mode))
      return Refused(ErrorCode::kInvalidArgument, "only a regular file can be appended to", path);
    struct flock lock = WholeFile();
    if (fcntl(file.number(), F_OFD_SETLK, &lock) != 0) {
      if (errno == EAGAIN || errno == EACCES)
        return Refused(ErrorCode::kWriteFailed, "another process is appending to it", path);
      return Failure("cannot lock", path, errno);
    }
    // Its size may have changed before it was locked.
    if (fstat(file.number(), &status) != 0) return Failure("cannot open", path, errno);
    return std::unique_ptr<AppendOutput>(new AppendOutput(std::move(file), status, path, memory));
  });
}

// Where the file cannot be cut back, its reader has to find the old end.
AppendOutput::~AppendOutput() {
  if (committed_ || end_ == begin_ || ftruncate(file_.number(), static_cast<off_t>(begin_)) != 0) return;
  // Those who read it meanwhile see that it is what it was.
  const timespec times[] = {{.tv_sec = 0, .tv_nsec = UTIME_OMIT}, modified_};
  if (futimens(file_.number(), times) != 0) return;
}

Result<void> AppendOutput::CutTo(uint64_t size) {
  if (ftruncate(file_.number(), static_cast<off_t>(size)) != 0) return Failure("cannot cut", path_, errno);
  struct stat status;
  if (fstat(file_.number(), &status) == 0) modified_ = status.st_mtim;
  begin_ = end_ = size;
  CountFrom(size);
  return {};
}

Result<void> AppendOutput::Drain(std::string_view bytes) { return WriteAt(end_, bytes); }

void AppendOutput::Overwrite(uint64_t offset, std::string_view bytes) {
  Result<void> written = WriteAt(offset, bytes);
  if (written) written = Sync();
  if (!written) Fail(std::move(written.error()));
}

Result<void> AppendOutput::WriteAt(uint64_t offset, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = pwrite(file_.number(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Failure("cannot write", path_, errno);
    offset += static_cast<uint64_t>(written);
    end_ = std::max(end_, offset);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return {};
}

Result<void> AppendOutput::Sync() {
  if (fdatasync(file_.number()) == 0) return {};
  return Failure("cannot write", path_, errno);
}

void AppendOutput::Barrier() {
  Flush();
  if (failed()) return;
  if (Result<void> synced = Sync(); !synced) Fail(std::move(synced.error()));
}

Result<void> AppendOutput::Commit() {
  if (Result<void> flushed = Output::Commit(); !flushed) return flushed;
  // Another may stand under its name by now, which what is written here would be lost with.
  struct stat named;
  struct stat written;
  if (stat(path_.c_str(), &named) != 0 || fstat(file_.number(), &written) != 0 ||
      named.st_dev != written.st_dev || named.st_ino != written.st_ino)
    return Refused(ErrorCode::kChanged, "it was replaced or removed while it was appended to", path_);
  if (Result<void> synced = Sync(); !synced) return synced;
  committed_ = true;
  return {};
}

}  // namespace tare
