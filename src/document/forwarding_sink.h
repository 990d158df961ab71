#pragma once

#include <string_view>

#include "tare/document.h"

namespace tare {

// Passes every event on to `next`; what a filter derives from to change a few of them.
class ForwardingSink : public Sink {
 public:
  void BeginBlock(const Block& block) override { next_.BeginBlock(block); }
  void EndBlock(BlockKind kind) override { next_.EndBlock(kind); }
  void BeginSpan(const Span& span) override { next_.BeginSpan(span); }
  void EndSpan(SpanKind kind) override { next_.EndSpan(kind); }
  void Text(std::string_view text) override { next_.Text(text); }
  void SoftBreak() override { next_.SoftBreak(); }
  void HardBreak() override { next_.HardBreak(); }
  void AddImage(const Image& image) override { next_.AddImage(image); }
  void FootnoteReference(std::string_view label) override { next_.FootnoteReference(label); }
  void Anchor(std::string_view name) override { next_.Anchor(name); }
  void Metadata(std::string_view key, std::string_view value) override { next_.Metadata(key, value); }
  void AddAttachment(const Attachment& attachment) override { next_.AddAttachment(attachment); }
  void Warn(const Warning& warning) override { next_.Warn(warning); }

 protected:
  explicit ForwardingSink(Sink& next) : next_(next) {}  // which must outlive this

  Sink& next_;
};

}  // namespace tare
