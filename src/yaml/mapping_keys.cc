#include "yaml/mapping_keys.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "yaml/hash.h"

namespace tare::yaml {

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

// Equal keys have equal ones. Cheaper than a hash, and good enough among a few.
uint64_t MappingKeys::FingerprintOf(const Value& key) {
  constexpr uint64_t kFactor = 0x9E3779B97F4A7C15u;
  const bool verbatim = TagOf(key) == ValueTag::kSourceText && StyleOf(key) == TextStyle::kVerbatim;
  if (!verbatim && (TagOf(key) == ValueTag::kShortString || TagOf(key) == ValueTag::kInteger))
    return key.bits * kFactor;
  if (!verbatim && KindOf(key) != Kind::kString) return HashOf(key);
  const std::string_view text =
      verbatim ? TextOf(key, source_.text) : ContentOf(key, source_, &scratch_.left);
  if (text.size() <= kShortString) return ShortStringValue(text).bits * kFactor;
  uint64_t head;
  uint64_t tail;
  std::memcpy(&head, text.data(), 8);
  std::memcpy(&tail, text.data() + text.size() - 8, 8);
  return ((head * kFactor) ^ tail ^ text.size()) * kFactor;
}

size_t MappingKeys::FirstDuplicateOfFew(std::span<const PendingValue> entries) {
  uint64_t fingerprints[kSmall];
  uint64_t seen = 0;  // a bit for each value of the highest six of a fingerprint
  for (size_t i = 0; i < entries.size(); i += 2) {
    const Value& key = WithoutTag(entries[i].value);
    if (IsCollection(key)) {
      fingerprints[i / 2] = 0;
      continue;
    }
    const uint64_t fingerprint = FingerprintOf(key);
    fingerprints[i / 2] = fingerprint;
    const uint64_t bit = uint64_t{1} << (fingerprint >> 58);
    if ((seen & bit) != 0) {
      for (size_t j = 0; j < i; j += 2) {
        if (fingerprints[j / 2] != fingerprint) continue;
        const Value& earlier = WithoutTag(entries[j].value);
        if (!IsCollection(earlier) && Equal(key, earlier)) return i;
      }
    }
    seen |= bit;
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
