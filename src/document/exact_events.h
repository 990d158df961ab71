#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include "tare/document.h"

namespace tare {

// For tests and fuzzing: all of every event, also what EventPrinter leaves out (embedded bytes, attributes on
// kinds they do not belong to, where texts were cut), as one string.
class ExactEvents final : public Sink {
 public:
  const std::string& text() const { return text_; }

  void BeginBlock(const Block& block) override {
    Put("begin", BlockName(block.kind));
    Put(block.level, block.ordered, block.tight, block.delimiter, static_cast<int>(block.checked));
    Put(block.header, static_cast<int>(block.alignment), block.columns, block.row_span, block.column_span);
    Put(block.start, block.label, NumberingName(block.numbering));
    PutOne({reinterpret_cast<const char*>(block.alignments.data()), block.alignments.size()});
    End();
  }
  void EndBlock(BlockKind kind) override { Event("end", BlockName(kind)); }
  void BeginSpan(const Span& span) override {
    Event("begin span", SpanName(span.kind), span.target, span.title, span.display);
  }
  void EndSpan(SpanKind kind) override { Event("end span", SpanName(kind)); }
  void Text(std::string_view text) override { Event("text", text); }
  void SoftBreak() override { Event("soft break"); }
  void HardBreak() override { Event("hard break"); }
  void AddImage(const Image& image) override {
    Event("image", image.target, image.title, image.alt, image.media_type, image.bytes, image.width,
          image.height);
  }
  void FootnoteReference(std::string_view label) override { Event("footnote reference", label); }
  void Anchor(std::string_view name) override { Event("anchor", name); }
  void Metadata(std::string_view key, std::string_view value) override { Event("metadata", key, value); }
  void AddAttachment(const Attachment& attachment) override {
    Event("attachment", attachment.name, attachment.media_type, attachment.bytes);
  }
  void Warn(const Warning& warning) override { Event("warning", warning.message, warning.offset); }

 private:
  template <typename... Parts>
  void Event(const Parts&... parts) {
    Put(parts...);
    End();
  }
  template <typename... Parts>
  void Put(const Parts&... parts) {
    (PutOne(parts), ...);
  }
  void PutOne(std::string_view part) {
    PutOne(part.size());
    text_ += part;
  }
  template <typename Number>
    requires std::is_arithmetic_v<Number>
  void PutOne(Number number) {
    text_ += std::to_string(static_cast<uint64_t>(number));
    text_ += ' ';
  }
  void End() { text_ += '\n'; }

  std::string text_;
};

}  // namespace tare
