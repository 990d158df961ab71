#pragma once

#include <cstddef>
#include <cstdint>

#include "document/event_buffer.h"
#include "document/forwarding_sink.h"

namespace tare::html {

// Leaves out lists and paragraphs that are little but links: the menus of pages that do not mark what is
// navigation and what is content.
class LinkListFilter final : public ForwardingSink {
 public:
  static constexpr size_t kMaxHeld = 1 << 16;  // bytes; what is longer is no menu

  LinkListFilter(Sink& next, Account& account) : ForwardingSink(next), held_(account) {}

  void BeginBlock(const Block& block) override;
  void EndBlock(BlockKind kind) override;
  void BeginSpan(const Span& span) override;
  void EndSpan(SpanKind kind) override;
  void Text(std::string_view text) override;
  void SoftBreak() override { Target().SoftBreak(); }
  void HardBreak() override { Target().HardBreak(); }
  void AddImage(const Image& image) override { Target().AddImage(image); }
  void FootnoteReference(std::string_view label) override { Target().FootnoteReference(label); }
  void Anchor(std::string_view name) override { Target().Anchor(name); }

 private:
  Sink& Target();
  bool IsMenu() const;

  EventBuffer held_;
  bool holding_ = false;
  size_t depth_ = 0;  // open blocks in the one that is held, with it
  size_t tables_ = 0;
  bool in_link_ = false;
  uint64_t links_ = 0;
  uint64_t text_ = 0;       // letters
  uint64_t link_text_ = 0;  // letters in links
};

}  // namespace tare::html
