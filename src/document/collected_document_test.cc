#include "tare/collected_document.h"

#include "document/event_printer.h"
#include "document/sample_events.h"
#include "gtest/gtest.h"

namespace tare {
namespace {

TEST(DocumentTest, KeepsEverything) {
  Budget budget;
  Account account("test", budget);
  {
    Document document(account);
    EXPECT_TRUE(document.empty());
    EmitSample(document);
    EXPECT_FALSE(document.empty());
    for (int i = 0; i < 2; ++i) {
      EventPrinter printer(true);
      document.Replay(printer);
      EXPECT_EQ(printer.text(), kSamplePrinted);
    }
    EXPECT_GT(account.live(), 0u);
  }
  EXPECT_EQ(budget.used(), 0u);
}

TEST(DocumentTest, ShowsMetadataAndWarnings) {
  Budget budget;
  Account account("test", budget);
  Document document(account);
  std::string value = "first";
  document.Metadata("author", value);
  value = "other";
  document.Metadata("author", value);
  document.Metadata("title", "t");
  document.Warn({.message = value, .offset = 3});
  value = "gone!";

  ASSERT_EQ(document.metadata().size(), 3u);
  EXPECT_EQ(document.metadata()[0].key, "author");
  EXPECT_EQ(document.metadata()[0].value, "first");
  EXPECT_EQ(document.metadata()[1].value, "other");
  EXPECT_EQ(document.Find("author"), "first");
  EXPECT_EQ(document.Find("title"), "t");
  EXPECT_EQ(document.Find("language"), "");
  ASSERT_EQ(document.warnings().size(), 1u);
  EXPECT_EQ(document.warnings()[0].message, "other");
  EXPECT_EQ(document.warnings()[0].offset, 3u);
}

}  // namespace
}  // namespace tare
