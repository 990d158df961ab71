#include "io/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "io/spool.h"
#include "memory/sized_block.h"

namespace tare {

namespace {

constexpr size_t kChunk = 64 * 1024;
constexpr int kGzipOnly = 16 + MAX_WBITS;  // zlib: gzip header and trailer, largest window

// zlib's memory comes from the account.
voidpf Allocate(voidpf account, uInt items, uInt size) {
  return AllocateSizedBlock(*static_cast<Account*>(account), size_t{items} * size);
}

void Free(voidpf account, voidpf block) { FreeSizedBlock(*static_cast<Account*>(account), block); }

z_stream StreamOn(Account& account) {
  z_stream stream{};
  stream.zalloc = Allocate;
  stream.zfree = Free;
  stream.opaque = &account;
  return stream;
}

[[noreturn]] void ThrowOutOfMemory(Account& account) {
  throw MemoryLimitExceeded(account.name(), kChunk, account.budget().limit());
}

class Inflater {
 public:
  explicit Inflater(Account& account)
      : account_(account), chunk_(kChunk, &account), stream_(StreamOn(account)) {
    if (inflateInit2(&stream_, kGzipOnly) != Z_OK) ThrowOutOfMemory(account);
  }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  // Decompresses all members of `source` into `spool`.
  Result<void> Run(Source& source, Spool& spool, uint64_t limit) {
    std::string_view rest = source.bytes();
    bool finished = false;
    while (!rest.empty()) {
      if (finished && !IsGzip(rest)) return CheckPadding(rest, source);
      if (finished) inflateReset(&stream_);
      const std::string_view piece = rest.substr(0, std::numeric_limits<int>::max());
      stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
      stream_.avail_in = static_cast<uInt>(piece.size());
      stream_.next_out = reinterpret_cast<Bytef*>(chunk_.data());
      stream_.avail_out = kChunk;
      const int status = inflate(&stream_, Z_NO_FLUSH);
      spool.Write({chunk_.data(), kChunk - stream_.avail_out});
      rest.remove_prefix(piece.size() - stream_.avail_in);
      const uint64_t offset = source.bytes().size() - rest.size();
      source.ReleaseBefore(offset);
      if (status == Z_MEM_ERROR) ThrowOutOfMemory(account_);
      if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR) {
        return Failure(ErrorCode::kMalformed, "the gzip data is damaged", source, offset);
      }
      if (spool.size() > limit) {
        return Failure(ErrorCode::kLimitExceeded, "the gzip data decompresses to too much", source, offset);
      }
      finished = status == Z_STREAM_END;
    }
    // Input used up: what is still in zlib's window comes out until the member ends or nothing more does.
    while (!finished) {
      stream_.next_out = reinterpret_cast<Bytef*>(chunk_.data());
      stream_.avail_out = kChunk;
      const int status = inflate(&stream_, Z_SYNC_FLUSH);
      spool.Write({chunk_.data(), kChunk - stream_.avail_out});
      finished = status == Z_STREAM_END;
      if (finished) break;
      if (stream_.avail_out != 0) {
        return Failure(ErrorCode::kTruncated, "the gzip data is cut short", source, source.bytes().size());
      }
    }
    return {};
  }

 private:
  // Zeros may fill the last block after the last member, as on a tape; anything else is no part of the file.
  static Result<void> CheckPadding(std::string_view rest, Source& source) {
    while (!rest.empty()) {
      const std::string_view piece = rest.substr(0, kChunk);
      const uint64_t offset = source.bytes().size() - rest.size();
      source.ReleaseBefore(offset);
      if (const size_t junk = piece.find_first_not_of('\0'); junk != std::string_view::npos) {
        return Failure(ErrorCode::kMalformed, "what follows the gzip data is not gzip", source,
                       offset + junk);
      }
      rest.remove_prefix(piece.size());
    }
    return {};
  }

  static std::unexpected<Error> Failure(ErrorCode code, std::string message, const Source& source,
                                        uint64_t offset) {
    Error error{.code = code, .message = std::move(message)};
    error.where = {.file = source.name(), .offset = offset};
    return std::unexpected(std::move(error));
  }

  Account& account_;
  std::pmr::vector<char> chunk_;
  z_stream stream_;
};

class GzipOutput final : public Output {
 public:
  GzipOutput(Output& target, Account& account, int level)
      : Output(account), target_(target), account_(account), stream_(StreamOn(account)) {
    if (deflateInit2(&stream_, level, Z_DEFLATED, kGzipOnly, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
      ThrowOutOfMemory(account_);
    }
  }
  ~GzipOutput() override { deflateEnd(&stream_); }

  Result<void> Commit() override {
    Result<void> flushed = Output::Commit();
    if (target_.failed()) return target_.Commit();  // tells the reason
    if (!flushed) return flushed;
    Compress({}, Z_FINISH);
    return target_.Commit();
  }

 private:
  Result<void> Drain(std::string_view bytes) override {
    Compress(bytes, Z_NO_FLUSH);
    if (!target_.failed()) return {};
    return std::unexpected(Error{.code = ErrorCode::kWriteFailed, .message = "cannot write compressed"});
  }

  void Compress(std::string_view bytes, int flush) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    do {
      constexpr size_t kRoom = Output::kBufferSize / 4;
      stream_.next_out = reinterpret_cast<Bytef*>(target_.Reserve(kRoom));
      stream_.avail_out = kRoom;
      deflate(&stream_, flush);
      target_.Advance(kRoom - stream_.avail_out);
    } while (stream_.avail_out == 0);
  }

  Output& target_;
  Account& account_;
  z_stream stream_;
};

}  // namespace

bool IsGzip(std::string_view bytes) { return bytes.starts_with("\x1F\x8B\x08"); }

Result<Gunzipped> Gunzip(Source& compressed, Account& account, uint64_t limit) {
  Spool spool(account);
  Result<void> status = Inflater(account).Run(compressed, spool, limit);
  if (!status && spool.size() == 0) return std::unexpected(std::move(status.error()));
  Result<std::unique_ptr<Source>> source = spool.Finish(compressed.name());
  if (!source) return std::unexpected(std::move(source.error()));
  return Gunzipped{std::move(*source), std::move(status)};
}

std::unique_ptr<Output> GzipTo(Output& target, Account& account, int level) {
  return std::make_unique<GzipOutput>(target, account, level);
}

}  // namespace tare
