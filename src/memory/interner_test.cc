#include "memory/interner.h"

#include <gtest/gtest.h>

#include <string>

namespace tare {
namespace {

class InternerTest : public testing::Test {
 protected:
  Budget budget_;
  Account account_{"interner", budget_};
};

TEST_F(InternerTest, EqualStringsAreOneCopy) {
  Interner interner(account_);
  const std::string a = "a string to keep";
  const std::string b = a;
  const std::string_view first = interner.Intern(a);
  EXPECT_EQ(first, a);
  EXPECT_NE(first.data(), a.data());
  EXPECT_EQ(interner.Intern(b).data(), first.data());
  EXPECT_EQ(interner.entries(), 1u);
  EXPECT_EQ(interner.bytes(), a.size());
}

TEST_F(InternerTest, ShortAndLongStringsAreNotItsBusiness) {
  EXPECT_FALSE(Interner::Interns("12345678"));
  EXPECT_TRUE(Interner::Interns("123456789"));
  EXPECT_TRUE(Interner::Interns(std::string(1024, 'x')));
  EXPECT_FALSE(Interner::Interns(std::string(1025, 'x')));
}

TEST_F(InternerTest, KeepsManyApart) {
  Interner interner(account_, 100000, 64 << 20);
  std::vector<std::string_view> kept;
  for (int i = 0; i < 20000; ++i) kept.push_back(interner.Intern("string number " + std::to_string(i)));
  EXPECT_EQ(interner.generation(), 0u);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = "string number " + std::to_string(i);
    ASSERT_EQ(kept[static_cast<size_t>(i)], text);
    ASSERT_EQ(interner.Intern(text).data(), kept[static_cast<size_t>(i)].data());
  }
}

TEST_F(InternerTest, ANewGenerationBeginsAtEitherLimit) {
  Interner by_entries(account_, 10, 1 << 20);
  for (int i = 0; i < 10; ++i) by_entries.Intern("a string " + std::to_string(i));
  EXPECT_EQ(by_entries.generation(), 0u);
  by_entries.Intern("one more string");
  EXPECT_EQ(by_entries.generation(), 1u);
  EXPECT_EQ(by_entries.entries(), 1u);

  Interner by_bytes(account_, 1000, 100);
  for (int i = 0; i < 5; ++i) by_bytes.Intern(std::string(20, static_cast<char>('a' + i)));
  EXPECT_EQ(by_bytes.generation(), 0u);
  by_bytes.Intern(std::string(20, 'z'));
  EXPECT_EQ(by_bytes.generation(), 1u);
}

TEST_F(InternerTest, StaysUnderItsLimitOverAMillionDocuments) {
  Interner interner(account_);
  uint64_t most = 0;
  for (int document = 0; document < 1000000; ++document) {
    interner.Intern("a key in all documents");
    interner.Intern("a key of document " + std::to_string(document));
    most = std::max(most, account_.live());
  }
  EXPECT_LE(interner.bytes(), 1u << 20);
  EXPECT_LE(most, 3u << 20);  // a MiB of text, slots, and an arena's step
  EXPECT_GT(interner.generation(), 10u);
}

TEST_F(InternerTest, AFailedChargeLeavesItUsable) {
  for (uint64_t n = 1; n < 20; ++n) {
    {
      Interner interner(account_);
      budget_.FailChargeNumber(n);
      int failures = 0;
      for (int i = 0; i < 2000; ++i) {
        const std::string text = "string number " + std::to_string(i);
        try {
          interner.Intern(text);
        } catch (const MemoryLimitExceeded&) {
          ++failures;
          EXPECT_EQ(interner.Intern(text), text);
        }
      }
      budget_.FailChargeNumber(0);
      EXPECT_LE(failures, 1);
      EXPECT_EQ(interner.entries(), 2000u);
    }
    EXPECT_EQ(budget_.used(), 0u);
  }
}

}  // namespace
}  // namespace tare
