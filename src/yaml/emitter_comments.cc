// Comments, empty lines and directives: what is written between events.

#include <algorithm>
#include <utility>

#include "yaml/emitter_yaml.h"

namespace tare::yaml {

void YamlWriter::WriteComment(const EmitterComment& comment) {
  if (header_comment_is_held_) GiveHeldComment(/*before_content=*/false);
  if (comment.place == CommentPlace::kHeader) {
    header_comment_ = comment.text;
    return;
  }
  PrepareForComment(comment);
  WriteCommentText(comment, CommentColumn());
}

// Behind an explicit key.
bool YamlWriter::IsBeforeColon(const EmitterComment& comment) const {
  if (levels_.empty() || comment.behind_indicator || (pending_.any && pending_.begun)) return false;
  const Level& level = levels_.back();
  return level.at_value && level.explicit_key && !level.flow && !level.begun;
}

// Writes what goes before the comment of the node that is to come.
void YamlWriter::PrepareForComment(const EmitterComment& comment) {
  if (IsBeforeColon(comment)) return;
  if (pending_.any) {
    // A collection whose brackets are left out may be empty, and get them back: its content has not begun.
    if (comment.before_content || (pending_.flow && !PendingBecomesFlow())) {
      return BeginPending(/*may_be_implicit_key=*/false);
    }
    OpenPending();
  }
  if (levels_.empty()) return;
  Level& level = levels_.back();
  if (level.begun) return;
  if (level.at_value) {
    BeginValue(level);
    level.begun = true;
  } else if (level.flow) {
    if (level.first) SetOnLines(level);
    if (level.first || level.comma) return;
    lines_.Put(',');
    level.comma = true;
  } else if (!level.mapping && comment.behind_indicator) {
    BeginBlockEntry(level);
    level.first = false;
    WriteIndicator('-');
    level.begun = true;
  }
}

// Of one on a line of its own.
uint32_t YamlWriter::CommentColumn() const {
  if (levels_.empty()) return 0;
  const Level& level = levels_.back();
  if (!pending_.any || !pending_.begun) return level.begun ? NodeColumn(level) : level.column;
  return PendingBecomesFlow() ? NodeColumn(level)
                              : EntriesColumn(level, pending_.mapping, PendingHasProperties());
}

void YamlWriter::WriteCommentText(const EmitterComment& comment, uint32_t column) {
  if (comment.place == CommentPlace::kBehind && line_open_) {
    lines_.Put(' ');
  } else {
    EndLine();
    if ((comment.after_empty || empty_due_) && may_be_empty_ && !InFlow()) lines_.Break();
    lines_.Spaces(column);
  }
  lines_.Write(comment.text);
  lines_.Break();
  line_open_ = space_due_ = after_name_ = empty_due_ = false;
  may_be_empty_ = true;
  indent_due_ = pending_.any && !levels_.empty() ? NodeColumn(levels_.back()) : 0;
}

// Of a scalar that has no header, as it is not in a block style. Behind a key, what the value is decides
// where the comment goes.
void YamlWriter::TakeHeaderComment() {
  if (header_comment_.empty()) return;
  if (!levels_.empty() && levels_.back().at_value) {
    header_comment_is_held_ = true;
  } else {
    GiveHeldComment(/*before_content=*/false);
  }
}

void YamlWriter::GiveHeldComment(bool before_content) {
  header_comment_is_held_ = false;
  const std::pmr::string text(std::move(header_comment_), header_comment_.get_allocator());
  header_comment_.clear();
  WriteComment({.text = text, .place = CommentPlace::kBehind, .before_content = before_content});
}

void YamlWriter::WriteEmptyLine() {
  if (!may_be_empty_ || InFlow()) return;
  const bool before_value = !levels_.empty() && levels_.back().at_value;
  // Below a comment an empty line may be above the first entry, too.
  if (pending_.any ? pending_.begun && !PendingBecomesFlow() : !before_value) empty_due_ = true;
}

void YamlWriter::WriteDirectives(std::string_view lines) {
  EndLine();
  if (after_document_ && !end_written_) {
    lines_.Write("...");
    lines_.Break();
  }
  for (size_t at = 0; at < lines.size();) {
    const size_t end = std::min(lines.find_first_of("\n\r", at), lines.size());
    const std::string_view line = lines.substr(at, end - at);
    const size_t first = line.find_first_not_of(" \t");
    if (first != std::string_view::npos) {
      lines_.Write(line.substr(first, line.find_last_not_of(" \t") + 1 - first));
      lines_.Break();
    }
    at = end + 1;
  }
  has_directives_ = true;
}

}  // namespace tare::yaml
