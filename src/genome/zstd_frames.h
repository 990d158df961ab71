#pragma once

// Decompression of zstd frames (RFC 8878), with all memory on an account.

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <string_view>

#include "genome/buffer.h"
#include "tare/memory.h"

struct ZSTD_DCtx_s;

namespace tare::genome {

// No frame decompresses to more than so many times its size (a block of 128 KiB takes 4 bytes at least).
inline constexpr uint64_t kMaxZstdRatio = 32768;

// What a frame says that it holds; nothing where it does not say so, or is damaged.
std::optional<uint64_t> StatedSize(std::string_view frame);

// A decoder, for one frame after another. Takes about 95 KiB when it is first used; throws
// MemoryLimitExceeded where there is no room.
class ZstdDecoder {
 public:
  explicit ZstdDecoder(Account& account) : account_(account) {}
  ~ZstdDecoder();
  ZstdDecoder(const ZstdDecoder&) = delete;
  ZstdDecoder& operator=(const ZstdDecoder&) = delete;

  // How many bytes came out; nothing where the frame is damaged or holds more than `out` has room for.
  std::optional<size_t> Decode(std::string_view frame, std::span<char> out);

 private:
  friend class ZstdByteStream;

  ZSTD_DCtx_s* Context();

  Account& account_;
  ZSTD_DCtx_s* context_ = nullptr;
};

// A frame decompressed as it is read: holds what the frame's window needs, not all that comes out.
class ZstdByteStream {
 public:
  explicit ZstdByteStream(Account& account) : decoder_(account), buffer_(account) {}

  // `size` is what must come out.
  void Start(std::string_view frame, uint64_t size);

  // These are false at the end of the data and where it is damaged.
  bool TakeByte(uint8_t* byte) {
    if (next_ == ready_.size() && !Refill()) return false;
    *byte = static_cast<uint8_t>(ready_[next_++]);
    return true;
  }
  // A number of 1 to 5 bytes (docs/agc-format.md, "Numbers of the collection").
  bool TakeNumber(uint32_t* number);
  // Up to a zero byte, which is taken too.
  bool TakeText(std::pmr::string* text);

 private:
  static constexpr size_t kBufferSize = 16 * 1024;

  bool Refill();

  ZstdDecoder decoder_;
  Buffer buffer_;
  std::string_view frame_;
  size_t consumed_ = 0;     // of frame_
  uint64_t remaining_ = 0;  // that must still come out
  std::string_view ready_;
  size_t next_ = 0;  // in ready_
};

}  // namespace tare::genome
