#include "document/reading.h"

#include <vector>

#include "document/event_printer.h"
#include "gtest/gtest.h"

namespace tare {
namespace {

class RecordingSource final : public Source {
 public:
  RecordingSource() : Source("", "recording") {}
  void ReleaseRange(uint64_t, uint64_t to) override { released.push_back(to); }
  std::vector<uint64_t> released;
};

class ReadContextTest : public testing::Test {
 protected:
  RecordingSource source_;
  EventPrinter sink_;
  Budget budget_;
  Account account_{"test", budget_};
  ReadOptions options_;
  JobControl control_;
  ReadContext context_{source_, sink_, account_, options_, control_};
};

TEST_F(ReadContextTest, ReportsItsPositionAndReleasesInSteps) {
  EXPECT_TRUE(context_.Advance(1000));
  EXPECT_EQ(control_.position, 1000u);
  EXPECT_TRUE(source_.released.empty());
  EXPECT_TRUE(context_.Advance(1 << 20));
  EXPECT_TRUE(context_.Advance((1 << 20) + 1));
  EXPECT_TRUE(context_.Advance(5 << 20));
  EXPECT_EQ(control_.position, 5u << 20);
  EXPECT_EQ(source_.released, (std::vector<uint64_t>{1 << 20, 5 << 20}));
}

TEST_F(ReadContextTest, StopsWhenToldTo) {
  control_.stop = true;
  EXPECT_FALSE(context_.Advance(1));
  EXPECT_EQ(ReadContext::Stopped().error().code, ErrorCode::kCancelled);
}

TEST(NamesTest, EveryKindHasItsName) {
  EXPECT_EQ(BlockName(BlockKind::kDocument), "document");
  EXPECT_EQ(BlockName(BlockKind::kListItem), "list-item");
  EXPECT_EQ(BlockName(BlockKind::kDefinitionTerm), "definition-term");
  EXPECT_EQ(BlockName(BlockKind::kThematicBreak), "thematic-break");
  EXPECT_EQ(BlockName(BlockKind::kRaw), "raw");
  EXPECT_EQ(SpanName(SpanKind::kEmphasis), "emphasis");
  EXPECT_EQ(SpanName(SpanKind::kRaw), "raw");
}

}  // namespace
}  // namespace tare
