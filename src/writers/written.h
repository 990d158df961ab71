#pragma once

// For tests: a short way to say what events a writer gets, and what it made of them.

#include <gtest/gtest.h>

#include <memory_resource>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "document/checking_sink.h"
#include "tare/io.h"
#include "tare/memory.h"
#include "writers/writers.h"

namespace tare {

// Sends events to a sink. End() ends what was begun last.
class Events {
 public:
  explicit Events(Sink& sink) : sink_(sink) {}

  Events& Begin(const Block& block) {
    sink_.BeginBlock(block);
    open_.emplace_back(block.kind);
    return *this;
  }
  Events& Begin(BlockKind kind) { return Begin(Block::Of(kind)); }
  Events& Begin(const Span& span) {
    sink_.BeginSpan(span);
    open_.emplace_back(span.kind);
    return *this;
  }
  Events& Begin(SpanKind kind) { return Begin(Span::Of(kind)); }
  Events& End(int count = 1) {
    for (; count > 0; --count) {
      const auto kind = open_.back();
      open_.pop_back();
      if (const auto* block = std::get_if<BlockKind>(&kind)) {
        sink_.EndBlock(*block);
      } else {
        sink_.EndSpan(std::get<SpanKind>(kind));
      }
    }
    return *this;
  }
  void EndAll() { End(static_cast<int>(open_.size())); }

  Events& Text(std::string_view text) {
    sink_.Text(text);
    return *this;
  }
  Events& SoftBreak() {
    sink_.SoftBreak();
    return *this;
  }
  Events& HardBreak() {
    sink_.HardBreak();
    return *this;
  }
  Events& Image(const tare::Image& image) {
    sink_.AddImage(image);
    return *this;
  }
  Events& Note(std::string_view label) {
    sink_.FootnoteReference(label);
    return *this;
  }
  Events& Anchor(std::string_view name) {
    sink_.Anchor(name);
    return *this;
  }
  Events& Metadata(std::string_view key, std::string_view value) {
    sink_.Metadata(key, value);
    return *this;
  }
  Events& Span(SpanKind kind, std::string_view text) { return Begin(kind).Text(text).End(); }
  Events& Link(std::string_view target, std::string_view text) {
    return Begin(Span::Link(target)).Text(text).End();
  }
  Events& Leaf(const Block& block, std::string_view text) {
    Begin(block);
    if (!text.empty()) Text(text);
    return End();
  }
  Events& Paragraph(std::string_view text) { return Leaf(Block::Of(BlockKind::kParagraph), text); }
  Events& Heading(int level, std::string_view text) { return Leaf(Block::Heading(level), text); }
  Events& Cell(std::string_view text, const Block& cell = Block::Cell()) {
    Begin(cell);
    if (!text.empty()) Paragraph(text);
    return End();
  }
  Sink& sink() { return sink_; }

 private:
  Sink& sink_;
  std::vector<std::variant<BlockKind, SpanKind>> open_;
};

using MakeWriter = std::unique_ptr<Sink> (*)(Output&, const WriteOptions&, Account&);

// What a writer makes of the document whose content `describe(Events&)` sends. Blocks and spans left open
// are ended.
template <typename Describe>
std::string Written(MakeWriter make, Describe&& describe, const WriteOptions& options = {}) {
  Budget budget;
  std::string result;
  {
    Account account("test", budget);
    std::pmr::string text;
    {
      const std::unique_ptr<Output> out = Output::ToString(&text, account);
      const std::unique_ptr<Sink> writer = make(*out, options, account);
      CheckingSink checked(writer.get());
      Events events(checked);
      events.Begin(BlockKind::kDocument);
      describe(events);
      events.EndAll();
      EXPECT_EQ(checked.failure(), "");
      EXPECT_TRUE(out->Commit().has_value());
    }
    EXPECT_EQ(account.live(), 0u);
    result = text;
  }
  EXPECT_EQ(budget.used(), 0u);
  return result;
}

}  // namespace tare
