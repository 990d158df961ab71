#include "genome/lz_index.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

#include "genome/bases.h"
#include "genome/fasta_letters.h"

namespace tare::genome {

namespace {

constexpr double kMaxLoad = 0.7;

// How many bases agree, up to `most`. `reference` must be readable for 7 bytes behind where they end.
uint32_t CommonLength(const BaseCode* text, const BaseCode* reference, uint32_t most) {
  uint32_t length = 0;
  for (; length + 8 <= most; length += 8) {
    uint64_t left;
    uint64_t right;
    std::memcpy(&left, text + length, 8);
    std::memcpy(&right, reference + length, 8);
    if (left != right) return length + static_cast<uint32_t>(std::countr_zero(left ^ right)) / 8;
  }
  while (length < most && text[length] == reference[length]) ++length;
  return length;
}

}  // namespace

LzIndex::LzIndex(uint32_t min_match_length, Account& account)
    : min_match_length_(min_match_length),
      key_length_(min_match_length - kStep + 1),
      reference_(&account),
      places16_(&account),
      places32_(&account) {}

// Calls visit(position, key) for each fourth position whose key has regular bases alone. Goes four bases at a
// time: what is behind the end is no regular base.
template <typename Visit>
void LzIndex::ForEachKey(Visit visit) const {
  static_assert(kStep == 4);
  const uint32_t steps = (key_length_ + kStep - 1) / kStep;  // that a key reaches into
  const uint32_t beyond = steps * kStep - key_length_;       // bases of the last one that are not the key's
  const uint64_t mask = ~uint64_t{0} >> (64 - 2 * key_length_);
  uint64_t bases = 0;          // the last 32, two bits each
  uint32_t regular_begin = 0;  // behind the last base that is not regular
  for (uint32_t end = kStep; end < size_ + kStep; end += kStep) {
    uint32_t step;
    std::memcpy(&step, reference_.data() + end - kStep, kStep);
    // The first base is the lowest byte, and comes to be the highest two bits of eight.
    bases = bases << 8 | ((step & 0x03030303) * 0x40100401U >> 24);
    const bool is_regular = (step & 0xFCFCFCFC) == 0;
    const auto skip_irregular = [&](uint32_t from, uint32_t to) {
      for (uint32_t i = from; i < to; ++i)
        if (reference_[i] > kLastRegularBase) regular_begin = i + 1;
    };
    if (!is_regular) skip_irregular(end - kStep, end - beyond);
    if (end >= steps * kStep && regular_begin <= end - steps * kStep)
      visit(end - steps * kStep, bases >> 2 * beyond & mask);
    if (!is_regular) skip_irregular(end - beyond, end);
  }
}

void LzIndex::Build(const PackedBases& reference) {
  BaseCode* bases = Begin(reference.size());
  reference.Unpack(0, reference.size(), bases);
  Finish();
}

void LzIndex::BuildOfLetters(std::string_view reference) {
  BaseCode* bases = Begin(reference.size());
  for (const char letter : reference)
    *bases++ = letter == kUnknownLetter ? kUnknownCode : kCodeOfLetter[static_cast<uint8_t>(letter)];
  Finish();
}

// Where the bases go.
BaseCode* LzIndex::Begin(size_t size) {
  size_ = 0;
  places16_.clear();
  places32_.clear();
  reference_.clear();
  reference_.resize(size + kPadding, kPad);
  size_ = static_cast<uint32_t>(size);
  return reference_.data();
}

void LzIndex::Finish() {
  size_t keys = 0;
  ForEachKey([&](uint32_t, uint64_t) { ++keys; });
  if (size_ / kStep < std::numeric_limits<uint16_t>::max())
    Fill(&places16_, keys);
  else
    Fill(&places32_, keys);
}

template <typename Place>
void LzIndex::Fill(std::pmr::vector<Place>* places, size_t keys) {
  const auto least = static_cast<size_t>(static_cast<double>(keys) / kMaxLoad);
  const size_t size = std::max<size_t>(8, std::bit_floor(least) * 2);
  places->assign(size, kEmpty<Place>);
  ForEachKey([&](uint32_t position, uint64_t key) {
    const uint64_t home = SlotOf(key, size);
    for (uint32_t i = 0; i < kMaxTries; ++i) {
      Place& place = (*places)[(home + i) & (size - 1)];
      if (place != kEmpty<Place>) continue;
      place = static_cast<Place>(position / kStep);
      return;
    }
  });
}

template <typename Place>
std::optional<LzMatch> LzIndex::FindFrom(const std::pmr::vector<Place>& places, size_t slot,
                                         const BaseCode* text, uint32_t ahead, uint32_t behind) const {
  LzMatch best{};
  uint32_t longest = min_match_length_;
  for (uint32_t i = 0; i < kMaxTries && places[slot] != kEmpty<Place>;
       ++i, slot = (slot + 1) & (places.size() - 1)) {
    const uint32_t position = uint32_t{places[slot]} * kStep;
    const BaseCode* there = reference_.data() + position;
    if (std::memcmp(text, there, 8) != 0) continue;  // most often; a key is longer
    const uint32_t forward = CommonLength(text, there, ahead);
    if (forward < key_length_) continue;
    uint32_t backward = 0;
    const uint32_t most = std::min(behind, position);
    while (backward < most && *(text - backward - 1) == *(there - backward - 1)) ++backward;
    if (backward + forward > longest) {
      best = {.position = position, .backward = backward, .forward = forward};
      longest = backward + forward;
    }
  }
  if (best.backward + best.forward < min_match_length_) return std::nullopt;
  return best;
}

template std::optional<LzMatch> LzIndex::FindFrom(const std::pmr::vector<uint16_t>&, size_t, const BaseCode*,
                                                  uint32_t, uint32_t) const;
template std::optional<LzMatch> LzIndex::FindFrom(const std::pmr::vector<uint32_t>&, size_t, const BaseCode*,
                                                  uint32_t, uint32_t) const;

}  // namespace tare::genome
