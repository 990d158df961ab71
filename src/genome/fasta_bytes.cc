#include "genome/fasta_bytes.h"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstddef>
#include <new>
#include <utility>

#include "genome/damage.h"
#include "io/gzip.h"
#include "io/system_error.h"

namespace tare::genome {

namespace {

constexpr size_t kReadSize = 64 * 1024;
constexpr size_t kInflatedSize = 128 * 1024;
constexpr int kGzipOnly = 16 + MAX_WBITS;  // zlib: gzip header and trailer, largest window

struct BlockHeader {
  alignas(std::max_align_t) size_t bytes;
};

voidpf Allocate(voidpf account, uInt items, uInt size) {
  const size_t bytes = size_t{items} * size + sizeof(BlockHeader);
  try {
    auto* header = static_cast<BlockHeader*>(static_cast<Account*>(account)->allocate(bytes));
    header->bytes = bytes;
    return header + 1;
  } catch (const std::bad_alloc&) {
    return Z_NULL;
  }
}

void Free(voidpf account, voidpf block) {
  BlockHeader* header = static_cast<BlockHeader*>(block) - 1;
  static_cast<Account*>(account)->deallocate(header, header->bytes);
}

}  // namespace

FastaBytes::FastaBytes(Descriptor file, std::string name, Account& account)
    : file_(std::move(file)),
      name_(std::move(name)),
      account_(account),
      compressed_(kReadSize, &account),
      inflated_(&account) {}

FastaBytes::FastaBytes(FastaBytes&&) noexcept = default;

FastaBytes::~FastaBytes() {
  if (stream_ != nullptr) inflateEnd(stream_.get());
}

Result<FastaBytes> FastaBytes::Open(const std::string& path, Account& account) {
  Descriptor file(path == "-" ? dup(STDIN_FILENO) : open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file)
    return std::unexpected(SystemError(errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kReadFailed,
                                       "cannot open", path, errno));
  FastaBytes bytes(std::move(file), path == "-" ? "standard input" : path, account);
  const Result<bool> filled = bytes.Fill();
  if (!filled) return std::unexpected(filled.error());
  if (IsGzip(bytes.unread_)) {
    bytes.stream_ = std::make_unique<z_stream>();
    bytes.stream_->zalloc = Allocate;
    bytes.stream_->zfree = Free;
    bytes.stream_->opaque = &account;
    if (inflateInit2(bytes.stream_.get(), kGzipOnly) != Z_OK)
      throw MemoryLimitExceeded(account.name(), kInflatedSize, account.budget().limit());
    bytes.inflated_.resize(kInflatedSize);
    bytes.in_member_ = true;
  }
  return bytes;
}

std::unexpected<Error> FastaBytes::Failed(ErrorCode code, std::string message) const {
  return Failure(code, std::move(message), name_, bytes_read_ - unread_.size());
}

// Reads where nothing is unread. False at the end of the file.
Result<bool> FastaBytes::Fill() {
  if (!unread_.empty()) return true;
  ssize_t size = 0;
  do {
    size = read(file_.number(), compressed_.data(), compressed_.size());
  } while (size < 0 && errno == EINTR);
  if (size < 0) return std::unexpected(SystemError(ErrorCode::kReadFailed, "cannot read", name_, errno));
  unread_ = {compressed_.data(), static_cast<size_t>(size)};
  bytes_read_ += static_cast<size_t>(size);
  return size > 0;
}

Result<std::string_view> FastaBytes::Next() {
  if (stream_ != nullptr) return NextInflated();
  if (const Result<bool> filled = Fill(); !filled) return std::unexpected(filled.error());
  return std::exchange(unread_, {});
}

Result<std::string_view> FastaBytes::NextInflated() {
  stream_->next_out = reinterpret_cast<Bytef*>(inflated_.data());
  stream_->avail_out = static_cast<uInt>(inflated_.size());
  while (stream_->avail_out == inflated_.size()) {
    const Result<bool> filled = Fill();
    if (!filled) return std::unexpected(filled.error());
    if (!in_member_) {
      if (!*filled) return std::string_view();
      // Zeros may fill the last block, as on a tape.
      if (unread_.front() == '\0') {
        unread_.remove_prefix(1);
        continue;
      }
      if (inflateReset(stream_.get()) != Z_OK)
        return Failed(ErrorCode::kMalformed, "the gzip data is damaged");
      in_member_ = true;
    }
    if (!*filled) return Failed(ErrorCode::kTruncated, "the gzip data is cut short");
    stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(unread_.data()));
    stream_->avail_in = static_cast<uInt>(unread_.size());
    const int status = inflate(stream_.get(), Z_NO_FLUSH);
    unread_.remove_prefix(unread_.size() - stream_->avail_in);
    if (status == Z_MEM_ERROR)
      throw MemoryLimitExceeded(account_.name(), kInflatedSize, account_.budget().limit());
    if (status == Z_STREAM_END)
      in_member_ = false;
    else if (status != Z_OK && status != Z_BUF_ERROR)
      return Failed(ErrorCode::kMalformed, "the gzip data is damaged");
  }
  return std::string_view(inflated_.data(), inflated_.size() - stream_->avail_out);
}

}  // namespace tare::genome
