#include "genome/kmer_part_search.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstddef>

#include "memory/pages.h"

namespace tare::genome {

namespace {

constexpr size_t kLeastOpen = 4096;

struct Waiting {
  uint64_t slot;
};
struct WaitingOccurrence {
  uint64_t slot;
  uint64_t kmer;
  uint64_t position;
};

// A k-mer's slot asked for ahead of its use, so that its memory is there by then.
template <typename Item, typename Use>
class Ahead {
 public:
  Ahead(const uint64_t* counters, Use use) : counters_(counters), use_(use) {}

  void Add(const Item& item) {
    __builtin_prefetch(counters_ + item.slot / 32, 1);
    waiting_[count_++] = item;
    if (count_ == kDepth) Flush();
  }
  void Flush() {
    for (size_t i = 0; i < count_; ++i) use_(waiting_[i]);
    count_ = 0;
  }

 private:
  static constexpr size_t kDepth = 32;

  const uint64_t* counters_;
  Use use_;
  Item waiting_[kDepth];
  size_t count_ = 0;
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

constexpr auto kByKmer = [](const auto& a, const auto& b) { return a.kmer < b.kmer; };

}  // namespace

KmerPartSearch::KmerPartSearch(const Task& task, Account& account)
    : task_(task),
      memory_(account),
      counters_(&memory_),
      open_(account, std::max<uint64_t>(task.open_bytes / sizeof(Occurrence), kLeastOpen)) {
  counters_.reserve(task.counter_bytes / 8);
  pages::PreferHuge(counters_.data(), task.counter_bytes);
  counters_.resize(task.counter_bytes / 8, 0);
}

// Calls visit(position, k-mer, its slot). The slot is of the hash's highest bits, the part of those below.
template <typename Visit>
void KmerPartSearch::ForEachKmerOf(uint64_t part, uint64_t parts, Visit visit) const {
  const int slot_bits = std::countr_zero(counters_.size() * 32);
  const int slot_shift = 64 - slot_bits;
  const int part_shift = std::max(slot_shift - 32, 0);
  task_.sequence.ForEachKmer(task_.k, [&](uint64_t position, uint64_t kmer) {
    const uint64_t hash = SpreadBits(kmer);
    if (PartOf(hash >> part_shift, parts) == part) visit(position, kmer, hash >> slot_shift);
  });
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
  auto count = [this](const Waiting& next) {
    uint64_t& word = counters_[next.slot / 32];
    const uint64_t bit = next.slot % 32 * 2;
    word |= ((word >> bit & 1) << 1 | 1) << bit;
  };
  Ahead<Waiting, decltype(count)> ahead(counters_.data(), count);
  ForEachKmerOf(part, parts, [&](uint64_t, uint64_t, uint64_t slot) { ahead.Add({.slot = slot}); });
  ahead.Flush();
}

// False where it does not fit.
bool KmerPartSearch::SortOpen(const Share& share) {
  if (!CollectOpen(share)) return false;
  if (share.first && task_.ledger != nullptr) task_.ledger->Mark("finding k-mers that occur once");
  std::sort(open_.begin(), open_.end(), kByKmer);
  BitSetter unique(task_.unique);
  for (const Occurrence* next = open_.begin(); next != open_.end();) {
    const Occurrence* end = next + 1;
    while (end != open_.end() && end->kmer == next->kmer) ++end;
    if (end == next + 1) unique.Set(next->position);
    next = end;
  }
  return true;
}

// What the counters leave open; in the first turn, those that they do not are told.
bool KmerPartSearch::CollectOpen(const Share& share) {
  open_.Clear();
  bool fits = true;
  BitSetter unique(task_.unique);
  auto look = [&](const WaitingOccurrence& next) {
    if ((counters_[next.slot / 32] >> (next.slot % 32 * 2) & 3) == 1) {
      if (share.first) unique.Set(next.position);
    } else if (fits && PartOf(MixBits(next.kmer), share.turns) == share.turn) {
      if (open_.full()) fits = ThinOpen();
      if (fits) open_.Add({.kmer = next.kmer, .position = next.position});
    }
  };
  Ahead<WaitingOccurrence, decltype(look)> ahead(counters_.data(), look);
  ForEachKmerOf(share.part, share.parts, [&](uint64_t position, uint64_t kmer, uint64_t slot) {
    ahead.Add({.slot = slot, .kmer = kmer, .position = position});
  });
  ahead.Flush();
  return fits;
}

// Keeps two occurrences of each k-mer: more say nothing more. False where that makes little room.
bool KmerPartSearch::ThinOpen() {
  std::sort(open_.begin(), open_.end(), kByKmer);
  size_t kept = 0;
  for (const Occurrence& next : open_) {
    if (kept >= 2 && open_[kept - 2].kmer == next.kmer) continue;
    open_[kept++] = next;
  }
  const size_t before = open_.size();
  open_.Shrink(kept);
  return kept <= before / 4 * 3;
}

}  // namespace tare::genome
