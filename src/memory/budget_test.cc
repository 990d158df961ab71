#include <gtest/gtest.h>

#include <latch>
#include <random>
#include <thread>
#include <vector>

#include "tare/memory.h"

namespace tare {
namespace {

TEST(Budget, RefusesWhatDoesNotFit) {
  Budget budget(100);
  EXPECT_TRUE(budget.TryCharge(60));
  EXPECT_FALSE(budget.TryCharge(41));
  EXPECT_TRUE(budget.TryCharge(40));
  EXPECT_EQ(budget.used(), 100u);
  budget.Release(100);
  EXPECT_EQ(budget.used(), 0u);
  EXPECT_EQ(budget.peak(), 100u);
}

TEST(Budget, HugeRequestsDoNotWrapAround) {
  Budget budget(100);
  ASSERT_TRUE(budget.TryCharge(1));
  EXPECT_FALSE(budget.TryCharge(UINT64_MAX));
  EXPECT_FALSE(budget.TryCharge(UINT64_MAX - 1));
  EXPECT_EQ(budget.used(), 1u);
  budget.Release(1);
}

TEST(Budget, ChargesAllLevelsOrNone) {
  Budget process(100);
  Budget batch(80, &process);
  Budget job(Budget::kUnlimited, &batch);
  EXPECT_TRUE(job.TryCharge(50));
  EXPECT_EQ(process.used(), 50u);
  EXPECT_EQ(batch.used(), 50u);
  EXPECT_FALSE(job.TryCharge(31));
  EXPECT_EQ(job.used(), 50u);
  EXPECT_EQ(process.used(), 50u);
  job.Release(50);
  EXPECT_EQ(process.used(), 0u);
}

TEST(Budget, TheLowestLimitOfAllLevelsCounts) {
  Budget process(80);
  Budget batch(100, &process);
  Budget job(Budget::kUnlimited, &batch);
  Budget small(50, &batch);
  EXPECT_EQ(job.lowest_limit(), 80u);
  EXPECT_EQ(small.lowest_limit(), 50u);
  EXPECT_EQ(Budget().lowest_limit(), Budget::kUnlimited);
}

TEST(Budget, TheErrorNamesAccountRequestAndLimit) {
  Budget process(100);
  Budget job(Budget::kUnlimited, &process);
  Account account("readers/html", job);
  try {
    account.Charge(200);
    FAIL() << "no exception";
  } catch (const MemoryLimitExceeded& exceeded) {
    EXPECT_STREQ(exceeded.what(), "memory limit of 100 bytes reached: readers/html asked for 200 more");
    EXPECT_EQ(exceeded.request(), 200u);
    EXPECT_EQ(exceeded.limit(), 100u);
  }
  EXPECT_EQ(account.live(), 0u);
}

TEST(Budget, SixteenThreadsEndAtZeroAndNeverOverTheLimit) {
  Budget process(1 << 20);
  std::vector<std::jthread> threads;
  std::latch start(16);
  for (unsigned seed = 0; seed < 16; ++seed) {
    threads.emplace_back([&process, &start, seed] {
      Budget job(Budget::kUnlimited, &process);
      std::mt19937 random(seed);
      std::vector<uint64_t> held;
      start.arrive_and_wait();
      for (int i = 0; i < 20000; ++i) {
        const uint64_t bytes = random() % (1 << 17);
        if (job.TryCharge(bytes)) held.push_back(bytes);
        EXPECT_LE(process.used(), process.limit());
        while (held.size() > random() % 8) {
          job.Release(held.back());
          held.pop_back();
        }
      }
      for (const uint64_t bytes : held) job.Release(bytes);
      EXPECT_EQ(job.used(), 0u);
    });
  }
  threads.clear();
  EXPECT_EQ(process.used(), 0u);
  EXPECT_LE(process.peak(), process.limit());
}

// Every thread charges more than half of the limit, so at any time all but one wait: one lost wake-up, and
// the test hangs.
TEST(Budget, WaitersAreAllWokenInTheEnd) {
  Budget process(1000);
  std::atomic<int> holders{0};
  std::vector<std::jthread> threads;
  for (int t = 0; t < 16; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 2000; ++i) {
        ASSERT_TRUE(process.WaitCharge(501));
        EXPECT_EQ(holders.fetch_add(1), 0);
        holders.fetch_sub(1);
        process.Release(501);
      }
    });
  }
  threads.clear();
  EXPECT_EQ(process.used(), 0u);
}

