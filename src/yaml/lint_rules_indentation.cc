// The rule on indentation. A collection is looked at once, where its first entry begins a line, against the
// column of the one it is in; what it holds is measured by where it really stands, so that one mistake is
// told once.

#include <algorithm>
#include <functional>
#include <memory_resource>
#include <string>
#include <vector>

#include "text/utf8.h"
#include "yaml/characters.h"
#include "yaml/lint_rules.h"

namespace tare::yaml {
namespace {

class Indentation : public Rule {
 public:
  enum Option { kSpaces, kSequences, kMultiLine };
  enum Sequences { kFlush, kIndented, kWhatever, kConsistent };

  explicit Indentation(const RuleContext& context)
      : Rule(context),
        width_(std::max(number(kSpaces), 0)),
        sequences_(number(kSequences)),
        open_(&account()) {}

  void OnNode(const NodeEvent& node) override {
    const Event& event = node.event;
    switch (event.kind) {
      case EventKind::kMappingStart:
      case EventKind::kSequenceStart:
        return event.flow ? OpenFlow(node) : Open(node);
      case EventKind::kMappingEnd:
      case EventKind::kSequenceEnd:
        return Close(node);
      case EventKind::kScalar:
      case EventKind::kAlias:
        if (event.begin == event.end) return;
        Look(node);
        if (flag(kMultiLine) && event.kind == EventKind::kScalar) CheckLines(node);
        return;
      case EventKind::kStreamStart:
      case EventKind::kStreamEnd:
      case EventKind::kDocumentStart:
      case EventKind::kDocumentEnd:
        return;
    }
  }

  void OnToken(const Token& token) override {
    if (open_.empty()) return;
    Collection& inner = open_.back();
    if (token.kind == TokenKind::kHyphen || token.kind == TokenKind::kQuestion) {
      if (!inner.flow) Begin(inner, token.first(), token.begin, token.column());
      return;
    }
    // "[" and "{": what follows on their line is where the entries stand.
    inner.line_indent = token.line.indent();
    const size_t next = std::min(text().find_first_not_of(' ', token.end), text().size());
    const bool ends_line = next == text().size() || IsBreak(text()[next]) || text()[next] == '#';
    if (ends_line) return;
    inner.begun = true;
    inner.line_begin = token.line.begin;
    inner.first_entry = next;
  }

  void OnRestart() override { open_.clear(); }

 private:
  static constexpr uint64_t kNoColumn = UINT64_MAX;

  struct Collection {
    bool flow = false;
    bool sequence = false;
    bool single = false;  // a pair in brackets, without braces
    NodeRole role = NodeRole::kNone;
    bool begun = false;           // its entries' column is known
    uint64_t column = kNoColumn;  // of its entries; of a flow collection, counted when it is needed
    uint64_t line_indent = 0;     // of the line with its bracket
    uint64_t line_begin = 0;      // to count the column from
    uint64_t first_entry = 0;
  };

  void Open(const NodeEvent& node) {
    const bool sequence = node.event.kind == EventKind::kSequenceStart;
    open_.push_back({.sequence = sequence, .role = node.role});
  }

  void OpenFlow(const NodeEvent& node) {
    Look(node);
    Collection collection{.flow = true, .role = node.role};
    if (node.event.begin == node.event.end && !open_.empty()) {
      collection = open_.back();
      collection.single = true;
    }
    open_.push_back(collection);
  }

  void Close(const NodeEvent& node) {
    if (open_.empty()) return;
    const Collection& closed = open_.back();
    if (closed.flow && !closed.single && node.first() && node.column() != closed.line_indent) {
      Tell(node.event.begin, node.column(), closed.line_indent);
    }
    open_.pop_back();
  }

  // A node that is no block collection: where it begins a line, its column is looked at.
  void Look(const NodeEvent& node) {
    if (open_.empty()) {
      if (node.role == NodeRole::kRoot && node.first()) Expect(0, node.event.begin, node.column());
      return;
    }
    Collection& outer = open_.back();
    if (outer.flow) return LookInFlow(outer, node);
    if (node.role == NodeRole::kKey) return Begin(outer, node.first(), node.event.begin, node.column());
    if (node.first()) ExpectDeeper(outer.column, node.event.begin, node.column());
  }

  void LookInFlow(Collection& outer, const NodeEvent& node) {
    if (!node.first()) return;
    if (node.role == NodeRole::kValue) {
      if (!outer.single) ExpectDeeper(ColumnOf(outer), node.event.begin, node.column());
    } else if (outer.begun) {
      Expect(ColumnOf(outer), node.event.begin, node.column());
    } else {
      ExpectDeeper(outer.line_indent, node.event.begin, node.column());
      outer.begun = true;
      outer.column = node.column();
    }
  }

