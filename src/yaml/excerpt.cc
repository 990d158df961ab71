#include "yaml/excerpt.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "tare/yaml_emitter.h"
#include "text/scan.h"
#include "yaml/characters.h"

namespace tare::yaml {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// A document marker at the start of a line would end the document.
bool IsMarker(std::string_view line) {
  const std::string_view mark = line.substr(0, 3);
  return (mark == "---" || mark == "...") && (line.size() == 3 || IsWhite(line[3]));
}

// A scalar as it is written, where that may stand anywhere, in brackets too; else empty.
std::string_view OneLineOf(const Event& event) {
  const ScalarText& scalar = event.scalar;
  if (event.kind != EventKind::kScalar || !event.tag.empty() || scalar.raw.empty()) return {};
  switch (scalar.style) {
    case ScalarStyle::kPlain:
      return scalar.raw.find_first_of(",[]{}\r\n") == std::string_view::npos ? scalar.raw
                                                                             : std::string_view();
    case ScalarStyle::kSingleQuoted:
    case ScalarStyle::kDoubleQuoted:
      if (scalar.raw.find_first_of("\r\n") != std::string_view::npos) return {};
      return {scalar.raw.data() - 1, scalar.raw.size() + 2};
    default:
      return {};
  }
}

// The values that events stand for, in step with these.
class NodeWalk {
 public:
  NodeWalk(const Node& root, Account& account) : root_(root), levels_(&account) {}

  bool at_key() const { return !levels_.empty() && levels_.back().mapping && !levels_.back().at_value; }

  // That of the event, which begins one.
  Node Next(const Event& event) {
    const Node node = Take();
    const bool mapping = event.kind == EventKind::kMappingStart;
    if (mapping || event.kind == EventKind::kSequenceStart)
      levels_.push_back({.mapping = mapping, .item = node.begin(), .pair = node.pairs().begin()});
    return node;
  }
  void End() { levels_.pop_back(); }

 private:
  struct Level {
    bool mapping;
    bool at_value = false;
    Node::Iterator item;
    PairRange::Iterator pair;
  };

  Node Take() {
    if (levels_.empty()) return root_;
    Level& level = levels_.back();
    if (!level.mapping) return *level.item++;
    level.at_value = !level.at_value;
    return level.at_value ? (*level.pair).first : (*level.pair++).second;
  }

  const Node root_;
  std::pmr::vector<Level> levels_;
};

}  // namespace

std::string_view DocumentTexts::At(size_t document) {
  while (documents_ <= document) {
    const Event* const event = parser_.Next();
    if (event == nullptr || event->kind == EventKind::kStreamEnd) return {};
    if (event->kind == EventKind::kStreamStart && text_.starts_with(kByteOrderMark))
      begin_ = kByteOrderMark.size();
    if (event->kind != EventKind::kDocumentEnd) continue;
    last_ = text_.substr(begin_, event->end - begin_);
    begin_ = event->end;
    ++documents_;
  }
  return last_;
}

Excerpts::Excerpts(std::string_view text, const Node& root, Account& account)
    : text_(text),
      lines_(text),
      newline_(lines_.Newline()),
      root_(root),
      account_(account),
      slots_(&account),
      parents_(&account),
      parent_of_(&account) {}

void Excerpts::Find(const std::pmr::vector<Names>& targets) {
  slots_.assign(targets.size(), Slot{});
  parent_of_.assign(targets.size(), SIZE_MAX);
  if (targets.empty()) return;
  const EditOptions options{};
  PlaceFinder finder(text_, targets, Removed::kNothing, account_, options);
  finder.PassOverAliases();
  if (!finder.Find()) return;  // limits that loading does not have: values are to be written instead
  has_directives_ = finder.has_directives();
  has_marker_ = finder.marked();
  parents_.assign(finder.parents().begin(), finder.parents().end());
  for (const Place& place : finder.places()) {
    if (place.matched != targets[place.target].size()) continue;
    slots_[place.target] = place.slot;
    parent_of_[place.target] = place.parent;
  }
}

bool Excerpts::Write(size_t target, const Node& node, Output& out) {
  const Slot& slot = slots_[target];
  if (!slot.collection() || slot.pair || slot.mapping() != node.is_mapping() || slot.size != node.size())
    return false;
  const Slot* const parent = parent_of_[target] != SIZE_MAX ? &parents_[parent_of_[target]] : nullptr;
  Extent extent = slot.flow ? FlowExtent(slot, parent) : BlockExtent(slot, parent);
  extent.tag = TagOf(slot);
  if (has_directives_ || HasMarker(extent)) return false;
  // Without its last line break a block scalar has another value.
  if (IsBlockScalar(slot.last_scalar) && !IsBreak(text_[extent.end - 1])) return false;
  const std::span<const Alias> aliases = AliasesIn(extent);
  const auto is_lost = [&](const Alias& alias) {
    return alias.anchor < slot.content && (alias.key || alias.ambiguous);
  };
  if (std::ranges::any_of(aliases, is_lost)) return false;
  if (!extent.tag.empty()) {
    out.Write(extent.tag);
    out.Write(slot.flow ? " " : newline_);
  }
  WriteLines(extent, aliases, out);
  return true;
}

