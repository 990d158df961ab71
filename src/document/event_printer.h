#pragma once

#include <string>

#include "tare/document.h"

namespace tare {

// Prints events one a line, indented by depth: the form that tests compare.
//
//   document
//     heading level=2
//       text "Title"
//     list ordered start=3 loose
//
// Attributes at their defaults are left out. Adjacent texts are joined, so that equal documents print
// equally however their text was cut. Warnings are left out unless asked for.
class EventPrinter final : public Sink {
 public:
  explicit EventPrinter(bool warnings = false) : warnings_(warnings) {}
  const std::string& text();  // complete when the document has ended

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
  void Line(std::string_view words);
  void FlushText();

  std::string out_;
  std::string pending_;  // text not yet printed
  int depth_ = 0;
  bool warnings_;
};

}  // namespace tare
