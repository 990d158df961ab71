// The strategic join: a walk through a document and what is laid over it.

#include <charconv>
#include <memory_resource>
#include <utility>
#include <variant>
#include <vector>

#include "tare/yaml_merge.h"
#include "yaml/diff_pointer.h"
#include "yaml/merge_join_steps.h"
#include "yaml/node_events.h"

namespace tare::yaml {
namespace {

std::unexpected<Error> InvalidPointer(std::string_view pointer) {
  return std::unexpected(
      Error{.code = ErrorCode::kInvalidArgument,
            .message = "\"" + std::string(pointer) + "\" is no path: it begins with \"/\""});
}

// The number of the entry that a token names; the collection's size where there is none.
size_t ChildNumber(const Node& node, std::string_view token, std::pmr::string* scratch) {
  if (node.is_sequence()) {
    size_t index = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
    const bool number = error == std::errc() && end == token.data() + token.size();
    return number && index < node.size() ? index : node.size();
  }
  size_t number = 0;
  NumberRoom room;
  for (const auto& [key, value] : node.pairs()) {
    if (!key.is_sequence() && !key.is_mapping() && ScalarContent(key, &room, scratch) == token) break;
    ++number;
  }
  return number;
}

Node Child(const Node& node, size_t number) {
  if (node.is_sequence()) return node[number];
  Entry entry = node.pairs().begin();
  for (; number > 0; --number) ++entry;
  return (*entry).second;
}

class StrategicJoin {
 public:
  StrategicJoin(Emitter& emitter, Account& account, const JoinOptions& options)
      : account_(account),
        options_(options),
        events_(emitter, account),
        targets_(&account),
        frames_(&account) {}

  Result<void> Run(const Node& base, const Node& overlay) {
    if (Result<void> found = FindTarget(base); !found) return found;
    events_.Mark(EventKind::kDocumentStart);
    Visit({.base = base, .overlay = overlay});
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      JoinStep step;
      if (std::visit([&](auto& steps) { return steps.Next(&step); }, frame.steps)) {
        frame.key = step.key;
        if (step.key.exists()) events_.Key(step.key, step.overlay.exists() ? step.overlay : step.base);
        Visit(step);
        continue;
      }
      events_.Mark(frame.mapping ? EventKind::kMappingEnd : EventKind::kSequenceEnd);
      frames_.pop_back();
    }
    events_.Mark(EventKind::kDocumentEnd);
    return {};
  }

 private:
  using PathRule = JoinOptions::PathRule;
  using Steps = std::variant<PathSteps, MappingJoin, ElementJoin>;
  // Two collections, and where in the result the walk is.
  struct Frame {
    Steps steps;
    bool mapping;
    Node key{};
    size_t index = 0;  // of the next element
  };

  Result<void> FindTarget(const Node& base) {
    std::string_view left = options_.at;
    std::pmr::string token(&account_);
    std::pmr::string scratch(&account_);
    if (!left.empty() && !left.starts_with('/')) return InvalidPointer(left);
    for (const PathRule& rule : options_.rules) {
      if (!rule.path.empty() && !rule.path.starts_with('/')) return InvalidPointer(rule.path);
    }
    for (Node node = base; !left.empty(); node = Child(node, targets_.back())) {
      TakePointerToken(&left, &token);
      targets_.push_back(ChildNumber(node, token, &scratch));
      if (targets_.back() == node.size())
        return std::unexpected(
            node.MakeError(ErrorCode::kNotFound, "there is no \"" + std::string(token) + "\" to join at"));
    }
    return {};
  }

  void Visit(const JoinStep& step) {
    const auto& [key, base, overlay] = step;
    if (!frames_.empty()) ++frames_.back().index;
    const bool on_path = overlay.exists() && frames_.size() < targets_.size();
    if (on_path) {
      Open(base.tag(), base.is_mapping(), PathSteps(base, overlay, targets_[frames_.size()]));
    } else if (overlay.is_mapping() && (base.is_mapping() || options_.null_deletes)) {
      const Node below = base.is_mapping() ? base : Node();
      Open(overlay.tag().empty() ? below.tag() : overlay.tag(), true,
           MappingJoin(below, overlay, options_.null_deletes, account_));
    } else if (const SequenceRule* rule = RuleFor(base, overlay); rule != nullptr) {
      const std::string_view identity = rule->how == SequenceJoin::kByKey ? rule->key : std::string_view();
      Open(overlay.tag().empty() ? base.tag() : overlay.tag(), false,
           ElementJoin(base, overlay, identity, account_));
    } else {
      events_.Value(overlay.exists() ? overlay : base);
    }
  }

  void Open(std::string_view tag, bool mapping, Steps&& steps) {
    events_.Mark(mapping ? EventKind::kMappingStart : EventKind::kSequenceStart, tag);
    frames_.push_back({std::move(steps), mapping});
  }

  // How two sequences are joined; null where one of them is none, or the overlay replaces it.
  const SequenceRule* RuleFor(const Node& base, const Node& overlay) const {
    if (!base.is_sequence() || !overlay.is_sequence()) return nullptr;
    const SequenceRule* rule = &options_.sequences;
    for (const PathRule& candidate : options_.rules) {
      if (!IsHere(candidate.path)) continue;
      rule = &candidate.rule;
      break;
    }
    return rule->how == SequenceJoin::kReplace ? nullptr : rule;
  }

  bool IsHere(std::string_view pattern) const {
    std::pmr::string wanted(&account_);
    std::pmr::string written(&account_);
    std::pmr::string token(&account_);
    for (const Frame& frame : frames_) {
      if (pattern.empty()) return false;
      TakePointerToken(&pattern, &wanted);
      if (wanted == "*") continue;
      written.clear();
      AppendPointerStep(frame.key, frame.index - 1, account_, &written);
      std::string_view step = written;
      TakePointerToken(&step, &token);
      if (token != wanted) return false;
    }
    return pattern.empty();
  }

  Account& account_;
  const JoinOptions& options_;
  NodeEvents events_;
  std::pmr::vector<size_t> targets_;  // the numbers of the entries that lead to where the overlay belongs
  std::pmr::vector<Frame> frames_;    // from the document down
};

}  // namespace

Result<void> Join(const Node& base, const Node& overlay, Emitter& emitter, Account& account,
                  const JoinOptions& options) {
  return StrategicJoin(emitter, account, options).Run(base, overlay);
}

}  // namespace tare::yaml