TEST(Budget, WaitersOfDifferentSizesBelowABatch) {
  Budget process(1 << 20);
  Budget batch(1 << 16, &process);
  std::vector<std::jthread> threads;
  std::atomic<uint64_t> refused{0};
  for (unsigned t = 0; t < 16; ++t) {
    threads.emplace_back([&batch, &refused, t] {
      std::mt19937 random(t);
      for (int i = 0; i < 500; ++i) {
        Budget job(Budget::kUnlimited, &batch, Budget::WhenFull::kWait);
        Account account("job", job);
        uint64_t held = 0;
        try {
          for (int part = 0; part < 4; ++part) {
            const uint64_t bytes = 1 + random() % (1 << 13);
            account.Charge(bytes);
            held += bytes;
          }
        } catch (const MemoryLimitExceeded&) {
          refused.fetch_add(1);
        }
        account.Release(held);
      }
    });
  }
  threads.clear();
  EXPECT_EQ(process.used(), 0u);
  EXPECT_EQ(batch.used(), 0u);
  EXPECT_LE(batch.peak(), batch.limit());
}

// Half of the threads wait for the child while the others fill the child, then the parent, then neither: a
// waiter turned away by the child may find the parent full at its next look, and gives back what the child
// took. That must neither lock twice nor leave another waiter asleep. Nobody holds anything while it waits,
// so every thread comes to its end; one lost wake-up, and the test hangs.
TEST(Budget, AFullChildBelowAFullParentKeepsNobodyAsleep) {
  Budget parent(100);
  Budget child(50, &parent);
  std::vector<std::jthread> threads;
  for (unsigned t = 0; t < 8; ++t) {
    threads.emplace_back([&parent, &child, t] {
      for (int i = 0; i < 40000; ++i) {
        if (t % 2 == 0) {
          ASSERT_TRUE(child.WaitCharge(10 + t));
          child.Release(10 + t);
          continue;
        }
        const bool of_child = child.TryCharge(50);
        const bool of_parent = parent.TryCharge(50);
        std::this_thread::yield();
        if (of_child) child.Release(50);
        const bool more = parent.TryCharge(50);  // the parent is full while the child has room
        std::this_thread::yield();
        if (more) parent.Release(50);
        if (of_parent) parent.Release(50);
      }
    });
  }
  threads.clear();
  EXPECT_EQ(child.used(), 0u);
  EXPECT_EQ(parent.used(), 0u);
  EXPECT_LE(child.peak(), child.limit());
  EXPECT_LE(parent.peak(), parent.limit());
}

// One waits for the batch, two for the process, and all who could release are among them.
TEST(Budget, TheLastToWaitGetsTheErrorWhereverTheOthersWait) {
  Budget process(100);
  Budget batch(50, &process);
  std::latch all_hold(3);
  std::atomic<int> errors{0};
  const auto work = [&](Budget& above, uint64_t held, uint64_t more) {
    Budget job(Budget::kUnlimited, &above, Budget::WhenFull::kWait);
    Account account("job", job);
    account.Charge(held);
    all_hold.arrive_and_wait();
    try {
      account.Charge(more);
      account.Release(more);
    } catch (const MemoryLimitExceeded&) {
      errors.fetch_add(1);
    }
    account.Release(held);
  };
  {
    std::jthread first([&] { work(batch, 20, 20); });
    std::jthread second([&] { work(batch, 20, 10); });
    std::jthread third([&] { work(process, 60, 10); });
  }
  EXPECT_EQ(errors.load(), 1);
  EXPECT_EQ(process.used(), 0u);
}

