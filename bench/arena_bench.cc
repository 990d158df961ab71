// What an arena's allocation costs beside moving a pointer in memory that is already there.

#include <benchmark/benchmark.h>

#include <vector>

#include "memory/arena.h"

namespace {

constexpr size_t kBlock = 24;        // bytes
constexpr size_t kBlocks = 1 << 16;  // a round

// Both are reached through a pointer, as allocators are: on the stack, where they lie would decide.

// No limit, no end: the least an allocation can be, as a member of an object.
struct BareBump {
  char* next;
  void* Allocate(size_t bytes) {
    char* block = reinterpret_cast<char*>((reinterpret_cast<uintptr_t>(next) + 7) & ~uintptr_t{7});
    next = block + bytes;
    return block;
  }
};

void BM_BareBump(benchmark::State& state) {
  std::vector<char> memory(kBlock * kBlocks);
  BareBump object{};
  BareBump* bump = &object;
  benchmark::DoNotOptimize(bump);
  for (auto _ : state) {
    bump->next = memory.data();
    for (size_t i = 0; i < kBlocks; ++i) benchmark::DoNotOptimize(bump->Allocate(kBlock));
  }
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations() * kBlocks));
}
BENCHMARK(BM_BareBump);

void BM_Arena(benchmark::State& state) {
  tare::Budget budget;
  tare::Account account("bench", budget);
  tare::Arena object(account);
  tare::Arena* arena = &object;
  benchmark::DoNotOptimize(arena);
  for (auto _ : state) {
    const tare::Arena::Mark mark = arena->GetMark();
    for (size_t i = 0; i < kBlocks; ++i) benchmark::DoNotOptimize(arena->Allocate(kBlock, 8));
    arena->Rewind(mark);
  }
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations() * kBlocks));
}
BENCHMARK(BM_Arena);

}  // namespace
