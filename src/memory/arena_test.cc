#include "memory/arena.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cinttypes>
#include <cstdio>
#include <vector>

namespace tare {
namespace {

// Resident anonymous memory of the process, in bytes, from /proc/self/smaps.
uint64_t AnonymousResident() {
  FILE* file = std::fopen("/proc/self/smaps", "r");
  char line[512];
  uint64_t total = 0;
  uint64_t kib = 0;
  while (std::fgets(line, sizeof line, file) != nullptr) {
    if (std::sscanf(line, "Anonymous: %" SCNu64, &kib) == 1) total += kib * 1024;
  }
  std::fclose(file);
  return total;
}

TEST(Arena, HandsOutAlignedDistinctMemory) {
  Budget budget;
  Account account("test", budget);
  Arena arena(account);
  char* previous = nullptr;
  for (size_t size = 1; size < 300; ++size) {
    for (const size_t alignment : {size_t{1}, size_t{8}, size_t{64}}) {
      char* p = static_cast<char*>(arena.Allocate(size, alignment));
      EXPECT_EQ(reinterpret_cast<uintptr_t>(p) % alignment, 0u);
      EXPECT_GT(p, previous);
      std::memset(p, 0x5A, size);
      previous = p + size - 1;
    }
  }
}

TEST(Arena, ResidentStaysWithin128KiBOfWhatIsBuilt) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers keep shadow memory beside every byte";
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
  GTEST_SKIP() << "sanitizers keep shadow memory beside every byte";
#endif
#endif
  Budget budget;
  Account account("test", budget);
  for (const size_t total : {size_t{1} << 20, size_t{10} << 20, (size_t{100} << 20) + 12345}) {
    const uint64_t before = AnonymousResident();
    Arena arena(account);
    for (size_t built = 0; built < total; built += 1000) std::memset(arena.Allocate(1000, 8), 1, 1000);
    const uint64_t after = AnonymousResident();
    EXPECT_LE(after - before, total + 128 * 1024) << total;
    EXPECT_GE(after - before, total) << total;
  }
}

TEST(Arena, ChargesWhatItCommitsAndGivesItBack) {
  Budget budget;
  Account account("test", budget);
  {
    Arena arena(account);
    EXPECT_EQ(account.live(), 0u);
    arena.Allocate(1);
    EXPECT_EQ(account.live(), arena.charged());
    EXPECT_LE(account.live(), 64u * 1024);
    arena.Allocate(1 << 20);
    EXPECT_GE(account.live(), 1u << 20);
    EXPECT_EQ(budget.used(), arena.charged());
  }
  EXPECT_EQ(budget.used(), 0u);
}

TEST(Arena, RewindGoesBackToAMark) {
  Budget budget;
  Account account("test", budget);
  Arena arena(account);
  arena.Allocate(100);
  const Arena::Mark mark = arena.GetMark();
  void* first = arena.Allocate(100);
  arena.Allocate(5000);
  arena.Rewind(mark);
  EXPECT_EQ(arena.Allocate(100), first);
}

TEST(Arena, RewindCrossesRegions) {
  Budget budget;
  Account account("test", budget);
  Arena arena(account, 256 * 1024);
  arena.Allocate(1000);
  const Arena::Mark mark = arena.GetMark();
  const uint64_t charged = arena.charged();
  void* first = arena.Allocate(10);
  for (int i = 0; i < 100; ++i) arena.Allocate(100 * 1024);
  EXPECT_GT(arena.charged(), 9u << 20);
  arena.Rewind(mark);
  EXPECT_LE(arena.charged(), charged + (256 << 10));
  EXPECT_EQ(arena.Allocate(10), first);
  EXPECT_EQ(budget.used(), arena.charged());
}

TEST(Arena, RewindToAMarkFromBeforeTheFirstAllocation) {
  Budget budget;
  Account account("test", budget);
  Arena arena(account);
  const Arena::Mark mark = arena.GetMark();
  void* first = arena.Allocate(10);
  arena.Rewind(mark);
  EXPECT_EQ(arena.Allocate(10), first);
}

TEST(Arena, ResetKeepsAThreshold) {
  Budget budget;
  Account account("test", budget);
  Arena arena(account);
  for (int i = 0; i < 100; ++i) arena.Allocate(100 * 1024);
  arena.Reset(64 * 1024);
  EXPECT_LE(arena.charged(), 64u * 1024);
  std::memset(arena.Allocate(1 << 20), 7, 1 << 20);  // what was given back can be had again
  EXPECT_EQ(budget.used(), arena.charged());
}

TEST(Arena, AnAllocationLargerThanTheReservation) {
  Budget budget;
  Account account("test", budget);
  Arena arena(account, 256 * 1024);
  char* p = static_cast<char*>(arena.Allocate(3 << 20));
  std::memset(p, 1, 3 << 20);
  EXPECT_GE(arena.charged(), 3u << 20);
}

TEST(Arena, TheLimitThrowsAndLeavesTheArenaUsable) {
  Budget budget(1 << 20);
  Account account("test", budget);
  Arena arena(account);
  arena.Allocate(100);
  const uint64_t before = budget.used();
  try {
    arena.Allocate(2 << 20);
    FAIL() << "no exception";
  } catch (const MemoryLimitExceeded& exceeded) {
    EXPECT_EQ(exceeded.limit(), 1u << 20);
    EXPECT_NE(std::string(exceeded.what()).find("test"), std::string::npos);
  }
  EXPECT_EQ(budget.used(), before);
  std::memset(arena.Allocate(1000), 1, 1000);
  EXPECT_THROW(arena.Allocate(SIZE_MAX / 2), MemoryLimitExceeded);
}

TEST(Arena, EveryFailedChargeLeavesTheBooksBalanced) {
  for (uint64_t n = 1; n < 40; ++n) {
    Budget budget;
    Account account("test", budget);
    bool failed = false;
    {
      Arena arena(account, 256 * 1024);
      budget.FailChargeNumber(n);
      try {
        for (int i = 0; i < 20; ++i) arena.Allocate(50 * 1024);
      } catch (const MemoryLimitExceeded&) {
        failed = true;
      }
      EXPECT_EQ(budget.used(), arena.charged());
      EXPECT_EQ(account.live(), arena.charged());
    }
    EXPECT_EQ(budget.used(), 0u);
    if (!failed) return;  // n is past the last charge
  }
  FAIL() << "more charges than expected";
}

TEST(Arena, ServesStandardContainers) {
  Budget budget;
  Account account("test", budget);
  Arena arena(account);
  std::pmr::vector<int> numbers(&arena);
  for (int i = 0; i < 100000; ++i) numbers.push_back(i);
  EXPECT_EQ(numbers[99999], 99999);
}

}  // namespace
}  // namespace tare
