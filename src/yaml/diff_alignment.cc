#include "yaml/diff_alignment.h"

#include <algorithm>
#include <array>

#include "yaml/hash.h"

namespace tare::yaml {
namespace {

constexpr uint64_t kSeed = 0x646966666D657267;
constexpr size_t kHashedDepth = 16;

// Hashes a value down to kHashedDepth levels of collections; below, only what they are and how large.
class ShallowHash {
 public:
  uint64_t Of(const Node& node) {
    uint64_t hash = Enter(node);
    while (depth_ > 0) {
      Frame& frame = frames_[depth_ - 1];
      if (!Next(frame)) {
        hash = frame.hash;
        if (--depth_ > 0) Add(hash, &frames_[depth_ - 1]);
        continue;
      }
      const size_t before = depth_;
      hash = Enter(frame.node);
      if (depth_ == before) Add(hash, &frame);
    }
    return hash;
  }

 private:
  struct Frame {
    bool mapping = false;
    bool at_value = false;
    Node::Iterator item, items_end;
    Entry pair, pairs_end;
    Node node{};  // to be hashed next
    uint64_t hash = 0;
    uint64_t key = 0;
  };

  // Opens a collection, unless it is empty or too deep; returns the hash where it does not.
  uint64_t Enter(const Node& node) {
    const bool collection = node.is_sequence() || node.is_mapping();
    if (!collection) return node.Hash();
    uint64_t hash = Mix(kSeed + node.size(), static_cast<uint64_t>(node.kind()));
    if (!node.tag().empty()) hash = Mix(hash, HashBytes(node.tag(), kSeed));
    if (node.empty() || depth_ == kHashedDepth) return hash;
    const PairRange pairs = node.pairs();
    frames_[depth_++] = {.mapping = node.is_mapping(),
                         .item = node.begin(),
                         .items_end = node.end(),
                         .pair = pairs.begin(),
                         .pairs_end = pairs.end(),
                         .hash = hash};
    return hash;
  }

  static bool Next(Frame& frame) {
    if (!frame.mapping) {
      if (frame.item == frame.items_end) return false;
      frame.node = *frame.item++;
    } else if (frame.at_value) {
      frame.node = (*frame.pair++).second;
    } else {
      if (frame.pair == frame.pairs_end) return false;
      frame.node = (*frame.pair).first;
    }
    return true;
  }

  static void Add(uint64_t hash, Frame* frame) {
    if (!frame->mapping) {
      frame->hash = Mix(frame->hash, hash);
    } else if (frame->at_value) {
      frame->hash += Mix(frame->key, hash);  // in any order
    } else {
      frame->key = hash;
    }
    if (frame->mapping) frame->at_value = !frame->at_value;
  }

  std::array<Frame, kHashedDepth> frames_;
  size_t depth_ = 0;
};

// Two stretches that are to be aligned.
struct Box {
  int64_t left, right;  // of the first, from and to before
  int64_t top, bottom;  // of the second

  int64_t width() const { return right - left; }
  int64_t height() const { return bottom - top; }
};

class Myers {
 public:
  Myers(std::span<const uint64_t> first, std::span<const uint64_t> second, Account& account,
        std::pmr::vector<uint32_t>* matches)
      : first_(first),
        second_(second),
        matches_(*matches),
        boxes_(&account),
        forward_(kDiagonals, &account),
        backward_(kDiagonals, &account) {}

  void Run() {
    boxes_.push_back({0, std::ssize(first_), 0, std::ssize(second_)});
    while (!boxes_.empty()) {
      Box box = boxes_.back();
      boxes_.pop_back();
      TrimEqual(&box);
      if (box.width() == 0 || box.height() == 0) continue;
      const Point middle = Split(box);
      boxes_.push_back({middle.x, box.right, middle.y, box.bottom});
      boxes_.push_back({box.left, middle.x, box.top, middle.y});
    }
  }

 private:
  // Differences looked for from either end: the time is this for each element, in the worst case.
  static constexpr int64_t kMaxCost = 256;
  static constexpr int64_t kNowhere = INT64_MIN / 4;  // of a diagonal that cannot be reached
  static constexpr int64_t kDiagonals = 2 * kMaxCost + 3;
  struct Point {
    int64_t x, y;
  };

  bool Same(int64_t x, int64_t y) const {
    return first_[static_cast<size_t>(x)] == second_[static_cast<size_t>(y)];
  }
  void Match(int64_t x, int64_t y) { matches_[static_cast<size_t>(x)] = static_cast<uint32_t>(y); }

  void TrimEqual(Box* box) {
    while (box->width() > 0 && box->height() > 0 && Same(box->left, box->top)) Match(box->left++, box->top++);
    while (box->width() > 0 && box->height() > 0 && Same(box->right - 1, box->bottom - 1))
      Match(--box->right, --box->bottom);
  }

  // A point on a shortest path through the box, or on a good one: never two opposite corners of it. The box's
  // first elements differ, and its last ones.
  Point Split(const Box& box) {
    const int64_t delta = box.width() - box.height();
    for (int64_t cost = 0; cost <= kMaxCost; ++cost) {
      for (std::pmr::vector<int64_t>* reached : {&forward_, &backward_})
        at(*reached, -cost - 1) = at(*reached, cost + 1) = kNowhere;
      for (int64_t k = -cost; k <= cost; k += 2) {
        const int64_t x = Extend<true>(box, forward_, cost, k);
        const int64_t opposite = delta - k;
        if (delta % 2 != 0 && std::abs(opposite) < cost && x + at(backward_, opposite) >= box.width())
          return {box.left + x, box.top + x - k};
      }
      for (int64_t k = -cost; k <= cost; k += 2) {
        const int64_t x = Extend<false>(box, backward_, cost, k);
        const int64_t opposite = delta - k;
        if (delta % 2 == 0 && std::abs(opposite) <= cost && x + at(forward_, opposite) >= box.width())
          return {box.right - x, box.bottom - (x - k)};
      }
    }
    return Furthest(box);
  }

