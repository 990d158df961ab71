// What YAML takes in memory beside its mapped file.

#include <gtest/gtest.h>

#include <filesystem>
#include <memory_resource>
#include <string>
#include <vector>

#include "corpus.h"
#include "sanitized.h"
#include "tare/yaml_events.h"
#include "tare/yaml_values.h"

namespace tare::yaml {
namespace {

struct Bar {
  const char* file;
  double plain;   // of the file's size
  double shared;  // with equal values shared
};
constexpr Bar kBars[] = {{"crds", 0.20, 0.08}, {"ec2", 0.35, 0.25}};

double MemoryOverFile(const std::string& path, Dedup dedup) {
  Budget budget;
  Account account("yaml", budget);
  Result<DocumentStream> documents = LoadAllFile(path, account, {.dedup = dedup});
  uint64_t memory = 0;
  EXPECT_TRUE(documents);
  Result<bool> more = false;
  while (documents && (more = documents->Next()) && *more) memory += documents->memory();
  EXPECT_TRUE(more);
  return static_cast<double>(memory) / static_cast<double>(std::filesystem::file_size(path));
}

TEST(YamlMemory, OfValuesIsAPartOfTheFile) {
  const std::string folder = CorpusPath("yaml");
  if (folder.empty()) GTEST_SKIP() << "the corpus is absent: set TARE_CORPUS to its folder";
  for (const Bar& bar : kBars) {
    const std::string path = folder + "/" + bar.file + ".yaml";
    const double plain = MemoryOverFile(path, Dedup::kOff);
    const double shared = MemoryOverFile(path, Dedup::kOn);
    std::printf("%s: %.3f of the file, with equal values shared %.3f\n", bar.file, plain, shared);
    EXPECT_GT(plain, 0.0);
    EXPECT_GT(shared, 0.0);
    EXPECT_LT(shared, plain);
    EXPECT_LE(plain, bar.plain) << bar.file;
    EXPECT_LE(shared, bar.shared) << bar.file;
  }
}

// Reads every value below `root`, with a stack of its own, as text where it has any.
[[maybe_unused]] size_t Walk(const Node& root, std::pmr::vector<Node>& open, std::pmr::string& scratch) {
  size_t bytes = 0;
  open.push_back(root);
  while (!open.empty()) {
    const Node node = open.back();
    open.pop_back();
    bytes += node.Text(&scratch).size();
    for (const Node item : node) open.push_back(item);
    for (const auto& [key, value] : node.pairs()) {
      open.push_back(key);
      open.push_back(value);
    }
  }
  return bytes;
}

TEST(YamlMemory, WalkingADocumentAtATimeTakesLessThanAMegabyte) {
#ifdef TARE_SANITIZED
  GTEST_SKIP() << "sanitizers take memory of their own";
#else
  const std::string path = CorpusPath("yaml/crds.yaml");
  if (path.empty()) GTEST_SKIP() << "the corpus is absent: set TARE_CORPUS to its folder";
  Budget budget;
  Ledger ledger(budget);
  Account& account = ledger.Open("yaml");
  const uint64_t start = ledger.Snapshot("start").anonymous;
  uint64_t most = start;
  size_t bytes = 0;
  {
    std::pmr::vector<Node> open(&account);
    std::pmr::string scratch(&account);
    Result<DocumentStream> documents = LoadAllFile(path, account);
    ASSERT_TRUE(documents);
    while (documents->Next().value_or(false)) {
      bytes += Walk(documents->root(), open, scratch);
      most = std::max(most, ledger.Snapshot("document").anonymous);
    }
  }
  std::printf("%zu bytes of text, %.2f MB of anonymous memory over the start\n", bytes,
              static_cast<double>(most - start) / 1e6);
  EXPECT_GT(bytes, 2'000'000u);
  EXPECT_LE(most - start, 1'000'000u);
#endif
}

}  // namespace
}  // namespace tare::yaml
