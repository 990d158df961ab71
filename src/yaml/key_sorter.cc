#include "yaml/key_sorter.h"

#include <algorithm>
#include <utility>

namespace tare::yaml {

void KeySorter::Write(const Event& event, std::string_view tag) {
  const bool begins = event.kind == EventKind::kDocumentStart;
  const bool may_be_above_entry =
      begins ? !event.has_marker
             : event.kind == EventKind::kMappingStart && !event.flow && event.begin == event.end;
  if (!may_be_above_entry) LeaveAboveDocument();
  if (begins) in_document_ = true;
  if (!in_document_) return next_.Write(event, tag);
  if (tag.data() != event.tag.data() && !tag.empty()) {  // it does not stay where it is
    char* copy = static_cast<char*>(tags_.allocate(tag.size(), 1));
    std::ranges::copy(tag, copy);
    tag = {copy, tag.size()};
  }
  const size_t item = Add({.kind = Item::Kind::kEvent,
                           .event = event,
                           .tag = tag,
                           .on_lines = std::exchange(on_lines_due_, false)});
  switch (event.kind) {
    case EventKind::kDocumentEnd:
      return EndDocument();
    case EventKind::kSequenceStart:
    case EventKind::kMappingStart:
      BeginEntry(event, item);
      levels_.push_back(
          {.mapping = event.kind == EventKind::kMappingStart, .start = item, .first_entry = entries_.size()});
      TakeAboveFirstEntry();
      return Note(event);
    case EventKind::kSequenceEnd:
    case EventKind::kMappingEnd:
      return EndCollection(item);
    case EventKind::kScalar:
    case EventKind::kAlias:
      BeginEntry(event, item);
      Note(event);
      return EndNode(item);
    default:
      return;
  }
}

// Behind an entry it is that entry's, above one that one's.
void KeySorter::WriteComment(const EmitterComment& comment) {
  if (!in_document_) return WriteCommentAboveDocument(comment);
  const size_t item = Add({.kind = Item::Kind::kComment, .comment = comment});
  if (levels_.empty() || !levels_.back().mapping || levels_.back().at_value) return;
  Level& level = levels_.back();
  if (comment.place != CommentPlace::kBehind || level.above_next != kNone) {
    level.above_next = std::min(level.above_next, item);
  } else if (entries_.size() > level.first_entry) {
    entries_.back().last = item;
  } else {
    level.start = item;
  }
}

void KeySorter::WriteEmptyLine() {
  if (!in_document_) {
    LeaveAboveDocument();
    return next_.WriteEmptyLine();
  }
  const size_t item = Add({.kind = Item::Kind::kEmptyLine});
  if (!levels_.empty() && levels_.back().mapping && !levels_.back().at_value)
    levels_.back().above_next = std::min(levels_.back().above_next, item);
}

void KeySorter::WriteCommentAboveDocument(const EmitterComment& comment) {
  if (comment.after_empty) LeaveAboveDocument();
  if (above_first_entry_.empty() && !(comment.after_empty && has_top_comment_)) {
    next_.WriteComment(comment);
    has_top_comment_ = true;
  } else {
    above_first_entry_.push_back(comment);
  }
}

void KeySorter::LeaveAboveDocument() {
  for (const EmitterComment& comment : above_first_entry_) next_.WriteComment(comment);
  above_first_entry_.clear();
}

void KeySorter::TakeAboveFirstEntry() {
  if (above_first_entry_.empty()) return;
  next_.WriteEmptyLine();
  for (const EmitterComment& comment : above_first_entry_) WriteComment(comment);
  above_first_entry_.clear();
}

size_t KeySorter::Add(Item item) {
  item.next = items_.size() + 1;
  items_.push_back(item);
  return items_.size() - 1;
}

void KeySorter::Note(const Event& event) {
  if (levels_.empty()) return;
  Level& level = levels_.back();
  if (event.kind == EventKind::kAlias) {
    level.has_alias = true;
  } else if (!event.anchor.empty()) {
    level.has_anchor = true;
    if (!anchors_.insert(event.anchor).second) level.keeps_order = true;
  }
}

void KeySorter::BeginEntry(const Event& event, size_t item) {
  if (levels_.empty() || !levels_.back().mapping || levels_.back().at_value) return;
  Level& level = levels_.back();
  Entry& entry = entries_.emplace_back(Entry{.first = std::min(level.above_next, item),
                                             .last = item,
                                             .simple = event.kind == EventKind::kScalar,
                                             .key = std::pmr::string(&account_)});
  level.above_next = kNone;
  if (!entry.simple) return;
  const std::string_view key = DecodeScalar(event.scalar, &entry.key);
  if (key.data() != entry.key.data()) entry.key = key;
}

// `item` is the last of a node.
void KeySorter::EndNode(size_t item) {
  if (levels_.empty() || !levels_.back().mapping) return;
  Level& level = levels_.back();
  level.at_value = !level.at_value;
  entries_.back().last = item;
}

void KeySorter::EndCollection(size_t item) {
  const Level level = levels_.back();
  levels_.pop_back();
  if (level.mapping) SortEntries(level, item);
  if (!levels_.empty()) {
    Level& parent = levels_.back();
    parent.has_anchor |= level.has_anchor;
    parent.has_alias |= level.has_alias;
    parent.keeps_order |= level.keeps_order;
  }
  EndNode(item);
}

// Items are linked anew. Those behind the last entry stay there.
void KeySorter::SortEntries(const Level& level, size_t end) {
  const auto first = entries_.begin() + static_cast<ptrdiff_t>(level.first_entry);
  const bool may_move = !level.keeps_order && !(level.has_anchor && level.has_alias);
  if (may_move && first != entries_.end()) {
    const size_t behind = items_[entries_.back().last].next;
    std::sort(first, entries_.end(), [](const Entry& a, const Entry& b) {
      if (a.simple != b.simple) return a.simple;
      const int order = a.key.compare(b.key);
      return order != 0 ? order < 0 : a.first < b.first;
    });
    size_t last = level.start;
    for (auto entry = first; entry != entries_.end(); ++entry) {
      items_[last].next = entry->first;
      last = entry->last;
    }
    items_[last].next = std::min(behind, end);
  }
  entries_.erase(first, entries_.end());
}

void KeySorter::EndDocument() {
  for (size_t at = 0; at < items_.size(); at = items_[at].next) {
    const Item& item = items_[at];
    switch (item.kind) {
      case Item::Kind::kEvent:
        if (item.on_lines) next_.WriteOnLines();
        next_.Write(item.event, item.tag);
        break;
      case Item::Kind::kComment:
        next_.WriteComment(item.comment);
        break;
      case Item::Kind::kEmptyLine:
        next_.WriteEmptyLine();
        break;
    }
  }
  items_.clear();
  anchors_.clear();
  tags_.release();
  in_document_ = has_top_comment_ = false;
}

}  // namespace tare::yaml
