#include "genome/pack_writer.h"

// For the allocator's hooks, which are in libzstd since version 1.0 and not in its stable interface.
#define ZSTD_STATIC_LINKING_ONLY  // NOLINT(readability-identifier-naming)
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <cstring>

#include "memory/sized_block.h"

namespace tare::genome {

namespace {

void* Allocate(void* opaque, size_t size) {
  auto* memory = static_cast<ZstdMemory*>(opaque);
  void* block = AllocateSizedBlock(memory->account, size);
  if (block == nullptr) memory->refused = size;
  return block;
}

void Free(void* opaque, void* block) { FreeSizedBlock(static_cast<ZstdMemory*>(opaque)->account, block); }

constexpr size_t kKeptContext = size_t{3} << 20;
constexpr size_t kLarge = size_t{256} << 10;
constexpr int kLargeTableLog = 18;
constexpr int kBasesTableLog = 16;
constexpr int kBasesMinMatch = 7;
constexpr int kBasesMinLongMatch = 32;

// That of C++ AGC, as the base of what is set for packs.
constexpr int kPackLevel = 17;
constexpr size_t kSmallPack = size_t{4} << 10;
// Where C++ AGC has 13: tuples hardly have anything but their frequencies.
constexpr int kTupleLevel = 5;
// What follows a frame.
constexpr char kPlainMark = 0;
constexpr char kTupleMark = 1;

// How many bases are the same as those at `other`. Eight at a time: codes are below 128, so that a byte of
// differences carries into its highest bit exactly where it is not zero.
size_t CountSame(const BaseCode* bases, const BaseCode* other, size_t count) {
  static constexpr uint64_t kLow = 0x7F7F7F7F7F7F7F7F;
  size_t same = 0;
  size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    uint64_t left;
    uint64_t right;
    std::memcpy(&left, bases + i, 8);
    std::memcpy(&right, other + i, 8);
    // One bit a differing base; multiplying adds the bytes up.
    const uint64_t differing = (((left ^ right) + kLow) >> 7) & 0x0101010101010101;
    same += 8 - (differing * 0x0101010101010101 >> 56);
  }
  for (; i < count; ++i) same += bases[i] == other[i];
  return same;
}

// Whether at some distance from 4 to 31 half the bases or more are repeated: tuples would hide it.
bool IsRepetitive(std::span<const BaseCode> bases) {
  static constexpr size_t kFirst = 4;
  static constexpr size_t kLast = 31;
  if (bases.size() <= kFirst) return false;
  size_t regular = 0;  // of all that have one at that distance behind them
  for (size_t i = 0; i + kFirst < bases.size(); ++i) regular += bases[i] <= kLastRegularBase;
  for (size_t distance = kFirst; distance <= kLast && distance < bases.size(); ++distance) {
    const size_t count = bases.size() - distance;
    if (regular != 0 && CountSame(bases.data(), bases.data() + distance, count) * 2 >= regular) return true;
    regular -= bases[count - 1] <= kLastRegularBase;
  }
  return false;
}

// As many bases in a byte as their codes allow, the first the most significant; then how many there are.
void PackTuples(std::span<const BaseCode> bases, std::pmr::vector<char>* tuples) {
  const BaseCode highest = bases.empty() ? 0 : *std::ranges::max_element(bases);
  const auto pack = [&](size_t count, unsigned radix) {
    tuples->reserve(bases.size() / count + 2);
    size_t i = 0;
    for (; i + count <= bases.size(); i += count) {
      unsigned tuple = 0;
      for (size_t j = 0; j < count; ++j) tuple = tuple * radix + bases[i + j];
      tuples->push_back(static_cast<char>(tuple));
    }
    unsigned last = 0;
    for (; i < bases.size(); ++i) last = last * radix + bases[i];
    tuples->push_back(static_cast<char>(last));
    tuples->push_back(static_cast<char>(count << 4 | bases.size() % count));
  };
  if (highest < 4)
    pack(4, 4);
  else if (highest < 6)
    pack(3, 6);
  else
    pack(2, 16);
}

// As it is where compression does not make it smaller.
void StoreSmaller(std::string_view plain, StoredPart* part) {
  part->metadata = plain.size();
  if (part->bytes.size() < plain.size()) return;
  part->metadata = 0;
  part->bytes.assign(plain.begin(), plain.end());
}

}  // namespace

ZstdEncoder::~ZstdEncoder() { ZSTD_freeCCtx(context_); }

void ZstdEncoder::ThrowOutOfMemory() const {
  throw MemoryLimitExceeded(memory_.account.name(), memory_.refused, memory_.account.budget().limit());
}

