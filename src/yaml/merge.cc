// The three-way merge: a walk through three documents at once.

#include <memory_resource>
#include <utility>
#include <variant>
#include <vector>

#include "tare/yaml_merge.h"
#include "yaml/diff_pointer.h"
#include "yaml/merge_steps.h"
#include "yaml/node_events.h"

namespace tare::yaml {
namespace {

class ThreeWayMerge {
 public:
  ThreeWayMerge(Emitter& emitter, Account& account, const MergeOptions& options,
                const std::function<void(const Conflict&)>& report)
      : account_(account),
        options_(options),
        report_(report),
        events_(emitter, account),
        frames_(&account),
        path_(&account) {}

  uint64_t Run(const Node& base, const Node& ours, const Node& theirs) {
    Visit({.base = base, .ours = ours, .theirs = theirs});
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      frame.index += std::exchange(frame.began, false) ? 1 : 0;
      MergeStep step;
      if (std::visit([&](auto& steps) { return steps.Next(&step); }, frame.steps)) {
        frame.key = step.key;
        Visit(step);
      } else {
        events_.Mark(frame.steps.index() == 0 ? EventKind::kMappingEnd : EventKind::kSequenceEnd);
        frames_.pop_back();
      }
    }
    if (in_document_) events_.Mark(EventKind::kDocumentEnd);
    return conflicts_;
  }

 private:
  // Three collections, and where in the result the walk is.
  struct Frame {
    std::variant<MappingMerge, SequenceMerge> steps;
    Node key{};
    size_t index = 0;
    bool began = false;  // the value at `index` is in the result
  };

  void Visit(const MergeStep& step) {
    const auto& [key, base, ours, theirs, conflict] = step;
    if (conflict) return Report(step, frames_.size() - 1);
    const bool mappings = ours.is_mapping() && theirs.is_mapping();
    const bool sequences = ours.is_sequence() && theirs.is_sequence();
    if ((mappings || sequences) && ours.tag() == theirs.tag()) {
      Begin(key, ours);
      events_.Mark(mappings ? EventKind::kMappingStart : EventKind::kSequenceStart, ours.tag());
      const Node common = base.kind() == ours.kind() ? base : Node();
      if (mappings) {
        frames_.push_back({MappingMerge(common, ours, theirs, account_)});
      } else {
        frames_.push_back({SequenceMerge(common, ours, theirs, options_, account_)});
      }
    } else if (const Node& chosen = Choose(step); chosen.exists()) {
      Begin(key, chosen);
      events_.Value(chosen);
    }
  }

  const Node& Choose(const MergeStep& step) {
    if (step.ours == step.theirs || step.base == step.theirs) return step.ours;
    if (step.base == step.ours) return step.theirs;
    Report(step, frames_.size());
    return options_.prefer == Prefer::kTheirs ? step.theirs : step.ours;
  }

  void Begin(const Node& key, const Node& value) {
    if (frames_.empty()) {
      events_.Mark(EventKind::kDocumentStart);
      in_document_ = true;
    } else {
      frames_.back().began = true;
      if (key.exists()) events_.Key(key, value);
    }
  }

  // A conflict where the first `levels` frames are.
  void Report(const MergeStep& step, size_t levels) {
    if (options_.prefer != Prefer::kNone) return;
    ++conflicts_;
    path_.clear();
    for (size_t i = 0; i < levels; ++i) AppendPointerStep(frames_[i].key, frames_[i].index, account_, &path_);
    report_({.path = path_, .base = step.base, .ours = step.ours, .theirs = step.theirs});
  }

  Account& account_;
  const MergeOptions& options_;
  const std::function<void(const Conflict&)>& report_;
  NodeEvents events_;
  std::pmr::vector<Frame> frames_;  // from the document down
  std::pmr::string path_;
  uint64_t conflicts_ = 0;
  bool in_document_ = false;
};

}  // namespace

uint64_t Merge(const Node& base, const Node& ours, const Node& theirs, Emitter& emitter, Account& account,
               const MergeOptions& options, const std::function<void(const Conflict&)>& report) {
  return ThreeWayMerge(emitter, account, options, report).Run(base, ours, theirs);
}

}  // namespace tare::yaml
