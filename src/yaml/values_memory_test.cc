// What values cost, and what happens where there is no memory for them.

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "corpus.h"
#include "tare/yaml_values.h"

namespace tare::yaml {
namespace {

std::string SomeText(int entries) {
  std::string text = "base: &base {one: 1, two: [a, b]}\nanother: *base\n";
  for (int i = 0; i < entries; ++i) {
    const std::string n = std::to_string(i);
    text += "a longer key " + n + ":\n  <<: *base\n  quoted: 'it''s a quoted text " + n + "'\n  number: 0." +
            n + "\n  list: !local [1, 2, " + n + "]\n  same: {k: a value that is repeated}\n";
  }
  return text;
}

TEST(ValuesMemoryTest, EveryFailedChargeEndsCleanly) {
  const std::string text = SomeText(60);
  for (const Dedup dedup : {Dedup::kOff, Dedup::kOn}) {
    for (const bool copy : {false, true}) {
      Budget budget;
      Account account("test", budget);
      const LoadOptions options{.dedup = dedup, .merge_keys = true, .copy_text = copy};
      uint64_t failures = 0;
      for (uint64_t n = 1;; ++n, ++failures) {
        budget.FailChargeNumber(n);
        const Result<Document> document = Load(text, account, options);
        if (document) break;
        ASSERT_EQ(document.error().code, ErrorCode::kMemoryLimit);
        ASSERT_EQ(budget.used(), 0u) << n;
      }
      EXPECT_GT(failures, 10u);
      EXPECT_EQ(budget.used(), 0u);
      budget.FailChargeNumber(0);
    }
  }
}

TEST(ValuesMemoryTest, LookupsAndErrorsWithoutMemory) {
  const std::string text = SomeText(40);
  Budget budget;
  Account account("test", budget);
  const Document doc = *Load(text, account, {.merge_keys = true});
  const std::function<void()> uses[] = {
      [&] { (void)doc["a longer key 7"]; },
      [&] { (void)doc["another"].Hash(); },
      [&] { (void)(doc.root() == doc["another"]); },
      [&] { (void)doc["a longer key 9"]["quoted"].as<std::string_view>(); },
      [&] { (void)doc["a longer key 9"]["quoted"].Path(); },
  };
  for (const auto& use : uses) {
    for (uint64_t n = 1;; ++n) {
      budget.FailChargeNumber(n);
      try {
        use();
        if (budget.ChargeFailurePending()) break;
      } catch (const MemoryLimitExceeded&) {
      }
    }
    budget.FailChargeNumber(0);
  }
  EXPECT_EQ(doc["a longer key 9"]["quoted"].as<std::string_view>(), "it's a quoted text 9");
  EXPECT_EQ(doc["a longer key 9"]["quoted"].Path(), "/a longer key 9/quoted");
  const Document other = *Load("a: [word]\n", account);
  budget.FailChargeNumber(1);
  EXPECT_EQ(other["a"][0].as<int>().error().message,
            "an integer of 32 bits is expected here, and this is a string, \"word\"")
      << "an error that cannot be placed";
  budget.FailChargeNumber(0);
}

TEST(ValuesMemoryTest, SharedBetweenThreads) {
  const std::string text = SomeText(3000);
  Budget budget;
  Account account("test", budget);
  const Document doc = *Load(text, account, {.merge_keys = true});
  std::vector<std::thread> threads;
  std::vector<int> found(4);
  for (size_t t = 0; t < found.size(); ++t) {
    threads.emplace_back([&doc, &found, t] {
      for (int i = 0; i < 3000; ++i) {
        const std::string n = std::to_string(i);
        const Node entry = doc["a longer key " + n];
        found[t] += entry["quoted"].as<std::string_view>() == "it's a quoted text " + n ? 1 : 0;
        if (i % 1000 == 0) found[t] += entry["list"].as<int>().error().where.line > 0 ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(found, std::vector<int>(4, 3003));
}

// The values of all documents, were they there together, in parts of the file.
double AddedByValues(const std::string& path, Dedup dedup) {
  Budget budget;
  Account account("test", budget);
  const auto source = Source::FromFile(path, account);
  Result<DocumentStream> stream = LoadAll((*source)->bytes(), account, {.dedup = dedup});
  uint64_t bytes = 0;
  while (*stream->Next()) bytes += stream->memory();
  return static_cast<double>(bytes) / static_cast<double>((*source)->bytes().size());
}

TEST(ValuesMemoryTest, LargeFilesTakeAFractionOfTheirText) {
  const std::string ec2 = CorpusPath("yaml/ec2.yaml");
  const std::string crds = CorpusPath("yaml/crds.yaml");
  if (ec2.empty() || crds.empty()) GTEST_SKIP() << "the corpus is absent";
  EXPECT_LT(AddedByValues(ec2, Dedup::kOff), 0.35);
  EXPECT_LT(AddedByValues(crds, Dedup::kOff), 0.20);
  EXPECT_LT(AddedByValues(ec2, Dedup::kOn), 0.25);
  EXPECT_LT(AddedByValues(crds, Dedup::kOn), 0.08);
  EXPECT_LT(AddedByValues(crds, Dedup::kAutomatic), 0.08);
}

TEST(ValuesMemoryTest, DedupSharesEqualCollectionsAndStrings) {
  Budget budget;
  Account account("test", budget);
  const Document doc = *Load(
      "- {a: [a longer text]}\n- a:\n  - \"a longer \\x74ext\"\n- !x [a longer text]\n- [a longer text]\n",
      account, {.dedup = Dedup::kOn});
  EXPECT_EQ(doc[0]["a"].as<std::string_view>().has_value(), false);
  EXPECT_EQ(doc[0]["a"].begin(), doc[1]["a"].begin());
  EXPECT_EQ(doc[3].begin(), doc[1]["a"].begin());
  EXPECT_EQ(doc[1]["a"].Path(), "/0/a") << "its first place";
}

TEST(ValuesMemoryTest, AutomaticDedupEndsWhereNothingRepeats) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "- [" + std::to_string(i) + ", x]\n";
  Budget budget;
  Account off_account("test", budget);
  Account automatic_account("test", budget);
  Account on_account("test", budget);
  const Document off = *Load(text, off_account);
  const Document automatic = *Load(text, automatic_account, {.dedup = Dedup::kAutomatic});
  const Document on = *Load(text, on_account, {.dedup = Dedup::kOn});
  EXPECT_LT(automatic_account.peak(), on_account.peak());
  EXPECT_TRUE(automatic.root() == off.root());
}

}  // namespace
}  // namespace tare::yaml