void ZstdEncoder::Begin(int level) {
  if (context_ == nullptr)
    context_ = ZSTD_createCCtx_advanced({.customAlloc = Allocate, .customFree = Free, .opaque = &memory_});
  if (context_ == nullptr) ThrowOutOfMemory();
  ZSTD_CCtx_reset(context_, ZSTD_reset_session_and_parameters);
  ZSTD_CCtx_setParameter(context_, ZSTD_c_compressionLevel, level);
}

// Tables as large as the level has them take 17 bytes a byte, and find hardly more.
void ZstdEncoder::LimitTables(size_t size, int table_log) {
  if (size <= kLarge) return;
  ZSTD_CCtx_setParameter(context_, ZSTD_c_hashLog, table_log);
  ZSTD_CCtx_setParameter(context_, ZSTD_c_chainLog, table_log);
}

void ZstdEncoder::Encode(std::string_view bytes, int level, std::pmr::vector<char>* out) {
  Begin(level);
  LimitTables(bytes.size(), kLargeTableLog);
  Run(bytes, out);
}

void ZstdEncoder::EncodeDeltas(std::string_view deltas, std::pmr::vector<char>* out) {
  Begin(kPackLevel);
  if (deltas.size() > kSmallPack) {
    // Within 0.3 % of the level's size, in a third of its time and with a fifth of its tables.
    ZSTD_CCtx_setParameter(context_, ZSTD_c_strategy, ZSTD_btultra);
    ZSTD_CCtx_setParameter(context_, ZSTD_c_hashLog, 16);
    ZSTD_CCtx_setParameter(context_, ZSTD_c_chainLog, 17);
    ZSTD_CCtx_setParameter(context_, ZSTD_c_minMatch, 5);
    ZSTD_CCtx_setParameter(context_, ZSTD_c_searchLog, 4);
    ZSTD_CCtx_setParameter(context_, ZSTD_c_targetLength, 48);
  } else {
    // Two hundredths larger than the level has it, in a tenth of its time.
    ZSTD_CCtx_setParameter(context_, ZSTD_c_strategy, ZSTD_lazy2);
    ZSTD_CCtx_setParameter(context_, ZSTD_c_minMatch, 4);
    ZSTD_CCtx_setParameter(context_, ZSTD_c_searchLog, 5);
  }
  Run(deltas, out);
}

// Bases have short repeats everywhere, which say nothing: one try finds the long ones.
void ZstdEncoder::EncodeBases(std::string_view bases, std::pmr::vector<char>* out) {
  Begin(kPackLevel);
  LimitTables(bases.size(), kBasesTableLog);
  ZSTD_CCtx_setParameter(context_, ZSTD_c_strategy, ZSTD_btultra);
  ZSTD_CCtx_setParameter(context_, ZSTD_c_searchLog, 1);
  ZSTD_CCtx_setParameter(context_, ZSTD_c_minMatch, kBasesMinMatch);
  if (bases.size() > kLarge) {
    ZSTD_CCtx_setParameter(context_, ZSTD_c_enableLongDistanceMatching, 1);
    ZSTD_CCtx_setParameter(context_, ZSTD_c_ldmMinMatch, kBasesMinLongMatch);
  }
  Run(bases, out);
}

void ZstdEncoder::Run(std::string_view bytes, std::pmr::vector<char>* out) {
  const size_t begin = out->size();
  out->resize(begin + ZSTD_compressBound(bytes.size()));
  const size_t size =
      ZSTD_compress2(context_, out->data() + begin, out->size() - begin, bytes.data(), bytes.size());
  // The only error there can be.
  if (ZSTD_isError(size) != 0) ThrowOutOfMemory();
  out->resize(begin + size);
  if (ZSTD_sizeof_CCtx(context_) > kKeptContext) {
    ZSTD_freeCCtx(context_);
    context_ = nullptr;
  }
}

void CompressReference(std::span<const BaseCode> bases, ZstdEncoder& encoder, Account& account,
                       StoredPart* part) {
  const std::string_view plain(reinterpret_cast<const char*>(bases.data()), bases.size());
  part->bytes.clear();
  if (IsRepetitive(bases)) {
    encoder.EncodeBases(plain, &part->bytes);
    part->bytes.push_back(kPlainMark);
  } else {
    std::pmr::vector<char> tuples(&account);
    PackTuples(bases, &tuples);
    encoder.Encode({tuples.data(), tuples.size()}, kTupleLevel, &part->bytes);
    part->bytes.push_back(kTupleMark);
  }
  StoreSmaller(plain, part);
}

void CompressPack(std::string_view members, bool raw, ZstdEncoder& encoder, StoredPart* part) {
  part->bytes.clear();
  if (raw)
    encoder.EncodeBases(members, &part->bytes);
  else
    encoder.EncodeDeltas(members, &part->bytes);
  part->bytes.push_back(kPlainMark);
  StoreSmaller(members, part);
}

}  // namespace tare::genome