Excerpts::Extent Excerpts::BlockExtent(const Slot& slot, const Slot* parent) {
  const bool beside_key = parent != nullptr && parent->block_collection() && parent->column == slot.column;
  const uint64_t gap = parent == nullptr && !has_marker_ ? 0 : slot.indicator_end;
  return {.begin = FirstLine(std::max(gap, slot.properties_end), slot.content),
          .end = CommentsBelow(EndOfLines(slot), slot.column + (beside_key ? 1 : 0)),
          .indentation = slot.column};
}

Excerpts::Extent Excerpts::FlowExtent(const Slot& slot, const Slot* parent) const {
  uint64_t indentation = 0;
  if (lines_.Apart(slot.content, slot.end)) {
    uint64_t line = slot.content;
    while (line > 0 && !IsBreak(text_[line - 1])) --line;
    while (text_[line + indentation] == ' ') ++indentation;
  }
  const bool ends_line = (parent == nullptr || !parent->flow) && lines_.RestIsBlank(slot.end);
  return {.begin = slot.content,
          .end = ends_line ? lines_.BehindBreak(lines_.LineEnd(slot.end)) : slot.end,
          .indentation = indentation};
}

// Where a block collection's lines begin: with the comments on lines of their own above its first entry.
// `gap` is the end of what is before it.
uint64_t Excerpts::FirstLine(uint64_t gap, uint64_t content) const {
  if (!lines_.OwnLine(content)) return content;
  uint64_t line = gap == 0 ? 0 : lines_.BehindBreak(lines_.LineEnd(gap));
  if (gap > 0 && IsBreak(text_[gap - 1])) line = gap;
  while (line < content && lines_.BlanksBefore(lines_.LineEnd(line)) <= line)
    line = lines_.BehindBreak(lines_.LineEnd(line));
  while (line < content && IsBlank(text_[line])) ++line;
  return std::min(line, content);
}

// Behind the last line of a block collection; the empty ones below a block scalar that does not keep them are
// not in it.
uint64_t Excerpts::EndOfLines(const Slot& slot) const {
  if (!IsBlockScalar(slot.last_scalar)) return lines_.BehindBreak(lines_.LineEnd(slot.end));
  uint64_t end = slot.end;
  while (slot.last_scalar.chomping != Chomping::kKeep && end > slot.last_content) {
    uint64_t line = lines_.BreakAbove(end);
    while (line > 0 && !IsBreak(text_[line - 1])) --line;
    const uint64_t text = text_.find_first_not_of(' ', line);
    if (text < end && !IsBreak(text_[text])) break;
    if (std::min<uint64_t>(text, end) > line + slot.last_scalar.indentation) break;
    end = line;
  }
  return end;
}

// Behind the comments' lines at `line` that are indented as far as `column`.
uint64_t Excerpts::CommentsBelow(uint64_t line, uint64_t column) {
  uint64_t end = line;
  for (;;) {
    line = SkipEmptyLines(line);
    const uint64_t at = std::min(text_.find_first_not_of(" \t", line), text_.size());
    if (at == text_.size() || text_[at] != '#' || at - line < column) return end;
    line = end = lines_.BehindBreak(lines_.LineEnd(at));
  }
}

// The first line from `line` on that is not empty, or the end.
uint64_t Excerpts::SkipEmptyLines(uint64_t line) {
  if (line == empty_lines_ && line < behind_empty_lines_) return behind_empty_lines_;
  empty_lines_ = line;
  while (line < text_.size()) {
    const uint64_t at = std::min(text_.find_first_not_of(" \t", line), text_.size());
    if (at < text_.size() && !IsBreak(text_[at])) break;
    line = lines_.BehindBreak(at);
  }
  return behind_empty_lines_ = line;
}

std::string_view Excerpts::TagOf(const Slot& slot) const {
  for (uint64_t at = slot.begin; at < slot.properties_end;) {
    if (text_[at] == '#') at = lines_.LineEnd(at);
    const uint64_t end = std::min<uint64_t>(text_.find_first_of(" \t\r\n", at), slot.properties_end);
    if (text_[at] == '!') return text_.substr(at, end - at);
    at = end + 1;
  }
  return {};
}

