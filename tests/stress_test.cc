// Batches on many threads under a tight budget.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "convert/batch.h"

namespace tare {
namespace {

namespace fs = std::filesystem;

class Stress : public testing::Test {
 protected:
  Stress() {
    std::string name = (fs::temp_directory_path() / "tare-stress-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    fs::create_directory(folder_ / "in");
  }
  ~Stress() override { fs::remove_all(folder_); }

  void Make(const std::string& name, std::string_view content) {
    std::ofstream(folder_ / "in" / name, std::ios::binary) << content;
    names_.push_back(name);
  }
  static std::string Read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  // A table of `rows` rows: what a writer must hold grows with it.
  static std::string TablePage(int rows) {
    std::string html = "<h1>Table</h1><table>";
    for (int i = 0; i < rows; ++i) {
      html += "<tr><td>row " + std::to_string(i) + "<td>some text in a cell<td>" + std::to_string(i * i);
    }
    return html + "</table>";
  }

  Batch MakeBatch(const std::string& out, int jobs) {
    next_ = 0;
    results_.clear();
    Batch batch;
    batch.jobs = jobs;
    batch.options.to = "text";
    batch.next = [this, out]() -> std::optional<BatchItem> {
      if (next_ == names_.size()) return std::nullopt;
      const std::string& name = names_[next_++];
      return BatchItem{(folder_ / "in" / name).string(), (folder_ / out / (name + ".txt")).string()};
    };
    batch.done = [this](const BatchItem& item, const Result<Conversion>& result) {
      results_[fs::path(item.input).filename().string()] = result ? "" : result.error().ToString();
    };
    return batch;
  }

  fs::path folder_;
  std::vector<std::string> names_;
  size_t next_ = 0;
  std::map<std::string, std::string> results_;  // input: error or empty
};

TEST_F(Stress, ManyThreadsUnderATightBudgetGiveWhatOneThreadGives) {
  for (int i = 0; i < 300; ++i) Make("page" + std::to_string(i) + ".html", TablePage(1 + i * 37 % 1200));
  for (int i = 0; i < 100; ++i)
    Make("notes" + std::to_string(i) + ".md", "# Head\n\n- a\n- b *c*\n\n" + std::string(i, 'x'));
  Engine alone;
  BatchCounts one;
  RunBatch(alone, MakeBatch("one", 1), one);
  ASSERT_EQ(one.converted.load(), names_.size());
  const uint64_t largest_job = alone.budget().peak();

  // Enough for the largest job, not for sixteen of them.
  Engine engine({.memory_limit = largest_job + (1 << 20)});
  BatchCounts counts;
  RunBatch(engine, MakeBatch("many", 16), counts);
  EXPECT_EQ(counts.converted.load(), names_.size());
  EXPECT_EQ(counts.failed.load(), 0u);
  EXPECT_LE(engine.budget().peak(), engine.budget().limit());
  for (const std::string& name : names_) {
    EXPECT_EQ(Read(folder_ / "one" / (name + ".txt")), Read(folder_ / "many" / (name + ".txt"))) << name;
  }
  engine.Trim();
  uint64_t live = 0;
  for (const MemoryLine& line : engine.ledger().Snapshot("end").components) {
    if (line.name != "memory/ledger") live += line.live;
  }
  EXPECT_EQ(live, 0u);
}

TEST_F(Stress, ALimitThatFitsOneJobConvertsAllOnManyThreads) {
  for (int i = 0; i < 200; ++i) Make("page" + std::to_string(i) + ".html", TablePage(1 + i % 40));
  for (int i = 0; i < 100; ++i) Make("notes" + std::to_string(i) + ".md", "# Head\n\n- a\n- b *c*\n");
  Engine alone;
  BatchCounts one;
  RunBatch(alone, MakeBatch("one", 1), one);
  ASSERT_EQ(one.failed.load(), 0u);

  // The ledger's own lines may be opened in another order.
  Engine engine({.memory_limit = alone.budget().peak() + 1024});
  BatchCounts counts;
  RunBatch(engine, MakeBatch("many", 8), counts);
  EXPECT_EQ(counts.converted.load(), names_.size());
  for (const auto& [name, error] : results_) EXPECT_EQ(error, "") << name;
}

TEST_F(Stress, AnExceptionOfTheCallbacksEndsTheBatchAndIsThrownOn) {
  for (int i = 0; i < 100; ++i) Make("page" + std::to_string(i) + ".html", TablePage(3));
  Engine engine;
  BatchCounts counts;
  Batch batch = MakeBatch("out", 4);
  const auto next = batch.next;
  batch.next = [&] {
    if (next_ == 50) throw std::bad_alloc();
    return next();
  };
  EXPECT_THROW(RunBatch(engine, batch, counts), std::bad_alloc);
  EXPECT_EQ(counts.converted.load(), 50u);
}

TEST_F(Stress, OneBadFileDoesNotStopTheRest) {
  for (int i = 0; i < 50; ++i) Make("good" + std::to_string(i) + ".txt", "fine\n");
  Make("bad.bin", std::string("\x01\x02\x03\x00\x00\x00\x05", 7));
  names_.push_back("absent.html");
  Engine engine;
  BatchCounts counts;
  RunBatch(engine, MakeBatch("out", 4), counts);
  EXPECT_EQ(counts.converted.load(), 50u);
  EXPECT_EQ(counts.failed.load(), 2u);
  EXPECT_NE(results_["bad.bin"].find("format is not known"), std::string::npos);
  EXPECT_NE(results_["absent.html"].find("no such file"), std::string::npos);
}

TEST_F(Stress, AFileTooLargeForTheBudgetFailsAndTheRestIsConverted) {
  for (int i = 0; i < 40; ++i) Make("small" + std::to_string(i) + ".html", TablePage(3));
  std::string giant = "<table><tr>";
  for (int i = 0; i < 40000; ++i) giant += "<td>cell";
  Make("giant.html", giant + "</table>");
  Engine engine({.memory_limit = 700 << 10});
  BatchCounts counts;
  RunBatch(engine, MakeBatch("out", 8), counts);
  EXPECT_EQ(counts.converted.load(), 40u);
  EXPECT_NE(results_["giant.html"].find("memory limit"), std::string::npos) << results_["giant.html"];
  EXPECT_FALSE(fs::exists(folder_ / "out" / "giant.html.txt"));
}

TEST_F(Stress, StoppingLeavesNoPartialOutput) {
  for (int i = 0; i < 200; ++i) Make("page" + std::to_string(i) + ".html", TablePage(200));
  std::atomic<bool> stop{false};
  Engine engine;
  BatchCounts counts;
  Batch batch = MakeBatch("out", 4);
  batch.stop = &stop;
  const auto record = batch.done;
  batch.done = [&](const BatchItem& item, const Result<Conversion>& result) {
    record(item, result);
    if (results_.size() == 20) stop.store(true);
  };
  RunBatch(engine, batch, counts);
  EXPECT_LT(counts.converted.load(), 200u);
  size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder_ / "out")) {
    ++files;
    EXPECT_EQ(entry.path().extension(), ".txt");
    EXPECT_NE(Read(entry.path()).find("row 199"), std::string::npos) << entry.path();
  }
  EXPECT_EQ(files, counts.converted.load());
}

}  // namespace
}  // namespace tare
