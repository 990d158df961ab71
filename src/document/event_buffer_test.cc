#include "document/event_buffer.h"

#include <string>

#include "document/event_printer.h"
#include "document/exact_events.h"
#include "document/sample_events.h"
#include "gtest/gtest.h"

namespace tare {
namespace {

// Emits into a buffer and returns what a replay gives, beside what was emitted.
template <typename Emit>
void ExpectExactReplay(const Emit& emit) {
  Budget budget;
  Account account("test", budget);
  EventBuffer buffer(account);
  emit(buffer);
  ExactEvents expected;
  emit(expected);
  ExactEvents replayed;
  buffer.Replay(replayed);
  EXPECT_EQ(replayed.text(), expected.text());
}

TEST(EventBufferTest, ReplaysEveryKindOfEvent) { ExpectExactReplay(EmitSample); }

TEST(EventBufferTest, ReplaysEveryAttribute) {
  const Alignment alignments[] = {Alignment::kRight, Alignment::kDefault, Alignment::kCenter};
  ExpectExactReplay([&](Sink& sink) {
    sink.BeginBlock({.kind = BlockKind::kRaw,
                     .level = 255,
                     .ordered = true,
                     .tight = true,
                     .delimiter = '\xFF',
                     .numbering = Numbering::kUpperRoman,
                     .checked = Checked::kYes,
                     .header = true,
                     .alignment = Alignment::kRight,
                     .columns = UINT32_MAX,
                     .row_span = UINT32_MAX - 1,
                     .column_span = 0,
                     .start = UINT64_MAX,
                     .alignments = alignments,
                     .label = "label"});
    sink.BeginSpan({.kind = SpanKind::kRaw, .target = "a target", .title = "a title", .display = true});
    sink.AddImage({.target = "t",
                   .title = "i",
                   .alt = "a",
                   .media_type = "m",
                   .bytes = std::string_view("\0\x80\xFF", 3),
                   .width = UINT32_MAX,
                   .height = 128});
    sink.Anchor("an-anchor");
    sink.Warn({.message = "unknown place"});
    sink.Warn({.message = "", .offset = 0});
    sink.Text("");
  });
}

TEST(EventBufferTest, ReplaysEveryKindOfBlockAndSpan) {
  ExpectExactReplay([](Sink& sink) {
    for (int i = 0; i < kBlockKinds; ++i) {
      sink.BeginBlock(Block::Of(static_cast<BlockKind>(i)));
      sink.EndBlock(static_cast<BlockKind>(i));
    }
    for (int i = 0; i < kSpanKinds; ++i) {
      sink.BeginSpan(Span::Of(static_cast<SpanKind>(i)));
      sink.EndSpan(static_cast<SpanKind>(i));
    }
  });
}

TEST(EventBufferTest, ReplaysStringsOfAllSizesOverManyChunks) {
  const std::string long_text(300'000, 'x');
  ExpectExactReplay([&](Sink& sink) {
    for (size_t size = 0; size < 4'000; size += 7) sink.Text(std::string_view(long_text).substr(0, size));
    sink.Text(long_text);
    sink.AddImage({.bytes = long_text});
    for (size_t size = 60'000; size < 70'000; size += 500) {
      sink.BeginBlock(Block::Code(std::string_view(long_text).substr(0, size)));
      sink.SoftBreak();
    }
  });
}

TEST(EventBufferTest, CopiesWhatItRecords) {
  Budget budget;
  Account account("test", budget);
  EventBuffer buffer(account);
  std::string text = "before";
  buffer.Text(text);
  text = "after!";
  EventPrinter printer;
  buffer.Replay(printer);
  EXPECT_EQ(printer.text(), "text \"before\"\n");
}

TEST(EventBufferTest, ReplaysAgainAndAfterClear) {
  Budget budget;
  Account account("test", budget);
  EventBuffer buffer(account);
  EXPECT_TRUE(buffer.empty());
  EmitSample(buffer);
  EXPECT_FALSE(buffer.empty());
  for (int i = 0; i < 2; ++i) {
    EventPrinter printer(true);
    buffer.Replay(printer);
    EXPECT_EQ(printer.text(), kSamplePrinted);
  }
  buffer.Clear();
  EXPECT_TRUE(buffer.empty());
  EXPECT_EQ(buffer.bytes(), 0u);
  EventPrinter nothing;
  buffer.Replay(nothing);
  EXPECT_EQ(nothing.text(), "");
  buffer.SoftBreak();
  EventPrinter printer;
  buffer.Replay(printer);
  EXPECT_EQ(printer.text(), "soft-break\n");
}

TEST(EventBufferTest, IsCompact) {
  Budget budget;
  Account account("test", budget);
  EventBuffer buffer(account);
  for (int i = 0; i < 100'000; ++i) EmitParagraph(buffer, "ten bytes.");
  EXPECT_EQ(buffer.bytes(), 100'000u * (1 + 2 + 10 + 1));
  EXPECT_LE(account.live(), buffer.bytes() + buffer.bytes() / 16 + 128 * 1024);
}

TEST(EventBufferTest, KeepsToItsBudget) {
  Budget budget(256 * 1024);
  {
    Account account("test", budget);
    EventBuffer buffer(account);
    const std::string text(10'000, 'x');
    int recorded = 0;
    EXPECT_THROW(
        {
          for (;; ++recorded) buffer.Text(text);
        },
        MemoryLimitExceeded);
    EXPECT_GT(recorded, 10);
    ExactEvents expected;
    for (int i = 0; i < recorded; ++i) expected.Text(text);
    ExactEvents replayed;
    buffer.Replay(replayed);
    EXPECT_EQ(replayed.text(), expected.text());
  }
  EXPECT_EQ(budget.used(), 0u);
}

}  // namespace
}  // namespace tare
