#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <memory_resource>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "genome/kmer.h"
#include "genome/segment_bases.h"
#include "tare/memory.h"

namespace tare::genome {

// Where a text and the reference agree.
struct LzMatch {
  uint32_t position;  // in the reference, of the text's base that was asked for
  uint32_t backward;  // bases before it
  uint32_t forward;   // bases from it on
};

// A reference a byte a base, with a hash table of every fourth of its k-mers. Built in some microseconds for
// each 10,000 bases, so that groups need not keep one: 1.4 to 2.4 bytes a base (half a byte to one more for
// references over 262,140 bases).
//
// The table is that of C++ AGC (open addressing with linear probing, first come, first found), so that the
// same matches are found.
class LzIndex {
 public:
  LzIndex(uint32_t min_match_length, Account& account);

  // `reference` is copied. Throws MemoryLimitExceeded; the index is empty then.
  void Build(const PackedBases& reference);
  // The same from letters, as archives are decoded.
  void BuildOfLetters(std::string_view reference);

  std::span<const BaseCode> reference() const { return {reference_.data(), size_}; }
  uint32_t min_match_length() const { return min_match_length_; }
  // The bases of a key: a little fewer than of a match, as only every fourth place is indexed.
  uint32_t key_length() const { return key_length_; }
  uint64_t memory() const {
    return reference_.capacity() + places16_.capacity() * 2 + places32_.capacity() * 4;
  }

  // The longest match of the text at `text`, whose next key_length() bases are `key`: `ahead` bases may
  // follow it and `behind` may be taken back. Nothing where all are shorter than min_match_length().
  std::optional<LzMatch> FindLongest(uint64_t key, const BaseCode* text, uint32_t ahead,
                                     uint32_t behind) const {
    return places32_.empty() ? FindIn(places16_, key, text, ahead, behind)
                             : FindIn(places32_, key, text, ahead, behind);
  }

 private:
  static constexpr uint32_t kStep = 4;
  static constexpr uint32_t kMaxTries = 64;
  static constexpr size_t kPadding = 40;  // of the reference, so that no comparison needs to look for its end
  static constexpr BaseCode kPad = 31;
  template <typename Place>
  static constexpr Place kEmpty = std::numeric_limits<Place>::max();

  // In a table of a power of two. Which keys share a place decides nothing: those of one key are found in
  // their order.
  static size_t SlotOf(uint64_t key, size_t size) { return SpreadBits(key) >> (64 - std::countr_zero(size)); }

  BaseCode* Begin(size_t size);
  void Finish();
  template <typename Place>
  void Fill(std::pmr::vector<Place>* places, size_t keys);
  template <typename Place>
  std::optional<LzMatch> FindIn(const std::pmr::vector<Place>& places, uint64_t key, const BaseCode* text,
                                uint32_t ahead, uint32_t behind) const {
    const size_t slot = SlotOf(key, places.size());
    if (places[slot] == kEmpty<Place>) return std::nullopt;  // most often
    return FindFrom(places, slot, text, ahead, behind);
  }
  template <typename Place>
  std::optional<LzMatch> FindFrom(const std::pmr::vector<Place>& places, size_t slot, const BaseCode* text,
                                  uint32_t ahead, uint32_t behind) const;
  template <typename Visit>
  void ForEachKey(Visit visit) const;

  const uint32_t min_match_length_;
  const uint32_t key_length_;
  Bases reference_;
  uint32_t size_ = 0;  // of it, without padding
  std::pmr::vector<uint16_t> places16_;
  std::pmr::vector<uint32_t> places32_;
};

}  // namespace tare::genome