bool Excerpts::HasMarker(const Extent& extent) const {
  if (extent.indentation == 0) return false;
  const uint64_t first_end = lines_.LineEnd(extent.begin, extent.end);
  uint64_t end = first_end;
  for (uint64_t line = lines_.BehindBreak(end); line < extent.end; line = lines_.BehindBreak(end)) {
    end = lines_.LineEnd(line, extent.end);
    const std::string_view whole = text_.substr(line, end - line);
    const size_t spaces = std::min({whole.find_first_not_of(' '), whole.size(), extent.indentation});
    if (IsMarker(whole.substr(spaces))) return true;
  }
  return IsMarker(text_.substr(extent.begin, first_end - extent.begin));
}

// All in the document, with the values that they stand for.
void Excerpts::FindAliases() {
  struct Anchor {
    uint64_t offset;
    Node node;
    std::string_view scalar;
    bool ambiguous = false;
  };
  std::pmr::unordered_map<std::string_view, Anchor> anchors(&account_);
  NodeWalk walk(root_, account_);
  Parser parser(text_, account_);
  aliases_.emplace(&account_);
  while (const Event* event = parser.Next()) {
    switch (event->kind) {
      case EventKind::kStreamStart:
      case EventKind::kDocumentStart:
        continue;
      case EventKind::kSequenceEnd:
      case EventKind::kMappingEnd:
        walk.End();
        continue;
      case EventKind::kStreamEnd:
      case EventKind::kDocumentEnd:
        return;
      default:
        break;
    }
    const bool key = walk.at_key();
    const Node node = walk.Next(*event);
    if (event->anchor.empty()) continue;
    const auto anchor = anchors.find(event->anchor);
    if (event->kind != EventKind::kAlias) {
      const bool again = anchor != anchors.end();
      anchors.insert_or_assign(event->anchor, Anchor{event->begin, node, OneLineOf(*event), again});
    } else if (anchor != anchors.end()) {
      aliases_->push_back({.offset = event->begin,
                           .name = event->anchor,
                           .anchor = anchor->second.offset,
                           .node = anchor->second.node,
                           .scalar = anchor->second.scalar,
                           .key = key,
                           .ambiguous = anchor->second.ambiguous});
    }
  }
}

std::span<const Excerpts::Alias> Excerpts::AliasesIn(const Extent& extent) {
  const std::string_view text = text_.substr(0, extent.end);
  if (text::FindByte(text, '*', extent.begin) == text.size()) return {};
  if (!aliases_) FindAliases();
  const auto first = std::ranges::lower_bound(*aliases_, extent.begin, {}, &Alias::offset);
  const auto last = std::ranges::lower_bound(*aliases_, extent.end, {}, &Alias::offset);
  return {first, last};
}

void Excerpts::WriteLines(const Extent& extent, std::span<const Alias> aliases, Output& out) const {
  std::pmr::unordered_set<std::string_view> written(&account_);
  auto alias = aliases.begin();
  const auto write = [&](uint64_t from, uint64_t to) {
    for (; alias != aliases.end() && alias->offset < to; ++alias) {
      if (alias->anchor >= extent.begin || !written.insert(alias->name).second) continue;
      out.Write(text_.substr(from, alias->offset - from));
      WriteAnchored(*alias, out);
      from = alias->offset + 1 + alias->name.size();
    }
    out.Write(text_.substr(from, to - from));
  };
  for (uint64_t line = extent.begin; line < extent.end;) {
    uint64_t from = line;
    if (line != extent.begin) {
      while (from < extent.end && from - line < extent.indentation && text_[from] == ' ') ++from;
    }
    const uint64_t end = lines_.LineEnd(from, extent.end);
    write(from, end);
    const uint64_t next = std::min(lines_.BehindBreak(end), extent.end);
    out.Write(text_.substr(end, next - end));
    line = next;
  }
  if (!IsBreak(text_[extent.end - 1])) out.Write(newline_);
}

// The first of the aliases of an anchor that is elsewhere.
void Excerpts::WriteAnchored(const Alias& alias, Output& out) const {
  out.Put('&');
  out.Write(alias.name);
  out.Put(' ');
  if (!alias.scalar.empty()) return out.Write(alias.scalar);
  std::pmr::string value(&account_);
  const std::unique_ptr<Output> flow = Output::ToString(&value, account_);
  {
    Emitter emitter(*flow, account_, {.style = EmitStyle::kFlow, .markers = DocumentMarkers::kWhenNeeded});
    EmitNode(alias.node, emitter, account_);
  }
  [[maybe_unused]] const Result<void> committed = flow->Commit();  // memory does not fail otherwise
  out.Write(std::string_view(value).substr(0, value.find_last_not_of('\n') + 1));
}

}  // namespace tare::yaml
