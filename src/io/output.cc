#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
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

  Result<void> Commit() override {
    if (Result<void> flushed = Output::Commit(); !flushed) return flushed;
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

Result<std::unique_ptr<Output>> OpenOutput(const std::string& path, std::pmr::memory_resource& memory) {
  struct stat status;
  if (stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    OpenFile file(Descriptor(open(path.c_str(), O_WRONLY | O_CLOEXEC)));
    if (file.descriptor() < 0)
      return std::unexpected(SystemError(ErrorCode::kWriteFailed, "cannot open", path, errno));
    return std::make_unique<FileOutput>(std::move(file), path, memory);
  }
  // A link is written through, so that the file it names is replaced and not the link.
  std::error_code ignored;
  const std::filesystem::path resolved = std::filesystem::weakly_canonical(path, ignored);
  const std::string target = ignored ? path : resolved.string();
  // Not mkstemp: its files are private to the user, and the mode of new files cannot be asked for safely.
  for (uint32_t attempt = 0;; ++attempt) {
    uint64_t random = 0;
    if (getrandom(&random, sizeof random, 0) < 0) random = attempt;
    std::string temporary = target + "." + std::to_string(random) + ".tmp";
    Descriptor descriptor(open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (descriptor) {
      OpenFile file(std::move(descriptor), std::move(temporary));
      return std::make_unique<FileOutput>(std::move(file), target, memory);
    }
    if (errno != EEXIST || attempt == 100) {
      return std::unexpected(SystemError(ErrorCode::kWriteFailed, "cannot create", path, errno));
    }
  }
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
