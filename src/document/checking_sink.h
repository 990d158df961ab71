#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "tare/document.h"

namespace tare {

// Verifies that events are well-formed (the rules at the head of tare/document.h), and passes them on.
// Any calls in any order are safe, also with values outside of the enumerations (those are not safe for
// `next`). What is kept is bounded: kMaxDepth open blocks and spans, and for each open table 4 bytes a
// column.
class CheckingSink final : public Sink {
 public:
  // `next` may be null. `memory`, such as an Account, holds the open tables.
  explicit CheckingSink(Sink* next = nullptr,
                        std::pmr::memory_resource* memory = std::pmr::new_delete_resource())
      : next_(next), tables_(memory), rows_left_(memory) {}

  // The first broken rule, with the number of the event and the blocks and spans it happened in; or empty.
  // Complete after the document's end: until then it says that the document has not ended.
  const std::string& failure() const { return failure_.empty() && !finished_ ? unfinished_ : failure_; }
  // True when a document was begun and ended and no rule was broken.
  bool ok() const { return failure_.empty() && finished_; }

  void BeginBlock(const Block& block) override;
  void EndBlock(BlockKind kind) override;
  void BeginSpan(const Span& span) override;
  void EndSpan(SpanKind kind) override;
  void Text(std::string_view text) override;
  void SoftBreak() override;
  void HardBreak() override;
  void AddImage(const Image& image) override;
  void FootnoteReference(std::string_view label) override;
  void Anchor(std::string_view name) override;
  void Metadata(std::string_view key, std::string_view value) override;
  void AddAttachment(const Attachment& attachment) override;
  void Warn(const Warning& warning) override;

 private:
  struct Open {
    bool is_span;
    uint8_t kind;
    bool has_rows;
    bool has_caption;

    bool Is(BlockKind block) const { return !is_span && kind == static_cast<uint8_t>(block); }
    bool Is(SpanKind span) const { return is_span && kind == static_cast<uint8_t>(span); }
    bool IsLiteral() const;  // holds Text only
    bool IsLiteralSpan() const { return is_span && IsLiteral(); }
    bool HoldsInline() const;
    std::string_view Name() const;
  };
  struct OpenTable {
    uint32_t columns;
    uint32_t column;    // the next one to fill in the open row
    size_t first_left;  // where its columns begin in rows_left_
  };

  // Counts the event. False where a rule was broken before: then nothing is checked any more.
  bool Checking();
  void Fail(std::string message);

  void CheckBegin(const Block& block);
  void CheckPlace(BlockKind kind);
  void CheckAttributes(const Block& block);
  void CheckEnd(BlockKind kind);
  void CheckBegin(const Span& span);
  void CheckEnd(SpanKind kind);
  void CheckText(std::string_view text);
  void CheckInline(std::string_view what);
  void CheckHoldsInline(std::string_view what);
  void CheckInDocument(std::string_view what);
  void CheckString(std::string_view what, std::string_view value);

  void BeginTable(const Block& block);
  void BeginRow();
  void PlaceCell(const Block& block);
  void SkipFilled(OpenTable& table);
  void EndRow();
  void EndTable();

  void Push(bool is_span, uint8_t kind);
  Open& Top() { return open_[static_cast<size_t>(depth_) - 1]; }

  Sink* next_;
  std::string failure_;
  const std::string unfinished_ = "the document has not ended";
  bool finished_ = false;
  uint64_t event_ = 0;  // number of the last event, from 1

  std::array<Open, kMaxDepth> open_;
  int depth_ = 0;
  int links_ = 0;  // open ones

  // Of the innermost block that holds inline content or text. Such blocks do not nest.
  bool has_content_ = false;
  char last_ = 0;  // last byte of the last Text, 0 after anything else

  std::pmr::vector<OpenTable> tables_;    // the open ones, outermost first
  std::pmr::vector<uint32_t> rows_left_;  // of all open tables: by column, rows still covered by a cell,
                                          // with the open row
};

}  // namespace tare
