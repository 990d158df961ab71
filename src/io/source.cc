#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>
#include <vector>

#include "io/mapped_source.h"
#include "io/spool.h"
#include "io/system_error.h"
#include "memory/pages.h"
#include "tare/io.h"

namespace tare {

void Source::ReleaseRange(uint64_t, uint64_t) {}

Result<void> Source::CheckUnchanged() const { return {}; }

namespace {

class MemorySource final : public Source {
 public:
  MemorySource(std::string_view bytes, std::string name) : Source(bytes, std::move(name)) {}
};

}  // namespace

std::unique_ptr<Source> Source::FromMemory(std::string_view bytes, std::string name) {
  return std::make_unique<MemorySource>(bytes, std::move(name));
}

Result<std::unique_ptr<Source>> Source::FromDescriptor(int descriptor, std::string name, Account& account,
                                                       const std::atomic<bool>* stop) {
  constexpr size_t kChunk = 64 * 1024;
  std::pmr::vector<char> chunk(kChunk, &account);
  Spool spool(account);
  for (;;) {
    const ssize_t got = read(descriptor, chunk.data(), kChunk);
    if (got < 0 && errno == EINTR && stop != nullptr && stop->load()) {
      Error error{.code = ErrorCode::kCancelled, .message = "reading was stopped"};
      error.where.file = std::move(name);
      return std::unexpected(std::move(error));
    }
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::unexpected(SystemError(ErrorCode::kReadFailed, "cannot read", name, errno));
    if (got == 0) return spool.Finish(std::move(name));
    spool.Write({chunk.data(), static_cast<size_t>(got)});
  }
}

Result<std::unique_ptr<Source>> Source::FromFile(const std::string& path, Account& account) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return std::unexpected(SystemError(ErrorCode::kReadFailed, "cannot open", path, errno));
  struct stat status;
  if (fstat(descriptor, &status) != 0 || S_ISDIR(status.st_mode)) {
    const int number = S_ISDIR(status.st_mode) ? EISDIR : errno;
    close(descriptor);
    return std::unexpected(SystemError(ErrorCode::kReadFailed, "cannot read", path, number));
  }
  // Files of /proc say they are empty; what cannot be mapped is read.
  if (S_ISREG(status.st_mode) && status.st_size > 0) {
    if (std::unique_ptr<Source> mapped = MappedSource::Map(descriptor, path)) return mapped;
  }
  Result<std::unique_ptr<Source>> read = FromDescriptor(descriptor, path, account);
  close(descriptor);
  return read;
}

std::unique_ptr<MappedSource> MappedSource::Map(int descriptor, const std::string& name) {
  struct stat status;
  if (fstat(descriptor, &status) != 0) return nullptr;
  const size_t size = static_cast<size_t>(status.st_size);
  void* start = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (start == MAP_FAILED) return nullptr;
  MappingGuard* guard = MappingGuard::Acquire(start, size);
  if (guard == nullptr) {
    munmap(start, size);
    return nullptr;
  }
  return std::unique_ptr<MappedSource>(
      new MappedSource({static_cast<const char*>(start), size}, name, descriptor, status.st_mtim, guard));
}

MappedSource::MappedSource(std::string_view bytes, std::string name, int descriptor, timespec modified,
                           MappingGuard* guard)
    : Source(bytes, std::move(name)), descriptor_(descriptor), modified_(modified), guard_(guard) {}

MappedSource::~MappedSource() {
  guard_->Release();
  munmap(const_cast<char*>(bytes_.data()), bytes_.size());
  close(descriptor_);
}

void MappedSource::ReleaseRange(uint64_t from, uint64_t to) {
  const uint64_t start = from & ~uint64_t{pages::kSize - 1};
  const uint64_t end = std::min<uint64_t>(to, bytes_.size()) & ~uint64_t{pages::kSize - 1};
  if (end > start) madvise(const_cast<char*>(bytes_.data()) + start, end - start, MADV_DONTNEED);
}

Result<void> MappedSource::CheckUnchanged() const {
  struct stat status;
  const bool same = fstat(descriptor_, &status) == 0 &&
                    static_cast<size_t>(status.st_size) == bytes_.size() &&
                    status.st_mtim.tv_sec == modified_.tv_sec && status.st_mtim.tv_nsec == modified_.tv_nsec;
  if (same && !guard_->faulted()) return {};
  Error error{.code = ErrorCode::kChanged, .message = "the file changed while it was read"};
  error.where.file = name_;
  error.hint = "convert it again, or a copy of it";
  return std::unexpected(std::move(error));
}

}  // namespace tare
