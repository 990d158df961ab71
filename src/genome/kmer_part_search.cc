#include "genome/kmer_part_search.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <utility>

#include "memory/pages.h"

namespace tare::genome {

namespace {

constexpr size_t kLeastOpen = 4096;

// A k-mer and its counter.
struct Found {
  uint64_t slot;
  uint64_t kmer;
  uint64_t position;
};

// K-mers whose counters are asked for ahead of their use, so that their memory is there by then.
template <typename Use>
class Ahead {
 public:
  Ahead(const uint64_t* counters, Use use) : counters_(counters), use_(use) {}

  // Whether it is wanted is no branch: nothing could foretell it.
  void Add(const Found& found, bool wanted) {
    (*filling_)[count_] = found;
    count_ += wanted ? 1 : 0;
    if (count_ == kDepth) Turn();
  }
  void Flush() {
    Turn();
    Turn();
  }

 private:
  static constexpr size_t kDepth = 32;
  using Batch = std::array<Found, kDepth>;

  void Turn() {
    for (size_t i = 0; i < count_; ++i) __builtin_prefetch(counters_ + (*filling_)[i].slot / 32, 1);
    for (size_t i = 0; i < waiting_count_; ++i) use_((*waiting_)[i]);
    std::swap(filling_, waiting_);
    waiting_count_ = std::exchange(count_, 0);
  }

  const uint64_t* counters_;
  Use use_;
  Batch batches_[2];
  Batch* filling_ = &batches_[0];
  Batch* waiting_ = &batches_[1];
  size_t count_ = 0;
  size_t waiting_count_ = 0;
};

// Sets bits in words that other threads set bits in too: neighbours at once.
class BitSetter {
 public:
  explicit BitSetter(std::span<uint64_t> words) : words_(words) {}
  ~BitSetter() { Flush(); }
  BitSetter(const BitSetter&) = delete;
  BitSetter& operator=(const BitSetter&) = delete;

  void Set(uint64_t position) {
    if (position / 64 != word_) {
      Flush();
      word_ = position / 64;
    }
    bits_ |= uint64_t{1} << (position % 64);
  }

 private:
  void Flush() {
    if (bits_ != 0) std::atomic_ref(words_[word_]).fetch_or(bits_, std::memory_order_relaxed);
    bits_ = 0;
  }

  std::span<uint64_t> words_;
  uint64_t word_ = 0;
  uint64_t bits_ = 0;
};

}  // namespace

KmerPartSearch::KmerPartSearch(const Task& task, Account& account)
    : task_(task),
      position_mask_(std::bit_ceil(task.sequence.size() + 1) - 1),
      memory_(account),
      counters_(&memory_),
      open_(account, std::max<uint64_t>(task.open_bytes / sizeof(Occurrence), kLeastOpen)) {
  counters_.reserve(task.counter_bytes / 8);
  pages::PreferHuge(counters_.data(), task.counter_bytes);
  counters_.resize(task.counter_bytes / 8, 0);
}

// Calls use(found). The slot is of the hash's highest bits, the part of those below.
template <typename Use>
void KmerPartSearch::ForEachKmerOf(uint64_t part, uint64_t parts, Use use) const {
  const int slot_shift = 64 - std::countr_zero(counters_.size() * 32);
  const int part_shift = std::max(slot_shift - 32, 0);
  Ahead<Use> ahead(counters_.data(), use);
  task_.sequence.ForEachKmer(task_.k, [&](uint64_t position, uint64_t kmer) {
    const uint64_t hash = SpreadBits(kmer);
    ahead.Add({.slot = hash >> slot_shift, .kmer = kmer, .position = position},
              MayBeSplitter(kmer) && PartOf(hash >> part_shift, parts) == part);
  });
  ahead.Flush();
}

void KmerPartSearch::Find(uint64_t part, uint64_t parts) {
  Count(part, parts);
  for (uint64_t turns = 1;; turns *= 4) {
    bool fits = true;
    for (uint64_t turn = 0; turn < turns && fits; ++turn)
      fits = SortOpen({.part = part, .parts = parts, .turn = turn, .turns = turns, .first = turn == 0});
    if (fits) return;
  }
}

// Counters: 0, 1, and 3 for more.
void KmerPartSearch::Count(uint64_t part, uint64_t parts) {
  std::ranges::fill(counters_, 0);
  ForEachKmerOf(part, parts, [this](const Found& found) {
    uint64_t& word = counters_[found.slot / 32];
    const uint64_t bit = found.slot % 32 * 2;
    word |= ((word >> bit & 1) << 1 | 1) << bit;
  });
}

// False where it does not fit.
bool KmerPartSearch::SortOpen(const Share& share) {
  if (!CollectOpen(share)) return false;
  if (share.first && task_.ledger != nullptr) task_.ledger->Mark("finding k-mers that occur once");
  std::sort(open_.begin(), open_.end());
  BitSetter unique(task_.unique);
  ForEachDistinct([&](std::span<const Occurrence> same) {
    if (same.size() == 1) unique.Set(PositionOf(same[0]));
  });
  return true;
}

// What the counters leave open; in the first turn, those that they do not are told.
bool KmerPartSearch::CollectOpen(const Share& share) {
  open_.Clear();
  bool fits = true;
  BitSetter unique(task_.unique);
  ForEachKmerOf(share.part, share.parts, [&](const Found& found) {
    if ((counters_[found.slot / 32] >> (found.slot % 32 * 2) & 3) == 1) {
      if (share.first) unique.Set(found.position);
    } else if (const uint64_t hash = MixBits(found.kmer); fits && PartOf(hash, share.turns) == share.turn) {
      if (open_.full()) fits = ThinOpen();
      if (fits) open_.Add((hash & ~position_mask_) | found.position);
    }
  });
  return fits;
}

// Keeps two occurrences of each k-mer: more say nothing more. False where that makes little room.
bool KmerPartSearch::ThinOpen() {
  std::sort(open_.begin(), open_.end());
  Occurrence* kept = open_.begin();
  ForEachDistinct([&](std::span<const Occurrence> same) {
    kept = std::ranges::copy(same.first(std::min<size_t>(same.size(), 2)), kept).out;
  });
  const size_t before = open_.size();
  open_.Shrink(static_cast<size_t>(kept - open_.begin()));
  return open_.size() <= before / 4 * 3;
}

// Calls visit(occurrences) for each k-mer in open_, which is sorted. Those with one hash are nearly always of
// one k-mer; the sequence tells.
template <typename Visit>
void KmerPartSearch::ForEachDistinct(Visit visit) {
  const auto kmer_of = [this](Occurrence occurrence) {
    return task_.sequence.KmerAt(task_.k, PositionOf(occurrence));
  };
  for (Occurrence* begin = open_.begin(); begin != open_.end();) {
    Occurrence* end = begin + 1;
    while (end != open_.end() && ((*end ^ *begin) & ~position_mask_) == 0) ++end;
    while (end - begin > 1) {
      const uint64_t kmer = kmer_of(*begin);
      Occurrence* const others =
          std::partition(begin + 1, end, [&](Occurrence next) { return kmer_of(next) == kmer; });
      visit(std::span<const Occurrence>(begin, others));
      begin = others;
    }
    if (begin != end) visit(std::span<const Occurrence>(begin, end));
    begin = end;
  }
}

}  // namespace tare::genome
