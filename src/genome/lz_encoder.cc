#include "genome/lz_encoder.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace tare::genome {

namespace {

constexpr BaseCode kN = 4;
constexpr uint32_t kMinNRun = 4;
constexpr uint8_t kNRunMark = 30;
constexpr uint8_t kSameAsReference = '!';

uint32_t RunOfN(std::span<const BaseCode> text) {
  uint32_t length = 0;
  while (length < text.size() && text[length] == kN) ++length;
  return length;
}

uint32_t DigitCount(uint32_t x) {
  uint32_t digits = 1;
  for (; x >= 10; x /= 10) ++digits;
  return digits;
}

// Of "2,17." without the final full stop.
uint32_t MatchCost(int64_t distance, uint32_t length_above_least) {
  return DigitCount(static_cast<uint32_t>(distance < 0 ? -distance : distance)) + (distance < 0 ? 1 : 0) + 1 +
         DigitCount(length_above_least);
}

uint32_t RunCost(uint32_t length) { return 2 + DigitCount(length); }

// Cuts the text into literals, runs and matches, and tells the sink of each. `predicted` is where a match is
// expected: behind the last one and the literals that followed it.
template <typename Sink>
void Walk(const LzIndex& index, std::span<const BaseCode> text, Sink& sink) {
  const uint32_t key_length = index.key_length();
  const uint64_t mask = ~uint64_t{0} >> (64 - 2 * key_length);
  const auto size = static_cast<uint32_t>(text.size());
  uint32_t at = 0;
  uint32_t predicted = 0;
  uint32_t literals = 0;   // since the last match or run
  uint64_t key = 0;        // of the bases before key_end
  uint32_t key_end = 0;    // how far the key has come
  uint32_t key_begin = 0;  // from where on all bases to key_end are regular
  while (at + key_length < size) {
    if (sink.Enough()) return;
    if (at > key_end) key_begin = key_end = at;
    for (; key_end < at + key_length; ++key_end) {
      key = (key << 2 | (text[key_end] & 3)) & mask;
      if (text[key_end] > kLastRegularBase) key_begin = key_end + 1;
    }
    std::optional<LzMatch> match;
    if (key_begin <= at) {
      match = index.FindLongest(key, text.data() + at, size - at, literals);
    } else if (const uint32_t run = RunOfN(text.subspan(at)); run >= kMinNRun) {
      sink.Run(run);
      at += run;
      literals = 0;
      continue;
    }
    if (!match) {
      sink.Literal(text[at]);
      ++at;
      ++predicted;
      ++literals;
      continue;
    }
    uint32_t position = match->position;
    if (Sink::kTakesBack) {
      sink.TakeBack(match->backward);
      position -= match->backward;
      predicted -= match->backward;
      at -= match->backward;
    }
    const uint32_t length = match->backward + match->forward;
    const bool to_both_ends = at + length == size && position + length == index.reference().size();
    sink.Match(position, length, predicted, to_both_ends);
    predicted = position + length;
    at += length;
    literals = 0;
  }
  sink.Rest(text, at, predicted);
}

class DeltaSink {
 public:
  static constexpr bool kTakesBack = true;

  DeltaSink(const LzIndex& index, std::pmr::vector<uint8_t>* delta) : index_(index), delta_(*delta) {}

  static bool Enough() { return false; }
  void Literal(BaseCode base) { delta_.push_back(static_cast<uint8_t>('A' + base)); }
  void TakeBack(uint32_t count) { delta_.resize(delta_.size() - count); }
  void Run(uint32_t length) {
    delta_.push_back(kNRunMark);
    Number(length - kMinNRun);
    delta_.push_back(kN);
  }
  void Match(uint32_t position, uint32_t length, uint32_t predicted, bool to_both_ends) {
    MarkLiteralsLikeReference(predicted, position == predicted);
    Number(int64_t{position} - int64_t{predicted});
    if (!to_both_ends) {
      delta_.push_back(',');
      Number(length - index_.min_match_length());
    }
    delta_.push_back('.');
  }
  void Rest(std::span<const BaseCode> text, uint32_t from, uint32_t predicted) {
    for (const BaseCode base : text.subspan(from)) Literal(base);
    MarkLiteralsLikeReference(predicted + static_cast<uint32_t>(text.size()) - from, false);
  }

