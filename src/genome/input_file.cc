#include "genome/input_file.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "genome/damage.h"
#include "io/system_error.h"

namespace tare::genome {

namespace {

constexpr int kWaitMilliseconds = 100;

std::unexpected<Error> Stopped(const std::string& name) {
  return Failure(ErrorCode::kCancelled, "reading was stopped", name);
}

}  // namespace

Result<std::unique_ptr<InputFile>> InputFile::Open(const std::string& path, const std::atomic<bool>* stop,
                                                   bool is_read_again) {
  const bool is_standard_input = path == "-";
  const std::string name = is_standard_input ? "standard input" : path;
  struct stat status = {};
  // Before it is opened: opening a pipe waits for who writes to it.
  const bool is_pipe = is_standard_input || (stat(path.c_str(), &status) == 0 && S_ISFIFO(status.st_mode));
  if (is_read_again && is_pipe)
    return Failure(ErrorCode::kInvalidArgument, "this is read twice and cannot be a pipe: name a file", name);
  Descriptor file;
  do {
    if (stop != nullptr && *stop) return Stopped(name);
    file = Descriptor(is_standard_input ? dup(STDIN_FILENO) : open(path.c_str(), O_RDONLY | O_CLOEXEC));
  } while (!file && errno == EINTR);  // a pipe waits there for somebody to write
  if (!file) return std::unexpected(SystemError(ErrorCode::kReadFailed, "cannot open", name, errno));
  const bool may_wait = fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode);
  return std::unique_ptr<InputFile>(new InputFile(std::move(file), name, stop, may_wait));
}

Result<size_t> InputFile::ReadMore(std::span<char> room) {
  while (!IsStopped()) {
    // Waiting ends now and then: a signal may have come to another thread, or just before.
    pollfd waiting{.fd = file_.number(), .events = POLLIN, .revents = 0};
    if (may_wait_ && poll(&waiting, 1, kWaitMilliseconds) <= 0) continue;
    const ssize_t size = read(file_.number(), room.data(), room.size());
    if (size >= 0) return static_cast<size_t>(size);
    if (errno != EINTR)
      return std::unexpected(SystemError(ErrorCode::kReadFailed, "cannot read", name(), errno));
  }
  return Stopped(name());
}

}  // namespace tare::genome
