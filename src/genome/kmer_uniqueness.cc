#include "genome/kmer_uniqueness.h"

#include <algorithm>
#include <bit>
#include <cstddef>

#include "memory/pages.h"

namespace tare::genome {

namespace {

// Which of `parts` equal parts of the hashes one is in.
uint64_t PartOf(uint64_t hash, uint64_t parts) { return (hash & UINT32_MAX) * parts >> 32; }

bool IsInPart(uint64_t kmer, uint64_t part, uint64_t parts) {
  return parts == 1 || PartOf(MixBits(kmer), parts) == part;
}

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

constexpr auto kByKmer = [](const auto& a, const auto& b) { return a.kmer < b.kmer; };

}  // namespace

KmerUniqueness::KmerUniqueness(const KmerSequence& sequence, uint32_t k, uint64_t memory, Account& account,
                               Ledger* ledger)
    : sequence_(sequence),
      k_(k),
      account_(account),
      ledger_(ledger),
      tables_(account),
      unique_((sequence.size() + 63) / 64, 0, &tables_),
      counters_(&tables_) {
  // Half the memory for the counters, half for what they leave open. At four slots a k-mer one in five is.
  static constexpr uint64_t kLeast = uint64_t{64} << 10;
  static constexpr uint64_t kMost = uint64_t{32} << 20;
  const uint64_t wanted = std::clamp(std::bit_ceil(sequence.size() / 2 + 1), kLeast, kMost);
  const uint64_t bytes = std::clamp(std::bit_floor(memory / 2 + 1), kLeast, wanted);
  counters_.reserve(bytes / 8);
  pages::PreferHuge(counters_.data(), bytes);
  counters_.resize(bytes / 8, 0);
  const uint64_t parts = sequence.size() * 4 / (bytes * 4) + 1;
  const uint64_t capacity = std::max<uint64_t>(memory / 2 / sizeof(Occurrence), 4096);
  GrowingArray<Occurrence> open(account, capacity);
  for (uint64_t part = 0; part < parts; ++part) FindPart(part, parts, &open);
}

void KmerUniqueness::FindPart(uint64_t part, uint64_t parts, GrowingArray<Occurrence>* open) {
  std::ranges::fill(counters_, 0);
  const auto shift = static_cast<uint32_t>(64 - std::countr_zero(counters_.size() * 32));
  // Counters: 0, 1, and 3 for more.
  {
    auto count = [&](const Waiting& next) {
      uint64_t& word = counters_[next.slot / 32];
      const uint64_t bit = next.slot % 32 * 2;
      word |= ((word >> bit & 1) << 1 | 1) << bit;
    };
    Ahead<Waiting, decltype(count)> ahead(counters_.data(), count);
    sequence_.ForEachKmer(k_, [&](uint64_t, uint64_t kmer) {
      if (IsInPart(kmer, part, parts)) ahead.Add({.slot = SpreadBits(kmer) >> shift});
    });
    ahead.Flush();
  }
  // What they leave open is sorted, in as many turns as it takes.
  for (uint64_t turns = 1;; turns *= 4) {
    bool fits = true;
    for (uint64_t turn = 0; turn < turns && fits; ++turn) {
      fits = SortOpen({.part = part, .parts = parts, .turn = turn, .turns = turns, .first = turn == 0}, open);
    }
    if (fits) return;
  }
}

// False where it does not fit.
bool KmerUniqueness::SortOpen(const Share& share, GrowingArray<Occurrence>* open) {
  const auto shift = static_cast<uint32_t>(64 - std::countr_zero(counters_.size() * 32));
  open->Clear();
  bool fits = true;
  auto look = [&](const WaitingOccurrence& next) {
    if ((counters_[next.slot / 32] >> (next.slot % 32 * 2) & 3) == 1) {
      if (share.first) Set(next.position);
    } else if (fits && PartOf(MixBits(next.kmer) * share.parts, share.turns) == share.turn) {
      if (open->full()) fits = Thin(open);
      if (fits) open->Add({.kmer = next.kmer, .position = next.position});
    }
  };
  Ahead<WaitingOccurrence, decltype(look)> ahead(counters_.data(), look);
  sequence_.ForEachKmer(k_, [&](uint64_t position, uint64_t kmer) {
    if (IsInPart(kmer, share.part, share.parts))
      ahead.Add({.slot = SpreadBits(kmer) >> shift, .kmer = kmer, .position = position});
  });
  ahead.Flush();
  if (!fits) return false;
  if (share.first && ledger_ != nullptr) ledger_->Mark("finding k-mers that occur once");
  std::sort(open->begin(), open->end(), kByKmer);
  for (const Occurrence* next = open->begin(); next != open->end();) {
    const Occurrence* end = next + 1;
    while (end != open->end() && end->kmer == next->kmer) ++end;
    if (end == next + 1) Set(next->position);
    next = end;
  }
  return true;
}

void KmerUniqueness::Exclude(const KmerSequence& other, uint64_t memory) {
  // Ours are sorted, in as many turns as fit, and looked up for each of the other's; most are told apart by a
  // filter.
  const uint64_t turns = sequence_.size() * sizeof(Occurrence) / std::max<uint64_t>(memory, 65536) + 1;
  const size_t filter_bits = std::bit_ceil(sequence_.size() / turns * 8 + 64);
  const auto shift = static_cast<uint32_t>(64 - std::countr_zero(filter_bits));
  for (uint64_t turn = 0; turn < turns; ++turn) {
    std::pmr::vector<Occurrence> ours(&account_);
    ours.reserve(sequence_.size() / turns + 1);
    std::pmr::vector<uint64_t> filter(filter_bits / 64, 0, &account_);
    sequence_.ForEachKmer(k_, [&](uint64_t position, uint64_t kmer) {
      const uint64_t hash = MixBits(kmer);
      if (!IsUnique(position) || PartOf(hash, turns) != turn) return;
      ours.push_back({.kmer = kmer, .position = position});
      filter[hash >> shift >> 6] |= uint64_t{1} << (hash >> shift & 63);
    });
    std::ranges::sort(ours, {}, &Occurrence::kmer);
    other.ForEachKmer(k_, [&](uint64_t, uint64_t kmer) {
      const uint64_t hash = MixBits(kmer);
      if (PartOf(hash, turns) != turn || (filter[hash >> shift >> 6] >> (hash >> shift & 63) & 1) == 0)
        return;
      const auto found = std::ranges::lower_bound(ours, kmer, {}, &Occurrence::kmer);
      if (found != ours.end() && found->kmer == kmer) Clear(found->position);
    });
  }
}

// Keeps two occurrences of each k-mer: more say nothing more. False where that makes little room.
bool KmerUniqueness::Thin(GrowingArray<Occurrence>* occurrences) {
  std::sort(occurrences->begin(), occurrences->end(), kByKmer);
  size_t kept = 0;
  for (const Occurrence& next : *occurrences) {
    if (kept >= 2 && (*occurrences)[kept - 2].kmer == next.kmer) continue;
    (*occurrences)[kept++] = next;
  }
  const size_t before = occurrences->size();
  occurrences->Shrink(kept);
  return kept <= before / 4 * 3;
}

}  // namespace tare::genome