 private:
  // The literals since the last match stand opposite the reference's bases up to `predicted`: where they are
  // the same, all have one letter. All are looked at where the next match is expected there; otherwise those
  // that go on like the reference, with more differences than a match may have.
  void MarkLiteralsLikeReference(uint32_t predicted, bool all) {
    size_t begin = delta_.size();
    while (begin > 0 && delta_[begin - 1] >= 'A' && delta_[begin - 1] <= 'Z') --begin;
    const std::span<uint8_t> literals = std::span(delta_).subspan(begin);
    const std::span<const BaseCode> reference = index_.reference();
    const size_t place = std::min<size_t>(predicted - literals.size(), reference.size());
    const std::span<const BaseCode> opposite =
        reference.subspan(place, std::min(literals.size(), reference.size() - place));
    const size_t count = all ? literals.size() : CountLike(literals, opposite);
    for (size_t i = 0; i < count; ++i)
      if (literals[i] - 'A' == opposite[i]) literals[i] = kSameAsReference;
  }

  // How many of the first literals it pays to mark: one that differs takes away what three that do not win.
  static size_t CountLike(std::span<const uint8_t> literals, std::span<const BaseCode> opposite) {
    static constexpr int kLoss = 3;
    int best = 3;  // worth it from the next on
    int gain = 0;
    size_t count = 0;
    for (size_t i = 0; i < opposite.size(); ++i) {
      gain += literals[i] - 'A' == opposite[i] ? 1 : -kLoss;
      if (gain <= best) continue;
      best = gain;
      count = i + 1;
    }
    return count;
  }

  void Number(int64_t x) {
    char text[24];
    const char* end = std::to_chars(text, text + sizeof(text), x).ptr;
    delta_.insert(delta_.end(), static_cast<const char*>(text), end);
  }

  const LzIndex& index_;
  std::pmr::vector<uint8_t>& delta_;
};

class EstimateSink {
 public:
  static constexpr bool kTakesBack = false;

  EstimateSink(const LzIndex& index, uint32_t bound) : index_(index), bound_(bound) {}

  bool Enough() const { return cost_ > bound_; }
  void Literal(BaseCode) { ++cost_; }
  void TakeBack(uint32_t) {}
  void Run(uint32_t length) { cost_ += RunCost(length); }
  void Match(uint32_t position, uint32_t length, uint32_t predicted, bool to_both_ends) {
    const int64_t distance = int64_t{position} - int64_t{predicted};
    cost_ += 1 + (to_both_ends ? MatchCost(distance, 0) - 2
                               : MatchCost(distance, length - index_.min_match_length()));
  }
  // Without taking back, `from` may lie behind the end: the cost is lower by that, as in C++ AGC.
  void Rest(std::span<const BaseCode> text, uint32_t from, uint32_t) {
    cost_ += static_cast<uint32_t>(text.size()) - from;
  }
  uint32_t cost() const { return cost_; }

 private:
  const LzIndex& index_;
  const uint32_t bound_;
  uint32_t cost_ = 0;
};

class CostSink {
 public:
  static constexpr bool kTakesBack = true;

  CostSink(const LzIndex& index, bool at_front, std::pmr::vector<uint32_t>* costs)
      : index_(index), at_front_(at_front), costs_(*costs) {}

  static bool Enough() { return false; }
  void Literal(BaseCode) { costs_.push_back(1); }
  void TakeBack(uint32_t count) { costs_.resize(costs_.size() - count); }
  void Run(uint32_t length) { Add(RunCost(length - kMinNRun), length); }
  void Match(uint32_t position, uint32_t length, uint32_t predicted, bool) {
    Add(MatchCost(int64_t{position} - int64_t{predicted}, length - index_.min_match_length()) + 1, length);
  }
  void Rest(std::span<const BaseCode> text, uint32_t from, uint32_t) {
    costs_.resize(costs_.size() + text.size() - from, 1);
  }

 private:
  void Add(uint32_t cost, uint32_t length) {
    costs_.resize(costs_.size() + length, 0);
    costs_[at_front_ ? costs_.size() - length : costs_.size() - 1] = cost;
  }

  const LzIndex& index_;
  const bool at_front_;
  std::pmr::vector<uint32_t>& costs_;
};

}  // namespace

void EncodeDelta(const LzIndex& index, std::span<const BaseCode> text, std::pmr::vector<uint8_t>* delta) {
  delta->clear();
  if (std::ranges::equal(text, index.reference())) return;
  DeltaSink sink(index, delta);
  Walk(index, text, sink);
}

uint32_t EstimateDelta(const LzIndex& index, std::span<const BaseCode> text, uint32_t bound) {
  if (std::ranges::equal(text, index.reference())) return 0;
  EstimateSink sink(index, bound);
  Walk(index, text, sink);
  return sink.cost();
}

void CodingCosts(const LzIndex& index, std::span<const BaseCode> text, bool at_front,
                 std::pmr::vector<uint32_t>* costs) {
  costs->clear();
  costs->reserve(text.size());
  CostSink sink(index, at_front, costs);
  Walk(index, text, sink);
}

}  // namespace tare::genome
