#include "genome/piece_reader.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "pieced_input.h"
#include "sanitized.h"

namespace tare::genome {
namespace {

// An input that does what it is told.
class ScriptedInput final : public ByteInput {
 public:
  using Script = std::function<Result<size_t>(std::span<char> room, const std::atomic<bool>& cancelled)>;

  explicit ScriptedInput(Script script) : ByteInput("script"), script_(std::move(script)) {}

  void Cancel() override { cancelled_ = true; }

 private:
  Result<size_t> ReadMore(std::span<char> room) override { return script_(room, cancelled_); }

  Script script_;
  std::atomic<bool> cancelled_{false};
};

class PieceReaderTest : public testing::TestWithParam<bool> {
 protected:
  PieceReader Reader(std::unique_ptr<ByteInput> input) {
    return PieceReader(std::move(input), 4, GetParam(), account_);
  }

  Budget budget_;
  Account account_{"pieces", budget_};
};

TEST_P(PieceReaderTest, GivesPiecesInOrderAndThenNothing) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += std::to_string(i);
  {
    PieceReader reader = Reader(std::make_unique<PiecedInput>(text, 3));
    std::string read;
    while (true) {
      const Result<std::string_view> piece = reader.Next();
      ASSERT_TRUE(piece);
      if (piece->empty()) break;
      EXPECT_LE(piece->size(), 3U);
      read += *piece;
    }
    EXPECT_EQ(read, text);
    EXPECT_EQ(reader.Next(), "");
    EXPECT_EQ(account_.live(), GetParam() ? 8U : 4U);
  }
  EXPECT_EQ(account_.live(), 0U);
}

TEST_P(PieceReaderTest, ErrorsComeAfterWhatWasRead) {
  int reads = 0;
  PieceReader reader =
      Reader(std::make_unique<ScriptedInput>([&](std::span<char> room, auto&) -> Result<size_t> {
        if (++reads == 3) return std::unexpected(Error{.code = ErrorCode::kReadFailed, .message = "broken"});
        room[0] = 'x';
        return 1;
      }));
  EXPECT_EQ(reader.Next(), "x");
  EXPECT_EQ(reader.Next(), "x");
  for (int i = 0; i < 2; ++i) {
    const Result<std::string_view> failed = reader.Next();
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().message, "broken");
  }
  EXPECT_EQ(reads, 3);
}

TEST_P(PieceReaderTest, ExceptionsComeToTheReader) {
  PieceReader reader = Reader(std::make_unique<ScriptedInput>(
      [](auto, auto&) -> Result<size_t> { throw MemoryLimitExceeded("script", 1, 1); }));
  EXPECT_THROW((void)reader.Next(), MemoryLimitExceeded);
  EXPECT_THROW((void)reader.Next(), MemoryLimitExceeded);
}

TEST_P(PieceReaderTest, CanBeLeftAtAnyTime) {
  const std::string text(100, 'x');
  for (int pieces = 0; pieces < 5; ++pieces) {
    PieceReader reader = Reader(std::make_unique<PiecedInput>(text, 1));
    for (int i = 0; i < pieces; ++i) EXPECT_EQ(reader.Next(), "x");
  }
}

INSTANTIATE_TEST_SUITE_P(Threads, PieceReaderTest, testing::Bool(),
                         [](const auto& test) { return test.param ? "Ahead" : "InPlace"; });

TEST(PieceReaderThreadTest, CancelsAnInputThatWaits) {
  Budget budget;
  Account account("pieces", budget);
  std::atomic<bool> waits{false};
  const auto wait = [&](auto, const std::atomic<bool>& cancelled) -> Result<size_t> {
    waits = true;
    while (!cancelled) std::this_thread::yield();
    return 0;
  };
  const PieceReader reader(std::make_unique<ScriptedInput>(wait), 4, true, account);
  while (!waits) std::this_thread::yield();
}

#ifndef TARE_SANITIZED  // sanitizers need all address space

// For a process of its own: with no room for a thread's stack.
[[noreturn]] void ReadWithoutThreads() {
  uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  const rlim_t limit = pages * 4096 + (1 << 20);
  const rlimit room{.rlim_cur = limit, .rlim_max = limit};
  if (setrlimit(RLIMIT_AS, &room) != 0) std::exit(1);
  Budget budget;
  Account account("pieces", budget);
  PieceReader reader(std::make_unique<PiecedInput>("abcdef", 4), 4, true, account);
  const bool same = reader.Next() == "abcd" && reader.Next() == "ef" && reader.Next() == "";
  std::exit(same && account.live() == 8 ? 0 : 1);
}

TEST(PieceReaderThreadTest, NeedsNoThread) {
  EXPECT_EXIT(ReadWithoutThreads(), testing::ExitedWithCode(0), "");
}

#endif

}  // namespace
}  // namespace tare::genome
