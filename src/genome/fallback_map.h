#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory_resource>
#include <mutex>
#include <span>
#include <vector>

#include "genome/group_map.h"
#include "genome/kmer.h"
#include "tare/memory.h"

namespace tare::genome {

// Which groups' references share k-mers with a segment, whatever splitters it has lost. Of all k-mers those
// count whose hash is low: the fallback minimizers of C++ AGC (-f), the same ones in every sequence.
//
// Like GroupMap, it does not know the groups of the sample at work before that ends.
class FallbackMap {
 public:
  // `fraction` of the k-mers count: above 0, below a half.
  FallbackMap(double fraction, uint32_t kmer_length, Account& account);

  // A group of the sample at work. `reference` lies as segments of the group are stored. Safe to call from
  // any number of threads, beside FindLike too.
  void AddReference(uint32_t group, GroupKey key, std::span<const BaseCode> reference);
  // The sample ends: its groups are found from now on.
  void Publish();

  struct Like {
    uint32_t group;
    bool reversed;    // the segment has to be turned
    uint32_t shared;  // k-mers
  };
  static constexpr size_t kMaxLikes = 10;
  // The groups that share most k-mers with `segment`, the best first, of equal ones the older: at least
  // `least_shared`, and half as many as the best. Safe to call from any number of threads while Publish is
  // not.
  std::pmr::vector<Like> FindLike(std::span<const BaseCode> segment, uint32_t least_shared) const;
  // Of a group that FindLike found.
  GroupKey KeyOf(uint32_t group) const { return keys_[group]; }

 private:
  // A k-mer of a reference, of which 32 bits of its hash are enough, and where it is: 2 * group + 1 where it
  // is read backwards. In the order of both.
  struct Entry {
    uint32_t hash;
    uint32_t place;

    auto operator<=>(const Entry&) const = default;
  };
  // Twice the hash, plus 1 where the k-mer is read backwards.
  using Minimizers = std::pmr::vector<uint64_t>;
  struct NewReference {
    uint32_t group;
    GroupKey key;
    Minimizers minimizers;
  };
  // Parts of the table by other bits of the hash, so that it grows piece by piece.
  static constexpr size_t kShards = 1024;
  using Shard = std::pmr::vector<Entry>;

  // Each once, in ascending order.
  Minimizers MinimizersOf(std::span<const BaseCode> bases) const;
  static void SortIn(Shard* shard, size_t count, Shard* scratch);
  static size_t ShardOf(uint64_t minimizer) { return minimizer >> 33 & (kShards - 1); }
  static uint32_t HashOf(uint64_t minimizer) { return static_cast<uint32_t>(minimizer >> 1); }

  const uint64_t threshold_;
  const uint32_t kmer_length_;
  Account& account_;
  std::pmr::vector<Shard> shards_;
  std::pmr::vector<GroupKey> keys_;  // by group
  std::mutex mutex_;                 // for what follows
  std::pmr::deque<NewReference> new_references_;
};

}  // namespace tare::genome
