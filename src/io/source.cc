#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>
#include <vector>

#include "io/inside_limit.h"
#include "io/mapped_source.h"
#include "io/spool.h"
#include "io/system_error.h"
#include "memory/pages.h"
#include "tare/io.h"

namespace tare {

void Source::ReleaseRange(uint64_t, uint64_t) {}

Result<void> Source::CheckUnchanged() const { return {}; }

Result<void> Source::CheckReadable() const { return {}; }

namespace {

class MemorySource final : public Source {
 public:
  MemorySource(std::string_view bytes, std::string name) : Source(bytes, std::move(name)) {}
};

bool IsTrue(const std::atomic<bool>* stop) { return stop != nullptr && stop->load(); }

std::unexpected<Error> Stopped(const std::string& name) {
  Error error{.code = ErrorCode::kCancelled, .message = "reading was stopped"};
  error.where.file = name;
  return std::unexpected(std::move(error));
}

Result<std::unique_ptr<Source>> ReadAll(int descriptor, const std::string& name, Account& account,
                                        const std::atomic<bool>* stop) {
  constexpr size_t kChunk = 64 * 1024;
  std::pmr::vector<char> chunk(kChunk, &account);
  Spool spool(account);
  while (!IsTrue(stop)) {
    const ssize_t got = read(descriptor, chunk.data(), kChunk);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::unexpected(SystemError(ErrorCode::kReadFailed, "cannot read", name, errno));
    if (got == 0) return spool.Finish(name);
    spool.Write({chunk.data(), static_cast<size_t>(got)});
  }
  return Stopped(name);
}

Result<std::unique_ptr<Source>> OpenSource(const std::string& path, Account& account,
                                           const std::atomic<bool>* stop) {
  Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  while (!file && errno == EINTR) {  // a FIFO waits there for somebody to write
    if (IsTrue(stop)) return Stopped(path);
    file = Descriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  }
  if (!file) return std::unexpected(SystemError(ErrorCode::kReadFailed, "cannot open", path, errno));
  struct stat status;
  if (fstat(file.number(), &status) != 0)
    return std::unexpected(SystemError(ErrorCode::kReadFailed, "cannot read", path, errno));
  if (S_ISDIR(status.st_mode))
    return std::unexpected(SystemError(ErrorCode::kReadFailed, "cannot read", path, EISDIR));
  // Files of /proc say they are empty; what cannot be mapped is read.
  if (S_ISREG(status.st_mode) && status.st_size > 0) {
    if (std::unique_ptr<Source> mapped = MappedSource::Map(file, path)) return mapped;
  }
  return ReadAll(file.number(), path, account, stop);
}

}  // namespace

std::unique_ptr<Source> Source::FromMemory(std::string_view bytes, std::string name) {
  return std::make_unique<MemorySource>(bytes, std::move(name));
}

Result<std::unique_ptr<Source>> Source::FromDescriptor(int descriptor, std::string name, Account& account,
                                                       const std::atomic<bool>* stop) {
  return InsideLimit(name, [&] { return ReadAll(descriptor, name, account, stop); });
}

Result<std::unique_ptr<Source>> Source::FromFile(const std::string& path, Account& account,
                                                 const std::atomic<bool>* stop) {
  return InsideLimit(path, [&] { return OpenSource(path, account, stop); });
}

std::unique_ptr<MappedSource> MappedSource::Map(Descriptor& file, const std::string& name) {
  struct stat status;
  if (fstat(file.number(), &status) != 0) return nullptr;
  // Made first: from here on nothing throws, and what is mapped has an owner.
  std::unique_ptr<MappedSource> source(new MappedSource(name, status.st_mtim));
  const size_t size = static_cast<size_t>(status.st_size);
  void* start = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number(), 0);
  if (start == MAP_FAILED) return nullptr;
  source->bytes_ = {static_cast<const char*>(start), size};
  source->guard_ = MappingGuard::Acquire(start, size);
  if (source->guard_ == nullptr) return nullptr;
  source->file_ = std::move(file);
  return source;
}

MappedSource::MappedSource(std::string name, timespec modified)
    : Source({}, std::move(name)), modified_(modified) {}

MappedSource::~MappedSource() {
  if (guard_ != nullptr) guard_->Release();
  if (!bytes_.empty()) munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

void MappedSource::ReleaseRange(uint64_t from, uint64_t to) {
  const uint64_t start = from & ~uint64_t{pages::kSize - 1};
  const uint64_t end = std::min<uint64_t>(to, bytes_.size()) & ~uint64_t{pages::kSize - 1};
  if (end > start) madvise(const_cast<char*>(bytes_.data()) + start, end - start, MADV_DONTNEED);
}

Result<void> MappedSource::CheckUnchanged() const {
  struct stat status;
  const bool same = fstat(file_.number(), &status) == 0 &&
                    static_cast<size_t>(status.st_size) == bytes_.size() &&
                    status.st_mtim.tv_sec == modified_.tv_sec && status.st_mtim.tv_nsec == modified_.tv_nsec;
  if (same && !guard_->faulted()) return {};
  Error error{.code = ErrorCode::kChanged, .message = "the file changed while it was read"};
  error.where.file = name_;
  error.hint = "convert it again, or a copy of it";
  return std::unexpected(std::move(error));
}

Result<void> MappedSource::CheckReadable() const {
  if (!guard_->faulted()) return {};
  Error error{.code = ErrorCode::kReadFailed,
              .message = "the file became shorter or failed while it was read"};
  error.where.file = name_;
  return std::unexpected(std::move(error));
}

}  // namespace tare
