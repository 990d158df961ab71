#include "memory/buffer_pool.h"

#include <gtest/gtest.h>

#include <cstring>
#include <thread>
#include <vector>

namespace tare {
namespace {

class BufferPoolTest : public testing::Test {
 protected:
  Budget budget_;
  Account account_{"pool", budget_};
};

TEST_F(BufferPoolTest, GivesTheSameBufferAgain) {
  BufferPool pool(account_);
  void* first = pool.allocate(64 * 1024);
  EXPECT_EQ(account_.live(), 64u * 1024);
  pool.deallocate(first, 64 * 1024);
  EXPECT_EQ(pool.idle(), 64u * 1024);
  void* second = pool.allocate(40 * 1024);  // of the same class
  EXPECT_EQ(second, first);
  EXPECT_EQ(pool.idle(), 0u);
  pool.deallocate(second, 40 * 1024);
}

TEST_F(BufferPoolTest, IdleMemoryIsBoundedAndTrimmed) {
  BufferPool pool(account_);
  std::vector<void*> taken;
  for (int i = 0; i < 100; ++i) taken.push_back(pool.allocate(64 * 1024));
  for (void* p : taken) pool.deallocate(p, 64 * 1024);
  EXPECT_EQ(pool.idle(), BufferPool::kMaxIdle);
  EXPECT_EQ(budget_.used(), BufferPool::kMaxIdle);
  pool.Trim();
  EXPECT_EQ(budget_.used(), 0u);
}

TEST_F(BufferPoolTest, LargeAndAlignedRequestsPassThrough) {
  BufferPool pool(account_);
  void* large = pool.allocate(3 << 20);
  void* aligned = pool.allocate(100, 256);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(aligned) % 256, 0u);
  EXPECT_EQ(budget_.used(), (3u << 20) + 100);
  pool.deallocate(large, 3 << 20);
  pool.deallocate(aligned, 100, 256);
  EXPECT_EQ(pool.idle(), 0u);
  EXPECT_EQ(budget_.used(), 0u);
}

TEST_F(BufferPoolTest, IdleMemoryGivesWayToARequest) {
  Budget small(100 * 1024);
  Account account("small", small);
  BufferPool pool(account);
  pool.deallocate(pool.allocate(64 * 1024), 64 * 1024);
  ASSERT_EQ(pool.idle(), 64u * 1024);
  void* other = pool.allocate(48 * 1024 / 2);  // of another class: 32 KiB
  EXPECT_EQ(pool.idle(), 64u * 1024);          // there was room for both
  void* third = pool.allocate(16 * 1024);
  EXPECT_EQ(pool.idle(), 0u);
  EXPECT_EQ(small.used(), 48u * 1024);
  EXPECT_THROW((void)pool.allocate(64 * 1024), MemoryLimitExceeded);
  pool.deallocate(other, 48 * 1024 / 2);
  pool.deallocate(third, 16 * 1024);
  void* passing = pool.allocate(70 * 1024, 256);  // and to one that is not kept
  EXPECT_EQ(small.used(), 70u * 1024);
  pool.deallocate(passing, 70 * 1024, 256);
}

TEST_F(BufferPoolTest, GivesEverythingBackAtItsEnd) {
  {
    BufferPool pool(account_);
    for (const size_t size : {1, 5000, 10000, 100000, 1000000}) pool.deallocate(pool.allocate(size), size);
    EXPECT_GT(budget_.used(), 0u);
  }
  EXPECT_EQ(budget_.used(), 0u);
}

TEST_F(BufferPoolTest, ThreadsNeverShareABuffer) {
  BufferPool pool(account_);
  {
    std::vector<std::jthread> threads;
    for (unsigned char t = 0; t < 8; ++t) {
      threads.emplace_back([&pool, t] {
        for (int i = 0; i < 2000; ++i) {
          const size_t size = size_t{4096} << (i % 4);
          auto* bytes = static_cast<unsigned char*>(pool.allocate(size));
          std::memset(bytes, t, size);
          EXPECT_EQ(bytes[0], t);
          EXPECT_EQ(bytes[size - 1], t);
          pool.deallocate(bytes, size);
        }
      });
    }
  }
  pool.Trim();
  EXPECT_EQ(budget_.used(), 0u);
}

}  // namespace
}  // namespace tare
