// Comments, empty lines and directives: what is written between events.

#include <algorithm>

#include "yaml/emitter_yaml.h"

namespace tare::yaml {

void YamlWriter::WriteComment(const EmitterComment& comment) {
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
  const bool beside_key = level.at_value && !PendingBecomesFlow() && StandsBesideKey(level, pending_.mapping);
  return beside_key ? level.column : NodeColumn(level);
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

// Of a scalar that has no header, as it is not in a block style.
void YamlWriter::TakeHeaderComment() {
  if (header_comment_.empty()) return;
  WriteComment({.text = header_comment_, .place = CommentPlace::kBehind});
  header_comment_.clear();
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
