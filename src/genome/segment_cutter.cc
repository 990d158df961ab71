#include "genome/segment_cutter.h"

#include <utility>

namespace tare::genome {

namespace {

// Between contigs: one without splitters takes as much as it has bases.
constexpr size_t kKeptBases = size_t{1} << 20;

}  // namespace

void SegmentCutter::Add(std::span<const BaseCode> bases, const Consume& consume) {
  size_t taken = 0;  // of `bases`, into current_
  RollingKmer rolling = rolling_;
  for (size_t i = 0; i < bases.size(); ++i) {
    if (!rolling.Add(bases[i]) || !splitters_.Contains(rolling.kmer().canonical())) continue;
    current_.insert(current_.end(), bases.begin() + static_cast<ptrdiff_t>(taken),
                    bases.begin() + static_cast<ptrdiff_t>(i + 1));
    taken = i + 1;
    Emit(rolling.kmer(), consume);
    rolling.Reset();
  }
  rolling_ = rolling;
  current_.insert(current_.end(), bases.begin() + static_cast<ptrdiff_t>(taken), bases.end());
}

void SegmentCutter::Emit(std::optional<Kmer> back, const Consume& consume) {
  const size_t shared = back ? kmer_length_ : 0;
  CutSegment segment{.bases = Bases(&account_), .front = front_, .back = back};
  // What the buffer has too much would wait with the segment, often for long.
  if (current_.size() < current_.capacity() / 16 * 15) {
    segment.bases.assign(current_.begin(), current_.end());
    current_.erase(current_.begin(), current_.end() - static_cast<ptrdiff_t>(shared));
  } else {
    Bases next(&account_);
    next.reserve(current_.size() + current_.size() / 8);
    next.assign(current_.end() - static_cast<ptrdiff_t>(shared), current_.end());
    segment.bases = std::move(current_);
    current_ = std::move(next);
  }
  front_ = back;
  consume(std::move(segment));
}

void SegmentCutter::EndContig(const Consume& consume) {
  if (!current_.empty()) Emit(std::nullopt, consume);
  DropContig();
}

void SegmentCutter::DropContig() {
  rolling_.Reset();
  front_.reset();
  current_.clear();
  if (current_.capacity() > kKeptBases) current_ = Bases(&account_);
}

}  // namespace tare::genome
