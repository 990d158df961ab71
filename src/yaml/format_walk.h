#pragma once

#include <cstdint>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "tare/memory.h"
#include "tare/yaml_events.h"
#include "tare/yaml_format.h"
#include "yaml/comments.h"
#include "yaml/emitter_writer.h"

namespace tare::yaml {

// Hands a text's events to a writer, and what is between them: comments, empty lines and directives.
class FormatWalk {
 public:
  FormatWalk(std::string_view text, Emitter::Writer& writer, Account& account, const FormatOptions& options)
      : text_(text),
        writer_(writer),
        keep_empty_lines_(options.keep_empty_lines),
        finds_sequences_(options.keep_sequences && options.emit.style == EmitStyle::kTidy),
        levels_(&account),
        comments_(text.substr(0, 0), true) {}

  // The text's events, in turn. `tag` is what the writer gets.
  void Take(const Event& event, std::string_view tag);

 private:
  static constexpr int64_t kFlow = -1;

  // An open collection.
  struct Level {
    int64_t column;  // where its entries begin; kFlow
    bool mapping;
    bool at_value = false;      // of a mapping: a key has come
    bool explicit_key = false;  // and it stands further right than the mapping; while finds_sequences_
  };

  void TakeBoundary(const Event& event, std::string_view tag);
  void TakeStart(const Event& event, std::string_view tag);
  void TakeEnd(const Event& event, std::string_view tag);
  void TakeLeaf(const Event& event, std::string_view tag);

  bool AtValue() const { return !levels_.empty() && levels_.back().at_value; }
  void EndNode();

  // Comments of the gap before the event.
  bool Peek();
  void Give(bool before_content = false);
  void GiveBeforeIndicator();
  void GiveAll();
  void GiveEmptyLine();
  bool GiveInside(std::string_view properties, bool before_content, const char* block_lines);
  void TellIndentation(const Event& event);
  bool EndsLine(uint64_t offset) const;
  int64_t ColumnOf(const char* at) const;
  void GoOnAt(uint64_t offset, bool line_start = false, bool after_empty = false);

  const std::string_view text_;
  Emitter::Writer& writer_;
  const bool keep_empty_lines_;
  bool finds_sequences_;  // how far the first block sequence below a key is indented is to be told
  std::pmr::vector<Level> levels_;
  CommentReader comments_;  // of the gap, which goes on over events that take no room
  Comment comment_;         // read, and not given yet
  bool has_comment_ = false;
};

}  // namespace tare::yaml
