#include "yaml/edit_place.h"

#include <algorithm>
#include <utility>

#include "yaml/characters.h"
#include "yaml/path_name.h"

namespace tare::yaml {
namespace {

constexpr uint64_t kMarkerSize = 3;  // "---"

bool HasProperties(const Event& event) {
  return !event.tag.empty() || (!event.anchor.empty() && event.kind != EventKind::kAlias);
}

}  // namespace

PlaceFinder::PlaceFinder(std::string_view text, const std::pmr::vector<Names>& targets, Removed removed,
                         Account& account, const EditOptions& options)
    : text_(text),
      targets_(targets),
      removed_(removed),
      options_(options),
      parser_(text, account, {.max_depth = options.max_depth, .name = options.name}),
      frames_(&account),
      places_(&account),
      parents_(&account),
      removed_anchors_(&account),
      scratch_(&account) {}

Result<void> PlaceFinder::Find() {
  while (const Event* event = parser_.Next()) {
    if (event->kind == EventKind::kStreamEnd) return {};
    if (!Take(*event)) return std::unexpected(std::move(*error_));
  }
  return std::unexpected(parser_.error());
}

bool PlaceFinder::Take(const Event& event) {
  switch (event.kind) {
    case EventKind::kStreamStart:
    case EventKind::kStreamEnd:
      return true;
    case EventKind::kDocumentStart:
      active_ = documents_++ == options_.document;
      if (active_) {
        found_document_ = true;
        last_end_ = event.end;
        marked_ = event.has_marker;
        has_directives_ = event.end > event.begin + kMarkerSize;
      }
      return true;
    case EventKind::kDocumentEnd:
      active_ = false;
      return true;
    case EventKind::kSequenceEnd:
    case EventKind::kMappingEnd:
      if (active_) CloseCollection(event);
      return true;
    default:
      if (!active_) return true;
      if (!frames_.empty() && frames_.back().key) return TakeKey(frames_.back(), event);
      return TakeNode(event);
  }
}

// The first of an entry: what stands between it and the one before.
void PlaceFinder::BeginEntry(Frame& frame, const Event& event) {
  Place& entry = frame.entry;
  entry = {};
  entry.previous_end = last_end_;
  if (frame.any) entry.previous_scalar = last_scalar_;
  uint64_t at = Token(last_end_);
  frame.comma = kNowhere;
  if (frame.self.flow && frame.any && At(at) == ',') {
    frame.comma = at;
    last_end_ = at + 1;
    at = Token(last_end_);
  }
  if (frame.last_place != kOff) {
    places_[frame.last_place].next_begin = at;
    places_[frame.last_place].comma = frame.comma;
    frame.last_place = kOff;
  }
  entry.begin = at;
  entry.comma_before = frame.comma;
  entry.first = !frame.any;
  frame.self.last_entry = at;
  if (!frame.any) {
    frame.self.column = frame.self.flow ? 0 : ColumnOf(at);
    if (frames_.size() > 1) DetectLayout(frames_[frames_.size() - 2], frame);
  }
  frame.any = true;
  const bool sequence = !frame.self.mapping();
  const bool explicit_key = !sequence && At(at) == '?' && event.begin != at;
  if ((sequence && !frame.self.flow) || explicit_key) last_end_ = at + 1;
  last_scalar_ = {};
}

void PlaceFinder::BeginValue(Frame& frame, const Event& event) {
  const uint64_t at = Token(last_end_);
  frame.entry.slot.has_indicator = At(at) == ':' && event.begin != at;
  if (!frame.entry.slot.has_indicator) return;
  last_end_ = at + 1;
  last_scalar_ = {};
}

void PlaceFinder::DetectLayout(const Frame& parent, const Frame& frame) {
  if (!parent.self.mapping() || parent.self.flow || frame.self.flow || parent.key) return;
  if (!frame.self.mapping()) {
    if (!std::exchange(has_sequence_layout_, true))
      layout_.indent_sequences = frame.self.column > parent.self.column;
    return;
  }
  const uint64_t difference = frame.self.column - parent.self.column;
  if (difference >= 1 && difference <= 9 && !std::exchange(has_indentation_, true))
    layout_.indentation = static_cast<uint8_t>(difference);
}

Slot PlaceFinder::SlotOf(const Event& event) const {
  Slot slot{
      .begin = event.begin, .content = event.begin, .end = event.end, .kind = event.kind, .flow = event.flow};
  slot.indicator_end = last_end_;
  slot.root = frames_.empty();
  if (!frames_.empty())
    slot.has_indicator =
        frames_.back().self.mapping() ? frames_.back().entry.slot.has_indicator : !frames_.back().self.flow;
  slot.pair = event.kind == EventKind::kMappingStart && event.flow && event.begin == event.end;
  slot.empty = event.kind == EventKind::kScalar && event.scalar.style == ScalarStyle::kPlain &&
               event.scalar.raw.empty();
  if (HasProperties(event)) {
    const char* const behind =
        std::max(event.anchor.data() + event.anchor.size(), event.tag.data() + event.tag.size());
    const auto end = static_cast<uint64_t>(behind - text_.data());
    slot.properties_end = end;
    slot.content = slot.empty ? end : Token(end);
    if (slot.empty || slot.block_collection()) slot.end = end;
  } else if (slot.empty || slot.block_collection() || slot.pair) {
    slot.end = last_end_;
    if (slot.empty) slot.begin = slot.content = last_end_;
  }
  if (event.kind == EventKind::kScalar) {
    slot.last_scalar = event.scalar;
    slot.last_content = slot.content;
  }
  return slot;
}

bool PlaceFinder::TakeKey(Frame& frame, const Event& event) {
  BeginEntry(frame, event);
  frame.key_matches = false;
  const Slot key = SlotOf(event);
  if (key.collection()) {
    frame.entry.key_scalar = false;
    OpenCollection(event, kOff, inside_ > 0);
    return TakeAnchors(event, inside_ > 0);
  }
  frame.key = false;
  frame.entry.key_begin = key.content;
  frame.entry.key_end = key.end;
  frame.entry.key_scalar = event.kind == EventKind::kScalar;
  frame.entry.key_empty = key.empty;
  if (key.empty && At(frame.entry.begin) != '?')
    frame.entry.key_begin = frame.entry.key_end = frame.entry.begin;
  frame.self.quoted_keys =
      event.kind == EventKind::kScalar && event.scalar.style == ScalarStyle::kDoubleQuoted;
  last_end_ = key.end;
  last_scalar_ = event.scalar;
  last_content_ = key.content;
  if (frame.matched != kOff) frame.key_matches = Matches(targets_[target_][frame.matched], event);
  if (targets_.size() == 1 && frame.found && Matches(targets_[0][frame.depth], event))
    return Fail(ErrorCode::kInvalidArgument,
                "the mapping has this key twice, and which is meant is not clear", event.begin);
  const bool goes = frame.key_matches && frame.matched + 1 == targets_[target_].size();
  const bool removes_key = removed_ == Removed::kKey || removed_ == Removed::kEntry;
  return TakeAnchors(event, (goes && removes_key) || inside_ > 0);
}

bool PlaceFinder::TakeNode(const Event& event) {
  size_t matched = kOff;
  if (frames_.empty()) {
    matched = 0;
  } else {
    Frame& frame = frames_.back();
    if (frame.self.mapping()) {
      BeginValue(frame, event);
    } else {
      BeginEntry(frame, event);
      frame.key_matches = frame.matched != kOff && !targets_[target_][frame.matched].quoted &&
                          targets_[target_][frame.matched].integer == static_cast<int64_t>(frame.self.size);
    }
    if (frame.key_matches) matched = frame.matched + 1;
    if (frame.key_matches) frame.found = true;
    frame.wanted = false;
  }
  const bool whole = matched != kOff && target_ < targets_.size() && matched == targets_[target_].size();
  const bool collection = event.kind == EventKind::kSequenceStart || event.kind == EventKind::kMappingStart;
  const bool alias = event.kind == EventKind::kAlias;
  if (matched != kOff && !whole && alias && !passes_over_aliases_)
    return Fail(ErrorCode::kInvalidArgument,
                "the path goes through the alias *" + std::string(event.anchor) +
                    ": edit the value with the anchor &" + std::string(event.anchor),
                event.begin);
  if (whole || (matched != kOff && !collection)) {
    if (whole || !alias) Want(matched);
    NextTarget();
    while (alias && passes_over_aliases_ && target_ < targets_.size() && StartsAlike(target_, matched))
      NextTarget();
    if (target_ >= targets_.size() || !StartsAlike(target_, matched)) matched = kOff;
  }
  const bool inside = inside_ > 0 || (whole && (removed_ == Removed::kValue || removed_ == Removed::kEntry));
  if (!TakeAnchors(event, inside)) return false;
  if (collection) {
    OpenCollection(event, matched, inside);
    return true;
  }
  Slot slot = SlotOf(event);
  if (slot.empty && slot.end == last_end_) {  // behind "? |" alone, its lines are last
    slot.last_scalar = last_scalar_;
    slot.last_content = last_content_;
  }
  last_end_ = slot.end;
  last_scalar_ = slot.last_scalar;
  last_content_ = slot.last_content;
  EndEntry(slot);
  return true;
}

// Anchors that are removed must not be referred to from what stays.
bool PlaceFinder::TakeAnchors(const Event& event, bool removed) {
  if (removed_ == Removed::kNothing || event.anchor.empty()) return true;
  if (event.kind != EventKind::kAlias) {
    if (removed) {
      removed_anchors_.insert(event.anchor);
    } else {
      removed_anchors_.erase(event.anchor);
    }
    return true;
  }
  if (removed || !removed_anchors_.contains(event.anchor)) return true;
  return Fail(ErrorCode::kInvalidArgument,
              "the alias *" + std::string(event.anchor) + " refers to the anchor &" +
                  std::string(event.anchor) + " in what would be removed",
              event.begin);
}

void PlaceFinder::OpenCollection(const Event& event, size_t matched, bool inside) {
  Frame frame;
  frame.self = SlotOf(event);
  frame.matched = frame.depth = matched;
  frame.key = frame.self.mapping();
  frame.inside = inside;
  if (inside) ++inside_;
  last_end_ = frame.self.flow && !frame.self.pair ? event.end : frame.self.end;
  last_scalar_ = {};
  frames_.push_back(frame);
}

void PlaceFinder::CloseCollection(const Event& event) {
  Frame frame = frames_.back();
  frames_.pop_back();
  frame.self.comma = kNowhere;
  frame.self.inner_end = last_end_;
  if (frame.self.flow && !frame.self.pair) {
    const uint64_t at = Token(last_end_);
    if (At(at) == ',') frame.self.comma = at;
    last_end_ = event.end;
    last_scalar_ = {};
  }
  frame.self.end = last_end_;
  frame.self.last_scalar = last_scalar_;
  frame.self.last_content = last_content_;
  if (frame.last_place != kOff) {
    places_[frame.last_place].last = true;
    places_[frame.last_place].comma = frame.self.comma;
  }
  if (frame.inside) --inside_;
  if (frame.parent != kOff) parents_[frame.parent] = frame.self;
  // The collection where the rest of the path would be.
  if (frame.matched != kOff && !frame.found && target_ < targets_.size()) {
    Want(frame.matched);
    target_ = targets_.size();
    for (Frame& open : frames_) open.matched = kOff;
  }
  if (!frames_.empty() && frames_.back().key) {
    frames_.back().key = false;  // it was one
    frames_.back().entry.key_end = frame.self.end;
    return;
  }
  EndEntry(frame.self);
}

// The open entry is to be a place.
void PlaceFinder::Want(size_t matched) {
  (frames_.empty() ? root_wanted_ : frames_.back().wanted) = true;
  OpenEntry().matched = matched;
  OpenEntry().target = target_;
}

void PlaceFinder::EndEntry(const Slot& slot) {
  if (frames_.empty()) {
    root_.slot = slot;
    root_.root = true;
    if (root_wanted_) places_.push_back(root_);
    return;
  }
  Frame& frame = frames_.back();
  ++frame.self.size;
  frame.key = frame.self.mapping();
  if (!frame.wanted) return;
  frame.wanted = false;
  if (frame.parent == kOff) {
    frame.parent = parents_.size();
    parents_.push_back({});
  }
  frame.entry.slot = slot;
  frame.entry.parent = frame.parent;
  frame.last_place = places_.size();
  places_.push_back(frame.entry);
}

bool PlaceFinder::Matches(const PathName& name, const Event& event) {
  if (event.kind != EventKind::kScalar) return false;
  const bool plain = event.scalar.style == ScalarStyle::kPlain && event.tag.empty();
  const std::string_view content = DecodeScalar(event.scalar, &scratch_);
  const Resolved key = plain ? ResolvePlain(content, Schema::kCore) : Resolved{};
  if (content == name.text) return !name.quoted || key.type == ScalarType::kString;
  if (name.quoted || key.type == ScalarType::kString) return false;
  const Resolved written = ResolvePlain(name.text, Schema::kCore);
  return key.type == written.type && key.natural == written.natural && key.real == written.real;
}

// The target is found. Collections that do not lead to the next one are off its path.
void PlaceFinder::NextTarget() {
  ++target_;
  for (size_t i = frames_.size(); i-- > 0;) {
    Frame& frame = frames_[i];
    if (frame.matched == kOff) continue;
    if (target_ < targets_.size() && StartsAlike(target_, frame.matched)) break;
    frame.matched = kOff;
  }
}

// Whether a target begins with as many names of the one before.
bool PlaceFinder::StartsAlike(size_t target, size_t names) const {
  const Names& a = targets_[target - 1];
  const Names& b = targets_[target];
  if (a.size() < names || b.size() < names) return false;
  for (size_t i = 0; i < names; ++i) {
    if (a[i].text != b[i].text || a[i].quoted != b[i].quoted) return false;
  }
  return true;
}

bool PlaceFinder::Fail(ErrorCode code, std::string message, uint64_t offset) {
  error_ = MakeError(code, std::move(message), offset);
  return false;
}

Error PlaceFinder::MakeError(ErrorCode code, std::string message, uint64_t offset) const {
  return {.code = code, .message = std::move(message), .where = parser_.LocationOf(offset)};
}

uint64_t PlaceFinder::Token(uint64_t from) const {
  for (uint64_t at = from; at < text_.size(); ++at) {
    if (IsWhite(text_[at])) continue;
    if (text_[at] != '#') return at;
    while (at < text_.size() && !IsBreak(text_[at])) ++at;
    if (at == text_.size()) break;
  }
  return text_.size();
}

uint64_t PlaceFinder::ColumnOf(uint64_t offset) const {
  uint64_t begin = offset;
  while (begin > 0 && !IsBreak(text_[begin - 1])) --begin;
  return offset - begin;
}

}  // namespace tare::yaml