  static int64_t& at(std::pmr::vector<int64_t>& reached, int64_t k) {
    return reached[static_cast<size_t>(k + kMaxCost + 1)];
  }

  // How far on diagonal k one comes at that cost, counted from the corner where it begins.
  template <bool kForward>
  int64_t Extend(const Box& box, std::pmr::vector<int64_t>& reached, int64_t cost, int64_t k) {
    const int64_t right = at(reached, k - 1) + 1;
    const int64_t down = at(reached, k + 1);
    int64_t x = cost == 0 ? 0 : kNowhere;
    if (right > x && right <= box.width()) x = right;
    if (down > x && down - k <= box.height()) x = down;
    if (x < 0) return at(reached, k) = kNowhere;
    int64_t y = x - k;
    while (x < box.width() && y < box.height() &&
           (kForward ? Same(box.left + x, box.top + y) : Same(box.right - 1 - x, box.bottom - 1 - y))) {
      ++x;
      ++y;
    }
    return at(reached, k) = x;
  }

  // After kMaxCost differences from the first corner.
  Point Furthest(const Box& box) {
    Point best{0, 0};
    for (int64_t k = -kMaxCost; k <= kMaxCost; k += 2) {
      const int64_t x = at(forward_, k);
      if (x >= 0 && x + x - k > best.x + best.y) best = {x, x - k};
    }
    return {box.left + best.x, box.top + best.y};
  }

  std::span<const uint64_t> first_;
  std::span<const uint64_t> second_;
  std::pmr::vector<uint32_t>& matches_;
  std::pmr::vector<Box> boxes_;  // still to be aligned
  // By diagonal k = x - y: the furthest x, counted from the first corner and from the last one.
  std::pmr::vector<int64_t> forward_;
  std::pmr::vector<int64_t> backward_;
};

bool KeyLess(uint64_t a_hash, const Node& a, uint64_t b_hash, const Node& b) {
  return a_hash != b_hash ? a_hash < b_hash : Node::Compare(a, b) < 0;
}

}  // namespace

void AlignHashes(std::span<const uint64_t> first, std::span<const uint64_t> second, Account& account,
                 std::pmr::vector<uint32_t>* matches) {
  matches->assign(first.size(), kUnmatched);
  if (!first.empty() && !second.empty()) Myers(first, second, account, matches).Run();
}

uint64_t ElementHash(const Node& node, std::string_view key) {
  if (!key.empty()) {
    const Node identity = node[key];
    if (identity.exists()) return Mix(ShallowHash().Of(identity), kSeed);
  }
  return node.is_sequence() || node.is_mapping() ? ShallowHash().Of(node) : node.Hash();
}

void AlignSequences(const Node& first, const Node& second, std::string_view key, Account& account,
                    size_t* same, std::pmr::vector<uint32_t>* matches) {
  const size_t shorter = std::min(first.size(), second.size());
  *same = 0;
  while (*same < shorter && ElementHash(first[*same], key) == ElementHash(second[*same], key)) ++*same;
  matches->clear();
  if (*same == first.size()) return;
  const auto hashes = [&](const Node& sequence) {
    std::pmr::vector<uint64_t> all(sequence.size() - *same, &account);
    for (size_t i = 0; i < all.size(); ++i) all[i] = ElementHash(sequence[*same + i], key);
    return all;
  };
  AlignHashes(hashes(first), hashes(second), account, matches);
}

EntryTable::EntryTable(const Node& mapping, Account& account) : slots_(&account) {
  slots_.reserve(mapping.size());
  const PairRange pairs = mapping.pairs();
  uint32_t index = 0;
  for (Entry entry = pairs.begin(); entry != pairs.end(); ++entry)
    slots_.push_back({(*entry).first.Hash(), entry, index++});
  std::ranges::sort(slots_, [](const Slot& a, const Slot& b) {
    if (KeyLess(a.hash, (*a.entry).first, b.hash, (*b.entry).first)) return true;
    return a.index < b.index && !KeyLess(b.hash, (*b.entry).first, a.hash, (*a.entry).first);
  });
}

EntryTable::Found EntryTable::Find(const Node& key) const {
  const uint64_t hash = key.Hash();
  const auto slot = std::ranges::partition_point(
      slots_, [&](const Slot& a) { return KeyLess(a.hash, (*a.entry).first, hash, key); });
  if (slot == slots_.end() || slot->hash != hash || (*slot->entry).first != key) return {};
  return {slot->entry, slot->index};
}

EntryTable::Found EntryTable::FindLast(const Node& key) const {
  const uint64_t hash = key.Hash();
  const auto behind = std::ranges::partition_point(
      slots_, [&](const Slot& a) { return !KeyLess(hash, key, a.hash, (*a.entry).first); });
  if (behind == slots_.begin() || (*behind[-1].entry).first != key) return {};
  return {behind[-1].entry, behind[-1].index};
}

}  // namespace tare::yaml