// Jobs that hold something while they wait, some for the batch and some for the process: whoever would be the
// last to sleep gets the error, wherever the others wait.
TEST(Budget, JobsThatWaitAtDifferentLevelsNeverAllSleep) {
  Budget process(100);
  Budget batch(50, &process);
  std::atomic<uint64_t> fitted{0};
  std::vector<std::jthread> threads;
  for (unsigned t = 0; t < 12; ++t) {
    threads.emplace_back([&, t] {
      std::mt19937 random(t);
      for (int i = 0; i < 1000; ++i) {
        Budget job(Budget::kUnlimited, t % 3 == 0 ? &process : &batch, Budget::WhenFull::kWait);
        Account account("job", job);
        uint64_t held = 0;
        try {
          for (int part = 0; part < 3; ++part) {
            const uint64_t bytes = 1 + random() % 16;
            account.Charge(bytes);
            held += bytes;
          }
          fitted.fetch_add(1);
        } catch (const MemoryLimitExceeded&) {
        }
        account.Release(held);
      }
    });
  }
  threads.clear();
  EXPECT_GT(fitted.load(), 0u);
  EXPECT_EQ(batch.used(), 0u);
  EXPECT_EQ(process.used(), 0u);
  EXPECT_LE(batch.peak(), batch.limit());
  EXPECT_LE(process.peak(), process.limit());
}

TEST(Budget, AJobOverItsOwnLimitGetsTheError) {
  Budget process(1000);
  Budget job(100, &process, Budget::WhenFull::kWait);
  Account account("job", job);
  account.Charge(60);
  EXPECT_THROW(account.Charge(60), MemoryLimitExceeded);
  account.Release(60);
  EXPECT_EQ(process.used(), 0u);
}

TEST(Budget, AJobAloneOverTheLimitGetsTheError) {
  Budget process(1000);
  Budget job(Budget::kUnlimited, &process, Budget::WhenFull::kWait);
  Account account("job", job);
  account.Charge(800);
  EXPECT_THROW(account.Charge(300), MemoryLimitExceeded);   // waiting for itself
  EXPECT_THROW(account.Charge(2000), MemoryLimitExceeded);  // never fits
  account.Release(800);
  EXPECT_EQ(process.used(), 0u);
}

TEST(Budget, WhenAllJobsWaitOneGetsTheErrorAndTheOthersGoOn) {
  Budget process(1000);
  std::latch both_hold(2);
  std::atomic<int> errors{0};
  std::atomic<int> finished{0};
  const auto work = [&] {
    Budget job(Budget::kUnlimited, &process, Budget::WhenFull::kWait);
    Account account("job", job);
    account.Charge(400);
    both_hold.arrive_and_wait();
    try {
      account.Charge(400);
      account.Release(400);
      finished.fetch_add(1);
    } catch (const MemoryLimitExceeded&) {
      errors.fetch_add(1);
    }
    account.Release(400);
  };
  {
    std::jthread first(work);
    std::jthread second(work);
  }
  EXPECT_EQ(errors.load(), 1);
  EXPECT_EQ(finished.load(), 1);
  EXPECT_EQ(process.used(), 0u);
}

TEST(Budget, InjectedFaultsFailOnceAtTheirNumber) {
  Budget budget;
  budget.FailChargeNumber(3);
  EXPECT_TRUE(budget.TryCharge(1));
  EXPECT_TRUE(budget.TryCharge(1));
  EXPECT_FALSE(budget.TryCharge(1));
  EXPECT_TRUE(budget.TryCharge(1));
  budget.Release(3);
}

TEST(Account, CountsLivePeakAndAllocations) {
  Budget budget;
  Account total("all", budget);
  Account account("one", budget, &total);
  void* a = account.allocate(100);
  void* b = account.allocate(50, 64);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(b) % 64, 0u);
  EXPECT_EQ(account.live(), 150u);
  account.deallocate(a, 100);
  EXPECT_EQ(account.live(), 50u);
  EXPECT_EQ(account.peak(), 150u);
  EXPECT_EQ(account.allocations(), 2u);
  EXPECT_EQ(total.live(), 50u);
  EXPECT_EQ(budget.used(), 50u);
  account.deallocate(b, 50, 64);
  EXPECT_EQ(budget.used(), 0u);
  EXPECT_EQ(total.peak(), 150u);
}

}  // namespace
}  // namespace tare
