#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <utility>

#include "io/descriptor.h"
#include "io/inside_limit.h"
#include "io/system_error.h"
#include "tare/io.h"

namespace tare {

Output::Output(std::pmr::memory_resource& memory)
    : memory_(memory),
      buffer_(static_cast<char*>(memory.allocate(kBufferSize))),
      next_(buffer_),
      end_(buffer_ + kBufferSize) {}

Output::~Output() { memory_.deallocate(buffer_, kBufferSize); }

void Output::DrainOrFail(std::string_view bytes) {
  drained_ += bytes.size();
  if (failed_ || bytes.empty()) return;
  if (Result<void> drained = Drain(bytes); !drained) Fail(std::move(drained.error()));
}

void Output::Fail(Error error) {
  if (failed_) return;
  failed_ = true;
  if (stop_ != nullptr) stop_->store(true);
  error_ = std::move(error);
}

void Output::Flush() {
  DrainOrFail({buffer_, static_cast<size_t>(next_ - buffer_)});
  next_ = buffer_;
}

void Output::WriteSlow(std::string_view text) {
  const size_t room = static_cast<size_t>(end_ - next_);
  std::memcpy(next_, text.data(), room);
  next_ += room;
  text.remove_prefix(room);
  Flush();
  if (text.size() >= kBufferSize) {
    DrainOrFail(text);
  } else {
    std::memcpy(next_, text.data(), text.size());
    next_ += text.size();
  }
}

void Output::Barrier() {}

Result<void> Output::Commit() {
  Flush();
  if (failed_) return std::unexpected(error_);
  return {};
}

namespace {

Result<void> WriteAll(int descriptor, std::string_view bytes, const std::string& name) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0)
      return std::unexpected(SystemError(ErrorCode::kWriteFailed, "cannot write", name, errno));
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return {};
}

class DescriptorOutput final : public Output {
 public:
  DescriptorOutput(int descriptor, std::string name, std::pmr::memory_resource& memory)
      : Output(memory), descriptor_(descriptor), name_(std::move(name)) {}

 private:
  Result<void> Drain(std::string_view bytes) override { return WriteAll(descriptor_, bytes, name_); }

  int descriptor_;
  std::string name_;
};

// A file open for writing, under a temporary name until it is moved to its own (unless written in place).
class OpenFile {
 public:
  explicit OpenFile(Descriptor descriptor, std::string temporary = {})
      : descriptor_(std::move(descriptor)), temporary_(std::move(temporary)) {}
  OpenFile(OpenFile&& other) noexcept
      : descriptor_(std::move(other.descriptor_)), temporary_(std::exchange(other.temporary_, {})) {}
  OpenFile& operator=(OpenFile&&) = delete;
  ~OpenFile() {
    if (!temporary_.empty()) unlink(temporary_.c_str());
  }

  int descriptor() const { return descriptor_.number(); }
  // False where it fails; errno says why. close() reports what a network file system could not write.
  bool Close() { return close(descriptor_.Release()) == 0; }
  // Waits for the disk, where there is one.
  bool Sync() { return fdatasync(descriptor()) == 0 || errno == EINVAL || errno == EROFS; }
  bool MoveTo(const std::string& path) {
    if (temporary_.empty()) return true;
    if (rename(temporary_.c_str(), path.c_str()) != 0) return false;
    temporary_.clear();
    return true;
  }

 private:
  Descriptor descriptor_;
  std::string temporary_;
};

class FileOutput final : public Output {
 public:
  // Takes `file` only when nothing can fail any more.
  FileOutput(OpenFile&& file, std::string path, std::pmr::memory_resource& memory)
      : Output(memory), path_(std::move(path)), file_(std::move(file)) {}

  // Before it gets its name, nobody reads it.
  void Barrier() override { has_barrier_ = true; }
  Result<void> Commit() override {
    if (Result<void> flushed = Output::Commit(); !flushed) return flushed;
    if (has_barrier_ && !file_.Sync())
      return std::unexpected(SystemError(ErrorCode::kWriteFailed, "cannot write", path_, errno));
    if (!file_.Close())
      return std::unexpected(SystemError(ErrorCode::kWriteFailed, "cannot write", path_, errno));
    if (!file_.MoveTo(path_))
      return std::unexpected(SystemError(ErrorCode::kWriteFailed, "cannot create", path_, errno));
    return {};
  }

 private:
  Result<void> Drain(std::string_view bytes) override { return WriteAll(file_.descriptor(), bytes, path_); }

  std::string path_;
  OpenFile file_;
  bool has_barrier_ = false;
};

class StringOutput final : public Output {
 public:
  StringOutput(std::pmr::string* target, std::pmr::memory_resource& memory)
      : Output(memory), target_(target) {}

 private:
  Result<void> Drain(std::string_view bytes) override {
    target_->append(bytes);
    return {};
  }

  std::pmr::string* target_;
};

class CallbackOutput final : public Output {
 public:
  CallbackOutput(std::function<bool(std::string_view)> consume, std::pmr::memory_resource& memory)
      : Output(memory), consume_(std::move(consume)) {}

