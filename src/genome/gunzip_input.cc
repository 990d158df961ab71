#include "genome/gunzip_input.h"

#ifdef TARE_IGZIP
#include <isa-l/igzip_lib.h>
#else
#include <zlib.h>
#endif

#include <algorithm>
#include <limits>
#include <utility>

#include "genome/damage.h"
#include "memory/sized_block.h"

namespace tare::genome {

namespace {

constexpr std::string_view kMagic = "\x1F\x8B\x08";

enum class Inflated : uint8_t { kSome, kMember, kDamaged };

#ifndef TARE_IGZIP
constexpr size_t kWindowSize = size_t{32} * 1024;
constexpr int kGzipOnly = 16 + MAX_WBITS;  // gzip header and trailer, largest window

voidpf Allocate(voidpf account, uInt items, uInt size) {
  return AllocateSizedBlock(*static_cast<Account*>(account), size_t{items} * size);
}

void Free(voidpf account, voidpf block) { FreeSizedBlock(*static_cast<Account*>(account), block); }
#endif

}  // namespace

// One member after another.
#ifdef TARE_IGZIP

struct GunzipInput::Stream {
  explicit Stream(Account&) { isal_inflate_init(&state_); }

  void BeginMember() {
    isal_inflate_reset(&state_);
    state_.crc_flag = ISAL_GZIP;
  }
  // Takes from the front of `*compressed`, and leaves in `*room` what was not needed.
  Inflated Inflate(std::string_view* compressed, std::span<char>* room) {
    state_.next_in = reinterpret_cast<uint8_t*>(const_cast<char*>(compressed->data()));
    state_.avail_in = static_cast<uint32_t>(compressed->size());
    state_.next_out = reinterpret_cast<uint8_t*>(room->data());
    state_.avail_out = static_cast<uint32_t>(std::min<size_t>(room->size(), std::numeric_limits<int>::max()));
    // After an error its counts may be anything.
    if (isal_inflate(&state_) != ISAL_DECOMP_OK) return Inflated::kDamaged;
    *compressed = compressed->substr(compressed->size() - state_.avail_in);
    *room = room->last(state_.avail_out);
    return state_.block_state == ISAL_BLOCK_FINISH ? Inflated::kMember : Inflated::kSome;
  }

 private:
  inflate_state state_;  // most of it a window
};

#else

struct GunzipInput::Stream {
  explicit Stream(Account& account) : account_(account) {
    stream_.zalloc = Allocate;
    stream_.zfree = Free;
    stream_.opaque = &account;
    if (inflateInit2(&stream_, kGzipOnly) != Z_OK) ThrowOutOfMemory();
  }
  ~Stream() { inflateEnd(&stream_); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  void BeginMember() { inflateReset(&stream_); }
  // Takes from the front of `*compressed`, and leaves in `*room` what was not needed.
  Inflated Inflate(std::string_view* compressed, std::span<char>* room) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed->data()));
    stream_.avail_in = static_cast<uInt>(compressed->size());
    stream_.next_out = reinterpret_cast<Bytef*>(room->data());
    stream_.avail_out = static_cast<uInt>(std::min<size_t>(room->size(), std::numeric_limits<int>::max()));
    const int status = inflate(&stream_, Z_NO_FLUSH);
    *compressed = compressed->substr(compressed->size() - stream_.avail_in);
    *room = room->last(stream_.avail_out);
    if (status == Z_MEM_ERROR) ThrowOutOfMemory();
    if (status == Z_STREAM_END) return Inflated::kMember;
    return status == Z_OK || status == Z_BUF_ERROR ? Inflated::kSome : Inflated::kDamaged;
  }

 private:
  [[noreturn]] void ThrowOutOfMemory() {
    throw MemoryLimitExceeded(account_.name(), kWindowSize, account_.budget().limit());
  }

  Account& account_;
  z_stream stream_{};
};

#endif

bool BeginsAsGzip(std::string_view head) {
  return !head.empty() && head.substr(0, kMagic.size()) == kMagic.substr(0, head.size());
}

GunzipInput::GunzipInput(std::unique_ptr<ByteInput> compressed, size_t read_size, Account& account)
    : ByteInput(compressed->name()),
      input_(std::move(compressed)),
      account_(account),
      compressed_(read_size, &account),
      stream_(std::pmr::polymorphic_allocator<>(&account).new_object<Stream>(account)) {}

GunzipInput::~GunzipInput() { std::pmr::polymorphic_allocator<>(&account_).delete_object(stream_); }

std::unexpected<Error> GunzipInput::Failed(ErrorCode code, std::string message) const {
  return Failure(code, std::move(message), name(), input_->bytes_read() - unread_.size());
}

// Reads where nothing is unread. False at the end.
Result<bool> GunzipInput::Fill() {
  if (!unread_.empty()) return true;
  const Result<size_t> size = input_->Read(compressed_);
  if (!size) return std::unexpected(size.error());
  unread_ = {compressed_.data(), *size};
  return *size > 0;
}

// False where there is no other.
Result<bool> GunzipInput::BeginMember() {
  while (true) {
    const Result<bool> filled = Fill();
    if (!filled || !*filled) return filled;
    const size_t zeros = std::min(unread_.find_first_not_of('\0'), unread_.size());
    after_zeros_ = after_zeros_ || zeros > 0;
    unread_.remove_prefix(zeros);
    if (unread_.empty()) continue;
    if (after_zeros_ || unread_.front() != kMagic.front())
      return Failed(ErrorCode::kMalformed, "what follows the gzip data is not gzip");
    stream_->BeginMember();
    return true;
  }
}

Result<size_t> GunzipInput::ReadMore(std::span<char> room) {
  std::span<char> rest = room;
  while (rest.size() == room.size()) {
    if (!in_member_) {
      const Result<bool> begun = BeginMember();
      if (!begun) return std::unexpected(begun.error());
      if (!*begun) return 0;
      in_member_ = true;
    }
    const Result<bool> filled = Fill();
    if (!filled) return std::unexpected(filled.error());
    const size_t unread = unread_.size();
    const Inflated inflated = stream_->Inflate(&unread_, &rest);
    in_member_ = inflated != Inflated::kMember;
    const bool went_on = !in_member_ || rest.size() < room.size() || unread_.size() < unread;
    if (!*filled && !went_on) return Failed(ErrorCode::kTruncated, "the gzip data is cut short");
    if (inflated == Inflated::kDamaged || !went_on)
      return Failed(ErrorCode::kMalformed, "the gzip data is damaged");
  }
  return room.size() - rest.size();
}

}  // namespace tare::genome
