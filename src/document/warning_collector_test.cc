#include "document/warning_collector.h"

#include "document/event_printer.h"
#include "document/sample_events.h"
#include "gtest/gtest.h"

namespace tare {
namespace {

TEST(WarningCollectorTest, PassesEverythingOn) {
  EventPrinter printer(true);
  WarningCollector collector(printer);
  EmitSample(collector);
  EXPECT_EQ(printer.text(), kSamplePrinted);
  ASSERT_EQ(collector.kept().size(), 1u);
  EXPECT_EQ(collector.kept()[0].message, "a warning");
  EXPECT_EQ(collector.kept()[0].offset, 12u);
  EXPECT_EQ(collector.count(), 1u);
}

TEST(WarningCollectorTest, KeepsWarningsOutsideOfTheDocumentToItself) {
  EventPrinter printer(true);
  WarningCollector collector(printer);
  collector.WarnOutside({.message = "empty"});
  EXPECT_EQ(printer.text(), "");
  ASSERT_EQ(collector.kept().size(), 1u);
  EXPECT_EQ(collector.kept()[0].message, "empty");
  EXPECT_EQ(collector.kept()[0].offset, Location::kUnknown);
}

TEST(WarningCollectorTest, KeepsTheFirstAndCountsTheRest) {
  EventPrinter printer(true);
  WarningCollector collector(printer);
  for (uint64_t i = 0; i < 250; ++i) collector.Warn({.message = "w", .offset = i});
  EXPECT_EQ(collector.count(), 250u);
  ASSERT_EQ(collector.kept().size(), 100u);
  EXPECT_EQ(collector.kept().back().offset, 99u);
}

TEST(WarningCollectorTest, CutsLongMessagesBetweenCodePoints) {
  EventPrinter printer;
  WarningCollector collector(printer);
  std::string message = "a";
  while (message.size() < 5000) message += "\u20AC";
  collector.Warn({.message = message});
  ASSERT_EQ(collector.kept().size(), 1u);
  EXPECT_EQ(collector.kept()[0].message, message.substr(0, 1024));  // 1 + 341 * 3
}

}  // namespace
}  // namespace tare
