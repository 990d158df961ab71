#include "tare/collected_document.h"

#include <algorithm>
#include <vector>

#include "document/event_buffer.h"

namespace tare {

// Metadata and warnings are few: they are kept beside the record too, so that they can be looked at.
struct Document::Contents {
  explicit Contents(Account& account)
      : events(account), strings(account), metadata(&account), warnings(&account) {}

  EventBuffer events;
  Arena strings;  // of metadata and warnings
  std::pmr::vector<MetadataItem> metadata;
  std::pmr::vector<Warning> warnings;
};

Document::Document(Account& account) : contents_(std::make_unique<Contents>(account)) {}

Document::~Document() = default;

void Document::Replay(Sink& sink) const { contents_->events.Replay(sink); }

bool Document::empty() const { return contents_->events.empty(); }

std::span<const Document::MetadataItem> Document::metadata() const { return contents_->metadata; }

std::span<const Warning> Document::warnings() const { return contents_->warnings; }

std::string_view Document::Find(std::string_view key) const {
  const auto item = std::ranges::find(contents_->metadata, key, &MetadataItem::key);
  return item == contents_->metadata.end() ? std::string_view() : item->value;
}

void Document::BeginBlock(const Block& block) { contents_->events.BeginBlock(block); }

void Document::EndBlock(BlockKind kind) { contents_->events.EndBlock(kind); }

void Document::BeginSpan(const Span& span) { contents_->events.BeginSpan(span); }

void Document::EndSpan(SpanKind kind) { contents_->events.EndSpan(kind); }

void Document::Text(std::string_view text) { contents_->events.Text(text); }

void Document::SoftBreak() { contents_->events.SoftBreak(); }

void Document::HardBreak() { contents_->events.HardBreak(); }

void Document::AddImage(const Image& image) { contents_->events.AddImage(image); }

void Document::FootnoteReference(std::string_view label) { contents_->events.FootnoteReference(label); }

void Document::Anchor(std::string_view name) { contents_->events.Anchor(name); }

void Document::Metadata(std::string_view key, std::string_view value) {
  contents_->events.Metadata(key, value);
  contents_->metadata.push_back(
      {.key = contents_->strings.Copy(key), .value = contents_->strings.Copy(value)});
}

void Document::AddAttachment(const Attachment& attachment) { contents_->events.AddAttachment(attachment); }

void Document::Warn(const Warning& warning) {
  contents_->events.Warn(warning);
  contents_->warnings.push_back(
      {.message = contents_->strings.Copy(warning.message), .offset = warning.offset});
}

}  // namespace tare
