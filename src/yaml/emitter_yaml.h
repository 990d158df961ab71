#pragma once

#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "yaml/emitter_scalar.h"
#include "yaml/emitter_style.h"
#include "yaml/emitter_writer.h"

namespace tare::yaml {

// Writes YAML, and comments (emitter_comments.cc). The line that is being written stays open until the next
// thing that needs one of its own, so that nothing ends in a space. The beginning of a collection is kept
// back by one event: an empty one is written "[]" or "{}".
class YamlWriter final : public Emitter::Writer {
 public:
  YamlWriter(Output& out, Account& account, const EmitOptions& options)
      : options_(options),
        lines_(out, options.line_end),
        levels_(&account),
        content_(&account),
        header_comment_(&account),
        pending_(&account) {}

  void Write(const Event& event, std::string_view tag) override;
  void WriteComment(const EmitterComment& comment) override;
  void WriteEmptyLine() override;
  void WriteOnLines() override { on_lines_due_ = true; }
  void SetIndentSequences(bool indent) override { options_.indent_sequences = indent; }
  void WriteDirectives(std::string_view lines) override;

 private:
  // An open collection.
  struct Level {
    uint32_t column = 0;  // where its entries begin; in flow style, where a line begins
    bool mapping = false;
    bool flow = false;
    bool on_lines = false;      // in flow: each entry on a line
    bool at_value = false;      // of a mapping: a key has been written
    bool explicit_key = false;  // and it was with "?"
    bool on_line = false;       // the first entry of a block collection goes on the line it began on
    bool first = true;          // there is no entry yet
    bool begun = false;         // "-", or ":" where at_value, is written for the node to come
    bool comma = false;         // in flow: and so is the "," before it
  };
  // The beginning of a collection, kept back.
  struct Pending {
    explicit Pending(std::pmr::memory_resource* memory) : anchor(memory), tag(memory) {}
    bool any = false;
    bool mapping = false;
    bool flow = false;
    bool on_lines = false;
    bool begun = false;  // what goes before it and its properties are written, and a comment behind them
    std::pmr::string anchor;
    std::pmr::string tag;
  };

  void BeginDocument(bool marker);
  void WriteMarker();
  void EndDocument(bool marker);

  void KeepBack(const Event& event, std::string_view tag);
  void WriteEmptyCollection();
  bool PendingBecomesFlow() const;
  bool PendingHasProperties() const { return !pending_.anchor.empty() || !pending_.tag.empty(); }
  void BeginPending(bool may_be_implicit_key);
  void OpenPending();
  void OpenFlow(bool mapping, bool on_lines);
  void SetOnLines(Level& level);
  void OpenBlock(bool mapping, bool has_properties);
  void Close();

  void WriteScalarNode(const Event& event, std::string_view tag);
  void WriteNothing(bool has_properties);
  void WriteAlias(const Event& event);
  // Writes what goes before a node: the line, "-", "?", ":" or ",".
  void BeginNode(bool may_be_implicit_key);
  void BeginBlockEntry(const Level& level);
  void BeginFlowEntry(Level& level);
  void BeginValue(const Level& level);
  void EndNode();

  // emitter_comments.cc
  bool IsBeforeColon(const EmitterComment& comment) const;
  void PrepareForComment(const EmitterComment& comment);
  uint32_t CommentColumn() const;
  void WriteCommentText(const EmitterComment& comment, uint32_t column);
  void TakeHeaderComment();
  void GiveHeldComment(bool before_content);

  bool InFlow() const;
  static bool IsBehindIndicator(const Level& parent) { return !parent.mapping || parent.explicit_key; }
  bool StandsBesideKey(const Level& parent, bool mapping) const;
  uint32_t NodeColumn(const Level& level) const;
  uint32_t EntriesColumn(const Level& parent, bool mapping, bool has_properties) const;
  void WriteIndicator(char indicator);
  void WriteProperties(std::string_view anchor, std::string_view tag);
  void WriteTag(std::string_view tag);
  bool KeepsFlow() const {
    return options_.style == EmitStyle::kOriginal || options_.style == EmitStyle::kTidy;
  }
  void EndLine();
  void Space();

  EmitOptions options_;
  LineOutput lines_;
  std::pmr::vector<Level> levels_;
  std::pmr::string content_;             // of the scalar at hand
  std::pmr::string header_comment_;      // of the scalar to come; empty for none
  bool header_comment_is_held_ = false;  // it was a key's, and goes before or behind the value to come
  Pending pending_;
  bool on_lines_due_ = false;  // for the collection to come
  bool line_open_ = false;     // something is on the line
  bool space_due_ = false;     // before the next thing on the line
  bool after_name_ = false;    // an anchor, alias or tag is last: a colon would belong to it
  bool after_document_ = false;
  bool marker_written_ = false;  // for the document that begins
  bool end_written_ = false;     // "..." for the document before
  bool has_directives_ = false;  // of the document that begins
  uint32_t indent_due_ = 0;      // before the next thing, where the line is not open
  bool may_be_empty_ = false;    // a whole entry or a comment is last: an empty line may follow
  bool empty_due_ = false;       // and it does
};

}  // namespace tare::yaml