  // The first entry of a block collection.
  void Begin(Collection& inner, bool first, uint64_t offset, uint64_t column) {
    if (inner.begun) return;
    inner.begun = true;
    inner.column = column;
    if (!first) return;
    if (open_.size() < 2) return Expect(0, offset, column);
    const Collection& outer = open_[open_.size() - 2];
    const bool may_be_flush = inner.sequence && !outer.sequence && inner.role == NodeRole::kValue;
    if (may_be_flush && MustBeFlush(column == outer.column)) return Expect(outer.column, offset, column);
    if (may_be_flush && sequences_ == kWhatever && column == outer.column) return;
    ExpectDeeper(outer.column, offset, column);
  }

  bool MustBeFlush(bool is_flush) {
    if (sequences_ == kConsistent) sequences_ = is_flush ? kFlush : kIndented;
    return sequences_ == kFlush;
  }

  uint64_t ColumnOf(Collection& flow) const {
    if (flow.column == kNoColumn) {
      const std::string_view before = text().substr(flow.line_begin, flow.first_entry - flow.line_begin);
      flow.column =
          static_cast<uint64_t>(std::ranges::count_if(before, std::not_fn(text::IsContinuationByte)));
    }
    return flow.column;
  }

  void Expect(uint64_t expected, uint64_t offset, uint64_t column) const {
    if (column != expected) Tell(offset, column, expected);
  }

  void ExpectDeeper(uint64_t outer, uint64_t offset, uint64_t column) {
    if (width_ == 0 && column > outer) width_ = column - outer;  // the first one sets the width
    if (width_ == 0) {
      Find(offset, "indented by " + std::to_string(column) + " spaces, expected at least " +
                       std::to_string(outer + 1));
    } else {
      Expect(outer + width_, offset, column);
    }
  }

  void Tell(uint64_t offset, uint64_t column, uint64_t expected) const {
    Find(offset, "indented by " + std::to_string(column) + (column == 1 ? " space" : " spaces") +
                     ", expected " + std::to_string(expected));
  }

  // The lines of a scalar stand below its first character; those of a block scalar, one level deeper.
  void CheckLines(const NodeEvent& node) {
    const ScalarText& scalar = node.event.scalar;
    if (scalar.raw.empty()) return;
    const auto raw = static_cast<uint64_t>(scalar.raw.data() - text().data());
    if (scalar.style == ScalarStyle::kLiteral || scalar.style == ScalarStyle::kFolded) {
      if (open_.empty() || open_.back().flow) return;
      const size_t content = text().find_first_not_of(" \n\r", raw);
      const size_t line = content == std::string_view::npos ? 0 : text().find_last_of("\n\r", content) + 1;
      if (content < raw + scalar.raw.size()) ExpectDeeper(open_.back().column, content, content - line);
      return;
    }
    if (raw < node.line.begin || raw > node.line.end()) return;  // below its anchor or tag
    for (size_t at = scalar.raw.find_first_of("\n\r"); at != std::string_view::npos;) {
      const size_t content = scalar.raw.find_first_not_of(" \t\n\r", at);
      if (content == std::string_view::npos) return;
      const size_t line = scalar.raw.find_last_of("\n\r", content) + 1;
      if (content - line != raw - node.line.begin) {
        return Tell(raw + content, content - line, raw - node.line.begin);
      }
      at = scalar.raw.find_first_of("\n\r", content);
    }
  }

  uint64_t width_;  // 0 while not known
  int sequences_;
  std::pmr::vector<Collection> open_;
};

constexpr OptionInfo kIndentation[] = {
    {.name = "spaces", .type = OptionType::kNumberOrChoice, .number = kFirstName, .choices = "consistent"},
    {.name = "indent-sequences",
     .type = OptionType::kFlagOrChoice,
     .number = 1,
     .choices = "whatever consistent"},
    {.name = "check-multi-line-strings", .type = OptionType::kFlag}};

constexpr Hears kHeard = kOnNodes | On(TokenKind::kHyphen) | On(TokenKind::kQuestion) |
                         On(TokenKind::kOpenBracket) | On(TokenKind::kOpenBrace);

}  // namespace

const RuleInfo kIndentationRule = {"indentation", kHeard, Make<Indentation>, kIndentation};

}  // namespace tare::yaml
