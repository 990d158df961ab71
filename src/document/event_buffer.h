#pragma once

#include <cstddef>
#include <cstdint>

#include "memory/arena.h"
#include "tare/document.h"

namespace tare {

// A Sink that records events compactly in an arena, to be replayed into another sink.
// Text, labels and targets are copied, so a record outlives the events' views.
class EventBuffer final : public Sink {
 public:
  // `account` is charged for what is recorded.
  explicit EventBuffer(Account& account);
  ~EventBuffer() override;

  bool empty() const;
  size_t bytes() const;  // recorded so far
  // Sends all events to `sink`, in order. The record stays.
  void Replay(Sink& sink) const;
  // Forgets all, keeps some memory for the next use.
  void Clear();

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
  // The implementer chooses the encoding; see event_buffer.cc.
  Arena arena_;
};

}  // namespace tare
