#include "yaml/mapping_index.h"

#include <bit>
#include <mutex>

#include "yaml/hash.h"

namespace tare::yaml {

bool SearchedKey::Is(const Value& key, const TextSource& source, std::pmr::string* scratch) const {
  const Value& plain = WithoutTag(key);
  if (is_integer) {
    if (TagOf(plain) == ValueTag::kInteger) return IntegerOf(plain) == integer;
    if (IsCollection(plain) || KindOf(plain) != Kind::kInteger) return false;
    const Resolved number = NumberOf(plain, source);
    return number.type == ScalarType::kInteger && number.integer() == integer;
  }
  switch (TagOf(plain)) {
    case ValueTag::kShortString:
      return plain.bits == short_string.bits;
    case ValueTag::kSourceText:
      if (StyleOf(plain) == TextStyle::kVerbatim) return TextOf(plain, source.text) == text;
      [[fallthrough]];
    case ValueTag::kBox:
      return KindOf(plain) == Kind::kString && ContentOf(plain, source, scratch) == text;
    default:
      return false;
  }
}

uint64_t SearchedKey::Hash(uint64_t seed) const {
  if (!is_integer) return HashString(text, seed);
  // An integer that is too large to stand in a value hashes as HashScalar does it.
  if (!FitsInteger(integer)) return HashWord(static_cast<uint64_t>(integer) ^ 1, seed);
  return HashWord(IntegerValue(integer).bits, seed);
}

MappingIndexes::MappingIndexes(Account& account)
    : account_(account), seed_(SeedFrom(this)), indexes_(&account) {}

void MappingIndexes::Clear() { indexes_.clear(); }

const MappingIndexes::Slots& MappingIndexes::IndexOf(Elements entries, const TextSource& source) {
  {
    const std::shared_lock lock(mutex_);
    if (const auto found = indexes_.find(entries.first); found != indexes_.end()) return found->second;
  }
  const std::unique_lock lock(mutex_);
  if (const auto found = indexes_.find(entries.first); found != indexes_.end()) return found->second;
  Slots slots(std::bit_ceil(entries.count), 0, &account_);  // two a pair, or more
  ScalarScratch scratch(account_);
  const size_t mask = slots.size() - 1;
  // From the last to the first: of equal keys only the last is found.
  for (size_t i = entries.count / 2; i-- > 0;) {
    const Value& key = WithoutTag(entries.first[2 * i]);
    if (IsCollection(key)) continue;
    const auto is_key = [&](uint32_t slot) {
      return EqualScalars(key, source, WithoutTag(entries.first[2 * (slot - 1)]), source, scratch);
    };
    size_t at = HashScalar(key, source, seed_, &scratch.left) & mask;
    while (slots[at] != 0 && !is_key(slots[at])) at = (at + 1) & mask;
    if (slots[at] == 0) slots[at] = static_cast<uint32_t>(i + 1);
  }
  return indexes_.emplace(entries.first, std::move(slots)).first->second;
}

const Value* MappingIndexes::Find(Elements entries, const SearchedKey& key, const TextSource& source) {
  std::pmr::string scratch(&account_);
  const size_t pairs = entries.count / 2;
  if (pairs <= kLargeMapping || pairs >= UINT32_MAX) {
    for (size_t i = pairs; i-- > 0;) {
      if (key.Is(entries.first[2 * i], source, &scratch)) return &entries.first[2 * i + 1];
    }
    return nullptr;
  }
  const Slots& slots = IndexOf(entries, source);
  const size_t mask = slots.size() - 1;
  for (size_t at = key.Hash(seed_) & mask; slots[at] != 0; at = (at + 1) & mask) {
    const Value* entry = &entries.first[2 * (slots[at] - 1)];
    if (key.Is(*entry, source, &scratch)) return entry + 1;
  }
  return nullptr;
}

}  // namespace tare::yaml
