#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "tare/document.h"

namespace tare {

// Verifies that events are well-formed (the rules at the head of tare/document.h), and passes them on.
class CheckingSink final : public Sink {
 public:
  // `next` may be null.
  explicit CheckingSink(Sink* next = nullptr) : next_(next) {}

  // The first broken rule, or empty. Complete after the document's end.
  const std::string& failure() const { return failure_; }
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
  void Metadata(std::string_view key, std::string_view value) override;
  void AddAttachment(const Attachment& attachment) override;
  void Warn(const Warning& warning) override;

 private:
  struct Open {
    bool is_span;
    uint8_t kind;
    bool has_children;
    bool ends_with_space;
  };

  Sink* next_;
  std::string failure_;
  bool finished_ = false;
};

}  // namespace tare
