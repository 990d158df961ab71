#pragma once

// The flow of a page: blocks and text in the order they are read, made into a well-formed document.
//
// The content builder says what begins and ends; the flow keeps the rules of tare/document.h. Blocks are
// begun only when there is content in them, so what is empty leaves no trace; text outside of a paragraph
// gets one; white space collapses as CSS says (white-space: normal), across elements and with none at the
// ends of a block; spans are begun and ended around text as it needs them.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "readers/html/open_elements.h"
#include "tare/document.h"
#include "tare/memory.h"

namespace tare::html {

class Flow {
 public:
  // Blocks nest so deep; what is deeper is flattened, with a warning.
  static constexpr size_t kMaxBlocks = static_cast<size_t>(kMaxDepth) - SpanList::kMaxSpans;

  // `open` says which spans apply to text, and whether its white space is kept.
  Flow(OpenElements& open, Sink& sink, Account& account);

  // Begins the document, and ends it with all that is open.
  void Begin();
  void End();

  // Blocks open now, to be given to CloseTo.
  size_t depth() const { return blocks_.size(); }
  // Begins a line: what follows does not continue the text before.
  void StartLine();
  // Opens a block in the innermost one that can hold it. False where it cannot be: its content then goes
  // where it would have stood. kParagraph is one the page asks for, not one made for loose text.
  bool Open(const Block& block);
  // Ends the innermost blocks until `depth` are left.
  void CloseTo(size_t depth);
  // The innermost block takes what follows, but only until its next sibling begins: text after </li>.
  void EndInnermost();
  // The number of the next item of an ordered list. Where it is not the one that follows, a list begins anew.
  void NumberItem(uint64_t number);
  // A list item gets its check box, if it has no content yet.
  void Check(bool checked);
  void AddRule();
  // For the next code block, if it does not begin with one of its own. Empty, or as IsCodeLanguage has it.
  void SetCodeLanguage(std::string_view language);
  BlockKind innermost() const { return blocks_.back().block.kind; }
  // The kind of the block at that depth, from 0.
  BlockKind KindAt(size_t index) const { return blocks_[index].block.kind; }
  bool IsOpenAt(size_t index, BlockKind kind) const {
    return index < blocks_.size() && blocks_[index].block.kind == kind;
  }

  void Text(std::string_view text) {
    if (IsLiteral()) {
      LiteralText(text);
    } else {
      CollapseText(text);
    }
  }
  // Whether text is taken as it is, as in code blocks.
  bool IsLiteral() const { return innermost() == BlockKind::kCode || (open_.preformatted() && !IsLeaf()); }
  // White space, as between words that touch in the source.
  void Space() { space_ = true; }
  // Names the inline content that comes next, also where that is in a later block. What cannot be a name is
  // left out, and of very many names the first.
  void AddAnchor(std::string_view name);
  // Forgets white space before what follows.
  void NoSpace();
  void LineBreak();
  void AddImage(const Image& image);
  void AddMath(std::string_view tex, bool display);

 private:
  struct OpenBlock {
    Block block;
    bool begun = false;        // sent to the sink
    bool made = false;         // not in the page, but content needs it
    bool waits = false;        // see BeginPending
    bool ended = false;        // see EndInnermost
    uint64_t next = 1;         // number of a list's next item
    bool has_caption = false;  // of a figure or table: it had one, or is past the place for one
  };

  // flow.cc: blocks.
  static bool IsLeaf(BlockKind kind);
  bool IsLeaf() const { return IsLeaf(innermost()); }
  bool HoldsOneLine() const;
  bool HasRoom();
  void Push(const Block& block, bool made = false);
  void Pop();
  void CloseLeaf();
  bool PrepareParent(BlockKind kind);
  bool PrepareList(const Block& list, BlockKind item);
  void MakeItem();
  void BeginPending();
  void BeginBlock(size_t index);

  // flow_text.cc: what stands in the innermost block.
  void ResetLine();
  void CollapseText(std::string_view text);
  void EmitWords(std::string_view words, bool after_space);
  bool HoldBackNbsps(std::string_view* words);
  void BeginInline();
  void EmitBreaks();
  void LiteralText(std::string_view text);
  void EmitLiteral(std::string_view text);
  void BeginObject();
  void EmitAnchors();
  void EmitNbsps();
  void EndUnwantedSpans();
  void BeginSpansTo(size_t count);
  void EndSpansTo(size_t count);
  void EndCodeSpan();
  size_t SpansAroundCode() const;

  OpenElements& open_;
  Sink& sink_;
  std::pmr::vector<OpenBlock> blocks_;
  size_t begun_ = 0;  // blocks before it are begun
  bool warned_too_deep_ = false;

  // Of the innermost block, if it is a leaf (holds text) or will get one around the text to come.
  bool has_text_ = false;     // text was sent, or an image
  bool line_start_ = true;    // white space that follows is dropped
  bool space_ = false;        // white space to come before the next word
  uint32_t breaks_ = 0;       // <br> to come before it
  uint32_t nbsps_ = 0;        // no-break spaces to come before the first word
  char last_literal_ = '\n';  // last byte of a code block
  std::pmr::string indent_;   // white space to come before the first text of a code block

  std::pmr::string anchors_;  // that wait for inline content, each with a space behind it

  std::span<const ActiveSpan> wanted_spans_;  // for the text to come
  std::array<ActiveSpan, SpanList::kMaxSpans> begun_spans_;
  size_t begun_count_ = 0;
  bool unsettled_ = false;  // begun spans may not be the wanted ones, or anchors wait
  char language_[64];
  size_t language_size_ = 0;
};

}  // namespace tare::html
