#include "genome/group_choice.h"

#include <algorithm>
#include <utility>

#include "genome/lz_encoder.h"

namespace tare::genome {

namespace {

// How many k-mers of the fallback are enough, by what else is known.
constexpr uint32_t kLeastSharedOfNoSplitter = 1;
constexpr uint32_t kLeastSharedOfNewPair = 2;
constexpr uint32_t kLeastSharedOfKnownEnd = 5;  // there is a group for segments with its one splitter

GroupKey KeyOf(uint64_t one, uint64_t other) {
  return {.front = std::min(one, other), .back = std::max(one, other)};
}

// One base in so many has to be saved by a group's reference.
constexpr size_t kLeastLikeness = 20;

void AddUpForward(std::pmr::vector<uint32_t>& costs) {
  for (size_t i = 1; i < costs.size(); ++i) costs[i] += costs[i - 1];
}

void AddUpBackward(std::pmr::vector<uint32_t>& costs) {
  for (size_t i = costs.size(); i-- > 1;) costs[i - 1] += costs[i];
}

}  // namespace

// A segment between two splitters, as its group has it.
PlacedSegment GroupChoice::Turned(Bases bases, uint64_t front, uint64_t back) const {
  PlacedSegment placed{.key = KeyOf(front, back), .reversed = front >= back, .bases = Bases(&account_)};
  if (placed.reversed)
    ReverseComplement(bases, &placed.bases);
  else
    placed.bases = std::move(bases);
  return placed;
}

const LzIndex& GroupChoice::IndexOf(uint64_t one, uint64_t other) const {
  return indexes_.Get(*map_.Find(KeyOf(one, other)));
}

std::pmr::vector<PlacedSegment> GroupChoice::Place(CutSegment segment) {
  if (segment.front && segment.back) {
    if (const std::optional<Division> division = DivisionOf(segment))
      return Divide(std::move(segment), *division);
  }
  std::pmr::vector<PlacedSegment> placed(&account_);
  placed.reserve(1);
  if (segment.front && segment.back)
    placed.push_back(PlaceBetweenSplitters(std::move(segment.bases), segment.front->canonical(),
                                           segment.back->canonical()));
  else if (segment.front || segment.back)
    placed.push_back(PlaceAtSplitter(std::move(segment)));
  else
    placed.push_back(PlaceWithoutSplitter(std::move(segment.bases)));
  return placed;
}

PlacedSegment GroupChoice::PlaceBetweenSplitters(Bases bases, uint64_t front, uint64_t back) const {
  if (map_.Find(KeyOf(front, back)) == nullptr) {
    Bases reversed(&account_);
    if (std::optional<PlacedSegment> placed = ByFallback(bases, reversed, kLeastSharedOfNewPair))
      return std::move(*placed);
  }
  return Turned(std::move(bases), front, back);
}

PlacedSegment GroupChoice::PlaceAtSplitter(CutSegment segment) const {
  Bases reversed(&account_);
  ReverseComplement(segment.bases, &reversed);
  Decision decision = segment.front ? ByOneSplitter(*segment.front, segment.bases, reversed)
                                    : ByOneSplitter(segment.back->reversed(), reversed, segment.bases);
  if (!segment.front) decision.reversed = !decision.reversed;
  if (decision.key.front == kNoSplitter || decision.key.back == kNoSplitter) {
    const uint32_t least_shared =
        map_.Find(decision.key) == nullptr ? kLeastSharedOfNewPair : kLeastSharedOfKnownEnd;
    if (std::optional<PlacedSegment> placed = ByFallback(segment.bases, reversed, least_shared))
      return std::move(*placed);
  }
  return {.key = decision.key,
          .reversed = decision.reversed,
          .bases = std::move(decision.reversed ? reversed : segment.bases)};
}

PlacedSegment GroupChoice::PlaceWithoutSplitter(Bases bases) const {
  Bases reversed(&account_);
  if (std::optional<PlacedSegment> placed = ByFallback(bases, reversed, kLeastSharedOfNoSplitter))
    return std::move(*placed);
  return {.key = kRawKey, .reversed = false, .bases = std::move(bases)};
}

// Takes one of both where it finds a group. `reversed` may be empty: it is made where it is needed.
std::optional<PlacedSegment> GroupChoice::ByFallback(Bases& bases, Bases& reversed,
                                                     uint32_t least_shared) const {
  if (fallback_ == nullptr) return std::nullopt;
  const std::pmr::vector<FallbackMap::Like> likes = fallback_->FindLike(bases, least_shared);
  if (likes.empty()) return std::nullopt;
  if (reversed.empty() && std::ranges::any_of(likes, &FallbackMap::Like::reversed))
    ReverseComplement(bases, &reversed);
  auto least = static_cast<uint32_t>(static_cast<double>(bases.size()) * options_.fallback_cost);
  std::optional<Decision> best;
  for (const FallbackMap::Like& like : likes) {
    const GroupKey key = fallback_->KeyOf(like.group);
    const uint32_t estimate =
        EstimateDelta(indexes_.Get(*map_.Find(key)), like.reversed ? reversed : bases, least);
    if (estimate >= least) continue;
    least = estimate;
    best = {.key = key, .reversed = like.reversed};
  }
  if (!best) return std::nullopt;
  return PlacedSegment{
      .key = best->key, .reversed = best->reversed, .bases = std::move(best->reversed ? reversed : bases)};
}

GroupChoice::Decision GroupChoice::ByOneSplitter(const Kmer& kmer, std::span<const BaseCode> bases,
                                                 std::span<const BaseCode> reversed) const {
  const uint64_t splitter = kmer.canonical();
  Decision best{.key = kRawKey, .reversed = false};
  if (const std::pmr::vector<uint64_t>* neighbours = map_.Neighbours(splitter)) {
    struct Candidate {
      uint64_t other;
      uint64_t difference;  // of the lengths: the likely ones first, so that the others are given up early
      const Group* group;
    };
    std::pmr::vector<Candidate> candidates(&account_);
    candidates.reserve(neighbours->size());
    for (const uint64_t other : *neighbours) {
      const Group& group = *map_.Find(KeyOf(splitter, other));
      const uint64_t size = group.reference().size();
      candidates.push_back(
          {.other = other,
           .difference = std::max<uint64_t>(size, bases.size()) - std::min<uint64_t>(size, bases.size()),
           .group = &group});
    }
    std::ranges::sort(candidates, {}, &Candidate::difference);
    // What is hardly like any is smaller as a reference of its own, at two bits a base, and those to come
    // may be like it.
    auto least = static_cast<uint32_t>(bases.size() - bases.size() / kLeastLikeness);
    for (const Candidate& candidate : candidates) {
      const bool turned = candidate.other < splitter;
      const uint32_t estimate =
          EstimateDelta(indexes_.Get(*candidate.group), turned ? reversed : bases, least);
      const GroupKey key = KeyOf(splitter, candidate.other);
      if (estimate > least || (estimate == least && key >= best.key)) continue;
      least = estimate;
      best = {.key = key, .reversed = turned};
    }
  }
  if (best.key != kRawKey) return best;
  // A group of its own, for segments that end as this one does.
  if (kmer.forward_is_canonical())
    return {.key = {.front = splitter, .back = kNoSplitter}, .reversed = false};
  return {.key = {.front = kNoSplitter, .back = splitter}, .reversed = true};
}

std::optional<GroupChoice::Division> GroupChoice::DivisionOf(const CutSegment& segment) const {
  const uint64_t front = segment.front->canonical();
  const uint64_t back = segment.back->canonical();
  if (front == back || map_.Find(KeyOf(front, back)) != nullptr) return std::nullopt;
  Bases reversed(&account_);
  ReverseComplement(segment.bases, &reversed);
  return front > back
             ? FindDivision(segment.back->reversed(), segment.front->reversed(), reversed, segment.bases)
             : FindDivision(*segment.front, *segment.back, segment.bases, reversed);
}

std::optional<uint64_t> GroupChoice::SharedNeighbour(uint64_t front, uint64_t back) const {
  const std::pmr::vector<uint64_t>* of_front = map_.Neighbours(front);
  const std::pmr::vector<uint64_t>* of_back = map_.Neighbours(back);
  if (of_front == nullptr || of_back == nullptr) return std::nullopt;
  auto a = of_front->begin();
  auto b = of_back->begin();
  while (a != of_front->end() && b != of_back->end()) {
    if (*a == *b) return *a;
    ++(*a < *b ? a : b);
  }
  return std::nullopt;
}

// `front` is the lower splitter.
std::optional<GroupChoice::Division> GroupChoice::FindDivision(const Kmer& front, const Kmer& back,
                                                               std::span<const BaseCode> bases,
                                                               std::span<const BaseCode> reversed) const {
  const std::optional<uint64_t> middle = SharedNeighbour(front.canonical(), back.canonical());
  if (!middle) return std::nullopt;
  // What all bases up to each cost in the first group, and from each on in the second.
  std::pmr::vector<uint32_t> before(&account_);
  const LzIndex& first = IndexOf(front.canonical(), *middle);
  if (front.canonical() < *middle) {
    CodingCosts(first, bases, true, &before);
  } else {
    CodingCosts(first, reversed, false, &before);
    std::ranges::reverse(before);
  }
  AddUpForward(before);
  std::pmr::vector<uint32_t> after(&account_);
  const LzIndex& second = IndexOf(*middle, back.canonical());
  if (*middle < back.canonical()) {
    CodingCosts(second, bases, false, &after);
  } else {
    CodingCosts(second, reversed, true, &after);
    std::ranges::reverse(after);
  }
  AddUpBackward(after);

  uint32_t best = UINT32_MAX;
  uint32_t position = 0;
  for (size_t i = 0; i < before.size(); ++i) {
    if (before[i] + after[i] >= best) continue;
    best = before[i] + after[i];
    position = static_cast<uint32_t>(i);
  }
  // A part shorter than a k-mer is none.
  if (position < options_.kmer_length + 1) position = 0;
  if (uint64_t{position} + options_.kmer_length + 1 > bases.size())
    position = static_cast<uint32_t>(bases.size());
  return Division{.middle = *middle, .position = position};
}

std::pmr::vector<PlacedSegment> GroupChoice::Divide(CutSegment segment, const Division& division) {
  const uint64_t front = segment.front->canonical();
  const uint64_t back = segment.back->canonical();
  const auto size = static_cast<uint32_t>(segment.bases.size());
  // The division is of the segment as it lies between the lower splitter and the higher.
  const uint32_t left = front > back ? size - division.position : division.position;
  std::pmr::vector<PlacedSegment> placed(&account_);
  placed.reserve(2);
  if (left == 0) {
    placed.push_back(Turned(std::move(segment.bases), division.middle, back));
  } else if (left == size) {
    placed.push_back(Turned(std::move(segment.bases), front, division.middle));
  } else {
    // The parts share k bases, as if the splitter stood there.
    const auto second_begin = static_cast<ptrdiff_t>(left - options_.kmer_length / 2);
    Bases second(segment.bases.begin() + second_begin, segment.bases.end(), &account_);
    segment.bases.resize(static_cast<size_t>(second_begin) + options_.kmer_length);
    placed.push_back(Turned(std::move(segment.bases), front, division.middle));
    placed.push_back(Turned(std::move(second), division.middle, back));
  }
  return placed;
}

}  // namespace tare::genome
