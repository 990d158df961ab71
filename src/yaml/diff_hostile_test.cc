// Differences and merges of documents made to be hard, and without memory.

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <string>

#include "tare/yaml_diff.h"
#include "tare/yaml_merge.h"
#include "yaml/diff_alignment.h"

namespace tare::yaml {
namespace {

// Enough for the sanitizers; what is quadratic takes minutes.
constexpr double kSeconds = 20;

class DiffHostileTest : public testing::Test {
 protected:
  // All that there is to be done with documents; returns the number of operations.
  uint64_t DoAll(const Node& base, const Node& ours, const Node& theirs, const std::string& key = {}) {
    uint64_t operations = 0;
    Diff(ours, theirs, account_, {.key = key}, [&](const Operation&) { return ++operations != 0; });
    const auto out = Output::ToCallback([](std::string_view) { return true; }, account_);
    Emitter emitter(*out, account_, {.style = EmitStyle::kFlow});
    Merge(base, ours, theirs, emitter, account_, {.key = key}, [](const Conflict&) {});
    const SequenceRule rule{.how = key.empty() ? SequenceJoin::kAppend : SequenceJoin::kByKey, .key = key};
    EXPECT_TRUE(Join(base, ours, emitter, account_, {.sequences = rule}));
    return operations;
  }

  uint64_t Timed(const std::string& base, const std::string& ours, const std::string& theirs,
                 const std::string& key = {}) {
    const Document a = *Load(base, account_);
    const Document b = *Load(ours, account_);
    const Document c = *Load(theirs, account_);
    const auto start = std::chrono::steady_clock::now();
    const uint64_t operations = DoAll(a.root(), b.root(), c.root(), key);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    EXPECT_LT(taken.count(), kSeconds);
    RecordProperty("seconds", std::to_string(taken.count()));
    return operations;
  }