 private:
  Result<void> Drain(std::string_view bytes) override {
    if (consume_(bytes)) return {};
    return std::unexpected(
        Error{.code = ErrorCode::kCancelled, .message = "the receiver stopped the output"});
  }

  std::function<bool(std::string_view)> consume_;
};

namespace fs = std::filesystem;

// Devices and what processes have open: written in place, also where it is a regular file in the end, as
// /dev/stdout may be.
bool IsSystemName(const fs::path& path) {
  const std::string_view name = path.native();
  return name.starts_with("/proc/") || (name.starts_with("/dev/") && !name.starts_with("/dev/shm/"));
}

// What `path` names in the end, also where nothing is there yet: a link is written through, so that the file
// it names is replaced and not the link. stat() has shown that the links come to an end.
fs::path Target(const fs::path& path) {
  fs::path target = path;
  std::error_code no_link;
  while (!IsSystemName(target)) {
    const fs::path next = fs::read_symlink(target, no_link);
    if (no_link) break;
    target = target.parent_path() / next;
  }
  return target;
}

// The descriptor of this process that a name stands for, or -1.
int OwnDescriptor(std::string_view name) {
  if (name == "/dev/stdout") return STDOUT_FILENO;
  if (name == "/dev/stderr") return STDERR_FILENO;
  for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
    int number = -1;
    const char* end = name.data() + name.size();
    if (name.starts_with(folder) &&
        std::from_chars(name.data() + folder.size(), end, number) == std::from_chars_result{end, {}}) {
      return number;
    }
  }
  return -1;
}

// An own descriptor is doubled, not opened again, which would write from the start of a redirected file.
Descriptor OpenInPlace(const fs::path& path) {
  const int own = OwnDescriptor(path.native());
  return Descriptor(own >= 0 ? fcntl(own, F_DUPFD_CLOEXEC, 0)
                             : open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
}

// Gives the file that replaces `old` its owner, as far as the system lets us, and its mode. Where the group
// cannot be kept, another group gets no more than everybody.
bool TakeOver(const struct stat& old, int descriptor) {
  mode_t mode = old.st_mode & 0777;
  if (fchown(descriptor, old.st_uid, old.st_gid) != 0 && old.st_gid != getegid() &&
      fchown(descriptor, static_cast<uid_t>(-1), old.st_gid) != 0) {
    mode = (mode & 0707) | ((mode & 0007) << 3);
  }
  return fchmod(descriptor, mode) == 0;
}

// A new file in `folder`; `*name` is its path. The name is short, so that it fits where the file's own does.
// Not mkstemp: its files are private to the user, and the mode of new files cannot be asked for safely.
Descriptor CreateTemporary(const fs::path& folder, mode_t mode, std::string* name) {
  for (uint32_t attempt = 0;; ++attempt) {
    uint64_t random = 0;
    if (getrandom(&random, sizeof random, 0) < 0) random = attempt;
    *name = folder / ("." + std::to_string(random) + ".tmp");
    Descriptor file(open(name->c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
    if (file || errno != EEXIST || attempt == 100) return file;
  }
}

Result<std::unique_ptr<Output>> OpenOutput(const std::string& path, std::pmr::memory_resource& memory) {
  const auto failure = [&](std::string_view action) {
    return std::unexpected(SystemError(ErrorCode::kWriteFailed, action, path, errno));
  };
  struct stat old;
  const bool exists = stat(path.c_str(), &old) == 0;
  if (!exists && errno != ENOENT) return failure("cannot create");
  const fs::path target = Target(path);
  if (IsSystemName(target) || (exists && !S_ISREG(old.st_mode))) {
    Descriptor in_place = OpenInPlace(target);
    if (!in_place) return failure("cannot open");
    return std::make_unique<FileOutput>(OpenFile(std::move(in_place)), path, memory);
  }
  std::string temporary;
  // Private until it has the old file's mode.
  Descriptor created = CreateTemporary(target.parent_path(), exists ? 0600 : 0666, &temporary);
  if (!created) return failure("cannot create");
  OpenFile file(std::move(created), std::move(temporary));
  if (exists && !TakeOver(old, file.descriptor())) return failure("cannot create");
  return std::make_unique<FileOutput>(std::move(file), target, memory);
}

}  // namespace

Result<std::unique_ptr<Output>> Output::ToFile(const std::string& path, std::pmr::memory_resource& memory) {
  return InsideLimit(path, [&] { return OpenOutput(path, memory); });
}

std::unique_ptr<Output> Output::ToDescriptor(int descriptor, std::string name,
                                             std::pmr::memory_resource& memory) {
  return std::make_unique<DescriptorOutput>(descriptor, std::move(name), memory);
}

std::unique_ptr<Output> Output::ToString(std::pmr::string* target, std::pmr::memory_resource& memory) {
  return std::make_unique<StringOutput>(target, memory);
}

std::unique_ptr<Output> Output::ToCallback(std::function<bool(std::string_view)> consume,
                                           std::pmr::memory_resource& memory) {
  return std::make_unique<CallbackOutput>(std::move(consume), memory);
}

}  // namespace tare
