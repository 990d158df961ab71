#include "genome/kmer_candidates.h"

#include <algorithm>
#include <bit>

#include "genome/kmer_part_search.h"

namespace tare::genome {

namespace {

struct Occurrence {
  uint64_t kmer;
  uint64_t position;
};

void Append(const PackedBases& contig, KmerSequence* sequence) {
  contig.ForEachPiece([&](std::span<const BaseCode> bases) { sequence->AddBases(bases); });
  sequence->EndContig();
}

}  // namespace

void KmerCandidates::AddContig(const PackedBases& contig, const KmerSearchLimits& limits, Ledger* ledger) {
  const uint64_t begin = sequence_.size();
  Append(contig, &sequence_);
  bits_.resize((sequence_.size() + 63) / 64, 0);
  KmerSequence alone(account_, stop_);
  Append(contig, &alone);
  const KmerUniqueness uniqueness(alone, k_, limits, account_, ledger);
  for (uint64_t i = 0; i < contig.size(); ++i)
    if (uniqueness.IsUnique(i)) bits_[(begin + i) / 64] |= uint64_t{1} << ((begin + i) % 64);
}

void KmerCandidates::Exclude(const KmerSequence& other, uint64_t memory) {
  // Ours are sorted, in as many turns as fit, and looked up for each of the other's; most are told apart by a
  // filter of about a byte each.
  uint64_t count = 0;
  for (const uint64_t word : bits_) count += static_cast<uint64_t>(std::popcount(word));
  const uint64_t turns = count * (sizeof(Occurrence) + 2) / std::max<uint64_t>(memory, 65536) + 1;
  // Turns are about equal.
  const uint64_t most = count / turns + count / turns / 8 + 1024;
  const size_t filter_bits = std::bit_ceil(most * 4);
  const auto shift = static_cast<uint32_t>(64 - std::countr_zero(filter_bits));
  for (uint64_t turn = 0; turn < turns; ++turn) {
    std::pmr::vector<Occurrence> ours(&account_);
    ours.reserve(std::min(most, count));
    std::pmr::vector<uint64_t> filter(filter_bits / 64, 0, &account_);
    sequence_.ForEachKmer(k_, [&](uint64_t position, uint64_t kmer) {
      if (!Has(position)) return;
      const uint64_t hash = MixBits(kmer);
      if (PartOf(hash, turns) != turn) return;
      ours.push_back({.kmer = kmer, .position = position});
      filter[hash >> shift >> 6] |= uint64_t{1} << (hash >> shift & 63);
    });
    std::ranges::sort(ours, {}, &Occurrence::kmer);
    other.ForEachKmer(k_, [&](uint64_t, uint64_t kmer) {
      if (!MayBeSplitter(kmer)) return;
      const uint64_t hash = MixBits(kmer);
      if (PartOf(hash, turns) != turn || (filter[hash >> shift >> 6] >> (hash >> shift & 63) & 1) == 0)
        return;
      // Several contigs may have it.
      for (const Occurrence& found : std::ranges::equal_range(ours, kmer, {}, &Occurrence::kmer))
        Clear(found.position);
    });
  }
}

}  // namespace tare::genome