  Budget budget_;
  Account account_{"test", budget_};
};

std::string Nested(size_t levels, const std::string& open, const std::string& inside,
                   const std::string& close) {
  std::string text;
  for (size_t i = 0; i < levels; ++i) text += open;
  text += inside;
  for (size_t i = 0; i < levels; ++i) text += close;
  return text;
}

TEST_F(DiffHostileTest, DeepNesting) {
  for (const auto& [open, close] : {std::pair("[", "]"), std::pair("{a: ", "}"), std::pair("[x, ", ", y]"),
                                    std::pair("[{a: 1, b: ", "}]")}) {
    const size_t levels = std::string_view(open).starts_with("[{") ? 4'900 : 9'900;
    const auto text = [&](const char* inside) { return Nested(levels, open, inside, close); };
    EXPECT_EQ(Timed(text("1"), text("2"), text("3")), 1u) << open;
  }
}

TEST_F(DiffHostileTest, DeepNestingWithMuchBelow) {
  std::string much = "[";
  for (int i = 0; i < 100'000; ++i) much += "[" + std::to_string(i) + "], ";
  const auto text = [&](const char* inside, const char* beside) {
    return Nested(5'000, "[" + std::string(beside) + ", ", much + inside + "]", "]");
  };
  EXPECT_EQ(Timed(text("1", "a"), text("2", "a"), text("3", "b")), 5'001u);
}

TEST_F(DiffHostileTest, LongSequencesThatDifferEverywhere) {
  const auto text = [](const char* what) {
    std::string sequence = "[";
    for (int i = 0; i < 100'000; ++i) sequence += what + std::to_string(i) + ", ";
    return sequence + "]";
  };
  EXPECT_EQ(Timed(text("a"), text("b"), text("c")), 100'000u);
}

TEST_F(DiffHostileTest, LongSequencesWithManyChanges) {
  const auto text = [](int changed_every, int left_out_every) {
    std::string sequence = "[";
    for (int i = 0; i < 100'000; ++i) {
      if (i % left_out_every == 1) continue;
      sequence += (i % changed_every == 0 ? "x" : "") + std::to_string(i) + ", ";
    }
    return sequence + "]";
  };
  const int never = 1'000'000;
  EXPECT_LT(Timed(text(never, never), text(7, never), text(never, 11)), 30'000u);
}

TEST_F(DiffHostileTest, LongSequencesOfFewValues) {
  const auto text = [](uint64_t seed) {
    std::string sequence = "[";
    for (int i = 0; i < 100'000; ++i) {
      seed = seed * 6364136223846793005u + 1442695040888963407u;
      sequence += std::to_string(seed >> 62) + ", ";
    }
    return sequence + "]";
  };
  Timed(text(1), text(2), text(3));
}

TEST_F(DiffHostileTest, LargeMappingsInAnotherOrder) {
  const auto text = [](int64_t step) {
    std::string mapping = "{";
    for (int64_t i = 0; i < 100'000; ++i) mapping += "k" + std::to_string(i * step % 100'000) + ": 1, ";
    return mapping + "}";
  };
  EXPECT_EQ(Timed(text(1), text(3), text(99'999)), 0u);
}

TEST_F(DiffHostileTest, ManyElementsWithOneKey) {
  const auto text = [](int value) {
    std::string sequence = "[";
    for (int i = 0; i < 50'000; ++i) sequence += "{name: a, v: " + std::to_string(value) + "}, ";
    return sequence + "]";
  };
  EXPECT_EQ(Timed(text(1), text(2), text(3), "name"), 50'000u);
}

TEST_F(DiffHostileTest, AlignmentIsTheLongestWhereItIsShort) {
  const std::vector<uint64_t> first = {'a', 'b', 'c', 'a', 'b', 'b', 'a'};
  const std::vector<uint64_t> second = {'c', 'b', 'a', 'b', 'a', 'c'};
  std::pmr::vector<uint32_t> matches;
  AlignHashes(first, second, account_, &matches);
  ASSERT_EQ(matches.size(), first.size());
  int found = 0;
  int64_t last = -1;
  for (size_t i = 0; i < matches.size(); ++i) {
    if (matches[i] == kUnmatched) continue;
    EXPECT_GT(int64_t{matches[i]}, last);
    last = matches[i];
    EXPECT_EQ(first[i], second[matches[i]]);
    ++found;
  }
  EXPECT_EQ(found, 4) << "as in Myers' paper";
}

TEST_F(DiffHostileTest, EveryFailedChargeEndsCleanly) {
  const Document a =
      *Load("{a: [1, 2, {x: 1}], b: {c: [x, y]}, [k]: 1, d: a longer text for a value}", account_);
  const Document b =
      *Load("{b: {c: [y, z, q]}, a: [0, 2, {x: 3}], [k]: 2, d: another text for a value}", account_);
  const Document c =
      *Load("{a: [1, 2, {x: 4}], b: {c: [x]}, [k]: 3, e: !t [a text of more than a few bytes]}", account_);
  const uint64_t loaded = budget_.used();
  uint64_t failures = 0;
  for (uint64_t n = 1;; ++n, ++failures) {
    budget_.FailChargeNumber(n);
    try {
      DoAll(a.root(), b.root(), c.root());
      const auto out = Output::ToCallback([](std::string_view) { return true; }, account_);
      WriteDiff(a.root(), b.root(), *out, account_);
      Emitter emitter(*out, account_, {.style = EmitStyle::kJson});
      WriteJsonPatch(b.root(), c.root(), emitter, account_, {.mind_order = true});
      if (budget_.ChargeFailurePending()) break;
    } catch (const MemoryLimitExceeded&) {
    }
    ASSERT_EQ(budget_.used(), loaded) << n;
  }
  budget_.FailChargeNumber(0);
  EXPECT_EQ(budget_.used(), loaded);
  EXPECT_GT(failures, 40u);
}

}  // namespace
}  // namespace tare::yaml
