// What a path leads to. Its steps are the states of an automaton that is in several of them at once: the
// search goes through the document with the set of steps that are next at each value, so that a value is
// looked at once, however many ways lead to it.

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <span>

#include "yaml/path_name.h"

namespace tare::yaml {
namespace {

std::optional<double> AsReal(const Resolved& value) {
  switch (value.type) {
    case ScalarType::kInteger:
    case ScalarType::kUnsigned:
    case ScalarType::kBig:
    case ScalarType::kFloat:
      return RealOf(value);
    default:
      return std::nullopt;
  }
}

template <typename T>
int Order(const T& a, const T& b) {
  if (a < b) return -1;
  return b < a ? 1 : 0;
}

bool Holds(Comparison comparison, int order) {
  switch (comparison) {
    case Comparison::kLess:
      return order < 0;
    case Comparison::kLessOrEqual:
      return order <= 0;
    case Comparison::kGreater:
      return order > 0;
    default:
      return order >= 0;
  }
}

// Nothing where they are not both numbers.
std::optional<int> OrderNumbers(const Node& node, const Resolved& written) {
  const std::optional<double> right = AsReal(written);
  if (!node.is_number() || !right) return std::nullopt;
  if (node.is_integer()) {
    if (const Result<int64_t> integer = node.as<int64_t>(); integer && written.type == ScalarType::kInteger)
      return Order(*integer, written.integer());
    uint64_t natural = 0;
    if (NodeConversion<uint64_t>::Try(node, &natural) && written.type == ScalarType::kUnsigned)
      return Order(natural, written.natural);
  }
  const double left = node.value_or<double>(0);
  if (std::isnan(left) || std::isnan(*right)) return std::nullopt;
  return Order(left, *right);
}

}  // namespace

void AppendScalar(const Node& node, std::pmr::string* out) {
  char digits[32];
  const auto append = [&](auto number) {
    *out += std::string_view(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
  };
  int64_t integer = 0;
  uint64_t natural = 0;
  switch (node.kind()) {
    case Kind::kNull:
      *out += "null";
      break;
    case Kind::kBoolean:
      *out += node.value_or(false) ? "true" : "false";
      break;
    case Kind::kInteger:
      if (NodeConversion<int64_t>::Try(node, &integer)) return append(integer);
      if (NodeConversion<uint64_t>::Try(node, &natural)) return append(natural);
      [[fallthrough]];
    default: {
      const double real = node.value_or<double>(0);
      if (std::isnan(real) || std::isinf(real)) {
        *out += std::isnan(real) ? ".nan" : (real < 0 ? "-.inf" : ".inf");
        break;
      }
      const size_t begin = out->size();
      append(real);
      if (out->find_first_of(".e", begin) == std::string::npos) *out += ".0";
    }
  }
}

bool EqualTyped(const Node& node, const Resolved& written) {
  switch (node.kind()) {
    case Kind::kNull:
      return written.type == ScalarType::kNull;
    case Kind::kBoolean:
      return written.type == ScalarType::kBoolean && node.value_or(false) == written.boolean();
    case Kind::kInteger:
    case Kind::kFloat:
      if (node.is_float() && std::isnan(node.value_or<double>(0)))
        return written.type == ScalarType::kFloat && std::isnan(written.real);
      return OrderNumbers(node, written) == 0;
    default:
      return false;
  }
}

// Goes through the document without recursion: a frame for each open collection.
class PathSearch {
 public:
  PathSearch(const Path& path, Account& account)
      : steps_(path.steps()), account_(account), frames_(&account), states_(&account), scratch_(&account) {}

  void Run(const Node& root, const std::function<bool(const PathMatch&)>& found) {
    const uint32_t first = 0;
    if (!Enter(root, std::span(&first, 1), found)) return;
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      if (!Advance(frame)) {
        states_.resize(frame.states);
        frames_.pop_back();
      } else if (!EnterChild(frame, found)) {
        return;
      }
    }
  }

  void AppendPath(std::pmr::string* path) const {
    if (frames_.empty()) *path += '/';
    for (const Frame& frame : frames_) AppendStepOf(frame, path);
  }

 private:
  // An open collection, and which of its children is looked at.
  struct Frame {
    Node node;
    size_t states;                        // where its set of steps begins in states_
    PairRange::Iterator pair{};           // of a mapping
    const PathName* looked_up = nullptr;  // of a mapping: the one key, a string and nothing else
    Node child{};
    uint64_t index = 0;  // of the child in a sequence; of the next one before the first
    uint64_t end = 0;    // behind the last child
    uint64_t stride = 1;
    bool begun = false;

    Node key() const { return (*pair).first; }
  };

  // Of the innermost frame.
  std::span<const uint32_t> StatesOf(const Frame& frame) const {
    return std::span(states_).subspan(frame.states);
  }

  // A value at which `next` are the steps to take, ascending. False to stop.
  bool Enter(const Node& node, std::span<const uint32_t> next,
             const std::function<bool(const PathMatch&)>& found) {
    const size_t begin = states_.size();
    for (const uint32_t state : next) AddState(begin, state, node);
    if (states_.size() == begin) return true;
    const bool matched = states_.back() == steps_.size();
    if (matched) states_.pop_back();
    if (matched && !found(PathMatch(node, *this))) return false;
    Frame frame{.node = node, .states = begin};
    if (states_.size() > begin && SelectChildren(&frame)) {
      frames_.push_back(frame);
    } else {
      states_.resize(begin);
    }
    return true;
  }

  // With the steps that need not go to a child.
  void AddState(size_t begin, uint32_t state, const Node& node) {
    for (;; ++state) {
      if (states_.size() > begin && states_.back() >= state) return;
      states_.push_back(state);
      if (state == steps_.size()) return;
      const PathStep& step = steps_[state];
      const bool stays =
          step.kind == PathStep::Kind::kTest || (step.kind == PathStep::Kind::kFilter && !node.is_sequence());
      if (step.kind != PathStep::Kind::kDescend && !(stays && Passes(node, step.filter))) return;
    }
  }

  // Which children may be found; false where none.
  bool SelectChildren(Frame* frame) {
    const std::span<const uint32_t> states = StatesOf(*frame);
    frame->end = frame->node.size();
    const PathStep& last = steps_[states.back()];
    const bool all = steps_[states.front()].kind == PathStep::Kind::kDescend || states.size() > 1;
    if (frame->node.is_sequence()) {
      if (!all && (last.kind == PathStep::Kind::kName || last.kind == PathStep::Kind::kIndex)) {
        const std::optional<uint64_t> index = IndexOf(last.name, frame->end);
        if (!index) return false;
        frame->index = *index;
        frame->end = *index + 1;
      } else if (!all && last.kind == PathStep::Kind::kSlice) {
        frame->end = SliceEnd(last, frame->node.size());
        frame->index = SliceBegin(last, frame->node.size());
        frame->stride = last.stride;
      }
      return frame->index < frame->end;
    }
    if (!frame->node.is_mapping() || frame->end == 0) return false;
    frame->pair = frame->node.pairs().begin();
    if (!all && last.kind == PathStep::Kind::kName && !IsTyped(last.name)) {
      frame->looked_up = &last.name;
      frame->child = frame->node[std::string_view(last.name.text)];
      frame->end = 1;
      return frame->child.exists();
    }
    return true;
  }

  // To the next child. False behind the last.
  bool Advance(Frame& frame) {
    const uint64_t step = frame.begun ? frame.stride : 0;
    if (frame.end - frame.index <= step) return false;
    frame.index += step;
    const bool first = !frame.begun;
    frame.begun = true;
    if (frame.node.is_sequence()) {
      frame.child = frame.node[frame.index];
    } else if (frame.looked_up == nullptr) {
      if (!first) ++frame.pair;
      frame.child = (*frame.pair).second;
    }
    return true;
  }

  bool EnterChild(const Frame& frame, const std::function<bool(const PathMatch&)>& found) {
    next_.clear();
    for (const uint32_t state : StatesOf(frame)) {
      if (steps_[state].kind == PathStep::Kind::kDescend) next_.push_back(state);
      const bool moves = steps_[state].kind != PathStep::Kind::kDescend && Moves(frame, steps_[state]);
      if (moves && (next_.empty() || next_.back() != state + 1)) next_.push_back(state + 1);
    }
    if (next_.empty()) return true;
    const Node child = frame.child;  // the frames move
    return Enter(child, next_, found);
  }

  // Whether a step leads to the frame's child.
  bool Moves(const Frame& frame, const PathStep& step) {
    const bool sequence = frame.node.is_sequence();
    const size_t size = frame.node.size();
    switch (step.kind) {
      case PathStep::Kind::kAnyChild:
        return true;
      case PathStep::Kind::kIndex:
        return sequence && IndexOf(step.name, size) == frame.index;
      case PathStep::Kind::kName:
        return sequence ? IndexOf(step.name, size) == frame.index : IsKey(frame, step.name);
      case PathStep::Kind::kSlice: {
        const uint64_t begin = SliceBegin(step, size);
        return sequence && frame.index >= begin && frame.index < SliceEnd(step, size) &&
               (frame.index - begin) % step.stride == 0;
      }
      case PathStep::Kind::kFilter:
        return sequence && Passes(frame.child, step.filter);
      default:
        return false;
    }
  }

  bool IsKey(const Frame& frame, const PathName& name) {
    if (frame.looked_up != nullptr) return true;
    const Node key = frame.key();
    if (key.is_string())
      return key.Text(&scratch_) == name.text && (name.quoted || !HasTypedKey(frame.node, name.text));
    return !name.quoted && EqualTyped(key, ResolvePlain(name.text, Schema::kCore));
  }

  // Whether a mapping has a key that is written like `name` and is no string.
  static bool HasTypedKey(const Node& mapping, std::string_view name) {
    const Resolved written = ResolvePlain(name, Schema::kCore);
    if (written.type == ScalarType::kString) return false;
    if (written.type == ScalarType::kInteger) return mapping[written.integer()].exists();
    const auto equals = [&](const auto& pair) { return EqualTyped(pair.first, written); };
    const PairRange pairs = mapping.pairs();
    return std::any_of(pairs.begin(), pairs.end(), equals);
  }

  static std::optional<uint64_t> IndexOf(const PathName& name, size_t size) {
    if (!name.integer) return std::nullopt;
    if (*name.integer >= 0)
      return static_cast<uint64_t>(*name.integer) < size ? std::optional(static_cast<uint64_t>(*name.integer))
                                                         : std::nullopt;
    const uint64_t back = uint64_t{0} - static_cast<uint64_t>(*name.integer);
    return back <= size ? std::optional<uint64_t>(size - back) : std::nullopt;
  }

  static uint64_t Bound(int64_t bound, size_t size) {
    if (bound >= 0) return std::min<uint64_t>(static_cast<uint64_t>(bound), size);
    const uint64_t back = uint64_t{0} - static_cast<uint64_t>(bound);
    return back <= size ? size - back : 0;
  }
  static uint64_t SliceBegin(const PathStep& step, size_t size) {
    return step.from ? Bound(*step.from, size) : 0;
  }
  static uint64_t SliceEnd(const PathStep& step, size_t size) {
    return step.to ? Bound(*step.to, size) : size;
  }

  // One value below, by a filter's key.
  static Node Lookup(const Node& node, const PathName& name) {
    if (node.is_sequence()) {
      const std::optional<uint64_t> index = IndexOf(name, node.size());
      return index ? node[*index] : Node();
    }
    if (IsTyped(name)) {
      const Resolved written = ResolvePlain(name.text, Schema::kCore);
      for (const auto [key, value] : node.pairs()) {
        if (EqualTyped(key, written)) return value;
      }
    }
    return node[std::string_view(name.text)];
  }

  bool Passes(const Node& node, const PathFilter& filter) {
    Node operand = node;
    for (const PathName& name : filter.key) operand = Lookup(operand, name);
    if (filter.comparison == Comparison::kExists) return operand.exists();
    if (filter.comparison == Comparison::kNotEqual) return !Equals(operand, filter.value);
    if (filter.comparison == Comparison::kEqual) return Equals(operand, filter.value);
    if (operand.is_string()) {
      const bool number = IsTyped(filter.value) && AsReal(ResolvePlain(filter.value.text, Schema::kCore));
      return !number && Holds(filter.comparison, operand.Text(&scratch_).compare(filter.value.text));
    }
    if (filter.value.quoted) return false;
    const std::optional<int> order = OrderNumbers(operand, ResolvePlain(filter.value.text, Schema::kCore));
    return order && Holds(filter.comparison, *order);
  }

  bool Equals(const Node& node, const PathName& value) {
    if (node.is_string()) return node.Text(&scratch_) == value.text;
    return !value.quoted && EqualTyped(node, ResolvePlain(value.text, Schema::kCore));
  }

  void AppendStepOf(const Frame& frame, std::pmr::string* path) const {
    std::pmr::string scratch(&account_);
    if (frame.node.is_sequence()) return AppendStep(std::to_string(frame.index), false, path);
    if (frame.looked_up != nullptr) {
      const std::string_view name = frame.looked_up->text;
      return AppendStep(name, HasTypedKey(frame.node, name), path);
    }
    const Node key = frame.key();
    if (key.is_string()) {
      const std::string_view name = key.Text(&scratch);
      return AppendStep(name, HasTypedKey(frame.node, name), path);
    }
    if (key.is_sequence() || key.is_mapping()) {
      scratch = "(" + std::string(KindName(key.kind())) + ")";
    } else {
      AppendScalar(key, &scratch);
    }
    AppendStep(scratch, false, path);
  }

  const std::pmr::vector<PathStep>& steps_;
  Account& account_;
  std::pmr::vector<Frame> frames_;
  std::pmr::vector<uint32_t> states_;  // the sets of all frames, one behind the other
  std::pmr::vector<uint32_t> next_;
  std::pmr::string scratch_;
};

void PathMatch::AppendPath(std::pmr::string* path) const { search_.AppendPath(path); }

void Find(const Node& root, const Path& path, Account& account,
          const std::function<bool(const PathMatch&)>& found) {
  PathSearch(path, account).Run(root, found);
}

Node FindFirst(const Node& root, const Path& path, Account& account) {
  Node first;
  Find(root, path, account, [&](const PathMatch& match) {
    first = match.node;
    return false;
  });
  return first;
}

}  // namespace tare::yaml
