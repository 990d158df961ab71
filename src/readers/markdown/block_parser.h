#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "readers/markdown/block_records.h"
#include "readers/markdown/block_starts.h"
#include "readers/markdown/definitions.h"
#include "readers/markdown/extensions.h"
#include "readers/markdown/html_block.h"
#include "readers/markdown/limits.h"
#include "readers/markdown/line_cursor.h"
#include "readers/markdown/warnings.h"
#include "tare/memory.h"

namespace tare::markdown {

// Gets the blocks as they are complete.
class BlockConsumer {
 public:
  virtual ~BlockConsumer() = default;
  // `records` holds whole top-level blocks, or where `complete` is false, a part of one that is too long to
  // be kept; what is open at its end goes on in the next call. Everything before `offset` was read. False
  // stops the parser.
  virtual bool Take(const BlockRecords& records, bool complete, uint64_t offset) = 0;
};

// The block structure of a document (CommonMark, chapters 4 and 5, and appendix "Phase 1").
//
// Line by line: the containers that are open (quotes, list items, footnotes) take their part of the line,
// then new blocks may begin, then what is left goes to the open leaf. Blocks are recorded and given away one
// top-level block at a time, so that a list is known to be tight or loose when it is emitted. A top-level
// block beyond the limits is given away in parts: its lists are then judged by what was seen of them, and a
// paragraph of that size is split.
class BlockParser {
 public:
  // Open at once, each at most 2 blocks; deeper ones are flattened.
  static constexpr size_t kMaxContainers = 100;

  // While `definitions` is not sealed those found are added to it. Everything must outlive the parser.
  BlockParser(std::string_view source, const MarkdownExtensions& extensions, const MarkdownLimits& limits,
              Definitions& definitions, Warnings& warnings, BlockConsumer& consumer, Account& account);

  // From `begin` to the end. False if the consumer stopped it.
  bool Parse(size_t begin);

 private:
  enum class ContainerKind : uint8_t { kQuote, kItem, kFootnote };
  struct Container {
    ContainerKind kind;
    char list_marker = 0;  // kItem
    bool has_children = false;
    bool ended = false;            // began with a blank line and another followed
    size_t content_indent = 0;     // columns, from where the container around it has its content
    size_t total_indent = 0;       // the same of all containers up to this one
    size_t blank_hidden_from = 0;  // how many containers end with the innermost quote or footnote up to it
    uint32_t record = 0;           // kItem, kFootnote: its kBegin; kGivenAway when that was given away
    uint32_t list_record = 0;      // kItem: its list's, as well
  };
  static constexpr uint32_t kGivenAway = UINT32_MAX;

  enum class Leaf : uint8_t { kNone, kParagraph, kFencedCode, kIndentedCode, kHtml, kTable };
  enum class Start : uint8_t { kNothing, kContainer, kLeaf };

  size_t FindLine(size_t begin);
  void ParseLine();
  size_t MatchContainers(LineCursor& line);
  size_t MatchBlankLine(LineCursor& line, size_t count, size_t quotes);
  bool Continues(const Container& container, LineCursor& line);
  bool ContinueLiteralLeaf(LineCursor& line);
  void TakeBlankLine();
  void TakeText(LineCursor& line);

  // What the rest of the line begins, if anything; with it the cursor moves on.
  Start StartBlock(LineCursor& line);
  Start StartQuote(LineCursor& line);
  Start StartFootnote(LineCursor& line);
  Start StartListItem(LineCursor& line);
  void BeginList(const ListMarker& marker);
  void BeginSibling();
  Start StartIndentedCode(LineCursor& line);
  Start StartAtxHeading(LineCursor& line);
  Start StartFencedCode(LineCursor& line);
  Start StartHtml(LineCursor& line);
  Start StartDashes(LineCursor& line);
  Start StartThematicBreak(LineCursor& line);
  Start StartTable(LineCursor& line);
  Start TakeDivisionFence(LineCursor& line);
  Start EndSetextHeading(LineCursor& line);

  // Ends what a new block in the innermost matched container ends.
  void BeginBlock();
  bool HasRoomForContainer();
  void OpenContainer(Container container);
  void Indent(size_t columns);
  void BeginLeaf(Leaf leaf);
  void MarkTask(LineCursor& line);
  void AddLine(const LineCursor& line);
  void AddPiece(std::string_view text);
  void CloseLeaf();
  BlockRecord& AddLeafRecord();
  void DropTrailingBlankLines();
  void CloseContainers(size_t keep);
  void TakeDefinitions();
  void DropText(size_t bytes);

  void NoteBlankLine();
  void Loosen(const Container& item);
  bool InOwnParagraph() const { return leaf_ == Leaf::kParagraph && matched_ == containers_.size(); }

  BlockRecord& AddRecord(RecordType type, BlockKind kind);
  uint32_t record_count() const { return static_cast<uint32_t>(blocks_.records().size()); }
  uint32_t line_count() const { return static_cast<uint32_t>(blocks_.lines().size()); }
  void GiveAway();
  void GiveAwayPart();
  bool IsParagraphTooLong() const;

  const std::string_view source_;
  const MarkdownExtensions extensions_;
  const MarkdownLimits limits_;
  Definitions& definitions_;
  Warnings& warnings_;
  BlockConsumer& consumer_;
  bool stopped_ = false;

  BlockRecords blocks_;
  size_t given_away_ = 0;  // offset before which all was given away
  std::pmr::string buffer_;

  // The line being read.
  size_t line_begin_ = 0;
  size_t line_end_ = 0;
  size_t matched_ = 0;            // containers it is part of
  size_t thematic_mismatch_ = 0;  // no thematic break begins before this offset

  uint64_t divisions_ = 0;                  // open
  std::pmr::vector<Container> containers_;  // open, outermost first
  std::pmr::vector<size_t> quotes_;         // the quotes among them, as indices

  // The open leaf, in the innermost container. It is recorded when it is closed.
  Leaf leaf_ = Leaf::kNone;
  bool leaf_continues_ = false;  // a part was given away
  uint32_t leaf_first_line_ = 0;
  uint32_t paragraph_lines_ = 0;
  bool paragraph_was_cut_ = false;  // for its length, before this line
  Fence fence_{};
  size_t fence_indent_ = 0;  // columns
  HtmlBlock html_ = HtmlBlock::kNone;
  uint32_t code_lines_ = 0;  // of indented code, up to its last line that is not blank
  uint64_t code_end_ = 0;    // where that ends

  // Whether the last line was blank, and how many of the containers then open hide that from those around
  // them: all up to the innermost quote or footnote.
  bool after_blank_ = false;
  size_t blank_hidden_from_ = 0;
};

}  // namespace tare::markdown
