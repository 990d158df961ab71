#include "genome/zstd_frames.h"

// For the allocator's hooks, which are in libzstd since version 1.0 and not in its stable interface.
#define ZSTD_STATIC_LINKING_ONLY  // NOLINT(readability-identifier-naming)
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <memory_resource>
#include <string>

#include "genome/collection_number.h"
#include "memory/sized_block.h"

namespace tare::genome {

namespace {

void* Allocate(void* account, size_t size) {
  return AllocateSizedBlock(*static_cast<Account*>(account), size);
}

void Free(void* account, void* block) { FreeSizedBlock(*static_cast<Account*>(account), block); }

[[noreturn]] void ThrowOutOfMemory(const Account& account, uint64_t bytes) {
  throw MemoryLimitExceeded(account.name(), bytes, account.budget().limit());
}

}  // namespace

std::optional<uint64_t> StatedSize(std::string_view frame) {
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR) return std::nullopt;
  return size;
}

ZSTD_DCtx_s* ZstdDecoder::Context() {
  if (context_ == nullptr)
    context_ = ZSTD_createDCtx_advanced({.customAlloc = Allocate, .customFree = Free, .opaque = &account_});
  if (context_ == nullptr) ThrowOutOfMemory(account_, ZSTD_estimateDCtxSize());
  return context_;
}

ZstdDecoder::~ZstdDecoder() { ZSTD_freeDCtx(context_); }

std::optional<size_t> ZstdDecoder::Decode(std::string_view frame, std::span<char> out) {
  const size_t size = ZSTD_decompressDCtx(Context(), out.data(), out.size(), frame.data(), frame.size());
  if (ZSTD_getErrorCode(size) == ZSTD_error_memory_allocation)
    ThrowOutOfMemory(account_, ZSTD_estimateDCtxSize());
  if (ZSTD_isError(size) != 0) return std::nullopt;
  return size;
}

void ZstdByteStream::Start(std::string_view frame, uint64_t size) {
  ZSTD_DCtx_reset(decoder_.Context(), ZSTD_reset_session_only);
  frame_ = frame;
  consumed_ = 0;
  remaining_ = size;
  ready_ = {};
  next_ = 0;
  // A frame that says otherwise gives nothing; so none makes the decoder take a window larger than that.
  const std::optional<uint64_t> stated = StatedSize(frame);
  if (!stated || *stated != size) remaining_ = 0;
}

bool ZstdByteStream::Refill() {
  if (remaining_ == 0) return false;
  const std::span<char> room = buffer_.Resize(std::min<uint64_t>(kBufferSize, remaining_));
  ZSTD_outBuffer out{.dst = room.data(), .size = room.size(), .pos = 0};
  ZSTD_inBuffer in{.src = frame_.data(), .size = frame_.size(), .pos = consumed_};
  while (out.pos == 0) {
    const size_t before = in.pos;
    const size_t status = ZSTD_decompressStream(decoder_.Context(), &out, &in);
    if (ZSTD_getErrorCode(status) == ZSTD_error_memory_allocation)
      ThrowOutOfMemory(decoder_.account_, remaining_);
    const bool stuck = in.pos == before && out.pos == 0;
    if (ZSTD_isError(status) != 0 || stuck) {
      remaining_ = 0;
      return false;
    }
  }
  consumed_ = in.pos;
  remaining_ -= out.pos;
  ready_ = {room.data(), out.pos};
  next_ = 0;
  return true;
}

bool ZstdByteStream::TakeNumber(uint32_t* number) {
  return TakeCollectionNumber([this](uint8_t* byte) { return TakeByte(byte); }, number);
}

bool ZstdByteStream::TakeText(std::pmr::string* text) {
  text->clear();
  for (;;) {
    if (next_ == ready_.size() && !Refill()) return false;
    const std::string_view rest = ready_.substr(next_);
    const size_t end = rest.find('\0');
    text->append(rest.substr(0, end));
    if (end != std::string_view::npos) {
      next_ += end + 1;
      return true;
    }
    next_ = ready_.size();
  }
}

}  // namespace tare::genome
