#include "document/event_buffer.h"

// The record is a list of chunks; an event lies in one chunk. It is a byte that tells the event and its kind,
// then its parts: numbers in base 128 (least significant digit first, the high bit set on all bytes but the
// last), strings as their size and bytes. A block with attributes other than the defaults has kHasAttributes
// set and a number follows whose bits say which ones follow that.

#include <algorithm>
#include <cstring>

namespace tare {
namespace {

enum Tag : uint8_t {
  kBeginBlock = 0,  // + kind
  kEndBlock = 32,   // + kind
  kBeginSpan = 64,  // + kind
  kEndSpan = 80,    // + kind
  kText = 96,
  kSoftBreak,
  kHardBreak,
  kImage,
  kFootnoteReference,
  kAnchor,
  kMetadata,
  kAttachment,
  kWarning,
  kHasAttributes = 128,
};
static_assert(kBlockKinds <= kEndBlock - kBeginBlock && kSpanKinds <= kEndSpan - kBeginSpan);

// Attributes of a block, in the order in which they follow.
enum Attribute : uint32_t {
  kLevel = 1 << 0,
  kOrdered = 1 << 1,
  kTight = 1 << 2,
  kDelimiter = 1 << 3,
  kChecked = 1 << 4,
  kHeader = 1 << 5,
  kAlignment = 1 << 6,
  kColumns = 1 << 7,
  kRowSpan = 1 << 8,
  kColumnSpan = 1 << 9,
  kStart = 1 << 10,
  kAlignments = 1 << 11,
  kLabel = 1 << 12,
  kNumbering = 1 << 13,
};

constexpr size_t kMaxNumber = 10;                    // bytes of a 64-bit number
constexpr size_t kMaxNumbers = 1 + 14 * kMaxNumber;  // bytes of an event without its strings
constexpr size_t kMinChunk = 1024;                   // bytes; each chunk is twice the one before
constexpr size_t kMaxChunk = 64 * 1024;

uint8_t TagOf(Tag tag, auto kind) { return static_cast<uint8_t>(tag + static_cast<uint8_t>(kind)); }

// Writes an event's parts.
class PartWriter {
 public:
  explicit PartWriter(char* to) : to_(to) {}
  char* end() const { return to_; }

  PartWriter& Byte(uint8_t byte) {
    *to_++ = static_cast<char>(byte);
    return *this;
  }
  PartWriter& Number(uint64_t value) {
    while (value >= 128) {
      Byte(static_cast<uint8_t>(value | 128));
      value >>= 7;
    }
    return Byte(static_cast<uint8_t>(value));
  }
  PartWriter& String(std::string_view text) {
    Number(text.size());
    if (!text.empty()) std::memcpy(to_, text.data(), text.size());
    to_ += text.size();
    return *this;
  }

 private:
  char* to_;
};

// Reads them back.
class PartReader {
 public:
  explicit PartReader(const char* from) : from_(from) {}
  const char* position() const { return from_; }

  uint8_t Byte() { return static_cast<uint8_t>(*from_++); }
  uint64_t Number() {
    uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const uint64_t byte = Byte();
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }
  uint32_t Number32() { return static_cast<uint32_t>(Number()); }
  std::string_view String() {
    const size_t size = Number();
    const std::string_view text(from_, size);
    from_ += size;
    return text;
  }

