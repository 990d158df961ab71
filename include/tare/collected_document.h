#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "tare/document.h"
#include "tare/memory.h"

namespace tare {

// A whole document, for those who want to look at it more than once: a Sink that keeps all events, compactly.
//
//   Document document(engine.ledger().Open("document"));
//   ReadDocument(engine, source, document, {});
//   for (const auto& [key, value] : document.metadata()) ...
//   document.Replay(writer);
//
// Views into it live as long as the document. For one thread at a time.
class Document final : public Sink {
 public:
  struct MetadataItem {
    std::string_view key;
    std::string_view value;
  };

  // `account`, which must outlive the document, is charged for all that is kept. Every event throws
  // MemoryLimitExceeded where that does not fit.
  explicit Document(Account& account);
  ~Document() override;
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  // Sends the events to `sink`, in order and as they came, with metadata and warnings. Any number of times.
  void Replay(Sink& sink) const;
  bool empty() const;  // no event came

  // In the order in which they came.
  std::span<const MetadataItem> metadata() const;
  std::span<const Warning> warnings() const;
  // The first value of a key, empty where there is none.
  std::string_view Find(std::string_view key) const;

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
  struct Contents;
  std::unique_ptr<Contents> contents_;
};

}  // namespace tare
