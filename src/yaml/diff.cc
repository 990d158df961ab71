// The walk through two documents, and the two forms of what it finds.

#include "tare/yaml_diff.h"

#include <memory_resource>
#include <utility>
#include <variant>
#include <vector>

#include "yaml/diff_pointer.h"
#include "yaml/diff_steps.h"
#include "yaml/node_events.h"

namespace tare::yaml {
namespace {

class Comparison {
 public:
  Comparison(Account& account, const DiffOptions& options, const ReportOperation& report)
      : account_(account),
        options_(options),
        report_(report),
        frames_(&account),
        path_(&account),
        place_(&account) {}

  bool Run(const Node& from, const Node& to) {
    Visit(from, to);
    while (!frames_.empty() && !stopped_) {
      Frame& frame = frames_.back();
      DiffStep step;
      if (std::visit([&](auto& steps) { return steps.Next(&step); }, frame.steps)) {
        frame.key = step.key;
        frame.old_index = step.old_index;
        frame.new_index = step.new_index;
        Visit(step.old_value, step.new_value);
      } else {
        frames_.pop_back();
      }
    }
    return equal_;
  }

 private:
  // Two collections, and where in them the walk is.
  struct Frame {
    std::variant<MappingSteps, SequenceSteps> steps;
    Node key{};
    size_t old_index = 0;
    size_t new_index = 0;
  };

  void Visit(const Node& from, const Node& to) {
    if (!from.exists() || !to.exists()) {
      if (from.exists()) Report(OperationKind::kRemove, from, to);
      if (to.exists()) Report(OperationKind::kAdd, from, to);
    } else if (from.is_mapping() && to.is_mapping() && from.tag() == to.tag()) {
      frames_.push_back({MappingSteps(from, to, options_.mind_order, account_)});
    } else if (from.is_sequence() && to.is_sequence() && from.tag() == to.tag()) {
      frames_.push_back({SequenceSteps(from, to, options_.key, account_)});
    } else if (from != to) {
      Report(OperationKind::kReplace, from, to);
    }
  }

  void Report(OperationKind kind, const Node& from, const Node& to) {
    equal_ = false;
    Point(&Frame::new_index, &path_);
    const bool removed = kind == OperationKind::kRemove;
    if (removed) Point(&Frame::old_index, &place_);
    stopped_ = !report_(
        {.kind = kind, .path = path_, .place = removed ? place_ : path_, .old_value = from, .new_value = to});
  }

  // As long as the path that is reported, so no more work than writing it.
  void Point(size_t Frame::* index, std::pmr::string* pointer) {
    pointer->clear();
    for (const Frame& frame : frames_) AppendPointerStep(frame.key, frame.*index, account_, pointer);
  }

  Account& account_;
  const DiffOptions& options_;
  const ReportOperation& report_;
  std::pmr::vector<Frame> frames_;  // from the document down
  std::pmr::string path_;
  std::pmr::string place_;
  bool equal_ = true;
  bool stopped_ = false;
};

// Values as YAML, each line behind a mark.
class MarkedLines {
 public:
  MarkedLines(Output& out, Account& account, const DiffText& how)
      : out_(out),
        account_(account),
        how_(how),
        lines_(Output::ToCallback(
            [this](std::string_view text) {
              Write(text);
              return true;
            },
            account)) {}

  void Heading(std::string_view place) {
    if (how_.colour) out_.Write("\x1b[36m");
    out_.Write("@ ");
    out_.Write(how_.document);
    if (!how_.document.empty() && !place.empty()) out_.Put(' ');
    out_.Write(place.empty() && how_.document.empty() ? "(document)" : place);
    EndLine();
  }

  void Value(const Node& node, bool added) {
    if (!node.exists()) return;
    mark_ = added ? "+ " : "- ";
    colour_code_ = added ? "\x1b[32m" : "\x1b[31m";
    Emitter emitter(*lines_, account_, {.style = EmitStyle::kPretty});
    EmitNode(node, emitter, account_);
    lines_->Flush();
  }

 private:
  void EndLine() { out_.Write(how_.colour ? "\x1b[0m\n" : "\n"); }

  void Write(std::string_view text) {
    while (!text.empty()) {
      if (!in_line_ && how_.colour) out_.Write(colour_code_);
      if (!in_line_) out_.Write(mark_);
      const size_t end = text.find('\n');
      out_.Write(text.substr(0, end));
      in_line_ = end == std::string_view::npos;
      if (in_line_) return;
      EndLine();
      text.remove_prefix(end + 1);
    }
  }

  Output& out_;
  Account& account_;
  const DiffText& how_;
  const std::unique_ptr<Output> lines_;
  std::string_view mark_;
  std::string_view colour_code_;
  bool in_line_ = false;
};

std::string_view OperationName(OperationKind kind) {
  switch (kind) {
    case OperationKind::kAdd:
      return "add";
    case OperationKind::kRemove:
      return "remove";
    case OperationKind::kReplace:
      return "replace";
  }
  return {};
}

}  // namespace

bool Diff(const Node& from, const Node& to, Account& account, const DiffOptions& options,
          const ReportOperation& report) {
  return Comparison(account, options, report).Run(from, to);
}

bool WriteDiff(const Node& from, const Node& to, Output& out, Account& account, const DiffOptions& options,
               const DiffText& text) {
  MarkedLines lines(out, account, text);
  return Diff(from, to, account, options, [&](const Operation& operation) {
    lines.Heading(operation.place);
    lines.Value(operation.old_value, false);
    lines.Value(operation.new_value, true);
    return !out.failed();
  });
}

bool WriteJsonPatch(const Node& from, const Node& to, Emitter& emitter, Account& account,
                    const DiffOptions& options) {
  NodeEvents events(emitter, account);
  events.Mark(EventKind::kDocumentStart);
  events.Mark(EventKind::kSequenceStart);
  const bool equal = Diff(from, to, account, options, [&](const Operation& operation) {
    events.Mark(EventKind::kMappingStart);
    events.String("op");
    events.String(OperationName(operation.kind));
    events.String("path");
    events.String(operation.path);
    if (operation.new_value.exists()) {
      events.String("value");
      events.Value(operation.new_value);
    }
    events.Mark(EventKind::kMappingEnd);
    return true;
  });
  events.Mark(EventKind::kSequenceEnd);
  events.Mark(EventKind::kDocumentEnd);
  return equal;
}

}  // namespace tare::yaml