 private:
  const char* from_;
};

uint32_t AttributesOf(const Block& block) {
  const Block plain{.kind = block.kind};
  uint32_t attributes = 0;
  if (block.level != plain.level) attributes |= kLevel;
  if (block.ordered) attributes |= kOrdered;
  if (block.tight) attributes |= kTight;
  if (block.delimiter != plain.delimiter) attributes |= kDelimiter;
  if (block.checked != plain.checked) attributes |= kChecked;
  if (block.header) attributes |= kHeader;
  if (block.alignment != plain.alignment) attributes |= kAlignment;
  if (block.columns != plain.columns) attributes |= kColumns;
  if (block.row_span != plain.row_span) attributes |= kRowSpan;
  if (block.column_span != plain.column_span) attributes |= kColumnSpan;
  if (block.start != plain.start) attributes |= kStart;
  if (!block.alignments.empty()) attributes |= kAlignments;
  if (!block.label.empty()) attributes |= kLabel;
  if (block.numbering != plain.numbering) attributes |= kNumbering;
  return attributes;
}

std::string_view AsBytes(std::span<const Alignment> alignments) {
  static_assert(sizeof(Alignment) == 1);
  return {reinterpret_cast<const char*>(alignments.data()), alignments.size()};
}

std::span<const Alignment> AsAlignments(std::string_view bytes) {
  return {reinterpret_cast<const Alignment*>(bytes.data()), bytes.size()};
}

void WriteAttributes(const Block& block, uint32_t attributes, PartWriter& to) {
  to.Number(attributes);
  if (attributes & kLevel) to.Byte(block.level);
  if (attributes & kDelimiter) to.Byte(static_cast<uint8_t>(block.delimiter));
  if (attributes & kChecked) to.Byte(static_cast<uint8_t>(block.checked));
  if (attributes & kAlignment) to.Byte(static_cast<uint8_t>(block.alignment));
  if (attributes & kColumns) to.Number(block.columns);
  if (attributes & kRowSpan) to.Number(block.row_span);
  if (attributes & kColumnSpan) to.Number(block.column_span);
  if (attributes & kStart) to.Number(block.start);
  if (attributes & kAlignments) to.String(AsBytes(block.alignments));
  if (attributes & kLabel) to.String(block.label);
  if (attributes & kNumbering) to.Byte(static_cast<uint8_t>(block.numbering));
}

void ReadAttributes(PartReader& from, Block& block) {
  const uint32_t attributes = from.Number32();
  block.ordered = attributes & kOrdered;
  block.tight = attributes & kTight;
  block.header = attributes & kHeader;
  if (attributes & kLevel) block.level = from.Byte();
  if (attributes & kDelimiter) block.delimiter = static_cast<char>(from.Byte());
  if (attributes & kChecked) block.checked = static_cast<Checked>(from.Byte());
  if (attributes & kAlignment) block.alignment = static_cast<Alignment>(from.Byte());
  if (attributes & kColumns) block.columns = from.Number32();
  if (attributes & kRowSpan) block.row_span = from.Number32();
  if (attributes & kColumnSpan) block.column_span = from.Number32();
  if (attributes & kStart) block.start = from.Number();
  if (attributes & kAlignments) block.alignments = AsAlignments(from.String());
  if (attributes & kLabel) block.label = from.String();
  if (attributes & kNumbering) block.numbering = static_cast<Numbering>(from.Byte());
}

void ReplayBeginBlock(uint8_t tag, PartReader& from, Sink& sink) {
  Block block{.kind = static_cast<BlockKind>(tag & ~kHasAttributes)};
  if (tag & kHasAttributes) ReadAttributes(from, block);
  sink.BeginBlock(block);
}

void ReplayBeginSpan(SpanKind kind, PartReader& from, Sink& sink) {
  Span span{.kind = kind};
  span.target = from.String();
  span.title = from.String();
  span.display = from.Byte() != 0;
  sink.BeginSpan(span);
}

void ReplayImage(PartReader& from, Sink& sink) {
  Image image;
  image.target = from.String();
  image.title = from.String();
  image.alt = from.String();
  image.media_type = from.String();
  image.bytes = from.String();
  image.width = from.Number32();
  image.height = from.Number32();
  sink.AddImage(image);
}

void ReplayMetadata(PartReader& from, Sink& sink) {
  const std::string_view key = from.String();
  const std::string_view value = from.String();
  sink.Metadata(key, value);
}

void ReplayAttachment(PartReader& from, Sink& sink) {
  Attachment attachment;
  attachment.name = from.String();
  attachment.media_type = from.String();
  attachment.bytes = from.String();
  sink.AddAttachment(attachment);
}

void ReplayWarning(PartReader& from, Sink& sink) {
  Warning warning;
  warning.message = from.String();
  warning.offset = from.Number();
  sink.Warn(warning);
}

void ReplayEvent(PartReader& from, Sink& sink) {
  const uint8_t tag = from.Byte();
  if (tag & kHasAttributes || tag < kEndBlock) return ReplayBeginBlock(tag, from, sink);
  if (tag < kBeginSpan) return sink.EndBlock(static_cast<BlockKind>(tag - kEndBlock));
  if (tag < kEndSpan) return ReplayBeginSpan(static_cast<SpanKind>(tag - kBeginSpan), from, sink);
  if (tag < kText) return sink.EndSpan(static_cast<SpanKind>(tag - kEndSpan));
  switch (tag) {
    case kText:
      return sink.Text(from.String());
    case kSoftBreak:
      return sink.SoftBreak();
    case kHardBreak:
      return sink.HardBreak();
    case kImage:
      return ReplayImage(from, sink);
    case kFootnoteReference:
      return sink.FootnoteReference(from.String());
    case kAnchor:
      return sink.Anchor(from.String());
    case kMetadata:
      return ReplayMetadata(from, sink);
    case kAttachment:
      return ReplayAttachment(from, sink);
    case kWarning:
      return ReplayWarning(from, sink);
    default:
      return;
  }
}

}  // namespace

void EventBuffer::Replay(Sink& sink) const {
  for (Chunk* chunk = first_; chunk; chunk = chunk->next) {
    PartReader from(chunk->begin());
    while (from.position() != chunk->end) ReplayEvent(from, sink);
  }
}

void EventBuffer::Clear() {
  first_ = last_ = nullptr;
  limit_ = nullptr;
  bytes_ = 0;
  arena_.Reset();
}

char* EventBuffer::Reserve(size_t bytes) {
  if (last_ && bytes <= static_cast<size_t>(limit_ - last_->end)) return last_->end;
  const size_t usual = std::clamp(bytes_, kMinChunk, kMaxChunk);
  const size_t room = std::max(bytes, usual - sizeof(Chunk));
  auto* chunk = static_cast<Chunk*>(arena_.Allocate(sizeof(Chunk) + room, alignof(Chunk)));
  chunk->next = nullptr;
  chunk->end = chunk->begin();
  (last_ ? last_->next : first_) = chunk;
  last_ = chunk;
  limit_ = chunk->begin() + room;
  return chunk->end;
}

void EventBuffer::Claim(char* end) {
  bytes_ += static_cast<size_t>(end - last_->end);
  last_->end = end;
}

void EventBuffer::Put(uint8_t tag) { Claim(PartWriter(Reserve(1)).Byte(tag).end()); }

void EventBuffer::BeginBlock(const Block& block) {
  const uint8_t tag = TagOf(kBeginBlock, block.kind);
  const uint32_t attributes = AttributesOf(block);
  if (attributes == 0) return Put(tag);
  PartWriter to(Reserve(kMaxNumbers + block.alignments.size() + block.label.size()));
  to.Byte(tag | kHasAttributes);
  WriteAttributes(block, attributes, to);
  Claim(to.end());
}

void EventBuffer::EndBlock(BlockKind kind) { Put(TagOf(kEndBlock, kind)); }

void EventBuffer::BeginSpan(const Span& span) {
  PartWriter to(Reserve(kMaxNumbers + span.target.size() + span.title.size()));
  to.Byte(TagOf(kBeginSpan, span.kind)).String(span.target).String(span.title).Byte(span.display);
  Claim(to.end());
}

void EventBuffer::EndSpan(SpanKind kind) { Put(TagOf(kEndSpan, kind)); }

void EventBuffer::Text(std::string_view text) {
  Claim(PartWriter(Reserve(kMaxNumbers + text.size())).Byte(kText).String(text).end());
}

void EventBuffer::SoftBreak() { Put(kSoftBreak); }

void EventBuffer::HardBreak() { Put(kHardBreak); }

void EventBuffer::AddImage(const Image& image) {
  PartWriter to(Reserve(kMaxNumbers + image.target.size() + image.title.size() + image.alt.size() +
                        image.media_type.size() + image.bytes.size()));
  to.Byte(kImage).String(image.target).String(image.title).String(image.alt);
  to.String(image.media_type).String(image.bytes).Number(image.width).Number(image.height);
  Claim(to.end());
}

void EventBuffer::FootnoteReference(std::string_view label) {
  Claim(PartWriter(Reserve(kMaxNumbers + label.size())).Byte(kFootnoteReference).String(label).end());
}

void EventBuffer::Anchor(std::string_view name) {
  Claim(PartWriter(Reserve(kMaxNumbers + name.size())).Byte(kAnchor).String(name).end());
}

void EventBuffer::Metadata(std::string_view key, std::string_view value) {
  Claim(PartWriter(Reserve(kMaxNumbers + key.size() + value.size()))
            .Byte(kMetadata)
            .String(key)
            .String(value)
            .end());
}

void EventBuffer::AddAttachment(const Attachment& attachment) {
  PartWriter to(
      Reserve(kMaxNumbers + attachment.name.size() + attachment.media_type.size() + attachment.bytes.size()));
  to.Byte(kAttachment).String(attachment.name).String(attachment.media_type).String(attachment.bytes);
  Claim(to.end());
}

void EventBuffer::Warn(const Warning& warning) {
  PartWriter to(Reserve(kMaxNumbers + warning.message.size()));
  Claim(to.Byte(kWarning).String(warning.message).Number(warning.offset).end());
}

}  // namespace tare
