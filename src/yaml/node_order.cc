// Equality, order and hash of whole values, by stacks of their own: no input decides how deep calls go.

#include <algorithm>
#include <memory_resource>
#include <numeric>
#include <vector>

#include "yaml/document_data.h"
#include "yaml/hash.h"
#include "yaml/scalars.h"

namespace tare::yaml {
namespace {

constexpr uint64_t kHashSeed = 0x7461726579616D6C;  // the same everywhere

// Two collections, element by element; those of mappings in the order of their keys.
class Comparison {
 public:
  Comparison(const DocumentData& left, const DocumentData& right)
      : left_(left), right_(right), scratch_(left.account), frames_(&left.account) {}

  // Negative, 0 or positive.
  int Run(const Value& left, const Value& right) {
    if (const int order = Visit(left, right); order != 0) return order;
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      if (frame.next == frame.count) {
        if (frame.shorter != 0) return frame.shorter;
        frames_.pop_back();
        continue;
      }
      const size_t i = frame.next++;
      const Value& a = At(frame.left, frame.left_order, i);
      const Value& b = At(frame.right, frame.right_order, i);
      if (const int order = Visit(a, b); order != 0) return order;
    }
    return 0;
  }

 private:
  using PairOrder = std::pmr::vector<size_t>;  // pairs by their keys; empty: as they stand
  struct Frame {
    Elements left;
    Elements right;
    PairOrder left_order;
    PairOrder right_order;
    size_t count;     // of elements that both have
    int shorter = 0;  // the order where all these are equal: the shorter sequence is less
    size_t next = 0;
  };

  static const Value& At(Elements elements, const PairOrder& order, size_t i) {
    return elements.first[order.empty() ? i : 2 * order[i / 2] + i % 2];
  }

  int Scalars(const Value& a, const TextSource& a_source, const Value& b, const TextSource& b_source) {
    return CompareScalars(a, a_source, b, b_source, scratch_);
  }

  // The order of two values as far as it is known before their elements are visited.
  int Visit(const Value& tagged_a, const Value& tagged_b) {
    const Value& a = WithoutTag(tagged_a);
    const Value& b = WithoutTag(tagged_b);
    const bool collections = IsCollection(a) && IsCollection(b);
    if (!collections) {
      if (const int order = Scalars(a, left_.source, b, right_.source); order != 0) return order;
    } else if (TagOf(a) != TagOf(b)) {
      return TagOf(a) == ValueTag::kSequence ? -1 : 1;
    }
    const int tags = TagText(tagged_a).compare(TagText(tagged_b));
    if (tags != 0) return tags < 0 ? -1 : 1;
    // Addresses of two documents are different where the collections are.
    return collections && a.bits != b.bits ? Enter(a, b) : 0;
  }

  int Enter(const Value& a, const Value& b) {
    const Elements left = ElementsOf(a);
    const Elements right = ElementsOf(b);
    PairOrder left_order(&left_.account);
    PairOrder right_order(&left_.account);
    if (TagOf(a) == ValueTag::kMapping) {
      if (left.count != right.count) return left.count < right.count ? -1 : 1;
      left_order = ByKeys(left, left_.source);
      right_order = ByKeys(right, right_.source);
      for (size_t i = 0; i < left_order.size(); ++i) {
        const Value& left_key = WithoutTag(left.first[2 * left_order[i]]);
        const Value& right_key = WithoutTag(right.first[2 * right_order[i]]);
        if (IsCollection(left_key) && IsCollection(right_key)) continue;
        const int order = Scalars(left_key, left_.source, right_key, right_.source);
        if (order != 0) return order;
      }
    }
    const int shorter = left.count < right.count ? -1 : left.count > right.count ? 1 : 0;
    frames_.push_back({left, right, std::move(left_order), std::move(right_order),
                       std::min(left.count, right.count), shorter});
    return 0;
  }

  // Scalar keys by their order; those that are collections behind them, as they stand.
  PairOrder ByKeys(Elements entries, const TextSource& source) {
    PairOrder order(entries.count / 2, &left_.account);
    std::iota(order.begin(), order.end(), size_t{0});
    std::ranges::sort(order, [&](size_t i, size_t j) {
      const Value& a = WithoutTag(entries.first[2 * i]);
      const Value& b = WithoutTag(entries.first[2 * j]);
      if (IsCollection(a) || IsCollection(b))
        return IsCollection(a) == IsCollection(b) ? i < j : IsCollection(b);
      const int keys = Scalars(a, source, b, source);
      return keys != 0 ? keys < 0 : i < j;
    });
    return order;
  }

  const DocumentData& left_;
  const DocumentData& right_;
  ScalarScratch scratch_;
  std::pmr::vector<Frame> frames_;
};

uint64_t WithTag(uint64_t hash, const Value& value) {
  const std::string_view tag = TagText(value);
  return tag.empty() ? hash : Mix(hash, HashBytes(tag, kHashSeed));
}

}  // namespace

int Node::Compare(const Node& a, const Node& b) {
  if (!a.exists() || !b.exists()) return static_cast<int>(a.exists()) - static_cast<int>(b.exists());
  return Comparison(*a.document_, *b.document_).Run(*a.value_, *b.value_);
}

bool Node::Equal(const Node& a, const Node& b) { return Compare(a, b) == 0; }

uint64_t Node::Hash() const {
  if (!exists()) return 0;
  struct Frame {
    const Value* collection;
    Elements elements;
    size_t next = 0;
    uint64_t hash = 0;
    uint64_t key = 0;  // hash of the key whose value is next
  };
  std::pmr::vector<Frame> frames(&document_->account);
  std::pmr::string scratch(&document_->account);
  const Value* value = value_;
  for (;;) {
    const Value& plain = WithoutTag(*value);
    uint64_t hash = 0;
    if (IsCollection(plain)) {
      frames.push_back({value, ElementsOf(plain)});
    } else {
      hash = WithTag(HashScalar(plain, document_->source, kHashSeed, &scratch), *value);
    }
    // Hands the hash to the collection around it, and on where that is complete.
    bool done = !IsCollection(plain);
    for (;;) {
      if (done) {
        if (frames.empty()) return hash;
        Frame& frame = frames.back();
        const bool mapping = TagOf(WithoutTag(*frame.collection)) == ValueTag::kMapping;
        if (!mapping) {
          frame.hash = Mix(frame.hash, hash);
        } else if (frame.next % 2 == 1) {
          frame.key = hash;
        } else {
          frame.hash += Mix(frame.key, hash);  // in any order
        }
      }
      Frame& frame = frames.back();
      if (frame.next < frame.elements.count) break;
      const auto kind = static_cast<uint64_t>(TagOf(WithoutTag(*frame.collection)));
      hash = WithTag(Mix(frame.hash, frame.elements.count << 3 | kind), *frame.collection);
      frames.pop_back();
      done = true;
    }
    Frame& frame = frames.back();
    value = &frame.elements.first[frame.next++];
  }
}

}  // namespace tare::yaml
