#include "io/spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <utility>

#include "io/mapped_source.h"
#include "io/system_error.h"
#include "memory/pages.h"

namespace tare {

namespace {

// The spooled bytes while they are small: pages charged to the account.
class PagesSource final : public Source {
 public:
  PagesSource(char* memory, size_t size, size_t charged, std::string name, Account& account)
      : Source({memory, size}, std::move(name)), memory_(memory), charged_(charged), account_(account) {}
  ~PagesSource() override {
    pages::Release(memory_, Spool::kMemoryLimit);
    account_.Release(charged_);
  }

 private:
  char* memory_;
  size_t charged_;
  Account& account_;
};

}  // namespace

Spool::Spool(Account& account) : account_(account) {}

Spool::~Spool() {
  if (memory_ != nullptr) {
    pages::Release(memory_, kMemoryLimit);
    account_.Release(capacity_);
  }
}

void Spool::Write(std::string_view bytes) {
  if (!status_) return;
  if (!file_ && !HasRoomFor(bytes.size())) MoveToFile();
  if (file_ || !status_) {
    WriteFile(bytes);
  } else if (!bytes.empty()) {
    std::copy(bytes.begin(), bytes.end(), memory_ + size_);
  }
  size_ += bytes.size();
}

bool Spool::HasRoomFor(size_t more) {
  if (size_ + more <= capacity_) return true;
  // What is kept here must leave room for the work that follows: a document out of a pipe goes under any
  // limit under which it goes out of a file.
  const uint64_t most = std::min<uint64_t>(kMemoryLimit, account_.budget().lowest_limit() / 8);
  return size_ + more <= most && Grow(size_ + more);
}

// Address space for the most that is held, of which more is made usable: nothing is ever copied. False where
// there is no room.
bool Spool::Grow(size_t at_least) {
  const size_t capacity = std::min(kMemoryLimit, pages::RoundUp(at_least + at_least / 4));
  if (memory_ == nullptr) memory_ = static_cast<char*>(pages::Reserve(kMemoryLimit));
  if (memory_ == nullptr) return false;
  try {
    account_.Charge(capacity - capacity_);
  } catch (const MemoryLimitExceeded&) {
    return false;
  }
  if (!pages::Commit(memory_ + capacity_, capacity - capacity_)) {
    account_.Release(capacity - capacity_);
    return false;
  }
  capacity_ = capacity;
  return true;
}

void Spool::MoveToFile() {
  const char* folder = std::getenv("TMPDIR");
  const std::string path = folder != nullptr && *folder != '\0' ? folder : "/tmp";
  file_ = Descriptor(open(path.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (!file_) {  // a file system without O_TMPFILE
    std::string name = path + "/tare.XXXXXX";
    file_ = Descriptor(mkostemp(name.data(), O_CLOEXEC));
    if (file_) unlink(name.c_str());
  }
  if (!file_) {
    status_ = std::unexpected(
        SystemError(ErrorCode::kWriteFailed, "cannot create a temporary file in", path, errno));
  }
  WriteFile({memory_, static_cast<size_t>(size_)});
  if (memory_ == nullptr) return;
  pages::Release(std::exchange(memory_, nullptr), kMemoryLimit);
  account_.Release(std::exchange(capacity_, 0));
}

void Spool::WriteFile(std::string_view bytes) {
  while (status_ && !bytes.empty()) {
    const ssize_t written = write(file_.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      status_ =
          std::unexpected(SystemError(ErrorCode::kWriteFailed, "cannot write a temporary file", "", errno));
      return;
    }
    bytes.remove_prefix(static_cast<size_t>(written));
  }
}

Result<std::unique_ptr<Source>> Spool::Finish(std::string name) {
  if (!status_) return std::unexpected(status_.error());
  if (file_) {
    std::unique_ptr<Source> mapped = MappedSource::Map(file_, name);
    if (mapped == nullptr)
      return std::unexpected(SystemError(ErrorCode::kReadFailed, "cannot map", name, errno));
    return mapped;
  }
  if (memory_ == nullptr) return Source::FromMemory({}, std::move(name));
  auto source = std::make_unique<PagesSource>(memory_, size_, capacity_, std::move(name), account_);
  memory_ = nullptr;
  return source;
}

}  // namespace tare
