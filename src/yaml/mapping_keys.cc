#include "yaml/mapping_keys.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "yaml/hash.h"

namespace tare::yaml {
namespace {

constexpr char kZeros[sizeof(uint64_t)] = {};  // the text of what is known by its bits

uint64_t Fingerprint(const char* text, size_t tail_at, uint64_t bits) {
  constexpr uint64_t kFactor = 0x9E3779B97F4A7C15u;
  uint64_t head;
  uint64_t tail;
  std::memcpy(&head, text, sizeof head);
  std::memcpy(&tail, text + tail_at, sizeof tail);
  return ((head * kFactor) ^ tail ^ bits) * kFactor;
}

}  // namespace

MappingKeys::MappingKeys(const TextSource& source, Account& account)
    : source_(source), seed_(SeedFrom(this)), scratch_(account), slots_(&account) {}

size_t MappingKeys::FirstDuplicate(std::span<const PendingValue> entries) {
  if (entries.size() <= 2 * kSmall) return FirstDuplicateOfFew(entries);
  Begin(entries.size() / 2);
  for (size_t i = 0; i < entries.size(); i += 2) {
    if (Add(entries[i].value)) return i;
  }
  return kNone;
}

// Equal keys have equal ones. Cheaper than a hash, and good enough among a few. Short or long is as good as
// random, so that there is no branch for it.
inline uint64_t MappingKeys::FingerprintOf(const Value& key) {
  const bool is_text = IsVerbatim(key);
  constexpr unsigned kByBits =
      1u << static_cast<unsigned>(ValueTag::kShortString) | 1u << static_cast<unsigned>(ValueTag::kInteger);
  const unsigned by_bits = kByBits >> static_cast<unsigned>(TagOf(key)) & 1;
  if (by_bits + (is_text ? 1 : 0) == 0) [[unlikely]] {
    if (KindOf(key) != Kind::kString) return HashOf(key);
    const std::string_view content = ContentOf(key, source_, &scratch_.left);
    if (content.size() <= kShortString) return Fingerprint(kZeros, 0, ShortStringValue(content).bits);
    return Fingerprint(content.data(), content.size() - sizeof(uint64_t), content.size());
  }
  // A verbatim text is longer than a short string: eight bytes.
  return Fingerprint(is_text ? source_.text.data() + OffsetOf(key) : kZeros,
                     is_text ? SizeOf(key) - sizeof(uint64_t) : 0, is_text ? SizeOf(key) : key.bits);
}

size_t MappingKeys::FirstDuplicateOfFew(std::span<const PendingValue> entries) {
  uint64_t fingerprints[kSmall];
  uint64_t seen[4] = {};  // a bit for each value of the highest eight of a fingerprint
  for (size_t i = 0; i < entries.size(); i += 2) {
    const Value& key = WithoutTag(entries[i].value);
    if (IsCollection(key)) {
      fingerprints[i / 2] = 0;
      continue;
    }
    const uint64_t fingerprint = FingerprintOf(key);
    fingerprints[i / 2] = fingerprint;
    const uint64_t bit = uint64_t{1} << (fingerprint >> 58);
    uint64_t& among = seen[(fingerprint >> 56) & 3];
    if ((among & bit) != 0) {
      for (size_t j = 0; j < i; j += 2) {
        if (fingerprints[j / 2] != fingerprint) continue;
        const Value& earlier = WithoutTag(entries[j].value);
        if (!IsCollection(earlier) && Equal(key, earlier)) return i;
      }
    }
    among |= bit;
  }
  return kNone;
}

void MappingKeys::Begin(size_t keys) {
  const size_t size = std::bit_ceil(std::max<size_t>(2 * keys, 2));
  if (slots_.size() < size) {
    slots_.assign(size, Slot{});
  } else {
    std::fill_n(slots_.begin(), size, Slot{});
  }
  mask_ = size - 1;
}

bool MappingKeys::Add(const Value& tagged) {
  const Value& key = WithoutTag(tagged);
  if (IsCollection(key)) return false;
  const uint64_t hash = HashOf(key);
  const auto stored = static_cast<uint32_t>(hash >> 32);
  size_t at = hash & mask_;
  for (; slots_[at].used != 0; at = (at + 1) & mask_) {
    if (slots_[at].hash == stored && Equal(key, slots_[at].key)) return true;
  }
  slots_[at] = {key, stored, 1};
  return false;
}

void MappingKeys::Trim() {
  if (slots_.size() <= kKept) return;
  slots_.clear();
  slots_.shrink_to_fit();
}

}  // namespace tare::yaml
