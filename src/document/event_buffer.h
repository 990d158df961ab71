#pragma once

#include <cstddef>
#include <cstdint>

#include "memory/arena.h"
#include "tare/document.h"

namespace tare {

// A Sink that records events compactly in an arena, to be replayed into another sink.
// Everything in the events is copied, so a record outlives their views. A replay gives the same events with
// the same attributes; views in them point into the record. Kinds must be enumerators.
class EventBuffer final : public Sink {
 public:
  // `account` is charged for what is recorded. Every event throws MemoryLimitExceeded where it does not fit;
  // the record then ends before it.
  explicit EventBuffer(Account& account) : arena_(account) {}

  bool empty() const { return bytes_ == 0; }
  size_t bytes() const { return bytes_; }  // recorded so far
  // Sends all events to `sink`, in order. The record stays. `sink` must not record into this buffer.
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
  void Anchor(std::string_view name) override;
  void Metadata(std::string_view key, std::string_view value) override;
  void AddAttachment(const Attachment& attachment) override;
  void Warn(const Warning& warning) override;

 private:
  // A stretch of whole events in the arena. Its bytes follow it.
  struct Chunk {
    Chunk* next;
    char* end;  // of the events in it

    char* begin() { return reinterpret_cast<char*>(this + 1); }
  };

  // Room for an event of at most `bytes`, to be claimed with Claim.
  char* Reserve(size_t bytes);
  void Claim(char* end);
  void Put(uint8_t tag);

  Arena arena_;
  Chunk* first_ = nullptr;
  Chunk* last_ = nullptr;
  char* limit_ = nullptr;  // end of the last chunk's room
  size_t bytes_ = 0;
};

}  // namespace tare
