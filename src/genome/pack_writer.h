#pragma once

// What goes into an archive as parts of streams: references and packs, compressed (docs/agc-format.md,
// "References" and "Packs").

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "genome/kmer.h"
#include "tare/memory.h"

struct ZSTD_CCtx_s;

namespace tare::genome {

// What libzstd allocates from, by hooks that cannot throw.
struct ZstdMemory {
  Account& account;
  size_t refused = 0;  // the last size that there was no room for
};

// An encoder for one frame after another, with all memory on an account. What it needs grows with the level
// and with what is compressed; what is much is given back after each frame.
class ZstdEncoder {
 public:
  explicit ZstdEncoder(Account& account) : memory_{.account = account} {}
  ~ZstdEncoder();
  ZstdEncoder(const ZstdEncoder&) = delete;
  ZstdEncoder& operator=(const ZstdEncoder&) = delete;

  // Appends the frame to `out`. Throws MemoryLimitExceeded where there is no room.
  void Encode(std::string_view bytes, int level, std::pmr::vector<char>* out);
  // The same for deltas (lz_encoder.h), and for bases, a byte each.
  void EncodeDeltas(std::string_view deltas, std::pmr::vector<char>* out);
  void EncodeBases(std::string_view bases, std::pmr::vector<char>* out);

 private:
  void Begin(int level);
  void LimitTables(size_t size, int table_log);
  void Run(std::string_view bytes, std::pmr::vector<char>* out);
  [[noreturn]] void ThrowOutOfMemory() const;

  ZstdMemory memory_;
  ZSTD_CCtx_s* context_ = nullptr;
};

// A part of a stream, as it is stored.
struct StoredPart {
  explicit StoredPart(Account& account) : bytes(&account) {}

  uint64_t metadata = 0;  // the size before compression; 0 where it is not compressed
  std::pmr::vector<char> bytes;
};

// A group's first segment.
void CompressReference(std::span<const BaseCode> bases, ZstdEncoder& encoder, Account& account,
                       StoredPart* part);
// Members, each with its separator: deltas, or a raw group's bases.
void CompressPack(std::string_view members, bool raw, ZstdEncoder& encoder, StoredPart* part);

}  // namespace tare::genome
