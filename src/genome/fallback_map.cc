#include "genome/fallback_map.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <ranges>
#include <tuple>
#include <utility>

namespace tare::genome {

namespace {

// Else the k-mer of nothing but A, whose number is 0, would always count.
constexpr uint64_t kSalt = 0x5bd1e995a7c15f39ULL;
// A k-mer of a repeat is in many references: those of the first groups say as much as all.
constexpr size_t kMaxPlaces = 16;

}  // namespace

FallbackMap::FallbackMap(double fraction, uint32_t kmer_length, Account& account)
    : threshold_(static_cast<uint64_t>(std::ldexp(fraction, 64))),
      kmer_length_(kmer_length),
      account_(account),
      shards_(kShards, &account),
      keys_(&account),
      new_references_(&account) {}

FallbackMap::Minimizers FallbackMap::MinimizersOf(std::span<const BaseCode> bases) const {
  Minimizers minimizers(&account_);
  RollingKmer rolling(kmer_length_);
  for (const BaseCode base : bases) {
    if (!rolling.Add(base)) continue;
    const Kmer& kmer = rolling.kmer();
    const uint64_t hash = MixBits(kmer.canonical() ^ kSalt);
    // One that is its own reverse complement does not tell how it is read.
    if (hash >= threshold_ || kmer.forward == kmer.reverse) continue;
    minimizers.push_back(hash << 1 | (kmer.forward_is_canonical() ? 0 : 1));
  }
  std::ranges::sort(minimizers);
  minimizers.erase(std::ranges::unique(minimizers).begin(), minimizers.end());
  return minimizers;
}

void FallbackMap::AddReference(uint32_t group, GroupKey key, std::span<const BaseCode> reference) {
  Minimizers minimizers = MinimizersOf(reference);
  minimizers.shrink_to_fit();
  const std::lock_guard lock(mutex_);
  new_references_.push_back({.group = group, .key = key, .minimizers = std::move(minimizers)});
}

// The last `count` entries come to where they belong among the others, which are in order.
void FallbackMap::SortIn(Shard* shard, size_t count, Shard* scratch) {
  auto first = shard->end() - static_cast<ptrdiff_t>(count);
  scratch->assign(first, shard->end());
  std::ranges::sort(*scratch);
  for (auto out = shard->end(); !scratch->empty();) {
    if (first != shard->begin() && scratch->back() < *(first - 1)) {
      *--out = *--first;
    } else {
      *--out = scratch->back();
      scratch->pop_back();
    }
  }
}

void FallbackMap::Publish() {
  const std::lock_guard lock(mutex_);
  std::array<size_t, kShards> sizes{};  // that are new
  for (const NewReference& reference : new_references_) {
    if (reference.group >= keys_.size()) keys_.resize(reference.group + 1, kRawKey);
    keys_[reference.group] = reference.key;
    for (const uint64_t minimizer : reference.minimizers) ++sizes[ShardOf(minimizer)];
  }
  // Not by doubling: that is half of the memory at worst.
  for (size_t i = 0; i < kShards; ++i) {
    const size_t size = shards_[i].size() + sizes[i];
    if (size > shards_[i].capacity()) shards_[i].reserve(size + size / 8);
  }
  for (; !new_references_.empty(); new_references_.pop_front()) {
    const NewReference& reference = new_references_.front();
    for (const uint64_t minimizer : reference.minimizers) {
      const auto place = static_cast<uint32_t>(reference.group << 1 | (minimizer & 1));
      shards_[ShardOf(minimizer)].push_back({.hash = HashOf(minimizer), .place = place});
    }
  }
  Shard scratch(&account_);
  for (size_t i = 0; i < kShards; ++i) SortIn(&shards_[i], sizes[i], &scratch);
}

std::pmr::vector<FallbackMap::Like> FallbackMap::FindLike(std::span<const BaseCode> segment,
                                                          uint32_t least_shared) const {
  // For each k-mer that is shared, 2 * group + 1 where the segment has to be turned.
  std::pmr::vector<uint32_t> places(&account_);
  for (const uint64_t minimizer : MinimizersOf(segment)) {
    const Shard& shard = shards_[ShardOf(minimizer)];
    const auto found = std::ranges::equal_range(shard, HashOf(minimizer), {}, &Entry::hash);
    for (const Entry& entry : found | std::views::take(kMaxPlaces))
      places.push_back(entry.place ^ static_cast<uint32_t>(minimizer & 1));
  }
  std::ranges::sort(places);

  std::pmr::vector<Like> likes(&account_);
  for (auto begin = places.begin(); begin != places.end();) {
    const auto end = std::ranges::upper_bound(begin, places.end(), *begin);
    const auto shared = static_cast<uint32_t>(end - begin);
    if (shared >= least_shared)
      likes.push_back({.group = *begin >> 1, .reversed = (*begin & 1) != 0, .shared = shared});
    begin = end;
  }
  const auto by_rank = [](const Like& a, const Like& b) {
    return std::tie(b.shared, a.group, a.reversed) < std::tie(a.shared, b.group, b.reversed);
  };
  const size_t most = std::min(likes.size(), kMaxLikes);
  std::ranges::partial_sort(likes, likes.begin() + static_cast<ptrdiff_t>(most), by_rank);
  likes.resize(most);
  while (!likes.empty() && likes.back().shared * 2 < likes.front().shared) likes.pop_back();
  return likes;
}

}  // namespace tare::genome
