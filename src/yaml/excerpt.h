#pragma once

// Collections as they stand in the text, each as a document of its own: comments, styles and the spelling of
// numbers are kept.

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "tare/yaml_values.h"
#include "yaml/edit_lines.h"
#include "yaml/edit_place.h"

namespace tare::yaml {

// The texts of a stream's documents, one after another, with their directives. The stream is well-formed.
class DocumentTexts {
 public:
  DocumentTexts(std::string_view text, Account& account) : text_(text), parser_(text, account) {}

  // Of the document with that number, which is not below the one asked for before.
  std::string_view At(size_t document);

 private:
  const std::string_view text_;
  Parser parser_;
  size_t documents_ = 0;  // that have been read
  uint64_t begin_ = 0;
  std::string_view last_{};
};

// Of one document of a text.
class Excerpts {
 public:
  // `text` is that of the document, its directives included, and `root` its value, without merge keys and
  // duplicate ones. Both must outlive this. Throws MemoryLimitExceeded, as all below do.
  Excerpts(std::string_view text, const Node& root, Account& account);

  // Where what concrete paths lead to is in the text. `targets` are in document order, none twice.
  void Find(const std::pmr::vector<Names>& targets);

  // The text for the collection `node`, which the target of that number leads to: its lines moved to the
  // first column, comments above its first entry and below its last one included, its own anchor left out.
  // An alias whose anchor is elsewhere becomes the value, in flow style. False, with nothing written, where
  // there is no such text: behind aliases, and for what only the text around makes what it is.
  bool Write(size_t target, const Node& node, Output& out);

 private:
  // What of the text is written.
  struct Extent {
    uint64_t begin = 0;
    uint64_t end = 0;
    uint64_t indentation = 0;  // that each line but the first loses
    std::string_view tag{};
  };
  struct Alias {
    uint64_t offset;
    std::string_view name;
    uint64_t anchor;          // where that is
    Node node;                // with the anchor
    std::string_view scalar;  // as it is written, where that may stand anywhere; else empty
    bool key;
    bool ambiguous;  // there are more anchors of that name
  };

  Extent BlockExtent(const Slot& slot, const Slot* parent);
  Extent FlowExtent(const Slot& slot, const Slot* parent) const;
  uint64_t FirstLine(uint64_t gap, uint64_t content) const;
  uint64_t EndOfLines(const Slot& slot) const;
  uint64_t CommentsBelow(uint64_t line, uint64_t column);
  uint64_t SkipEmptyLines(uint64_t line);
  std::string_view TagOf(const Slot& slot) const;
  bool HasMarker(const Extent& extent) const;
  void FindAliases();
  std::span<const Alias> AliasesIn(const Extent& extent);
  void WriteLines(const Extent& extent, std::span<const Alias> aliases, Output& out) const;
  void WriteAnchored(const Alias& alias, Output& out) const;

  const std::string_view text_;
  const EditLines lines_;
  const std::string_view newline_;
  const Node root_;
  Account& account_;
  bool has_directives_ = false;
  bool has_marker_ = false;
  // Of the empty lines looked at last, the first and what is behind them: collections that end together
  // share them.
  uint64_t empty_lines_ = 0;
  uint64_t behind_empty_lines_ = 0;
  std::pmr::vector<Slot> slots_;  // by target; not a collection where there is none
  std::pmr::vector<Slot> parents_;
  std::pmr::vector<size_t> parent_of_;
  std::optional<std::pmr::vector<Alias>> aliases_;  // in the document; found when first needed
};

}  // namespace tare::yaml
